"""Migrations of our own table."""
