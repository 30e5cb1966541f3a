"""The names of States that come from CLDR, and how they got here."""

import pytest

from crosscheck.language import states
from crosscheck.language.names.cldr import BABEL

babel = pytest.importorskip("babel")


def test_the_tables_are_what_babel_gives() -> None:
    """`python -m tests.cldr_names` writes it anew; another release of Babel may call a State otherwise."""
    from tests import cldr_names

    if babel.__version__ == BABEL:
        for file, text in cldr_names.tables().items():
            assert (cldr_names.FOLDER / file).read_text(encoding="utf-8") == text


def test_no_name_that_babel_has_is_read_as_another_state() -> None:
    """Of whatever release it is: a name is its own State's, or is asked back."""
    from tests import cldr_names

    read = {(name, code): states.find(name) for code, called in cldr_names.names().items() for name in called}

    assert {key: found for key, found in read.items() if found not in (None, key[1])} == {}
