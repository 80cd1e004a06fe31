"""Migrations of this package's tables; additive only."""
