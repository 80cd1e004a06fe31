"""Templates made for JasperReports: read, evaluated and laid out as it would, without it; no Django in here."""
