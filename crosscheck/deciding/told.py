"""Frozen values of which some fields are told when somebody first reads them."""

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar


class ToldWhenRead:
    """A frozen dataclass with slots of which the fields *later* are told when they are first read, in whichever thread, and then stay.

    Two threads may tell one field twice; what they tell is equal.  To compare, copy or pickle it reads every field.
    """

    __slots__ = ("_teller",)

    later: ClassVar[tuple[str, ...]]
    _teller: object
    """What has a method for each field that nobody has read yet; None once all are told."""

    if not TYPE_CHECKING:  # a name that is misspelt stays one that a type checker finds

        def __getattr__(self, name: str) -> Any:
            """Tell the field *name*, which is empty."""
            teller = self._teller if name in self.later else None
            if teller is None:  # no field is called so, or another thread has told the last one just now
                return object.__getattribute__(self, name)
            try:
                value = getattr(teller, name)()
            except AttributeError as error:  # or it would pass for a field that is not there
                raise RuntimeError(f"`{name}` could not be told") from error
            object.__setattr__(self, name, value)
            if all(_is_told(self, each) for each in self.later):
                _put_teller(self, None)
            return value


Told = TypeVar("Told", bound=ToldWhenRead)
_put_teller = ToldWhenRead.__dict__["_teller"].__set__


def made(kind: type[Told], teller: object, *told: Any) -> Told:
    """Return the value of *kind* whose first fields are *told*, in their order, and the others by *teller* when they are read."""
    value = object.__new__(kind)
    for put, each in zip(_puts(kind), told, strict=False):  # type: ignore[arg-type]  # a class has a hash
        put(value, each)
    _put_teller(value, teller)
    return value


@cache
def _puts(kind: Any) -> tuple[Callable[[object, Any], None], ...]:
    """Return what fills each field, past what keeps it frozen: an answer has dozens of them."""
    return tuple(getattr(kind, each.name).__set__ for each in fields(kind))


def teller_of(value: ToldWhenRead, name: str) -> object:
    """Return what is to tell the field *name* of *value*; None where it is told."""
    return None if _is_told(value, name) else value._teller  # noqa: SLF001 - of this room


def _is_told(value: ToldWhenRead, name: str) -> bool:
    try:
        object.__getattribute__(value, name)
    except AttributeError:
        return False
    return True
