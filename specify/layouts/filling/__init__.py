"""Forms to be filled in: the last two stages of the form language for records that are entered, changed or sought.

`fill` binds a `Form` to a record and to what was sent so far, as `bind` does for reading; templates/layouts/filling
draw what comes out. Nothing here writes to the database.
"""
