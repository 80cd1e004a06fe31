"""Long work outside a page: jobs and the worker that runs them."""
