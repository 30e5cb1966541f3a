"""`crosscheck rules new`: skeletons of rule files, and cases at the bounds of a requirement."""

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from crosscheck.cli.answer import FINDINGS, Answer
from crosscheck.cli.rules.group import HERE, usable
from crosscheck.cli.terminal import Terminal
from crosscheck.language.errors import ProfileError, refused_at
from crosscheck.language.spoken.sentences import Sentence

if TYPE_CHECKING:
    from crosscheck.authoring.skeletons import Files

_FILL: Final = "next: fill each `<…>`; `crosscheck rules lint` lists those that are left"
_NEXT: Final = f"{_FILL}, then write its cases\n"
_NEXT_AT_THE_BOUNDS: Final = (
    "next: compare each case with its source; delete its `# confirm`, or mend the rule\n"
)
_NEXT_OF_PORT: Final = (
    f"{_FILL}, then look at it with `crosscheck rules explain` "
    "and write cases into those of the requirements that stand beside it\n"
)


@click.command("new")
@click.argument("kind", type=click.Choice(["state", "port", "requirement", "notice", "group", "case"]))
@click.argument("name")
@click.argument("path", metavar="[PATH]", required=False)
@click.option(
    "--boundaries",
    is_flag=True,
    help="Of a case: those at each bound of the requirement NAME, with the outcome of today.",
)
@click.pass_obj
def new(terminal: Terminal, /, kind: str, name: str, path: str | None, *, boundaries: bool) -> Answer:
    """Write a new State, port, requirement, notice, group or case, with blanks to fill.

    NAME is the code of a State, `cn-kz/muzart` for a port, the id of a requirement or
    notice (or of the requirement that a case is of), the name of a group (`kz/NAME` for one
    of a State's own). PATH is the folder of rules, `rules` if left out.
    """
    if boundaries and kind != "case":
        raise click.UsageError("`--boundaries` is of cases: `crosscheck rules new case ID --boundaries`")
    root = Path(path) if path else HERE
    if boundaries:
        return _at_the_bounds(terminal, name, root)
    from crosscheck.authoring.skeletons import KINDS, rule_set

    with refused_at("NAME"):
        files = KINDS[kind](name)
    if kind == "case":
        _demand_requirement(name, root)
    missing = {inside: text for inside, text in rule_set().items() if not os.path.exists(root / inside)}
    return _written(root, missing | files, _NEXT_OF_PORT if kind == "port" else _NEXT)


def _demand_requirement(id_: str, root: Path) -> None:
    """Cases are of a requirement; its file need not be free of blanks yet."""
    from crosscheck.authoring.skeletons import path_of

    place = root / path_of(id_)
    text = place.read_text(encoding="utf-8", errors="replace") if os.path.isfile(place) else ""
    if re.search(r"^requirement:", text, re.MULTILINE):
        return
    port = id_.rpartition(".")[2]
    why = Sentence("requirement.none.at", id=id_, place=place.as_posix())
    if re.search(r"^port:", text, re.MULTILINE):
        why = Sentence("requirement.none.port", id=id_, port=port)
    raise ProfileError([("NAME", why)])


def _at_the_bounds(terminal: Terminal, id_: str, root: Path) -> Answer:
    """Write the cases, or show them where the requirement has cases already."""
    from crosscheck.authoring.boundaries import cases_at_bounds
    from crosscheck.authoring.skeletons import cases_path
    from crosscheck.language.spelling import named_or_near
    from crosscheck.profile.reading import read_profile

    rules, _ = usable([str(root)], terminal)
    known = rules.requirements_by_id()
    if id_ not in known:
        raise ProfileError([("NAME", named_or_near("requirement.none", id_, known, id=id_))])
    text = cases_at_bounds(rules, known[id_], read_profile)
    place = root / cases_path(id_)
    if os.path.exists(place):
        aside = f"crosscheck: {place.as_posix()} is there already; these are to be put into it\n"
        return Answer(text, aside=aside)
    return _written(root, {cases_path(id_): text}, _NEXT_AT_THE_BOUNDS)


def _written(root: Path, files: "Files", then: str) -> Answer:
    """Write all of *files*, or none where one of them is there already; *then* says what comes next."""
    from crosscheck.authoring.format.canonical import naming_its_schema
    from crosscheck.cli.rules.format import schemas_of
    from crosscheck.cli.rules.writing import create_file, saved

    there = [root / path for path in files if os.path.exists(root / path)]
    if there:
        lines = [f"crosscheck: {place.as_posix()} is there already; nothing was written\n" for place in there]
        return Answer("", FINDINGS, aside="".join(lines))
    told = []
    # What was named comes first: where that cannot be, no folder is begun for it.
    for path, text in reversed(files.items()):
        schemas, kind = schemas_of(root / path), text.partition(":")[0]
        whole = text if schemas is None else naming_its_schema(text, kind, schemas)
        told.append(saved(root / path, whole.encode(), create_file))
    return Answer("".join(reversed(told)) + then)
