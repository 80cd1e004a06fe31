"""The form layout language of Specify: from the bytes of a view set to a record on a page.

In: view sets, the data model, captions, a record. Out: HTML. A compiler in stages that never reach back: `read`
(bytes to `tree`), `finding` and `choosing` (which layout), `resolve` (against data model and captions: `form`),
`bind` (a record and its reader's rights: `bound`), `render`. `compiling` goes from view sets to a form whatever is
wrong with them; `showing` is the door: it runs them all for one record.
"""
