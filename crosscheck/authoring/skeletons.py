"""New rule files with blanks: all that a file of its kind needs, and `<what belongs there>` in each gap.

`rules lint` finds nothing in them but the blanks (CC141).
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

from crosscheck.compiler.shape.shape import NAME
from crosscheck.language.spoken.sentences import unreadable
from crosscheck.language.states import STATES

Files = dict[str, str]
"""By path within the rules folder, the text."""

_N: Final = NAME.pattern
_OF_STATE: Final = re.compile(rf"(?P<state>[a-z]+)\.(?P<movement>entry|exit)\.(?P<name>{_N})")
_OF_BORDER: Final = re.compile(rf"(?P<border>[a-z]+-[a-z]+)\.(?P<name>{_N})")
_OF_PORT: Final = re.compile(rf"(?P<home>[a-z]+)-(?P<neighbour>[a-z]+)/(?P<name>{_N})")
_OF_GROUP: Final = re.compile(rf"(?:(?P<state>[a-z]+)/)?(?P<name>{_N})")

_SOURCE: Final = "source: <an entry of sources.yaml, a comma, and the place in it>"
_REQUIREMENT: Final = f"""\
requirement: {{id}}
title: <a few words, shown in every answer>
says: >
  <the law in one or two sentences of your own>
{_SOURCE}
in_force: <the first day, two dots and, if it has ended, the last day; delete this line if it always was law>
for: <whom it concerns, one fact to a line; delete this line if everybody>
needs: <what they must show, one fact to a line; or `met_by` with its grounds>
fix: <one sentence on what a traveller can do about it>
"""
_NOTICE: Final = f"""\
notice: {{id}}
kind: <do, carry or know>
title: <a few words>
text: >
  <what the traveller reads>
{_SOURCE}
for: <whom it concerns, one fact to a line; delete this line if everybody>
"""
_GROUP: Final = """\
group: {name}
title: <a few words>
source: <an entry of sources.yaml, a comma, and the place in it>
members: <one State to a line with its periods>
"""
_PORT: Final = f"""\
port: {{name}}
title: <its usual English name>
{_SOURCE}
home: {{home}}
neighbour: {{neighbour}}

# One name to a key: a language (`ru`), `also` for another one, `other-side-ru` on the side of the neighbour.
names:
  local: <its name in the language of its home State; call the key after that language>

location:
  at: <degrees north, then degrees east, such as 44.2028 N 80.4164 E>
  within: <how far from there it may be, such as 5 km>
  {_SOURCE}
  note: <which point that is, such as the middle of the bridge>

covered:
  - since: <the first day for which its rules are complete, such as that of the two States>

facts:
  class:
    - value: <bilateral or international>
      in_force: <the first day and two dots>
      {_SOURCE}
  open_to_travellers:
    - value: <yes or no>
      in_force: <the first day and two dots>
      {_SOURCE}
  modes:
    - value: <how one may cross, such as car or bus>
      {_SOURCE}

closed:
  - on: <Sunday, 1 October, `days of` a list that stands beside the ports, or `no day`>
    in_force: <the first day and two dots>
    {_SOURCE}
"""
_RULE_SET: Final = """\
ruleset: <a short name in small letters and hyphens>
title: <whose rules they are, and since when>
version: <year, month and number, such as 2026.11.1>
review: <how long a reading of a source lasts, such as 180 days>
"""
_STATE: Final = f"""\
state: {{code}}
authority: <who decides at its border>
{_SOURCE}
covered:
  - since: <the first day for which the rules are complete>
    with: <on the border with which States, such as KZ or CN; `any` if it makes no difference>
    modes: <for which ways of crossing, such as on-foot or car or bus; `any` for all>
    nationalities: <for whom, such as KZ or CN; delete this line if for everybody>
"""
_SOURCES: Final = """\
sources:
  {state}-border-law:
    cite: <what it is called, with its number and day>
    publisher: <who issued it>
    url: <where it can be read>
    published: <the day>
    checked: <the day on which you read it>
    grade: <official or press or secondary or unsourced>
"""
_VISAS: Final = """\
visas: {code}
categories: <each category, such as C, with its title, its purposes and its source>
"""
_DOCUMENT: Final = f"""\
requirement: {{id}}
title: Travel document
says: >
  <on which documents people may {{verb}}, in a sentence of your own>
{_SOURCE}
needs:
  document.type: <the types, such as ordinary-passport or identity-card>
  document.date_of_expiry: <how long it must be valid, such as on or after crossing.date>
fix: <one sentence on what a traveller can do about it>
"""
_ENTRY: Final = f"""\
requirement: {{id}}
title: Permission to enter
says: >
  <how a person may enter, in a sentence of your own>
{_SOURCE}

