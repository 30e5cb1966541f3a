"""Which lines of law the cases decide: a table by file, and every point that no case decides."""

import json
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from crosscheck.answers.page import Page
from crosscheck.authoring.points import Point

_SAYS: Final = {
    "outcome": "no case comes out so: {way}",
    "ground": "no case hangs on this ground: {way}",
    "condition": "no case hangs on this being {way}",
    "bound": "no case {way}",
    "period": "no case on {way}",
    "member": "no case on {way}",
    "fact": "no case hangs on this on {way}",
}
"""What is missing where no case decides a point."""


def by_file(points: Iterable[Point]) -> dict[str, list[Point]]:
    """Return the points of each file, in the order of paths and lines."""
    placed = [(point.span, point) for point in points if point.span is not None]
    files: dict[str, list[Point]] = {}
    for span, point in sorted(placed, key=lambda each: each[0][:2]):
        files.setdefault(span.path, []).append(point)
    return files


def share(points: Sequence[Point]) -> float:
    """Return how many of *points* are decided, in percent; of none, none: nothing covered is no success."""
    return 100 * done(points) / len(points) if points else 0.0


def done(points: Iterable[Point]) -> int:
    """Return how many of *points* are decided."""
    return sum(bool(point.by) for point in points)


def missing(points: Iterable[Point]) -> str:
    """Return what no case does of one thing, as a sentence."""
    ways: dict[str, list[str]] = {}
    for point in points:
        ways.setdefault(point.kind, []).append(point.way.replace("_", " "))
    return "; ".join(_SAYS[kind].format(way=" or ".join(found)) for kind, found in ways.items())


def decided_text(points: Sequence[Point], page: Page) -> str:
    """Return every point that no case decides, with its place, then the shares by file."""
    files = by_file(points)
    for found in files.values():
        undecided = (point for point in found if not point.by)
        for (span, id_), of_one in groupby(undecided, key=lambda point: (point.span, point.id)):
            page.add(f"{span}: {id_}: {missing(of_one)}", hang=4)
    page.gap()
    rows = [
        (f"{share(found):.0f} %", f"{done(found)} of {len(found)}", path) for path, found in files.items()
    ]
    page.table(("decided", "points", "file"), rows, (7, 12, page.width - 23))
    page.gap()
    role = "good" if share(points) == 100 else "open"
    page.add(f"{share(points):.1f} %: cases decide {done(points)} of {len(points)} points", role=role)
    return page.text()


def decided_json(points: Sequence[Point]) -> str:
    """Return every point, and the share that is decided, as JSON."""
    listed = [
        {
            "kind": point.kind,
            "id": point.id,
            "way": point.way,
            "path": point.span.path if point.span else None,
            "line": point.span.start.line if point.span else None,
            "decided_by": point.by,
        }
        for point in points
    ]
    shown = {"percent": round(share(points), 2), "points": listed}
    return json.dumps(shown, ensure_ascii=False, indent=2) + "\n"
