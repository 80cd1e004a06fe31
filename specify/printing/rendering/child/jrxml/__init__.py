"""Fills templates of JasperReports in the render process, and paints what comes of it."""
