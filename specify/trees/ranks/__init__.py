"""The ranks of trees: the page that shows them, the verbs that change them, and those that begin a tree."""
