"""A profile as a pydantic model, every field of it derived from the vocabulary.

Its JSON Schema is published, and programs may take it in a request.  `Rulebook.check`
takes an instance or any mapping alike.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, ConfigDict, Discriminator, Field, Tag, create_model

from crosscheck.language import states
from crosscheck.language.spoken.sentences import unreadable
from crosscheck.language.values import A_WORD, LARGEST_COUNT, LONGEST_TEXT, MOST_IN_SET, parse, show
from crosscheck.language.vocabulary import DOCUMENT, FactType, ThingType, Type
from crosscheck.profile.reading import says_none
from crosscheck.profile.shape import BY_STATE, HEADINGS, LISTS, PROPERTIES, SINGLE, under

State = StrEnum("State", {code: code for code in sorted(states.STATES)})  # type: ignore[misc]  # from the table
State.__doc__ = "A State or organization by the code that crosscheck itself writes."

_UNSEEN: Final = r"\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
"""Characters that no text holds, as a pattern has them."""
_NAME: Final = rf"^[^0-9,\s{_UNSEEN}][^{_UNSEEN}]{{0,59}}$"
_SOLE_NAME: Final = rf"^[^0-9,\s{_UNSEEN}][^,{_UNSEEN}]{{0,59}}$"
_TEXT: Final = rf"^[^\s{_UNSEEN}][^{_UNSEEN}]*$"
WORD: Final = f"^{A_WORD.pattern}$"
_YEAR: Final = r"([1-9][0-9]{3}|0[0-9]{2}[1-9]|0[0-9][1-9]0|0[1-9]00)"
_MONTH: Final = rf"{_YEAR}-(0[1-9]|1[0-2])"
_DAY: Final = rf"^{_MONTH}-(0[1-9]|[12][0-9]|3[01])$"

_TIME: Final = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"


def _state_written_as(pattern: str) -> Any:
    return (
        State
        | Annotated[
            str,
            Field(
                pattern=pattern,
                description="Any other code (KAZ), or the name of a State in English, Chinese, Kazakh or Russian.",
                examples=["Kazakhstan"],
            ),
        ]
    )


_Day = Annotated[str, Field(pattern=_DAY, json_schema_extra={"format": "date"})]

_FORMS: Final[Mapping[Type, Any]] = {
    Type.STATE: _state_written_as(_NAME),
    Type.STATES: _state_written_as(_NAME),
    Type.DATE: _Day,
    Type.PARTIAL: _Day
    | Annotated[str, Field(pattern=f"^({_YEAR}|{_MONTH})$")]
    | Annotated[int, Field(ge=1000, le=9999)],
    Type.TIME: Annotated[str, Field(pattern=_TIME)],
    Type.COUNT: int,  # from the least that means anything
    Type.FLAG: bool | Literal["yes", "no"],
    Type.TEXT: Annotated[str, Field(max_length=LONGEST_TEXT, pattern=_TEXT)],
}
"""How a value of each type is written; words are listed with each fact."""


def _fact(fact: FactType, *, required: bool = False) -> tuple[Any, Any]:
    """Return type and field of one fact.

    A value is read by the parser of every door, which says what is wrong with it, and
    held in the one form in which JSON has it.  The type tells which forms may be written.
    """
    if fact.is_open:
        fact = replace(fact, words=())  # any: which there are, the rules say when they judge the traveller
    words: Any = Literal[fact.words] if fact.words else Annotated[str, Field(pattern=WORD)]
    form: Any = _FORMS.get(fact.type, words)
    if fact.type is Type.COUNT:
        form = Annotated[int, Field(ge=fact.least, le=LARGEST_COUNT)]
    if fact.type in (Type.STATES, Type.WORDS):
        sole = _state_written_as(_SOLE_NAME) if fact.type is Type.STATES else form
        form = Annotated[list[form], Field(min_length=1, max_length=MOST_IN_SET)] | sole
    if fact.absent is not None:
        form |= Literal[fact.absent]

    def in_one_form(raw: object) -> Any:
        return None if raw is None else show(fact, parse(fact, raw))

    return (
        Annotated[form if required else form | None, BeforeValidator(in_one_form)],
        Field(
            ... if required else None,
            description=fact.meaning,
            examples=None if fact.example is None else [in_one_form(fact.example)],
        ),
    )


def _part(
    name: str, facts: Mapping[str, FactType], doc: str | None = None, *, required: str | None = None
) -> Any:
    """Return the model of a mapping within a profile."""
    title = "".join(word.capitalize() for word in name.split("_"))
    fields: dict[str, Any] = {short: _fact(fact, required=short == required) for short, fact in facts.items()}
    return create_model(title, __config__=_CLOSED, __doc__=doc, __module__=__name__, **fields)


def _listed(thing: ThingType, model: Any) -> Any:
    """Return the model of one among others in a list; *model* is that of one alone, or in the list of its State."""
    known = PROPERTIES[thing.plural]
    if thing is DOCUMENT:  # one that is listed is one: its type is not `none`
        return _part("listed_document", {**known, "type": replace(known["type"], absent=None)}, thing.meaning)
    if thing.plural == "visits":
        return _part("listed_visit", known, thing.meaning, required="state")
    return model


def _held(thing: ThingType, model: Any) -> tuple[Any, Any]:
    """Return type and field of a list of things held."""
    one: Any = _listed(thing, model)
    several: Any = Annotated[list[one], Field(max_length=thing.most)]
    of_state: Any = Annotated[list[model], Field(max_length=thing.most)]
    about = f"{thing.meaning} All of them: an empty list, or `none`, says that there is none."
    held = several
    if thing.plural in BY_STATE:
        about += " A list holds those of every State; an object, by State, all those of the States it names."
        held = Annotated[
            Annotated[several, Tag("everywhere")] | Annotated[_by_state(of_state), Tag("by_state")],
            Discriminator(lambda raw: "by_state" if isinstance(raw, Mapping) else "everywhere"),
        ]
    return _or_the_word_none(held, about, meaning=[])


def _by_state(several: Any) -> Any:
    key = Annotated[str, Field(pattern=_NAME), BeforeValidator(states.parse)]
    held, field = _or_the_word_none(several, None, meaning=[])
    of_state: Any = Annotated[held, Field(json_schema_extra=field.json_schema_extra)]
    return Annotated[
        dict[key, of_state],
        BeforeValidator(_once_for_each_state),
        Field(json_schema_extra={"additionalProperties": False}),
    ]


def _once_for_each_state(raw: Any) -> Any:
    """Return a mapping by State in which none stands twice, under two names: of two the last would win."""
    if not isinstance(raw, Mapping):
        return raw
    kept: dict[Any, Any] = {}
    for key, value in raw.items():
        name = (states.find(key) if isinstance(key, str) else None) or key
        if value is not None and kept.get(name) is not None:
            raise unreadable("state.twice", state=name, other=str(key))
        if value is not None or name not in kept:
            kept[name] = value
    return kept


def _or_the_word_none(form: Any, about: str | None, *, meaning: object) -> tuple[Any, Any]:
    """Return type and field of what may also be written `none`, which is read as *meaning*.

    The word is no member of the union, so that a problem has one path, not one for each member.
    """

    def name_the_word(schema: dict[str, Any]) -> None:
        schema["anyOf"].append({"const": "none"})

    read = BeforeValidator(lambda raw: meaning if says_none(raw) else raw)
    return Annotated[form | None, read], Field(None, description=about, json_schema_extra=name_the_word)


def _fields() -> dict[str, Any]:
    """Return every field of a profile; a name with a dot becomes a part."""
    things = {plural: _part(thing.kind, PROPERTIES[plural], thing.meaning) for plural, thing in LISTS.items()}
    return {
        **{name: _fact(fact) for name, fact in SINGLE.items() if "." not in name},
        **{heading: (_part(heading, under(heading)) | None, None) for heading in HEADINGS},
        DOCUMENT.kind: _or_the_word_none(
            things[DOCUMENT.plural],
            "The only document held; `none` says that none is held.",
            meaning={"type": "none"},
        ),
        **{plural: _held(thing, things[plural]) for plural, thing in LISTS.items()},
    }


_CLOSED: Final = ConfigDict(extra="forbid", frozen=True)
_EveryFact: Any = create_model("_EveryFact", __config__=_CLOSED, **_fields())


class ProfileModel(_EveryFact):  # type: ignore[misc]  # its fields come from the vocabulary
    """What a traveller states.

    A fact that is absent or null is unstated; an empty list says that there is none.  The
    day, port and States of the crossing are the question and no part of it.  Facts are
    nested (`stay: {until: …}`); where a person writes a profile, the dotted name
    (`stay.until`) is read too.
    """

    model_config = ConfigDict(title="Profile")

    def stated(self) -> dict[str, Any]:
        """Return what is stated, and nothing else, as a mapping in values that JSON has."""
        found: dict[str, Any] = self.model_dump(exclude_unset=True)
        return found

    def __reduce__(self) -> tuple[Callable[[dict[str, Any]], "ProfileModel"], tuple[dict[str, Any]]]:
        """Pickle what is stated: the classes of the parts have no name by which to find them."""
        return type(self).model_validate, (self.stated(),)
