"""What must stand beside what: a State that is covered has a `document` and a `permission`."""

from collections.abc import Collection, Iterable

from crosscheck.compiler.reading.findings import Findings
from crosscheck.compiler.shape.forms import MOVEMENTS
from crosscheck.language.source import Span
from crosscheck.rulebook.ruleset import Coverage, Requirement

PERMISSION = "permission"
_DEMANDED = ("document", PERMISSION)


def demand_both(
    state: str, covered: Iterable[Coverage], place: Span, present: Collection[str], findings: Findings
) -> None:
    """A pass needs both requirements to be met, so that nobody passes because nothing concerned them.

    *present* holds the ids of all requirements that have a file, readable or not.
    """
    movements = {movement for coverage in covered for movement in coverage.movements or MOVEMENTS}
    for movement in sorted(movements):
        for name in _DEMANDED:
            id_ = f"{state.lower()}.{movement}.{name}"
            if id_ not in present:
                folder = f"states/{state.lower()}/{movement}/{name}.yaml"
                message = f"{movement} is covered, but there is no requirement `{id_}`"
                findings.report("CC402", place, message, f"write {folder}, or narrow `covered`")


def refuse_concerns(requirement: Requirement, findings: Findings) -> None:
    """Both concern everybody: a `for` would let somebody pass without one, as long as it is unknown."""
    name = requirement.id.rpartition(".")[2]
    if name in _DEMANDED and requirement.id.count(".") == 2 and requirement.concerns:
        place = requirement.concerns[0].span or requirement.span
        assert place is not None, "what was read from a file knows where it stands"
        message = f"`{requirement.id}` has a `for`, and so somebody could pass without any {name}"
        findings.report(
            "CC403",
            place,
            message,
            "move it into the grounds that it belongs to, and write one for everybody else: who has none cannot pass",
        )
