"""Whom and what the tests know of the demonstration: its accounts, its collection."""

from specify.demonstration.accounts import ACCOUNTS

ACCOUNT, PASSWORD = ACCOUNTS[0].name, ACCOUNTS[0].password
READER, READERS_PASSWORD = ACCOUNTS[1].name, ACCOUNTS[1].password
