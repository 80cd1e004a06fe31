"""Records like others: cloned whole, or with what one carries forward, one by one or many at once."""
