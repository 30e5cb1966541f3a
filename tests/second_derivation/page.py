"""The hundred travellers of `docs/second-derivation.md`: `python -m tests.second_derivation.page` writes them again."""

from pathlib import Path
from typing import Any, Final

from crosscheck import Decision, UncoveredError, load_rulebook
from tests.pages.cases import ROOT, read

TRAVELLERS: Final = Path(__file__).parent / "travellers.yaml"
PAGE: Final = ROOT / "docs/second-derivation.md"
HEADING: Final = "## A hundred travellers, derived a second time\n"

_HEAD: Final = """
{count} travellers of all kinds were told to a second reader who had the facts that the rules were written from and had not
seen the rules: profile and question in, verdict of the exit, of the entry and of the port out. They are kept in
[travellers.yaml](../tests/second_derivation/travellers.yaml); a test holds the rules to what was derived or, where they
answer otherwise, to the answer and the reason that stand here. `python -m tests.second_derivation.page` writes this part
again.

Of {same} all verdicts were the same at once. Of the others {mended} are mended in the rules and {kept} stand: there the rules ask where
the second reader concluded, or rest on a text that the reader did not have. Nobody passes whom the second reader refused.
Where somebody leaves a stay on a visa and states that no visa is held, the second reader took its length as unstated; the
rules find nothing that the stay rests on, with the same verdict.

| no. | second reader | the rules | what became of it |
|---|---|---|---|
"""
_TABLE: Final = """
All of them, with the reason that the second reader gave and the grounds or requirements that decide in the rules:

| no. | traveller | where and when | second reader | the rules |
|---|---|---|---|---|
"""
_PARTS: Final = ("exit", "entry", "port")
_UNCOVERED: Final = "not covered"
_DECIDING: Final = {"fail": "not_met", "conditional": "undetermined"}


def travellers() -> list[dict[str, Any]]:
    """Return the travellers, each with everything that is stated of them."""
    data = read(TRAVELLERS)
    return [{**each, "given": data["given"] | each["given"]} for each in data["travellers"]]


def answers(found: list[dict[str, Any]]) -> dict[str, Decision | UncoveredError]:
    """Return what the rules answer to each of the travellers *found*, or that they do not cover it."""
    rulebook = load_rulebook()
    answered: dict[str, Decision | UncoveredError] = {}
    for each in found:
        try:
            answered[each["id"]] = rulebook.check(each["given"], **each["question"])
        except UncoveredError as uncovered:
            answered[each["id"]] = uncovered
    return answered


def verdicts(decision: Decision | UncoveredError) -> dict[str, str]:
    """Return the verdict of *decision*, and those of its parts."""
    if isinstance(decision, UncoveredError):
        return dict.fromkeys(("verdict", *_PARTS), _UNCOVERED)
    return {"verdict": str(decision.verdict)} | {part.part: str(part.verdict) for part in decision.parts}


def render(found: list[dict[str, Any]], decided: dict[str, Decision | UncoveredError]) -> str:
    """Return this part of the page."""
    resolved = [each for each in found if "resolution" in each]
    kept = sum("differs" in each for each in resolved)
    head = _HEAD.format(
        count=len(found), same=len(found) - len(resolved), mended=len(resolved) - kept, kept=kept
    )
    differences = "".join(f"{_difference(each)}\n" for each in resolved)
    return (
        HEADING
        + head
        + differences
        + _TABLE
        + "".join(f"{_row(each, decided[each['id']])}\n" for each in found)
    )


def _difference(each: dict[str, Any]) -> str:
    ours = each["derived"] | each.get("differs", {})
    cells = (each["id"], _verdict(each["derived"]), _verdict(ours), each["resolution"])
    return f"| {' | '.join(cells)} |"


def _verdict(verdicts: dict[str, str]) -> str:
    open_parts = [part for part in _PARTS if verdicts[part] not in ("pass", _UNCOVERED)]
    parts = ", ".join(f"{part} {verdicts[part]}" for part in open_parts)
    return f"**{verdicts['verdict']}**" + (f": {parts}" if parts else "")


def _row(each: dict[str, Any], decision: Decision | UncoveredError) -> str:
    question = each["question"]
    if isinstance(decision, UncoveredError):
        ours = [f"**{_UNCOVERED}**", f"by {decision.what}"]
    else:
        ours = [f"**{decision.verdict}**", *_decided_by(decision)]
    cells = (
        each["id"],
        each["told"],
        f"{question['port']}, {question['direction']}, {question['on']}",
        f"**{each['derived']['verdict']}**: {each['because']}",
        "<br>".join(ours),
    )
    return f"| {' | '.join(cells)} |"


def _decided_by(decision: Decision) -> list[str]:
    found = [requirement for part in decision.parts for requirement in part.requirements]
    outcome = _DECIDING.get(str(decision.verdict))
    if outcome is not None:
        return [f"`{each.id}`" for each in found if each.outcome == outcome]
    return [f"`{each.id}/{each.met_by}`" for each in found if each.id.endswith(".permission")]


if __name__ == "__main__":
    before = PAGE.read_text(encoding="utf-8").partition(HEADING)[0]
    everybody = travellers()
    PAGE.write_text(before + render(everybody, answers(everybody)), encoding="utf-8")
