"""App resources: what an institution has set up, as Specify keeps it in the database and in its configuration folder.

View sets, captions, record formatters, field formats, pick lists and preferences, found by Specify 7's order of
lookup, read without trust, and kept by the process under the settings stamp.
"""
