"""Fixtures of this package: a provider of single sign-on that runs.

In: nothing. Out: `provider`, which the settings name by the key that `sign_on_steps` has.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from specify.security import openid
from tests.security.oidc_provider import LocalProvider, providing
from tests.security.sign_on_steps import KEY, named


@pytest.fixture
def provider(settings: Any) -> Iterator[LocalProvider]:
    openid._kept.clear()  # a port may come again
    with providing() as local:
        settings.SIGN_IN_PROVIDERS = {KEY: named(local)}
        yield local
