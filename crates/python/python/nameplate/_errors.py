"""What goes wrong, in words for whoever called: what failed and on what, then what to do."""

from __future__ import annotations

__all__ = ["InputError", "NameplateError", "PolicyError", "RegisterError"]


class NameplateError(Exception):
    """An error of this package. ``str(error)`` says what failed and what to do.

    >>> try:
    ...     nameplate.check({"colour": "black"})
    ... except nameplate.NameplateError as error:
    ...     error.field
    'colour'
    """

    #: The file or table, where one is meant.
    file: str | None
    #: The row, counted from 0 as in the results, where one is meant.
    row: int | None
    #: The field of a listing, a party or a question, where one is meant.
    field: str | None
    #: What to do.
    hint: str | None

    def __init__(
        self,
        message: str,
        *,
        file: str | None = None,
        row: int | None = None,
        field: str | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.file = file
        self.row = row
        self.field = field
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}" if self.hint else self.message

    # Exceptions travel between processes (pools, Spark): what they hold travels with them.
    def __reduce__(self):
        return _again, (type(self), self.message, self.file, self.row, self.field, self.hint)


def _again(kind, message, file, row, field, hint):
    return kind(message, file=file, row=row, field=field, hint=hint)


class RegisterError(NameplateError):
    """A register that is not there, or is damaged."""


class PolicyError(NameplateError):
    """A policy that cannot be used."""


class InputError(NameplateError):
    """A table, a listing or a question that cannot be meant."""
