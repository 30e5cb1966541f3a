"""Files under 1 MiB that are made to take long: the work grows as the file does, and the answer is short."""

import re
import subprocess
import sys
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from crosscheck.authoring.lint.lint import lint
from crosscheck.authoring.reports.diagnostic_text import diagnostics_text
from crosscheck.compiler.reading import yaml_errors, yaml_nodes
from crosscheck.compiler.shape import lookalikes
from tests.compiler.reading import built

ROOT = Path(__file__).parents[2]
HEAD = "requirement: uto.exit.document\ntitle: T\nsays: S.\nsource: uto-border-act-2020\n"
_LINT = """
import sys
from tests.compiler.test_hostile_files import SHAPES, answered
for name in sys.argv[1:]:
    path, text, size = SHAPES[name]
    print(name, *answered(path, text(size)), sep="|", flush=True)
"""
EXIT = "states/uto/exit/document.yaml"


def answered(path: str, text: str) -> tuple[int, int]:
    """Compile and lint Utopia with *text* at *path*; return how many findings there are, and how long the report."""
    rules, found = built(path, text)
    if rules is not None:
        found = lint(rules, 739943, found, {f"rules/{path}": text})
    shown = diagnostics_text(found, {found[0].span.path: text}) if found else ""
    return len(found), len(shown)


def _needs(lines: str) -> str:
    return f"{HEAD}needs:\n{lines}"


def _periods(count: int) -> str:
    days = (f"{y:04}-{m:02}-{d:02}" for y in range(1800, 2000) for m in range(1, 13) for d in range(1, 29))
    return "".join(f"  - {day} .. {day}\n" for day in islice(days, count))


def _branches(key: str, count: int, value: str) -> str:
    return f"{key}:\n  any_of:\n" + "".join(f"    b{n}:\n      nationality: {value}\n" for n in range(count))


SHAPES: dict[str, tuple[str, Callable[[int], str], int]] = {
    "one phrase of many and": (EXIT, lambda n: _needs("  nationality: " + "UTO and " * n + "UTO\n"), 100_000),
    "one phrase of many or": (EXIT, lambda n: _needs("  nationality: " + "UTO or " * n + "UTO\n"), 100_000),
    "a phrase of nothing but and": (EXIT, lambda n: _needs("  nationality: " + "and " * n + "\n"), 200_000),
    "one long word": (EXIT, lambda n: _needs(f"  nationality: {'x' * n}\n"), 400_000),
    "one long look-alike": (EXIT, lambda n: _needs(f"  nationality: {'С' * n}\n"), 400_000),
    "look-alikes without end": (EXIT, lambda n: _needs(f"  nationality: {'Сa' * n}\n"), 200_000),
    "unknown keys": (
        EXIT,
        lambda n: _needs("  nationality: UTO\n") + "".join(f"kez{i}: a\n" for i in range(n)),
        60_000,
    ),
    "unknown facts": (EXIT, lambda n: _needs("".join(f"  nationalitx{i}: UTO\n" for i in range(n))), 20_000),
    "unknown States": (
        EXIT,
        lambda n: HEAD
        + "needs:\n  any_of:\n"
        + "".join(f"    b{i}:\n      nationality: Kazakstan{n}.{i}\n" for i in range(n)),
        20_000,
    ),
    "good branches": (EXIT, lambda n: HEAD + _branches("needs", n, "UTO"), 24_000),
    "a for of many branches, and needs of as many": (
        EXIT,
        lambda n: HEAD + _branches("for", n, "not UTO") + _branches("needs", n, "not UTO"),
        12_000,
    ),
    "nothing but waivers": (
        EXIT,
        lambda n: _needs("  nationality: UTO\n" + "# crosscheck: allow CC408, because x\n" * n),
        24_000,
    ),
    "grounds of one name": (EXIT, lambda n: HEAD + "met_by:\n" + "  - ground: a\n    title: T\n" * n, 20_000),
    "grounds": (
        EXIT,
        lambda n: HEAD
        + "met_by:\n"
        + "".join(f"  - ground: a{i}\n    title: T\n    source: uto-border-act-2020\n" for i in range(n)),
        16_000,
    ),
    "unknown members": (
        "groups/uto-odd.yaml",
        lambda n: "group: uto-odd\ntitle: T\nsource: uto-border-act-2020\ncomplete: yes\nmembers:\n"
        + "".join(f"  Q{i}: {{source: nowhere}}\n" for i in range(n)),
        20_000,
    ),
    "periods": (
        EXIT,
        lambda n: HEAD + "in_force:\n" + _periods(n) + "needs:\n  nationality: UTO\n",
        30_000,
    ),
    "sources": (
        "sources.yaml",
        lambda n: "sources:\n" + "".join(f"  odd-{i}:\n    cit: x\n" for i in range(n)),
        20_000,
    ),
    "tags": (EXIT, lambda n: _needs("".join(f"  a{i}: !x y\n" for i in range(n))), 20_000),
    "one line of many keys": (
        EXIT,
        lambda n: HEAD + "needs: {" + "".join(f"a{i}: b, " for i in range(n)) + "c: d}\n",
        20_000,
    ),
    "brackets": (EXIT, lambda n: HEAD + "needs: " + "[" * n + "\n", 500_000),
    "hyphens after a value": (EXIT, lambda n: "a: b\n  " + "- " * n + "x: y\n", 500_000),
    "hyphens and no colon": (EXIT, lambda n: "a: b\n" + "- " * n + "x\nc: d\n", 500_000),
    "spaces before a colon": (EXIT, lambda n: "a: b\n- " + " " * n + "x y: z: c\n", 500_000),
    "words and no colon": (EXIT, lambda n: "a: b\n" + "x" * n + " y\nc: d\n", 500_000),
    "a quotation mark and many more": (EXIT, lambda n: "a: '" + "''" * n + "\nb: c\n", 500_000),
    "lines above a wrong one": (EXIT, lambda n: "a:\n" + "  - b\n" * n + " c: d\n", 150_000),
    "lines, each further in": (EXIT, lambda n: "".join(" " * (i % 60) + "a\n" for i in range(n)) + "b: c: d\n", 30_000),
}  # fmt: skip

