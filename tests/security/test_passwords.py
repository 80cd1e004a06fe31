"""Passwords are stored and checked exactly as Specify does."""

import pytest
from django.contrib.auth.hashers import check_password, make_password

from specify.datamodel.tables import SpecifyUser
from specify.security import passwords
from tests.planting import World
from tests.security.people import user_of

SALT = bytes(range(1, 9))
COMPUTED = {
    "testuser": "010203040506070824F8E98CD832BCD345FA101AEABE5A8D",
    "12345678": "01020304050607081F00CDEED1F3894FD8920E9A9FC9AC73",
    "Sp3cify!": "010203040506070849501AE6B73E52E3C56B49B90AEF4438",
}


@pytest.mark.parametrize(("password", "stored"), COMPUTED.items())
def test_a_password_is_encrypted_as_specify_does(password: str, stored: str) -> None:
    assert passwords.encrypt(password, SALT) == stored
    assert passwords.verify(password, stored)
    assert passwords.verify(password, stored.lower())


@pytest.mark.parametrize(
    "stored",
    ["205C0D906445E1C71CA77C6D714109EB6D582B03A5493E4C", "30E4419C5C7911F0AC2A8071876898E142EA39D141959C7C"],
)
def test_what_specify_itself_stored_fits(stored: str) -> None:
    assert passwords.verify("testuser", stored)
    assert not passwords.verify("testuseR", stored)


@pytest.mark.parametrize(
    "stored",
    ["", "unusable", "zz", "01", "0102030405060708", COMPUTED["testuser"][:-1], COMPUTED["testuser"][:-2]]
    + [" " + COMPUTED["testuser"], COMPUTED["testuser"] + "00", "testuser", "ünusable", "\x00"],
)
def test_what_is_malformed_fits_nothing(stored: str) -> None:
    for password in ("testuser", "unusable", "", stored):
        assert not passwords.verify(password, stored)


def test_every_byte_of_the_padding_counts() -> None:
    encryptor = passwords._cipher(b"testuse", SALT).encryptor()
    agreeing = SALT + encryptor.update(b"testuse\x01") + encryptor.finalize()
    assert passwords.verify("testuse", agreeing.hex())
    encryptor = passwords._cipher(b"testus", SALT).encryptor()
    differing = SALT + encryptor.update(b"testus\x07\x02") + encryptor.finalize()
    assert not passwords.verify("testus", differing.hex())


def test_an_empty_password_never_fits() -> None:
    assert not passwords.verify("", passwords.encrypt(""))


def test_a_password_of_specify_7_with_accents_can_be_checked() -> None:
    assert passwords.verify("Ångström", passwords.encrypt("Ångström"))
    assert not passwords.verify("\ud800", COMPUTED["testuser"])


@pytest.mark.parametrize("password", ["", "naïve", "tab\there", "日本", "a" * 112])
def test_what_specify_could_not_check_again_is_refused_in_a_sentence(password: str) -> None:
    assert passwords.refusal_of(password).endswith(".")
    with pytest.raises(ValueError, match=r"\.$"):
        make_password(password)


def test_the_longest_password_fits_the_column() -> None:
    assert passwords.refusal_of("a" * passwords.LONGEST) == ""
    assert len(passwords.encrypt("a" * passwords.LONGEST)) <= 255 < len(passwords.encrypt("a" * 112))


def test_each_encryption_has_its_own_salt() -> None:
    first, second = make_password("gill raker"), make_password("gill raker")
    assert first != second
    assert first.startswith("pbe$")
    assert check_password("gill raker", first)
    assert check_password("gill raker", second)


@pytest.mark.django_db(databases="__all__")
def test_the_column_holds_what_specify_reads() -> None:
    user = user_of(World(), "mokafor")
    user.set_password("a new one")
    SpecifyUser.objects.filter(pk=user.pk).update(password=user.password)
    again = SpecifyUser.objects.get(pk=user.pk)
    raw = SpecifyUser.objects.extra(select={"raw": "Password"}).values_list("raw", flat=True).get(pk=user.pk)
    assert again.check_password("a new one")
    assert passwords.verify("a new one", raw)
    assert again.has_usable_password()


@pytest.mark.django_db(databases="__all__")
def test_a_user_without_a_password() -> None:
    user = user_of(World(), "mokafor", password="")
    assert not user.has_usable_password()
    assert not user.check_password("unusable")
    user.set_password("a new one")
    user.set_unusable_password()
    assert user.password == "pbe$unusable"


@pytest.mark.django_db(databases="__all__")
def test_a_session_remembers_the_password_it_was_made_with() -> None:
    user = user_of(World(), "mokafor")
    before = user.get_session_auth_hash()
    user.set_password("another one")
    assert user.get_session_auth_hash() != before
