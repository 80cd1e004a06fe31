"""Where Django looks for this app's models: importing it builds them (see `specify.datamodel.tables`)."""

from specify.datamodel import tables

__all__ = ["tables"]
