"""Expressions as templates for JasperReports have them: a small part of Java, read into trees and worked out safely."""
