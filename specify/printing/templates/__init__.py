"""Templates of labels and reports: what they say of themselves, what they can name, and what that is filled with."""
