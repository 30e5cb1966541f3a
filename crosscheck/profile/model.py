"""A profile as a pydantic model, for web frameworks that take one in a request.

The model is derived from the vocabulary, field by field; its values are read by the same
parser as everywhere else and held in the form in which JSON has them.  Checking a
traveller does not need it: `Rulebook.check` takes any mapping.
"""

from collections.abc import Callable
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, create_model

from crosscheck.facts import Facts
from crosscheck.profile.reading import read_profile
from crosscheck.profile.schema import ANY_STATE, fact_schema
from crosscheck.profile.shape import HEADINGS, LISTS, PROPERTIES, SINGLE, under
from crosscheck.values import parse, show
from crosscheck.vocabulary import DOCUMENT, FactType


class ProfileModel(BaseModel):
    """What a traveller states; `profile_model` adds one field for each fact."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def stated(self) -> dict[str, Any]:
        """Return what is stated, as the mapping that `Rulebook.check` takes."""
        return self.model_dump(exclude_unset=True)

    def facts(self, *, day: int) -> Facts:
        """Return the facts for a crossing on *day*, an ordinal.

        Raises:
            ProfileError: Facts disagree.
        """
        return read_profile(self.stated(), day=day)


class _Part(BaseModel):
    """A mapping within a profile."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@cache
def profile_model() -> type[ProfileModel]:
    """Return the model, made at the first call.  Its fields are nested, never dotted."""
    fields: dict[str, Any] = {
        name: (_annotated(fact), Field(None, description=fact.meaning))
        for name, fact in SINGLE.items()
        if "." not in name
    }
    for heading in HEADINGS:
        fields[heading] = (_part(heading, under(heading)) | None, None)
    things = {plural: _part(thing.kind, PROPERTIES[plural]) for plural, thing in LISTS.items()}
    fields[DOCUMENT.kind] = (things[DOCUMENT.plural] | None, None)
    for plural, thing in LISTS.items():
        held: Any = list[things[plural]]  # type: ignore[valid-type]  # made from the vocabulary
        by_state: Any = dict[str, held] if plural == "visits" else held
        fields[plural] = (held | by_state | None, Field(None, description=thing.meaning))
    return create_model("Profile", __base__=ProfileModel, __doc__=ProfileModel.__doc__, **fields)


def _part(name: str, facts: dict[str, FactType]) -> type[_Part]:
    fields: dict[str, Any] = {
        short: (_annotated(fact), Field(None, description=fact.meaning)) for short, fact in facts.items()
    }
    title = "".join(word.capitalize() for word in name.split("_"))
    return create_model(title, __base__=_Part, **fields)


def _annotated(fact: FactType) -> Any:
    return Annotated[
        Any, BeforeValidator(_canonical(fact)), WithJsonSchema(fact_schema(fact, state=ANY_STATE))
    ]


def _canonical(fact: FactType) -> Callable[[object], object]:
    """Return what reads a value of *fact* and gives it in its one JSON form."""
    return lambda raw: None if raw is None else show(fact, parse(fact, raw))
