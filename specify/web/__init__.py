"""What every page has: furniture, errors, caching, headers, pagination, languages, menus."""
