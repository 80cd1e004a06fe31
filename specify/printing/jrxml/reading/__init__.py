"""Reads templates of JasperReports: with a document type, with a namespace, and as version 7 writes them."""
