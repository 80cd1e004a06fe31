"""The Specify database: its tables as declared, as found in the database at hand, and as Django models."""
