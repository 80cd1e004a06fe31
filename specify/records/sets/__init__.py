"""Record sets: records of one table that a person has put together."""
