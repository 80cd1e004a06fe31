"""Records: lists, pages, and later the rules of saving them."""
