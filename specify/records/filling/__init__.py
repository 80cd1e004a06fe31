"""Forms that are filled in: opened, kept, sent, saved once, and never lost."""
