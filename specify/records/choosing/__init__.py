"""Records and values that are chosen for a control of a form: found, suggested, made, and brought back."""
