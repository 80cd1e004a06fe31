"""Specify as plain hypermedia: collections management on the database of Specify 6 and 7, rendered on the server."""

__version__ = "0.1.0"
