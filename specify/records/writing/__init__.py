"""Changes become rows: written, removed, stamped, unique, and noted in the audit log."""
