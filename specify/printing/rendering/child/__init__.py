"""What runs in the render process: the only modules that import WeasyPrint, and none of Django."""
