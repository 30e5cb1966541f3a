"""What the shipped rules say of every port."""

from pathlib import Path

import pytest

from crosscheck.compiler.files.load import load
from crosscheck.rulebook.ruleset import Port

PORTS = load([Path(__file__).parents[1] / "rules"]).ports.values()


@pytest.mark.parametrize("port", PORTS, ids=[port.id for port in PORTS])
def test_a_port_of_china_says_whether_a_transit_of_several_days_begins_there(port: Port) -> None:
    """By a source, for every day on which it is covered: left out, the answer to who asks would stay open."""
    said = port.facts.get("port.long_transit", ())

    assert "CN" not in (port.home, port.neighbour) or said
    assert all(value.sources or value.evidence for value in said)
    if said:
        assert min(value.period.first or 0 for value in said) <= min(
            c.period.first or 0 for c in port.covered
        )
        assert None in {value.period.last for value in said}
