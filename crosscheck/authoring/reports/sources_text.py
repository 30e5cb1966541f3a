"""What rests on what: for people as a page, for programs as JSON and CSV."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any, Final

from crosscheck.answers.labels import day
from crosscheck.answers.page import Page
from crosscheck.authoring.citations import Ending, Resting
from crosscheck.authoring.official import OfficialShare

_SHOWN: Final = 4
"""Lines that are named of those that cite a source; the others are counted."""
_HOLDING_BACK: Final = 8
"""Sources that are named of those that hold back passes; the others are counted."""


def sources_text(
    found: Sequence[Resting], ending: Sequence[Ending], share: OfficialShare, on: int, within: int, page: Page
) -> str:
    """Return what is past its day of review, what ends soon, what passes rest on, what nothing cites, then every source."""
    overdue = [each.source for each in found if each.is_overdue(on)]
    read_again = [f"{each.id}, to be read again by {_day(each.review_by)}" for each in overdue]
    _add_list(page, f"Past the day of review on {day(on)}: {len(overdue)}", read_again, mark="!")
    ends = [f"{day(each.last)}  {each.id}" for each in ending]
    _add_list(page, f"Ending by {day(on + within)}: {len(ending)}", ends)
    _add_share(page, share)
    if idle := [each.source.id for each in found if not each.cited_by]:
        _add_list(page, f"Cited by nothing: {len(idle)}", idle)
    _add_list(page, f"What rests on what: {len(found)} sources", ())
    for each in found:
        source = each.source
        dates = f"{source.grade}, read {_day(source.checked)}, again by {_day(source.review_by)}"
        page.add(source.id, right=dates)
        if each.cited_by:
            more = len(each.cited_by) - _SHOWN
            shown = [*each.cited_by[:_SHOWN], *([f"and {more} more"] if more > 0 else [])]
            page.add(", ".join(shown), indent=4, role="faint")
    return page.text()


def _add_list(page: Page, heading: str, lines: Iterable[str], mark: str = "") -> None:
    page.gap()
    page.add(heading, role="strong")
    for line in lines:
        page.add(line, indent=2, mark=mark)


def _add_share(page: Page, share: OfficialShare) -> None:
    if not share.journeys.total and not share.cases.total:
        return
    _add_list(page, "Passes that rest on official texts alone", ())
    for passes, kind in ((share.journeys, "journeys that pass"), (share.cases, "cases that are met")):
        if passes.total:
            percent = 100 * passes.official // passes.total  # rounded down: 100 is all of them
            page.add(f"{passes.official} of {passes.total} {kind} ({percent} %)", indent=2)
    if share.held_back_by:
        page.add("The others rest on these, too:", indent=2)
    for held in share.held_back_by[:_HOLDING_BACK]:
        count = f"{held.source.grade}: journeys {held.journeys}, cases {held.cases}"
        page.add(held.source.id, indent=4, right=count)
    more = len(share.held_back_by) - _HOLDING_BACK
    if more > 0:
        page.add(f"and {more} more (--format json has all)", indent=4)


def sources_json(
    found: Sequence[Resting], ending: Sequence[Ending], share: OfficialShare, on: int, within: int
) -> str:
    """Return the same as one JSON text in ASCII, with every line that cites a source."""
    data = {
        "date": day(on),
        "within": within,
        "sources": [{**_row(each, on), "cite": each.source.cite, "url": each.source.url} for each in found],
        "official_alone": {
            "journeys": asdict(share.journeys),
            "cases": asdict(share.cases),
            "held_back_by": [
                {"source": h.source.id, "grade": h.source.grade, "journeys": h.journeys, "cases": h.cases}
                for h in share.held_back_by
            ],
        },
        "ending": [{"last_day": day(e.last), "id": e.id, "sources": list(e.sources)} for e in ending],
    }
    return json.dumps(data, indent=2) + "\n"


def sources_csv(found: Sequence[Resting], on: int) -> str:
    """Return one line for each source."""
    text = io.StringIO()
    writer = csv.DictWriter(
        text, ("source", "grade", "checked", "review_by", "overdue", "cited_by"), lineterminator="\n"
    )
    writer.writeheader()
    for each in found:
        overdue = "yes" if each.is_overdue(on) else "no"
        writer.writerow(_row(each, on) | {"overdue": overdue, "cited_by": "; ".join(each.cited_by)})
    return text.getvalue()


def _row(each: Resting, on: int) -> dict[str, Any]:
    source = each.source
    return {
        "source": source.id,
        "grade": source.grade,
        "checked": None if source.checked is None else day(source.checked),
        "review_by": None if source.review_by is None else day(source.review_by),
        "overdue": each.is_overdue(on),
        "cited_by": list(each.cited_by),
    }


def _day(ordinal: int | None) -> str:
    return "never" if ordinal is None else day(ordinal)
