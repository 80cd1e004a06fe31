"""The history of a record: what the audit log has about it, in the words of forms."""
