"""Fills templates with rows, as JasperReports does: what comes out are pages of items that need no more layout."""
