"""Who may do what: passwords, signing in, rights, the rows of a collection, the agent behind a user."""
