"""The shipped rules as their authors keep them: form, schemas, sources, and cases that would notice a slip."""

import csv
import io
import json
import shutil
from dataclasses import replace
from pathlib import Path

from crosscheck.authoring.boundaries import cases_at_bounds
from crosscheck.authoring.comparing import open_or_unmet, unexpected
from crosscheck.authoring.decided import decided
from crosscheck.authoring.lines import lines_of
from crosscheck.authoring.schema.files import KINDS, file_name, schema
from crosscheck.authoring.trial import Trial
from crosscheck.compiler.cases.case import Case
from crosscheck.compiler.files.folders import read_folders
from crosscheck.deciding.decision import Outcome
from crosscheck.deciding.explaining.findings import Findings
from crosscheck.profile.reading import read_profile
from crosscheck.rulebook.ruleset import Ground
from tests.authoring.test_rule_schema import refusals
from tests.cli.commands import Shell
from tests.shipped.rules import SHIPPED, shipped_examined, shipped_rules


def test_every_file_is_in_form(shell: Shell) -> None:
    """Whoever adds a rule runs `crosscheck rules format`."""
    done = shell(f"crosscheck rules format --check {SHIPPED} {SHIPPED.parent / 'tests/rules_uto'}")

    assert done.status == 0, done.out


def test_every_schema_is_current() -> None:
    """Whoever adds a source, a group, a port or a requirement runs `crosscheck rules schema`."""
    written = {kind: (SHIPPED / "schema" / file_name(kind)).read_text(encoding="utf-8") for kind in KINDS}

    assert [kind for kind in KINDS if json.loads(written[kind]) != schema(kind, shipped_rules())] == []


def test_no_schema_marks_a_sound_file() -> None:
    """No false alarm while typing."""
    files = read_folders([SHIPPED])[0].files

    assert {
        path: wrong for path, data in files.items() if (wrong := refusals(data, shipped_rules)) != []
    } == {}


def test_most_shipped_passes_rest_on_official_texts_alone(shell: Shell) -> None:
    """A report cited with a ground that an official text bears out would undo it."""
    shipped = json.loads(shell("crosscheck rules sources --format json").out)["official_alone"]

    assert shipped["journeys"]["official"] > shipped["journeys"]["total"] / 2
    assert shipped["cases"]["official"] > shipped["cases"]["total"] / 2


def test_the_shipped_sources_are_overdue_one_day(shell: Shell) -> None:
    """Each was read once, and is to be read again."""
    done = shell("crosscheck rules sources --on 2040-01-01 --format csv")

    assert "yes" in {row["overdue"] for row in csv.DictReader(io.StringIO(done.out))}


def test_cases_at_the_bounds_of_every_requirement_pass(shell: Shell, tmp_path: Path) -> None:
    """They say what the plain evaluator says, in the form that `rules test` reads, each marked to be confirmed."""
    unwanted = shutil.ignore_patterns("*.cases.yaml", "journeys")
    folder = Path(shutil.copytree(SHIPPED, tmp_path / "rules", ignore=unwanted))
    written = {
        id_: cases_at_bounds(shipped_rules(), requirement, read_profile)
        for id_, requirement in shipped_rules().requirements_by_id().items()
        if id_.count(".") == 2
    }
    for id_, text in written.items():
        (folder / "states" / f"{id_.replace('.', '/')}.cases.yaml").write_text(text, encoding="utf-8")
    tried = shell(f"crosscheck rules test {folder}")

    assert tried.status == 0, tried.out
    assert [
        id_ for id_, text in written.items() if not text.count("# confirm") == text.count("    expect: ") > 0
    ] == []


def test_no_decided_condition_of_the_shipped_rules_can_change_unseen() -> None:
    """A case that decides a condition gives another answer, or names others, once the condition says the opposite."""
    examined = shipped_examined()
    assert examined.rules is not None, examined.diagnostics
    rules, trial = examined.rules, Trial(examined.rules, read_profile)
    cases = {(case.requirement, case.name): case for case in examined.cases if isinstance(case, Case)}
    by: dict[tuple[str, str], list[str]] = {
        (point.id, point.way): point.by
        for point in decided(rules, examined.cases, (), read_profile)
        if point.kind == "condition"
    }
    tried = 0
    for requirement in trial.requirements.values():
        for line in lines_of(requirement):
            for way, true in (("true", False), ("false", True)):
                for name in by.get((line.id, way), [])[:1]:  # one of them will do, and each takes its time
                    case = cases[requirement.id, name]
                    seen = trial.seen(case)
                    whole, grounds = line.whole_if(true=true), list(requirement.grounds)
                    if isinstance(whole, Ground):
                        grounds[line.part - 1], whole = whole, requirement
                    other = replace(whole, grounds=tuple(grounds))
                    was, now = (trial.evaluator.judge(each)(seen.view) for each in (requirement, other))
                    tried += 1
                    if now == was:
                        found = Findings(other, trial.evaluator).told(now, *seen)
                        near = open_or_unmet(found, unmet=case.expected.outcome is Outcome.NOT_MET)
                        assert [*unexpected(case.expected, near)], (line.id, way, name)
    assert tried > 100
