"""Trees: the pages in which they are looked through, and the verbs that change them."""
