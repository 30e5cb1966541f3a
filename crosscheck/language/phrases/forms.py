"""The forms of phrases, each told once: the compiler reads by them, `printing` writes by them, editors match by them.

A form is written as its phrases are.  Small letters are words of the language; capitals stand for what
an author puts there; what is in brackets may be left out.
"""

import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from crosscheck.language.vocabulary import Type

SPELT: Final[Mapping[str, Mapping[Any, str]]] = {
    "COMPARED": {">=": "at least", "<=": "at most", "<": "less than", ">": "more than", "==": "exactly"},
    "BOUND": {">=": "on or after", "<=": "on or before", ">": "after", "<": "before"},
    "SIDE": {"after": "after", "before": "before"},
}
"""What stands in these places of a form, by what it means."""
FLIPPED: Final = {">=": "<=", "<=": ">=", "<": ">", ">": "<"}
"""What compares two days, seen from the other of them."""
SINGULAR: Final = {
    "hours": "hour", "days": "day", "months": "month", "years": "year", "pages": "page", "entries": "entry",
}  # fmt: skip

_STEP: Final = re.compile(r"(\[?)((?:[a-z]+ ?)*)([A-Z]*)\]? ?")


class Step(NamedTuple):
    """Words of the language, and the *place* after them that an author fills, if there is one."""

    optional: bool
    words: tuple[str, ...]
    place: str


class Form:
    """One form of phrases.

    *name*: what is said not to fit a fact; the meaning says it itself where there is none.
    *joined*: what may have been meant by words that follow.
    """

    def __init__(self, written: str, name: str = "", joined: str | None = None) -> None:
        self.name, self.joined = name, joined
        found = (step.groups() for step in _STEP.finditer(written) if step[0])
        self.steps = tuple(Step(bool(mark), tuple(words.split()), place) for mark, words, place in found)
        self._pattern = re.sub(r" \[(.+?)\]", r"( \1)?", re.sub(r"^\[(.+?)\] ", r"(\1 )?", written))

    def say(self, *given: object) -> str:
        """Return the phrase with one of *given* for each step: what fills its place, or whether it is said at all."""
        said: list[str] = []
        for step, each in zip(self.steps, given, strict=True):
            if each or not step.optional:
                said += step.words
                said += [SPELT.get(step.place, {}).get(each, str(each))] if step.place else []
        return " ".join(said)

    def pattern(self, fills: Mapping[str, str | None]) -> str | None:
        """Return what phrases of this form look like; None where nothing *fills* a place."""
        places = {step.place: fills[step.place] for step in self.steps if step.place}
        if None in places.values():
            return None
        return re.sub("[A-Z]+", lambda place: str(places[place[0]]), self._pattern)


_OF_VALUES: Final = "join values with `or`, phrases with `and`, and the words of one value with a hyphen"
_OF_FACTS: Final = "a fact is one word, such as `crossing.date`; `crosscheck facts` lists them"

IN: Final = Form("[not] in GROUP [on DATED]", "`in GROUP`")
ONE_IN: Final = Form("[not] covers one in GROUP [on DATED]", "`covers one in GROUP`")
COVERS: Final = Form("[not] covers PART", "`covers`", _OF_FACTS)
ONLY: Final = Form("only WHOLE", "`only`", _OF_VALUES)
SAME: Final = Form("[not] same as FACT", "`same as`", _OF_FACTS)
HOURS: Final = Form("COMPARED NUMBER HOURS SIDE MOMENT", "a span of time", _OF_FACTS)
SPAN: Final = Form("COMPARED AMOUNT SIDE DAY", "a span of time", _OF_FACTS)
COUNT: Final = Form("COMPARED AMOUNT")
BOUND: Final = Form("BOUND DAY", "a comparison of days", _OF_FACTS)
IS: Final = Form("[not] VALUES", joined=_OF_VALUES)

FORMS: Final = (IN, ONE_IN, COVERS, ONLY, SAME, HOURS, SPAN, COUNT, BOUND, IS)
"""All of them: a phrase has the first that its words tell, and is values joined by `or` where they tell none."""


class Fit(NamedTuple):
    """What may be said of a fact: for people, the forms that it takes, and phrases to begin from.

    A phrase to begin from has capitals, too: each word, each fact that is alike, what there is where there is none.
    """

    said: str
    forms: tuple[Form, ...]
    begin: str


_OF_DAYS: Final = (IS, BOUND, SPAN, HOURS, SAME)
_DAYS_TO_BEGIN: Final = "on or after ALIKE, on or before ALIKE, at least 3 months after crossing.date, at least 18 years before crossing.date, ABSENT, not ABSENT"
_ANSWER: Final = Form("ANSWER")
"""What `IS` may be of yes and no."""

FITS: Final = {
    Type.STATE: Fit(
        "`KZ or CN`, `not KZ`, `in GROUP`, `same as FACT`", (IS, IN, SAME), "ABSENT, not ABSENT, same as ALIKE",
    ),
    Type.WORD: Fit("`A or B`, `not A`, `same as FACT`", (IS, SAME), "WORD, not WORD, ABSENT, not ABSENT"),
    Type.TEXT: Fit("`A or B`, `not A`, `same as FACT`", (IS, SAME), "EXAMPLE"),
    Type.FLAG: Fit("`yes` or `no`", (_ANSWER, SAME), "yes, no"),
    Type.STATES: Fit(
        "`covers KZ`, `covers FACT`, `covers one in GROUP`, `only KZ or CN`, `only FACT`",
        (COVERS, ONLY, ONE_IN), "covers ALIKE",
    ),
    Type.WORDS: Fit(
        "`covers A`, `covers FACT`, `only A or B`", (COVERS, ONLY), "covers WORD, only WORDS, covers ALIKE",
    ),
    Type.DATE: Fit("`on or after DAY`, `before DAY`, `at least 3 months after DAY`", _OF_DAYS, _DAYS_TO_BEGIN),
    Type.PARTIAL: Fit("`on or before DAY`, `at least 18 years before DAY`", _OF_DAYS, _DAYS_TO_BEGIN),
    Type.COUNT: Fit(
        "`at least 2 UNIT`, `at most 2 UNIT`", (IS, COUNT, SAME),
        "ABSENT, not ABSENT, at least 1 UNIT, at most 30 UNIT",
    ),
}  # fmt: skip
"""What fits a fact of each type."""


def unit_of(count: object, unit: str) -> str:
    """Return *unit* (a plural) as it is written after *count*.

    >>> unit_of(1, "entries")
    'entry'
    """
    return SINGULAR[unit] if count == 1 else unit
