"""The form layout language of Specify: from the bytes of a view set to a record on a page, in stages that never reach back.

`read` (bytes -> XML -> `tree`), `finding` (which layout is used), `resolve` (against data model and captions), `bind` (a record,
the reader's rights), `render` (HTML). `showing` is the door: it runs them all for one record.
"""
