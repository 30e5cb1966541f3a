"""How cases and journeys went, as an author reads it: what was expected, what came, where it stands."""

from collections.abc import Iterable, Sequence
from typing import Final

from crosscheck.answers.page import Page
from crosscheck.authoring.comparing import Difference
from crosscheck.authoring.trial import CaseResult

_WORDS: Final = {
    "outcome": "outcome",
    "verdict": "verdict",
    "ground": "ground",
    "condition": "condition",
    "membership": "member",
    "plan": "document to show",
    "coverage": "coverage",
    "profile": "profile",
}


def trial_text(cases: Sequence[CaseResult], journeys: Sequence[CaseResult], page: Page) -> str:
    """Return every case and journey that went otherwise than expected, and a line that counts."""
    for result in (*cases, *journeys):
        if result.passed:
            continue
        page.add(str(result.span or result.subject))
        page.add(f"{result.subject}: {result.name}", indent=2, mark="✗", role="bad")
        page.table(
            ("what", "of", "expected", "came"),
            [_row(difference) for difference in result.differences],
            _widths(result.differences, page.width - 5),
            indent=5,
        )
        page.gap()
    failed = sum(not result.passed for result in (*cases, *journeys))
    counted = f"{_counted(len(cases), 'case')} and {_counted(len(journeys), 'journey')}"
    if failed:
        page.add(f"{counted}: {failed} went otherwise than expected", role="bad")
    else:
        page.add(f"{counted}: all as expected", role="good")
    return page.text()


def _row(difference: Difference) -> tuple[str, str, str, str]:
    nothing = "-"
    return (
        _WORDS[difference.what],
        difference.of,
        str(difference.expected or nothing),
        str(difference.actual or nothing),
    )


def _widths(differences: Iterable[Difference], room: int) -> tuple[int, int, int, int]:
    """Return how wide each column may be: what and where in full if they are short, the rest shared."""
    rows = [_row(difference) for difference in differences]
    what = max(4, *(len(row[0]) for row in rows))
    of = max(2, min(24, max(len(row[1]) for row in rows)))
    rest = (room - what - of - 6) // 2
    return what, of, rest, rest


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
