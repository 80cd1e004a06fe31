"""Trees: the ranks, numbers and full names of their nodes, and what keeps these right. Machinery without pages."""
