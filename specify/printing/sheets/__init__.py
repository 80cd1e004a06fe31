"""Sheets of labels: their measures, as data, and where each label stands on them."""
