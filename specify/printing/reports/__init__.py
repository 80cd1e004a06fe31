"""The institution's own reports, made with JasperReports: which there are, and what fills them."""
