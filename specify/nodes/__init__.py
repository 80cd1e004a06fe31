"""Trees by their node numbers: which branch a node hangs on. Machinery without pages."""
