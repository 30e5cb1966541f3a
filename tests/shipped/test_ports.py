"""What the shipped rules say of every port."""

from tests.shipped.rules import shipped_rules


def test_a_port_of_china_says_whether_a_transit_of_several_days_begins_there() -> None:
    """By a source, for every day on which it is covered: left out, the answer to who asks would stay open."""
    for port in shipped_rules().ports.values():
        said = port.facts.get("port.long_transit", ())

        assert "CN" not in (port.home, port.neighbour) or said, port.id
        assert all(value.sources or value.evidence for value in said), port.id
        if said:
            begins = min(value.period.first or 0 for value in said)
            assert begins <= min(c.period.first or 0 for c in port.covered), port.id
            assert None in {value.period.last for value in said}, port.id
