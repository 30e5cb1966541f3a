"""What the page for booking tools says of times and sizes is what the benchmark prints."""

import re
from pathlib import Path

import pytest

from benchmarks import library

PAGE = Path(__file__).parents[2] / "docs/booking-tools.md"


def told() -> dict[str, str]:
    """Return the table of the page, cost by what costs it."""
    section = PAGE.read_text(encoding="utf-8").split("## What it costs", 1)[1].split("\n## ", 1)[0]
    rows = re.findall(r"^\| (.+) \| (.+) \|$", section, re.MULTILINE)
    return dict(rows[1:])


def numbers(cost: str) -> list[float]:
    """Return the numbers of a cost."""
    return [float(each) for each in re.findall(r"\d+(?:\.\d+)?", cost)]


@pytest.mark.slow
def test_the_page_shows_the_sizes_that_the_benchmark_prints() -> None:
    """To a quarter, since rules grow; print it anew with `python -m benchmarks.library`."""
    sizes = library.sizes()

    for what, cost in sizes.items():
        assert numbers(told()[what]) == pytest.approx(numbers(cost), rel=0.25), what


def test_the_page_shows_the_rows_that_the_benchmark_prints() -> None:
    """No more and no less, in its order; whoever adds one measures it."""
    printed = (*library.TIMES, *library.SIZES)

    assert tuple(told()) == printed
    assert all(numbers(cost) for cost in told().values())


def test_no_other_number_of_a_size_or_a_time_stands_on_the_page() -> None:
    """What is typed goes stale."""
    prose = re.sub(r"^\|.*\|$", "", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)

    assert re.findall(r"\b\d[\d.,]* ?(?:kB|MB|ms|µs)\b", prose) == []
