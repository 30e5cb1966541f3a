"""A rule set comes back from its JSON as it went in."""

import json
from dataclasses import replace

import pytest

from crosscheck.compiler.bundle import dumps, loads
from tests.compiler.reading import good_rules


def test_a_rule_set_comes_back_equal() -> None:
    """Everything but the places of its sources, which the reader of a wheel does not have."""
    rules = good_rules()

    assert loads(dumps(rules)) == rules


def test_equal_rule_sets_give_one_text() -> None:
    """So that a build can be repeated."""
    text = dumps(good_rules())

    assert dumps(loads(text)) == text


def test_a_wheel_names_no_path_of_the_machine_that_built_it() -> None:
    """Spans are dropped."""
    assert ".yaml" not in dumps(good_rules())


def test_yes_is_not_taken_for_the_number_one() -> None:
    """Python holds True and 1 for equal; a table of values must not."""
    rules = good_rules()
    value = rules.ports["tower-bridge"].facts["port.open_to_travellers"][0].value

    assert loads(dumps(rules)).ports["tower-bridge"].facts["port.open_to_travellers"][0].value is value


def test_another_format_is_refused() -> None:
    """An old wheel's bundle is not guessed at."""
    data = json.loads(dumps(good_rules()))

    with pytest.raises(ValueError, match="version"):
        loads(json.dumps(data | {"format": 0}))


def test_what_is_no_value_of_rules_is_refused() -> None:
    """Better no bundle than one that loses something."""
    with pytest.raises(TypeError, match="float"):
        dumps(replace(good_rules(), version=1.5))  # type: ignore[arg-type]  # the mistake that the test is about
