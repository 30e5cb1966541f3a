"""Where a profile states a fact: the paths of what a decision wants, as keys of a profile.

`purpose`, `stay.until`, `document.type`, `visas`, `visits.KZ` name a fact, a property of the one
document or a list; `documents[1].type`, `visas[0].category`, `visits.KZ[0].ground` a property of
one of several things, counted from 0.  Past stays and visas may be stated State by State.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from crosscheck.language import states
from crosscheck.language.errors import MOST_PROBLEMS
from crosscheck.language.spoken.sentences import Sentence, UnreadableError, unreadable
from crosscheck.language.vocabulary import DOCUMENT
from crosscheck.profile.shape import BY_STATE, LISTS, PROPERTIES

_OF_LIST: Final = re.compile(
    r"(?P<plural>[a-z]+)(?:\.(?P<state>[^.\[\]]+))?(?:\[(?P<place>[0-9]{1,4})\]\.(?P<prop>[a-z_]+))?"
)
_ONE: Final = f"{DOCUMENT.kind}."
_HOLDING: Final = (*LISTS, DOCUMENT.kind, *(f"{_ONE}{name}" for name in PROPERTIES[DOCUMENT.plural]))
"""The keys of a profile that a path may lead into."""
MOST_PATHS: Final = 1_000
"""How many paths may stand in one profile, as keys of it."""


def is_of_list(name: str) -> bool:
    """Return whether *name* is a path to a thing in a list, or to the list of one State."""
    found = _OF_LIST.fullmatch(name)
    return found is not None and found["plural"] in LISTS and (found["place"] or found["state"]) is not None


def code_of(state: object) -> str | None:
    """Return the code of the State that a profile names, None where it names none."""
    return states.find(state) if isinstance(state, str) else None


def key_of(of_states: Mapping[Any, Any], state: str) -> Any:
    """Return the key of *state* in a mapping by State, however it is spelt there; *state* itself if it has none."""
    code = code_of(state)
    return next((key for key in of_states if code is not None and code_of(key) == code), state)


def with_paths(profile: Mapping[Any, Any], wrong: Callable[[str, Sentence], None]) -> Mapping[Any, Any]:
    """Return *profile* with what it states under paths put where it belongs; *wrong* is told path and problem."""
    listed = profile.get(DOCUMENT.plural)
    one_listed = isinstance(listed, Sequence) and len(listed) == 1
    paths = {
        key: value
        for key, value in profile.items()
        if isinstance(key, str) and (is_of_list(key) or (one_listed and key.startswith(_ONE)))
    }
    if not paths:
        return profile
    if len(paths) > MOST_PATHS:
        wrong("", Sentence("paths.too_many", count=len(paths), most=MOST_PATHS))
        return {}
    rest = {key: value for key, value in profile.items() if key not in paths}
    held: Mapping[Any, Any] = {key: rest.pop(key) for key in _HOLDING if key in rest}
    refused = 0
    for path, value in paths.items():
        try:
            if refused < MOST_PROBLEMS:  # what is wrong with more of them is not told
                held = stated_at(held, path, value)
        except UnreadableError as error:
            refused += 1
            wrong(path, error.said)
    return {**rest, **held}


def stated_at(profile: Mapping[Any, Any], path: str, value: Any, *, instead: bool = False) -> dict[Any, Any]:
    """Return *profile* with *value* at *path*; *instead* of what stands there, if anything does.

    Raises:
        UnreadableError: There is no such place, or something is stated there.
    """
    heading, _, rest = path.partition(".")
    listed = profile.get(DOCUMENT.plural)
    if heading == DOCUMENT.kind and rest and isinstance(listed, Sequence) and len(listed) == 1:
        return stated_at(profile, f"{DOCUMENT.plural}[0].{rest}", value, instead=instead)
    found = _OF_LIST.fullmatch(path)
    if found is None or not is_of_list(path):
        within = profile.get(heading)
        if rest and isinstance(within, Mapping):
            return {**profile, heading: _with(within, rest, value, instead)}
        return _with(profile, path, value, instead)
    plural, state = found["plural"], found["state"]
    if state is not None and plural not in BY_STATE:
        raise unreadable("path.of_no_state", list=plural)
    held = profile.get(plural)
    if found["place"] is None:
        return {**profile, plural: _with_state(plural, held, str(state), value, instead)}
    if isinstance(held, Sequence) and len(held) > LISTS[plural].most:
        raise unreadable("path.too_many", list=plural)
    place, prop = int(found["place"]), found["prop"]
    if plural == DOCUMENT.plural and place == 0 and held is None:
        return stated_at(profile, f"{_ONE}{prop}", value, instead=instead)
    if prop not in PROPERTIES[plural]:
        raise unreadable("property.unknown", kind=LISTS[plural].kind)
    if state is not None:
        code = states.parse(state)
        if isinstance(held, Mapping):
            key = key_of(held, state)
            rows = _in_list(path, held.get(key), place, prop, value, instead)
            return {**profile, plural: {**held, key: rows}}
        of_state = [
            n
            for n, row in enumerate(_rows(held))
            if isinstance(row, Mapping) and code_of(row.get(BY_STATE[plural])) == code
        ]
        place = of_state[place] if place < len(of_state) else len(_rows(held))
    return {**profile, plural: _in_list(plural, held, place, prop, value, instead)}


def _with_state(plural: str, held: Any, state: str, value: Any, instead: bool) -> Mapping[Any, Any]:
    if held is not None and not isinstance(held, Mapping):
        raise unreadable("path.of_all_states", list=plural)
    states.parse(state)
    return _with(held or {}, key_of(held or {}, state), value, instead)


def _in_list(path: str, held: Any, place: int, prop: str, value: Any, instead: bool) -> list[Any]:
    rows = _rows(held)
    if place >= len(rows) or not isinstance(rows[place], Mapping):
        raise unreadable("path.no_thing", path=path, count=len(rows))
    rows[place] = _with(rows[place], prop, value, instead)
    return rows


def _with(held: Mapping[Any, Any], name: str, value: Any, instead: bool) -> dict[Any, Any]:
    if not instead and held.get(name) is not None:
        raise unreadable("fact.twice")
    return {**held, name: value}


def _rows(held: Any) -> list[Any]:
    return list(held) if isinstance(held, Sequence) and not isinstance(held, str) else []
