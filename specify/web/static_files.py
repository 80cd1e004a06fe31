"""Static files with hashed names, compressed beforehand, cached for ever.

In: `static/`. Out: `var/static/` with names that change with the content, gzip (and Brotli where it is installed).
"""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """WhiteNoise's storage; a file missing from the manifest is an error at start, not on a page."""

    keep_only_hashed_files = True
