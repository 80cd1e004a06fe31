"""Labels and reports: from records to paper, exact to a tenth of a millimetre."""
