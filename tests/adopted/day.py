"""A day of reading in an adopted database: sign in, read lists and records, sign out. Run as a program, prints JSON.

In: `DATABASE_URL` and the like in the environment, user and password as arguments. Out: one JSON object: how many pages
were read, those that failed, the most statements and the largest page of a record, a sample of what a record showed.
"""

import gzip
import json
import os
import sys
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "specify.settings")

import django

django.setup()

from django.db import connections  # noqa: E402 - the settings had to be named
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from specify.datamodel import present  # noqa: E402
from specify.datamodel.tables import model  # noqa: E402

RECORDS = ("taxon", "geography", "locality", "collectingevent", "agent", "accession", "loan", "preparation", "storage")


class Day:
    """Reads pages and keeps count."""

    def __init__(self) -> None:
        """Begin with a browser that has no cookies."""
        self.client = Client(SERVER_NAME="localhost")
        self.pages = 0
        self.failed: list[str] = []
        self.statements = 0
        self.largest = 0

    def read(self, address: str, *, is_record: bool = False) -> Any:
        """One page; what is not 200 is noted."""
        with CaptureQueriesContext(connections["default"]) as one, CaptureQueriesContext(connections["web"]) as two:
            response = self.client.get(address)
        self.pages += 1
        if response.status_code != 200:
            self.failed.append(f"{address}: {response.status_code}")
        elif is_record:
            self.statements = max(self.statements, len(one) + len(two))
            self.largest = max(self.largest, len(gzip.compress(response.content, 6)))
        return response


def sample(key: str, number: int) -> list[int]:
    """`number` ids spread over a table."""
    ids = list(model(key).objects.order_by("pk").values_list("pk", flat=True))
    return ids[:: max(1, len(ids) // number)][:number]


def main(user: str, password: str, objects: int) -> None:
    """Read for a day and print what happened."""
    day = Day()
    day.read("/accounts/sign-in/")
    signed_in = day.client.post("/accounts/sign-in/", {"login": user, "password": password}, follow=True)
    home = signed_in.request["PATH_INFO"]
    lists = [f"{home}{key}/" for key in present.tables()]
    for address in [home, f"{home}tables/", *lists]:
        day.read(address)
    for key in RECORDS:
        for one in sample(key, 5):
            day.read(f"{home}{key}/{one}/")
    shown = b""
    for one in sample("collectionobject", objects):
        shown = day.read(f"{home}collectionobject/{one}/", is_record=True).content
    day.client.post("/accounts/sign-out/")
    told = {
        "home": home,
        "pages": day.pages,
        "failed": day.failed,
        "statements": day.statements,
        "largest": day.largest,
    }
    print(json.dumps({**told, "shown": shown.decode()}))  # noqa: T201 - the program's output


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
