"""Fixtures of this package: somebody who signs in, and a provider of single sign-on that runs.

In: nothing. Out: `world`, a collection of its own; `user`, who may enter it and has an agent there; `provider`, which
the settings name by the key that `sign_on_steps` has.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from specify.datamodel.tables import SpecifyUser
from specify.security import openid
from tests.planting import World
from tests.security.oidc_provider import LocalProvider, providing
from tests.security.people import agent_for, let_in, user_of
from tests.security.sign_on_steps import KEY, named


@pytest.fixture
def provider(settings: Any) -> Iterator[LocalProvider]:
    openid._kept.clear()  # a port may come again
    with providing() as local:
        settings.SIGN_IN_PROVIDERS = {KEY: named(local)}
        yield local


@pytest.fixture
def world() -> World:
    return World.create()


@pytest.fixture
def user(world: World) -> SpecifyUser:
    made = user_of(world, "mokafor")
    let_in(world, made, world.ids["collection"])
    agent_for(world, made, world.ids["division"])
    return made
