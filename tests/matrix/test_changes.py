"""What changed: found from the bounds of the rules, and the same as by looking at every day."""

from crosscheck.matrix.changes import Change, changes
from crosscheck.matrix.positions import Matrix, Position
from tests.matrix.utopia import a_matrix
from tests.profiles import day

ENDING = "PT"
"""Those whose stay must end by a certain day."""
NOT_COMPARED = ("sources", "grade")


def said(position: Position) -> tuple[object, ...]:
    """Return what a position says, without who says so."""
    return tuple(getattr(position, name) for name in Position._fields if name not in NOT_COMPARED)


def by_looking_at_every_day(matrix: Matrix, since: int, until: int) -> list[tuple[int, str]]:
    """Return every change by comparing each day with the one before."""
    found = []
    before = matrix.on(since)
    for each in range(since + 1, until + 1):
        after = matrix.on(each)
        found += [
            (each, now.nationality)
            for then, now in zip(before, after, strict=True)
            if said(then) != said(now)
        ]
        before = after
    return found


def as_pairs(found: tuple[Change, ...]) -> list[tuple[int, str]]:
    """Return day and nationality of each change."""
    return [(change.day, change.nationality) for change in found]


def test_changes_are_those_that_a_look_at_every_day_finds() -> None:
    """Grounds, lists, coverage and electronic visas all count."""
    since, until = day("2023-05-01"), day("2024-08-01")

    found = [pair for pair in as_pairs(changes(a_matrix(), since, until)) if pair[1] != ENDING]

    assert found == [pair for pair in by_looking_at_every_day(a_matrix(), since, until) if pair[1] != ENDING]
    assert {nationality for _, nationality in found} >= {"IT", "FR", "GR", "IN"}


def test_a_stay_that_must_end_by_a_day_changes_when_that_day_is_over() -> None:
    """That it is a day shorter on every day before is no change of anybody's position."""
    found = changes(a_matrix(), day("2024-06-01"), day("2024-08-01"))

    assert (day("2024-07-01"), ENDING) in as_pairs(found)
    assert len([change for change in found if change.nationality == ENDING]) < 3


def test_a_change_names_what_brought_it() -> None:
    """The ground that is now read; of one that is gone, the ground that was."""
    found = {
        (c.day, c.nationality): c.sources for c in changes(a_matrix(), day("2023-12-01"), day("2024-06-01"))
    }

    assert found[day("2024-01-01"), "IT"] == ("uto-border-act-2020, art. 4", "uto-border-act-2020, annex 1")
    assert found[day("2024-04-01"), "IT"] == ("uto-border-act-2020, art. 4", "uto-border-act-2020, annex 1")
    assert found[day("2024-05-01"), "FR"] == ("tower-news-2024",)


def test_the_first_day_is_where_changes_start_from() -> None:
    """What changed on it is no change since; the last day is looked at."""
    april = day("2024-04-01")

    assert as_pairs(changes(a_matrix(), april, april)) == []
    assert (april, "IT") in as_pairs(changes(a_matrix(), april - 1, april))
