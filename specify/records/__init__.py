"""Records: lists, pages, and the rules of saving."""
