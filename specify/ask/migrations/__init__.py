"""Our tables here, as they came to be."""
