"""The 44 rules as a decision table of GoRules ZEN (`pip install zen-engine`), made of the same tables as `border44/by_hand.py`.

One node works out what several rules read, one table holds the rules and collects all that fail; the graph is loaded and
compiled once.  Of the ways in which that engine may be given such rules this was the fastest.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Any, Final

from benchmarks.border44.tables import LAW, PURPOSES

_PAIRS: Final = (("CN", "KZ"), ("KZ", "CN"))
"""A State, and its neighbour."""
_OFFICIAL: Final = ("diplomatic-passport", "service-passport")


def failing() -> Callable[[dict[str, Any]], list[str]]:
    """Return what gives the ids of the rules that fail for facts as `by_hand.check` takes them."""
    zen = import_module("zen")  # by name: it is nobody's dependency
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"rules": _graph()}}})

    def check(facts: dict[str, Any]) -> list[str]:
        return [each["rule"] for each in engine.evaluate("rules", facts)["result"]]

    return check


def _graph() -> dict[str, Any]:
    inner = {"inputField": None, "outputPath": None, "executionMode": "single", "passThrough": False}
    expressions = [{"id": name, "key": name, "value": text} for name, text in _terms()]
    table = {
        "hitPolicy": "collect",
        "inputs": [{"id": "when", "name": "fails when", "field": ""}],
        "outputs": [{"id": "then", "name": "rule", "field": "rule"}],
        "rules": [{"_id": id_, "when": text, "then": json.dumps(id_)} for id_, text in _rules()],
    }
    nodes: list[dict[str, Any]] = [
        {"id": "in", "type": "inputNode"},
        {"id": "terms", "type": "expressionNode", "content": {**inner, "expressions": expressions, "passThrough": True}},
        {"id": "table", "type": "decisionTableNode", "content": {**inner, **table}},
        {"id": "out", "type": "outputNode"},
    ]  # fmt: skip
    edges = [
        {"id": f"{one}-{other}", "sourceId": one, "targetId": other, "type": "edge"}
        for one, other in (("in", "terms"), ("terms", "table"), ("table", "out"))
    ]
    for place, node in enumerate(nodes):
        node |= {"name": node["id"], "position": {"x": place, "y": 0}}
    return {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}


def _terms() -> Iterator[tuple[str, str]]:
    """Yield what several rules read, by name, each in terms of those before."""
    yield "stay_end", "crossing_date + stay_days"
    for state, _ in _PAIRS:
        law, own = LAW[state], state.lower()
        yield f"{own}_citizen", f'nationality == "{state}"'
        granted = " or ".join(
            f"({_in('nationality', law[group])} and {limit})"
            for group, limit in {
                "thirty_days": "stay_days <= 30",
                "thirty_days_dated": f"stay_days <= 30 and crossing_date >= {law['dated_from']} "
                f"and crossing_date <= {law['dated_until']}",
                "sixty_days": "stay_days <= 60",
                "ninety_days": "stay_days <= 90",
            }.items()
        )
        ordinary = f'document_type == "ordinary-passport" and {_in("purpose", law["exempt_purposes"])}'
        yield f"{own}_exempt", f"{ordinary} and ({granted})"
        yield (
            f"{own}_diplomatic",
            f"{_in('document_type', _OFFICIAL)} and {_in('nationality', law['diplomatic'])} and stay_days <= 30",
        )
        yield f"{own}_needs_visa", f"not $.{own}_citizen and not $.{own}_exempt and not $.{own}_diplomatic"
        yield f"{own}_visa", f'$.{own}_needs_visa and visa_issuer == "{state}"'


def _rules() -> Iterator[tuple[str, str]]:
    """Yield every rule by number: it fails where this holds."""
    for state, neighbour in _PAIRS:
        law, own = LAW[state], state.lower()
        leaving, entering = f'direction == "{state}-{neighbour}"', f'direction == "{neighbour}-{state}"'
        no_consent = "consent == false"
        foreign = 'document_type != "refugee-travel-document" and document_issuer != nationality'
        covering = " or ".join(
            f'(purpose == "{purpose}" and {_in("visa_category", law["covers"][purpose])})'
            for purpose in PURPOSES
        )
        yield f"{state}-X01", f"{leaving} and not ({_in('document_type', law['exit_types'])})"
        yield f"{state}-X02", f"{leaving} and document_expiry < crossing_date"
        yield f"{state}-X03", f"{leaving} and {own}_citizen and {foreign}"
        yield f"{state}-X04", f"{leaving} and {own}_citizen and age < 18 and {no_consent}"
        yield f"{state}-X05", f"{leaving} and not {own}_citizen and blank_pages < 1"
        for number, text in {
            "E01": f"not ({_in('document_type', law['entry_types'])})",
            "E02": "document_expiry < crossing_date",
            "E03": foreign,
            "E04": f"{_in('nationality', law['six_months'])} and document_expiry < end_and_six_months",
            "E05": f"{_in('nationality', law['three_months'])} and document_expiry < end_and_three_months",
            "E06": f"not {own}_citizen and not ({_in('nationality', law['six_months'])}) "
            f"and not ({_in('nationality', law['three_months'])}) and document_expiry < stay_end",
            "E07": f"crossing_date >= {law['pages_from']} and not {own}_citizen and "
            f"(({own}_needs_visa and blank_pages < 2) or (not {own}_needs_visa and blank_pages < 1))",
            "E08": f'{own}_needs_visa and visa_issuer == "none"',
            "E09": f'{own}_needs_visa and visa_issuer != "none" and visa_issuer != "{state}"',
            "E10": f"{own}_visa and (crossing_date < visa_from or crossing_date > visa_until)",
            "E11": f"{own}_visa and visa_entries_left < 1",
            "E12": f"{own}_visa and not ({covering})",
            "E13": f"{own}_visa and stay_end > visa_until",
            "E14": f"not {own}_citizen and age < {law['consent_age']} and {no_consent}",
            "E15": f"crossing_date >= {law['transit_from']} and not {own}_citizen and "
            f'purpose == "transit" and stay_days > {law["transit_days"]}',
            "E16": f"crossing_date >= {law['bilateral_from']} and crossing_date <= {law['bilateral_until']} and "
            f"{_in('port', law['bilateral_ports'])} and not ({_in('nationality', ('CN', 'KZ'))})",
            "E17": f"crossing_date >= {law['watched_from']} and crossing_date <= {law['watched_until']} and "
            f"not {own}_citizen and {_in('residence', law['watched_residence'])} and "
            f'purpose == "tourism" and stay_days > {law["watched_days"]}',
        }.items():
            yield f"{state}-{number}", f"{entering} and {text}"


def _in(fact: str, values: Iterable[str]) -> str:
    return f"{fact} in {json.dumps(sorted(values))}"
