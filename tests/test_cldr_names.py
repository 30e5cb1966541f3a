"""The names of States that come from CLDR, and how they got here."""

import pytest

from crosscheck import states
from crosscheck.cldr_names import BABEL

babel = pytest.importorskip("babel")


def test_the_table_is_what_babel_gives() -> None:
    """`python -m tests.cldr_names` writes it anew; another release of Babel may call a State otherwise."""
    from tests import cldr_names

    if babel.__version__ == BABEL:
        assert cldr_names.TABLE.read_text(encoding="utf-8") == cldr_names.table()


def test_no_name_that_babel_has_is_read_as_another_state() -> None:
    """Of whatever release it is: a name is its own State's, or is asked back."""
    from tests import cldr_names

    read = {(name, code): states.find(name) for code, called in cldr_names.names().items() for name in called}

    assert {key: found for key, found in read.items() if found not in (None, key[1])} == {}
