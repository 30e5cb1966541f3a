"""What the pages promise holds: their links lead somewhere, and their rules compile and do what they say."""

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.pages.consoles import in_shell

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    path
    for folder in (ROOT, ROOT / "docs", ROOT / "docs/decisions", ROOT / "docs/diagnostics", ROOT / "rules")
    for path in folder.glob("*.md")
)
ADDING = ROOT / "docs/adding-a-port.md"
LANGUAGE = ROOT / "docs/rule-language.md"


def name(path: Path) -> str:
    """Return *path* as the tests name it."""
    return path.relative_to(ROOT).as_posix()


def rule_files(page: Path) -> dict[str, bytes]:
    """Return the rule files shown on *page*: each YAML block that begins with its path."""
    blocks = re.findall(
        r"^```yaml\n# rules/(\S+)\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    return {path: text.encode() for path, text in blocks}


def test_links_lead_somewhere() -> None:
    """Every link to a place in the repository leads to a file that is there."""
    missing = [
        (name(page), link)
        for page in PAGES
        for link in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if "://" not in link and not (page.parent / link).exists()
    ]

    assert missing == []


@pytest.mark.parametrize("command", [["lint", "--on", "2026-12-01"], ["test"]], ids=["lint", "test"])
def test_the_rulebook_of_the_language_page_is_right_as_it_stands(command: list[str], tmp_path: Path) -> None:
    """The reference shows one whole rulebook, in which nothing is found and whose cases pass."""
    for path, text in rule_files(LANGUAGE).items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text)

    done = subprocess.run(
        [sys.executable, "-m", "crosscheck", "rules", *command, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, ""), done.stdout


@pytest.fixture(scope="module")
def with_a_port(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of the language page's rules, with the State and port that the worked example adds."""
    folder = tmp_path_factory.mktemp("rules")
    for path, text in (rule_files(LANGUAGE) | rule_files(ADDING)).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text)
    return folder


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `crosscheck` from here."""
    command = [sys.executable, "-m", "crosscheck", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_adding_a_state_or_a_port_touches_one_folder() -> None:
    """The worked example writes into two folders that were not there, and but for a journey nowhere else."""
    before, added = rule_files(LANGUAGE), rule_files(ADDING)
    law = [path for path in added if not path.startswith("journeys/")]

    assert {"/".join(path.split("/")[:2]) for path in law} == {"states/ge", "ports/ge-uto"}
    assert not any(path.startswith(("states/ge/", "ports/")) for path in before)


@pytest.mark.parametrize("command", [["lint", "--on", "2026-12-01"], ["test"]], ids=["lint", "test"])
def test_the_worked_example_is_right_as_it_stands(command: list[str], with_a_port: Path) -> None:
    """Nothing is found in the rules that it leads to, and their cases pass."""
    done = run("rules", *command, str(with_a_port))

    assert (done.returncode, done.stderr) == (0, ""), done.stdout


@pytest.mark.parametrize(("on", "status"), [("2026-12-01", 0), ("2026-10-01", 1)])
def test_the_worked_example_answers_what_it_says(on: str, status: int, with_a_port: Path) -> None:
    """The question as it stands on the page, on the day shown and on the one of the harvest."""
    (line,) = re.findall(r"^crosscheck (--port .*)$", ADDING.read_text(encoding="utf-8"), re.MULTILINE)
    arguments = line.replace("2026-12-01", on).replace("--rules rules", f"--rules {with_a_port}")
    done = run(*shlex.split(arguments))

    assert done.returncode == status, done.stdout + done.stderr
    assert run("port", "red-bridge", "--rules", str(with_a_port)).returncode == 0


def test_the_programs_of_the_page_for_booking_tools_run() -> None:
    """Each goes on where the one before ended; the page leaves open whose profiles they are."""
    page = (ROOT / "docs/booking-tools.md").read_text(encoding="utf-8")
    names: dict[str, Any] = {"profiles": [{"nationality": "KZ"}, {"nationalty": "KZ"}]}
    for program in re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL):
        exec(program, names)  # noqa: S102 - our own page

    assert names["model"].verdict == names["decision"].verdict
    assert names["profile"].stated() == {"nationality": "KZ", "visas": []}


def test_the_profile_of_the_manual_is_read(tmp_path: Path) -> None:
    """`docs/command-line.md` shows one; it is a profile as it stands."""
    manual = (ROOT / "docs/command-line.md").read_text(encoding="utf-8")
    profile = tmp_path / "traveller.yaml"
    profile.write_text(manual.partition("```yaml\n")[2].partition("```")[0], encoding="utf-8")

    done = run("--profile", str(profile), "--direction", "outbound", "--on", "2026-12-01")

    assert done.returncode == 0, done.stderr
    assert "Show the ordinary passport of China (valid until 2030-05-01) to both States." in " ".join(
        done.stdout.split()
    )


def test_the_interview_of_the_manual_asks_what_it_shows(tmp_path: Path) -> None:
    """The line as it stands, with the first answer in a pipe; `…` stands for the choices that are left out."""
    page = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    line, shown = re.findall(r"```text\n\$ (crosscheck ask .*?)\n(.*?)```", page, re.DOTALL)[0]
    asked, _, answer = shown.partition("> ")
    (tmp_path / "at").mkdir()

    done = in_shell(f"echo {answer.strip()} | {line}", tmp_path / "at")

    assert asked.partition("   …")[0] in done.stderr
    assert done.returncode == 130
    assert "--document-type ordinary-passport" in done.stderr
