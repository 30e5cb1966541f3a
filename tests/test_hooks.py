"""What a repository of rules runs by itself: the pre-commit hooks, and the workflow to copy."""

import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.pages import consoles

ROOT = Path(__file__).parents[1]
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "examples/rules-workflow.yml").read_text(encoding="utf-8")
)["jobs"]["rules"]["steps"]

CASES_OF_DOCUMENT = "rules/states/uto/entry/document.cases.yaml"
RULE = "rules/states/uto/entry/customs.yaml"
CASES = """\
cases: uto.entry.document
examples:
  met on a passport of 2020:
    crossing.date: 2026-11-15
    document: {type: ordinary-passport, date_of_issue: 2020-01-01, date_of_expiry: 2030-01-01}
    expect: met
"""
BROKEN = {
    "crosscheck-format": (RULE, 'title: "No cheese"\nnotice: uto.entry.customs\ntext: None.\nsource: uto-border-act-2020\n'),
    "crosscheck-lint": (RULE, "notice: uto.entry.customs\ntitle: No cheese\ntext: None.\nsource: no-such-act\n"),
    "crosscheck-test": (CASES_OF_DOCUMENT, CASES.replace("expect: met", "expect: not_applicable")),
}  # fmt: skip
AS_OF = {"crosscheck-lint": ("--on", "2026-11-15")}
"""Arguments without which a hook asks what the calendar has brought since the repository was committed."""
STEP_OF = {"layout": "crosscheck-format", "lint": "crosscheck-lint", "cases": "crosscheck-test"}


@pytest.fixture(name="repository")
def _repository(tmp_path: Path) -> Path:
    """Return a repository that holds the rules of Utopia and a case, committed in November 2026."""
    place = tmp_path / "repository"
    shutil.copytree(ROOT / "tests/rules_uto", place / "rules")
    (place / CASES_OF_DOCUMENT).write_text(CASES, encoding="utf-8")
    in_shell("git init -q && git add -A && git commit -q -m rules", place)
    return place


def in_shell(line: str, place: Path) -> subprocess.CompletedProcess[str]:
    """Run one line as a build server does, at a time that is known."""
    who = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "A",
           "GIT_COMMITTER_EMAIL": "a@example.org", "GIT_COMMITTER_DATE": "2026-11-15T12:00:00Z"}  # fmt: skip
    return consoles.in_shell(line, place, PRE_COMMIT_HOME=str(place.parent / "cache"), **who)


def hook_passes(hook: dict[str, Any], repository: Path) -> bool:
    """Run a hook as pre-commit would: its entry with its arguments; it fails where a file changes, too."""
    args = [*AS_OF.get(hook["id"], ()), *hook["args"]]
    done = in_shell(shlex.join([*shlex.split(hook["entry"]), *args]), repository)
    return done.returncode == 0 and not in_shell("git diff", repository).stdout


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_passes_on_sound_rules_and_fails_on_a_mistake_of_its_kind(
    hook: dict[str, Any], repository: Path
) -> None:
    """Format, lint and test, each for what it is there for."""
    before = hook_passes(hook, repository)
    path, text = BROKEN[hook["id"]]
    (repository / path).write_text(text)
    in_shell("git add -A", repository)

    assert before
    assert not hook_passes(hook, repository)


@pytest.mark.slow
def test_pre_commit_itself_installs_and_runs_the_hooks(repository: Path) -> None:
    """From a clone of this repository, as whoever names it in `.pre-commit-config.yaml` gets it."""
    pre_commit = Path(sys.executable).with_name("pre-commit")
    rev = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True)
    hooks = [{"id": hook["id"]} for hook in HOOKS if hook["id"] != "crosscheck-lint"]
    hooks.append({"id": "crosscheck-lint", "args": [*AS_OF["crosscheck-lint"], "rules"]})
    config = {"repos": [{"repo": str(ROOT), "rev": rev.stdout.strip(), "hooks": hooks}]}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    in_shell("git add -A", repository)
    sound = in_shell(f"unset PYTHONPATH; {pre_commit} run --all-files", repository)
    path, text = BROKEN["crosscheck-lint"]
    (repository / path).write_text(text)
    broken = in_shell(f"unset PYTHONPATH; {pre_commit} run --all-files", repository)

    assert sound.returncode == 0, sound.stdout + sound.stderr
    assert sound.stdout.count("Passed") == len(HOOKS)
    assert broken.returncode == 1
    assert "`no-such-act` is no source" in broken.stdout


def test_the_steps_of_the_workflow_pass_on_sound_rules(repository: Path) -> None:
    """Each is run as it stands; installing is left to the one who installs."""
    lines = {step["name"]: step["run"] for step in STEPS if "run" in step}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert lines.pop("install").split()[-1] == project["name"]
    for name, line in lines.items():
        done = in_shell(line, repository)
        assert done.returncode == 0, (name, done.stdout, done.stderr)
    assert (repository / "rules-cases.xml").read_text().startswith("<?xml")
    assert "<html" in (repository / "rules-coverage.html").read_text()


@pytest.mark.parametrize("name", STEP_OF)
def test_a_step_of_the_workflow_fails_on_a_mistake_of_its_kind(name: str, repository: Path) -> None:
    """So that a change that breaks rules is not merged."""
    (line,) = (step["run"] for step in STEPS if step.get("name") == name)
    path, text = BROKEN[STEP_OF[name]]
    (repository / path).write_text(text)

    assert in_shell(line, repository).returncode == 1
