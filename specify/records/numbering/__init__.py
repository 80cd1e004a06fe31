"""Numbers for new records: which are asked for, which was the last, and the next, under the lock of Specify 7."""