met_by:

  - ground: citizen
    title: Citizens enter their own State
    in_short: Citizens need no visa
    {_SOURCE}
    for:
      nationalities: covers {{code}}

  - ground: visa
    title: A visa
    in_short: A visa that covers the purpose and the stay opens the border
    {_SOURCE}
    needs:
      visa:
        issuing_state: {{code}}
        purposes: covers purpose
        entries_left: at least 1 entry
        valid_from: on or before crossing.date
        valid_until: on or after crossing.date
    grants:
      stay: <visa.duration_of_stay counted from the day of entry, or from the day after entry>
    fix: <one sentence on what a traveller can do about it>
"""
_EXIT: Final = f"""\
requirement: {{id}}
title: Permission to leave
says: >
  <how a person may leave, in a sentence of your own>
{_SOURCE}

met_by:

  - ground: citizen
    title: Citizens leave
    in_short: Citizens leave freely
    {_SOURCE}
    for:
      nationalities: covers {{code}}

  - ground: foreigner-in-time
    title: Foreigners leave within their stay
    in_short: Foreigners leave within the stay that was granted on entry
    {_SOURCE}
    for:
      nationalities: not covers {{code}}
    needs:
      ending_stay: within its grant
    fix: <one sentence on what a traveller can do about it>
"""
_CASES: Final = """\
cases: {id}
given:
  nationality: <a nationality that it concerns>
  crossing.date: <a day on which it is law>
examples:
  met:
    expect: met
  met on the last day on which it holds:
    crossing.date: <that day>
    expect: met
  not met on the day after:
    crossing.date: <that day>
    expect: <not_met with the conditions that fail, in braces>
  undetermined while a fact is unstated:
    nationality: unstated
    expect: <undetermined with the facts that are open, in braces>
"""


def rule_set() -> Files:
    """Return the file that makes a folder one of rules."""
    return {"ruleset.yaml": _RULE_SET}


def state(code: str) -> Files:
    """Return the files of a new State: what is covered, its sources, its visas, and what entry and exit demand."""
    upper, lower = _state(code), code.lower()
    folder = f"states/{lower}"
    files = {
        f"{folder}/state.yaml": _STATE.format(code=upper),
        f"{folder}/sources.yaml": _SOURCES.format(state=lower),
        f"{folder}/visas.yaml": _VISAS.format(code=upper),
    }
    for movement, permission, verb in (("entry", _ENTRY, "enter"), ("exit", _EXIT, "leave")):
        for name, text in (("document", _DOCUMENT), ("permission", permission)):
            filled = text.format(id=f"{lower}.{movement}.{name}", verb=verb, code=upper)
            files[f"{folder}/{movement}/{name}.yaml"] = filled
    return files


def port(name: str) -> Files:
    """Return the file of a new port, *name* being `cn-kz/muzart`: between which States, home first, and its id."""
    found = _matched(_OF_PORT, name, "a port is named with its two States, home first: `cn-kz/muzart`")
    home, neighbour = _state(found["home"]), _state(found["neighbour"])
    text = _PORT.format(name=found["name"], home=home, neighbour=neighbour)
    return {f"ports/{found['home']}-{found['neighbour']}/{found['name']}.yaml": text}


def requirement(id_: str) -> Files:
    """Return the file of a new requirement."""
    return {path_of(id_): _REQUIREMENT.format(id=id_)}


def notice(id_: str) -> Files:
    """Return the file of a new notice."""
    return {path_of(id_): _NOTICE.format(id=id_)}


def group(name: str) -> Files:
    """Return the file of a new group; *name* is `kz/neighbours` for one of a State, `neighbours` for one of all."""
    found = _matched(_OF_GROUP, name, "a group is named in small letters and hyphens: `kz/kz-neighbours`")
    folder = f"states/{found['state']}/groups" if found["state"] else "groups"
    return {f"{folder}/{found['name']}.yaml": _GROUP.format(name=found["name"])}


def case(id_: str) -> Files:
    """Return the file of the cases of a requirement."""
    return {cases_path(id_): _CASES.format(id=id_)}


def cases_path(id_: str) -> str:
    """Return where the cases of a requirement of a State or a border stand."""
    return path_of(id_).removesuffix(".yaml") + ".cases.yaml"


KINDS: Final[Mapping[str, Callable[[str], Files]]] = {
    "state": state,
    "port": port,
    "requirement": requirement,
    "notice": notice,
    "group": group,
    "case": case,
}
"""What can be written, and by what."""


def path_of(id_: str) -> str:
    """Return where a requirement or notice of a State or a border stands."""
    if found := _OF_STATE.fullmatch(id_):
        _state(found["state"])
        return f"states/{found['state']}/{found['movement']}/{found['name']}.yaml"
    found = _matched(
        _OF_BORDER, id_, "an id is `kz.entry.NAME`, `kz.exit.NAME` or, at all ports of a border, `cn-kz.NAME`"
    )
    return f"ports/{found['border']}/{found['name']}.yaml"


def _state(code: str) -> str:
    if code.upper() not in STATES:
        raise unreadable("author.no_state", given=code)
    return code.upper()


def _matched(pattern: re.Pattern[str], text: str, hint: str) -> re.Match[str]:
    found = pattern.fullmatch(text)
    if found is None:
        raise unreadable("author.unread", given=text, hint=hint)
    return found
