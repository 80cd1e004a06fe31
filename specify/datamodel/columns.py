"""Django fields for Specify's columns: the types 7.12 creates, read and written in whatever type a column really has.

In: a declared `Field`. Out: a Django model field. Kept of Specify: the physical types of 7.12 when we create a table.
Changed on purpose: a date is a `datetime.date` whatever the column (DATE in 6.8, DATETIME(6) in 7.12) and decimals are
exact on SQLite too (kept as text with a numeric collation, since SQLite would keep a binary float).
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models

from specify.datamodel.declaring import Field

if TYPE_CHECKING:
    AnyField = models.Field[Any, Any]
    DateField = models.DateField[Any, Any]
    DecimalField = models.DecimalField[Any, Any]
    CharField = models.CharField[Any, Any]
else:  # Django's fields take type arguments for type checkers only
    DateField, DecimalField, CharField = models.DateField, models.DecimalField, models.CharField


def _is_mysql(connection: Any) -> bool:
    return bool(connection.vendor == "mysql")


class DateColumn(DateField):
    """A day. `plain` columns are DATE in both programs, the others DATETIME(6) in databases born in 7.12."""

    def __init__(self, *args: Any, plain: bool = False, **options: Any) -> None:
        """Take Django's options, and `plain`."""
        self.plain = plain
        super().__init__(*args, **options)

    def db_type(self, connection: Any) -> str | None:
        """The column type to create."""
        return "datetime(6)" if _is_mysql(connection) and not self.plain else "date"

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> date | None:
        """Cut the time part that a DATETIME column adds."""
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, str):
            return date.fromisoformat(value[:10])
        return value if isinstance(value, date) else None


class DecimalColumn(DecimalField):
    """An exact decimal number with up to ten places."""

    def get_internal_type(self) -> str:
        """A name of our own: Django's converter for SQLite expects a binary float."""
        return "DecimalColumn"

    def db_type(self, connection: Any) -> str | None:
        """The column type to create."""
        if _is_mysql(connection):
            return f"numeric({self.max_digits}, {self.decimal_places})"
        return 'text COLLATE "specify_decimal"'

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> Decimal | None:
        """Exact digits from text as from the driver's Decimal."""
        return None if value is None or value == "" else Decimal(str(value))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """Plain digits for SQLite, the driver's Decimal elsewhere."""
        if value is None or _is_mysql(connection):
            return super().get_db_prep_value(value, connection, prepared)
        return format(Decimal(str(value)), "f")

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """As for a comparison."""
        return self.get_db_prep_value(value, connection)


class PasswordColumn(CharField):
    """Specify's stored password, shown to Django's hashers as `pbe$<hex>`, kept in the column as `<hex>`."""

    PREFIX = "pbe$"

    def from_db_value(self, value: str | None, _expression: Any, _connection: Any) -> str | None:
        """Name the algorithm."""
        return None if value is None else self.PREFIX + value

    def get_prep_value(self, value: Any) -> Any:
        """Strip the name of the algorithm."""
        return super().get_prep_value(value.removeprefix(self.PREFIX) if isinstance(value, str) else value)


_NUMBERS: dict[str, type[AnyField]] = {
    "integer": models.IntegerField,
    "short": models.SmallIntegerField,
    "byte": models.SmallIntegerField,
    "long": models.BigIntegerField,
    "boolean": models.BooleanField,
    "double": models.FloatField,
    "timestamp": models.DateTimeField,
    "json": models.JSONField,
    "blob": models.BinaryField,
}


def model_field(field: Field, *, sqlite: bool) -> AnyField:
    """The Django field for a declared one; `sqlite` adds Specify's text equality, elsewhere the column has it."""
    options: dict[str, Any] = {"db_column": field.column, "null": field.null, "blank": True, "unique": field.unique}
    if field.default is not None:
        options["default"] = field.default
    if field.kind == "string":
        kind = PasswordColumn if field.name == "password" and field.length == 255 else models.CharField
        return kind(max_length=field.length, **_collated(options, sqlite))
    if field.kind == "text":
        return models.TextField(**_collated(options, sqlite))
    if field.kind == "date":
        return DateColumn(plain=field.plain, **options)
    if field.kind == "decimal":
        return DecimalColumn(max_digits=field.length or 22, decimal_places=10, **options)
    return _NUMBERS[field.kind](**options)


def _collated(options: dict[str, Any], sqlite: bool) -> dict[str, Any]:
    return {**options, "db_collation": "specify"} if sqlite else options
