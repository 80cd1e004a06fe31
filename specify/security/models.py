"""Our one table here: wrong passwords of the last day, by account and by address.

In: signing in. Out: rows that `throttle.py` counts. User name and address are kept only as keyed digests: people type
their password into the wrong field, and nobody needs to read who failed from where.
"""

from __future__ import annotations

from django.db import models


class SigninFailure(models.Model):
    """An attempt to sign in that did not succeed; `at` is in seconds since 1970, free of zones and summer time."""

    account: models.CharField[str, str] = models.CharField(max_length=64)
    address: models.CharField[str, str] = models.CharField(max_length=64)
    at: models.BigIntegerField[int, int] = models.BigIntegerField()

    class Meta:
        """The two questions asked of it."""

        db_table = "web_signin_failure"
        default_permissions = ()
        indexes = (
            models.Index(fields=["account"], name="web_signin_account"),
            models.Index(fields=["address"], name="web_signin_address"),
            models.Index(fields=["at"], name="web_signin_at"),
        )