LABORIOUS = ("unknown States",)
"""Shapes of which a few hundred take half a minute to count, which the slow tests do."""
CHUNKS = 4


def test_a_hostile_file_is_large() -> None:
    """Up to the largest that is read."""
    sizes = {name: len(text(size).encode()) for name, (_, text, size) in SHAPES.items()}

    assert [name for name, size in sizes.items() if not 1 << 17 < size < 1 << 20] == []


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_a_hostile_file_is_answered_in_few_words(chunk: int) -> None:
    """In a process apart, so that one that hangs or falls is only that: it is the one after the last that is named."""
    names = [*SHAPES][chunk::CHUNKS]

    ran = subprocess.run(
        [sys.executable, "-c", _LINT, *names],
        capture_output=True,
        text=True,
        timeout=60 * len(names),
        cwd=ROOT,
        check=False,
    )

    answers = [line.split("|") for line in ran.stdout.splitlines()]
    assert ran.returncode == 0, (answers[-1:], ran.stderr)
    assert [name for name, _, _ in answers] == names
    assert [name for name, count, length in answers if int(count) > 2_000 or int(length) >= 1_000_000] == []


def steps(path: str, text: str) -> int:
    """Return how many functions, those written in C among them, are called to answer a file."""
    count = 0

    def called(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(called)
    try:
        answered(path, text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    ("name", "first"),
    [
        *((name, 150) for name in SHAPES if name not in LABORIOUS),
        *(pytest.param(name, 150, marks=pytest.mark.slow) for name in LABORIOUS),
        ("unknown States", 40),
    ],
)
def test_the_work_grows_as_the_file_does(name: str, first: int) -> None:
    """Counted, not timed: what is added by the second half of a file is at most what the first half took."""
    path, text, _ = SHAPES[name]
    answered(path, text(1))  # what is looked up once
    small, middle, large = (steps(path, text(count)) for count in (first, 2 * first, 4 * first))

    assert large - middle < 2.4 * max(middle - small, small / 10)


def test_no_pattern_of_the_reader_goes_back_over_what_it_read() -> None:
    """A pattern is one step to a counter, so that here it is read: whatever repeats without end is possessive.

    What repeats one class of characters at the end of a pattern has nothing to go back for.
    """
    patterns = {
        pattern.pattern
        for module in (yaml_nodes, yaml_errors, lookalikes)
        for pattern in vars(module).values()
        if isinstance(pattern, re.Pattern)
    }
    inner = {pattern: re.sub(r"\\.|\[(?:\\.|[^\]])+\]", "x", pattern) for pattern in patterns}
    bound = re.compile(r"[*+](?![+])(?<![*+][+])(?!\)?[>x]?$)")

    assert len(patterns) > 8
    assert [pattern for pattern, plain in inner.items() if bound.search(plain)] == []
