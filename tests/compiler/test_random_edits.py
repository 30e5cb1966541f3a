"""Random edits of rule files: no traceback, no hang, and no silently different meaning.

What a file says is read a second time by PyYAML's own parser in Python and its plainest
constructor, which share no code with our reader: two files that say the same must give
the same rules, and two that do not must give different rules, or a diagnostic.
"""

import random
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType

import yaml

from crosscheck.compiler.files.build import build
from crosscheck.rulebook.ruleset import RuleSet
from tests.compiler.reading import good_files

ROOT = Path(__file__).parent.parent.parent
SECONDS = 20
"""What no edit may take: a hundred times what one takes on a slow machine."""

_SNIPPETS = (
    *(
        b"\t",
        b"\r",
        b"\x00",
        b"\xff",
        b"\xef\xbb\xbf",
        b": ",
        b"- ",
        b"#",
        b"'",
        b'"',
        b"[",
        b"]",
        b"{",
        b"}",
    ),
    *(b"&a ", b"*a", b"!!str ", b"<<: *a\n", b"---\n", b"%YAML 1.1\n", b"? ", b"|", b">", b"\\", b"@", b","),
    *("С".encode(), "：".encode(), "\u00a0".encode(), "\u200b".encode(), "–".encode(), "木".encode()),
    *(
        b" and ",
        b" or ",
        b"not ",
        b"30 days",
        b"2026-02-30",
        b"NO",
        b"010",
        b"..",
        b"in_force: 2020-01-01 ..\n",
    ),
)


def edited(data: bytes, chance: random.Random) -> bytes:
    """Return *data* after one random edit: bytes or lines deleted, inserted, replaced, repeated or swapped."""
    lines = data.splitlines(keepends=True)
    at, to = sorted(chance.randrange(len(data)) for _ in range(2))
    to = min(to, at + chance.choice((1, 1, 1, 3, 20)))
    line, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(9):
        case 0:
            return data[:at] + data[to:]
        case 1:
            return data[:at] + chance.choice(_SNIPPETS) + data[at:]
        case 2:
            return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
        case 3:
            return data[:at] + data[at:to] * 2 + data[to:]
        case 4:
            return b"".join(lines[:line] + lines[line + 1 :])
        case 5:
            return b"".join([*lines[:line], lines[other], *lines[line:]])
        case 6:
            lines[line], lines[other] = lines[other], lines[line]
        case 7:
            lines[line] = chance.choice((b" ", b"  ", b"    ")) + lines[line]
        case _:
            lines[line] = lines[line].removeprefix(chance.choice((b" ", b"  ")))
    return b"".join(lines)


def said(data: bytes) -> object:
    """Return what *data* says as PyYAML's parser in Python reads it: nothing but texts, lists, mappings."""
    value: object = yaml.load(data.decode("utf-8-sig"), Loader=yaml.BaseLoader)  # noqa: S506 (makes texts only)
    return value


def in_other_words(value: object) -> object:
    """Return *value* without what may differ where rules are the same: how many spaces part two words."""
    if isinstance(value, dict):
        return {in_other_words(key): in_other_words(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [in_other_words(inner) for inner in value]
    return " ".join(value.split()) if isinstance(value, str) else value


def in_any_order(ledger: object) -> object:
    """Return *ledger* with its codes sorted: which line one stands on means nothing."""
    if not isinstance(ledger, dict):
        return ledger
    listed = {key: value if isinstance(value, list) else [value] for key, value in ledger.items()}
    codes = {key: sorted(" or ".join(map(str, listed[key])).split(" or ")) for key in listed}
    return {**ledger, **{key: codes[key] for key in ("needs_visa", "unsettled") if key in codes}}


def days_in_any_order(days: object) -> object:
    """Return a list of closing days without what means nothing: the order of dates, and what a day is called within.

    A day's title is what an answer says; its name in the file is read by nobody else.
    """
    if not isinstance(days, dict) or not isinstance(days.get("each"), dict):
        return days
    each = [
        {**day, "on": sorted(map(str, day["on"]))}
        if isinstance(day, dict) and isinstance(day.get("on"), list)
        else day
        for day in days["each"].values()
    ]
    return {**days, "each": each}


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """Raise out of what takes longer, wherever it is."""

    def too_long(signum: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"took more than {seconds} seconds")

    before = signal.signal(signal.SIGALRM, too_long)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def rules_of(files: Mapping[str, bytes]) -> RuleSet | None:
    """Return what *files* mean, leaving the digest of their bytes aside; None if there is a finding."""
    with at_most(SECONDS):
        rules, diagnostics = build(files)
    assert (rules is None) <= bool(diagnostics)
    return None if rules is None or diagnostics else replace(rules, digest="")


def judge(files: Mapping[str, bytes], path: str, data: bytes, original: RuleSet) -> str:
    """Return what came of an edit: `refused`, `other` rules, or `same` ones; assert that it is right."""
    rules = rules_of({**files, path: data})
    if rules is None:
        return "refused"
    try:
        after, before = said(data), said(files[path])
    except yaml.YAMLError as problem:
        raise AssertionError(f"the second reader refuses what ours takes: {problem}") from problem
    if path == "ruleset.yaml" and isinstance(after, dict) and isinstance(before, dict):
        after, before = {**after, "title": ""}, {**before, "title": ""}  # the one text that no rule set holds
    if path.endswith("ledger.yaml"):
        after, before = in_any_order(after), in_any_order(before)
    if path.endswith("-days.yaml"):
        after, before = days_in_any_order(after), days_in_any_order(before)
    if repr(after) == repr(before):  # the order of keys, too
        assert rules == original, "the same words have come to mean something else"
    if rules == original:
        assert in_other_words(after) == in_other_words(before), "a change is lost"
        return "same"
    return "other"


def try_edits(around: Mapping[str, Mapping[str, bytes]], count: int) -> None:
    """Edit a file at random, *count* times: each is compiled *around* those by its path, among which it is."""
    paths = sorted(around)
    meant = {tuple(part): rules_of(part) for part in around.values()}
    assert None not in meant.values()
    chance = random.Random(20_261_123)  # noqa: S311 (edits, no secrets)
    found = {"refused": 0, "other": 0, "same": 0}
    for number in range(count):
        path = chance.choice(paths)
        data = edited(around[path][path], chance)
        try:
            original = meant[tuple(around[path])]
            assert original is not None
            found[judge(around[path], path, data, original)] += 1
        except Exception as problem:
            problem.add_note(f"edit {number} of {path}:\n{data.decode('utf-8', 'replace')}")
            raise

    assert sum(found.values()) == count
    assert min(found.values()) > count / 100, f"the edits try too little: {found}"


def test_a_random_edit_never_changes_meaning_silently() -> None:
    """Each edit is refused, or the rules change, or the two files say the same."""
    files = good_files()

    try_edits(dict.fromkeys(files, files), 200)
