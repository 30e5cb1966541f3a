"""Where every nationality stands under the shipped rules."""

from datetime import date

import pytest

from crosscheck.matrix.changes import Change, changes
from crosscheck.matrix.positions import Asked, Matrix, WithoutVisa
from tests.matrix.test_changes import said
from tests.profiles import day
from tests.shipped.rules import shipped_rulebook, shipped_rules


@pytest.mark.parametrize("entering", ["CN", "KZ"])
def test_changes_of_the_shipped_rules_are_those_of_the_days(entering: str) -> None:
    """Looked at on the days about each change, and on a day of every second month between."""
    matrix = Matrix(shipped_rules(), Asked(entering))
    since, until = day("2023-01-01"), day("2027-01-31")
    found = changes(matrix, since, until)
    sample = sorted({since, until, *range(since, until, 60), *(c.day + n for c in found for n in (-1, 0))})
    position = {each.nationality: each for each in matrix.on(since)}
    turned: dict[int, list[Change]] = {}
    for change in found:
        turned.setdefault(change.day, []).append(change)

    for each in range(since, until + 1):
        for change in turned.get(each, ()):
            assert said(position[change.nationality]) == said(change.before)
            position[change.nationality] = change.after
        if each in sample:
            assert [said(now) for now in matrix.on(each)] == [said(now) for now in position.values()]


@pytest.mark.parametrize("entering", ["CN", "KZ"])
def test_the_longest_stay_passes_and_one_day_more_does_not(entering: str) -> None:
    """Of every nationality under the shipped rules, by the ground that is told."""
    matrix = Matrix(shipped_rules(), Asked(entering))
    assert matrix.permission is not None
    grounds = {ground.name: ground for ground in matrix.permission.grounds}
    looked_at = 0

    for on in map(day, ("2023-03-15", "2024-03-02", "2025-06-01", "2026-11-23")):
        for position in matrix.on(on):
            if position.ground is None or position.max_days is None:
                continue
            allowance = grounds[position.ground].allowance
            assert allowance is not None
            longest = on + position.max_days - (1 if allowance.counted_from == "entry" else 0)
            stay, longer = (matrix.view(position.nationality, on, last=longest + more) for more in (0, 1))
            assert matrix.holds(grounds[position.ground], stay) is True
            assert matrix.holds(grounds[position.ground], longer) is not True
            looked_at += 1
    assert looked_at


@pytest.mark.parametrize("entering", ["CN", "KZ"])
def test_the_shipped_state_lets_its_own_nationals_in(entering: str) -> None:
    """By the ground `citizen`, for as long as they like."""
    found = shipped_rulebook().matrix(entering=entering, on=date(2024, 3, 2))
    own = next(position for position in found if position.nationality == entering)

    assert (own.without_visa, own.ground, own.max_days, own.window) == (
        WithoutVisa.YES,
        "citizen",
        None,
        None,
    )
