"""What people who sign in to the demonstration get to see, collection by collection."""

import pytest

from specify.datamodel.tables import model
from specify.demonstration.accounts import ACCOUNTS, Account
from specify.resources.place import place_of
from tests.page_client import CheckingClient

pytestmark = pytest.mark.django_db
TABLES = ("collectionobject", "collectingevent", "locality", "taxon", "agent", "loan")


def addresses() -> dict[str, str]:
    """The address of each collection by the type of its discipline."""
    found = {}
    for collection in model("collection").objects.values_list("id", flat=True):
        place = place_of(collection)
        assert place is not None
        found[place.discipline_type] = f"/{collection}-{place.slug}/"
    return found


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.name)
def test_an_account_enters_its_collections_and_no_other(client: CheckingClient, account: Account) -> None:
    answer = client.post("/accounts/sign-in/", {"login": account.name, "password": account.password})
    assert answer.status_code == 303
    for key, address in addresses().items():
        assert client.get(address).status_code == (200 if key in account.at else 403), address


@pytest.mark.parametrize("key", ["fish", "botany", "vertpaleo"])
def test_the_records_of_each_collection_are_listed_and_shown(client: CheckingClient, key: str) -> None:
    client.post("/accounts/sign-in/", {"login": ACCOUNTS[0].name, "password": ACCOUNTS[0].password})
    home = addresses()[key]
    for table in TABLES:
        page = client.get(f"{home}{table}/")
        assert page.status_code == 200
        links = [link for link in page.document.root.iter("{*}a", "a") if f"{home}{table}/" in link.get("href", "")]
        records = [link.get("href") for link in links if link.get("href").rstrip("/")[-1].isdigit()]
        assert records, table
        assert client.get(records[0]).status_code == 200
