"""The tables of names hold what their rows say."""

import re
from collections import Counter
from importlib import resources

import pytest

from crosscheck.language.names.tables import table

TABLES = [
    (file.name, rows)
    for file in resources.files("crosscheck.language.names").iterdir()
    if file.name.endswith(".py")
    for rows in re.findall(r'= table\("""\n(.*?)"""\)', file.read_text(encoding="utf-8"), re.DOTALL)
]


def test_no_word_stands_twice_in_one_table() -> None:
    """The second would take the place of the first without a word."""
    twice = {
        (file, word)
        for file, rows in TABLES
        for word, count in Counter(
            word for row in rows.splitlines() for word in row.partition(": ")[0].split("; ")
        ).items()
        if count > 1
    }

    assert len(TABLES) > 5
    assert twice == set()


@pytest.mark.parametrize("row", ["KZ", "KZ:Kazakhstan", "KZ: KAZ: Kazakhstan"])
def test_a_row_without_its_one_colon_is_refused(row: str) -> None:
    """Or a slip would lose a State."""
    with pytest.raises(ValueError, match="unpack"):
        table(row)
