"""The home page of a collection: what it holds, what lies on one's desk, where one was."""
