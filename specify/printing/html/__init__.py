"""Reports as pages: what they say, with real tables and headings, for screen readers and for small screens."""
