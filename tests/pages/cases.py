"""The page `docs/cases.md`, made from the journeys: `python -m tests.pages.cases` writes it again."""

from pathlib import Path
from typing import Any, Final

from crosscheck.compiler.reading import yaml_nodes
from crosscheck.compiler.reading.nodes import Mapping, Node, Scalar
from crosscheck.language.diagnostics import Diagnostic

ROOT: Final = Path(__file__).parents[2]
JOURNEYS: Final = ROOT / "rules/journeys"
PAGE: Final = ROOT / "docs/cases.md"

_HEAD: Final = """\
# Whole crossings

{count} crossings with the answer that the sources give, for reviewers of the law. Each is a file of
[rules/journeys](../rules/journeys), which holds everything that the traveller states; `crosscheck rules test` holds the
rules to them. Names in brackets are entries of a `sources.yaml` in [rules](../rules). An id such as
`kz.entry.permission/china-agreement/stay` names the requirement, the ground and the condition that decides.

This page is written by `python -m tests.pages.cases`; a test compares the two.

| crossing | where and when | answer | decided by | follows from |
|---|---|---|---|---|
"""
_DECIDING: Final = {"fail": "not_met", "conditional": "undetermined"}


def journeys() -> list[dict[str, Any]]:
    """Return every journey as plain data, in the order of names."""
    return [read(path) for path in sorted(JOURNEYS.glob("*.yaml"))]


def render(found: list[dict[str, Any]]) -> str:
    """Return the page."""
    return _HEAD.format(count=len(found)) + "".join(f"{_row(journey)}\n" for journey in found)


def _row(journey: dict[str, Any]) -> str:
    title = f"[{journey['title']}](../rules/journeys/{journey['journey']}.yaml)"
    cells = (
        title,
        _where(journey["question"]),
        _answer(journey["expect"]),
        "<br>".join(_decided_by(journey["expect"])),
        "<br>".join(journey["follows_from"]),
    )
    return f"| {' | '.join(cells)} |"


def _where(question: dict[str, str]) -> str:
    if "port" in question:
        return f"{question['port']}, {question['direction']}, {question['on']}"
    return f"{question['from']} to {question['to']}, {question['on']}"


def _answer(expect: dict[str, Any]) -> str:
    if "not_covered" in expect:
        return "not covered"
    return f"**{expect['verdict']}**" if "verdict" in expect else "wrong input"


def _decided_by(expect: dict[str, Any]) -> list[str]:
    if "not_covered" in expect:
        return [expect["not_covered"]]
    if "verdict" not in expect:
        return [f"{expect['problem']}: did you mean {expect['did_you_mean']}?"]
    if expect["verdict"] == "pass":
        lines = [f"`{requirement}/{ground}`" for requirement, ground in expect["met"].items()]
    else:
        lines = [f"`{condition}`" for condition in expect[_DECIDING[expect["verdict"]]]]
    if "plan" in expect:
        lines.append(f"show {expect['plan']['exit']} on leaving, {expect['plan']['entry']} on entering")
    return lines


def read(path: Path) -> dict[str, Any]:
    """Return the YAML file at *path* as plain data, every scalar as text."""
    problems: list[Diagnostic] = []
    source = yaml_nodes.decode(path.name, path.read_bytes(), problems.append)
    node = None if source is None else yaml_nodes.read(source, problems.append)
    assert node is not None, problems
    assert not problems, problems
    data: dict[str, Any] = _plain(node)
    return data


def _plain(node: Node) -> Any:
    if isinstance(node, Scalar):
        return " ".join(node.text.split())
    if isinstance(node, Mapping):
        return {key.text: _plain(value) for key, value in node.entries}
    return [_plain(item) for item in node.items]


if __name__ == "__main__":
    PAGE.write_text(render(journeys()), encoding="utf-8")
