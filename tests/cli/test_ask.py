"""The interview ends where `check` does on the same answers, at a terminal and in a pipe."""

import io
import json
import shlex
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

import pytest

from crosscheck.answers.asking.objects import NextQuestion
from crosscheck.cli.interview.interview import Interview, Known
from crosscheck.cli.interview.kept import Kept
from crosscheck.cli.interview.talk import Talk
from crosscheck.cli.statements import Statements
from crosscheck.cli.terminal import Terminal
from tests.cli.commands import Outcome, Shell
from tests.cli.pseudo_terminal import at_a_terminal
from tests.invented import invented_rules

CROSSING = "--from DE --to UTO --port ferry --on 2026-11-30"
NOTHING_ASKED: Mapping[str, object] = dict.fromkeys(
    ("on", "port", "direction", "exit_state", "entry_state")
) | {
    "sides": (),
    "require": (),
}


@pytest.fixture
def piped(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Outcome]:
    """Return what runs one line with *answers* in a pipe, one a line."""

    def run(line: str, *answers: str) -> Outcome:
        typed = "".join(f"{answer}\n" for answer in answers).encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed), encoding="utf-8"))
        return shell(line)

    return run


def _line_after(said: str, err: str) -> str:
    """Return the command line that stands below the words *said*."""
    return err.partition(f"{said}\n  ")[2].partition("\n")[0]


# At a terminal ----------------------------------------------------------------------------


def test_who_knows_nothing_is_asked_for_the_crossing_first() -> None:
    """Which States, which day; then what the rules want to know of the traveller."""
    with at_a_terminal("crosscheck ask") as sitting:
        for question, answer in (
            ("Which State do you leave?", "Germany"),
            ("Which State do you enter?", "utopia"),
            ("On which day will you cross?", "30 Nov 2026"),
            ("Until which day will you stay", "20 days"),
        ):
            sitting.sees(question)
            sitting.types(answer)
        sitting.sees("?")
        sitting.types("quit")
        sitting.sees("crosscheck ask --on 2026-11-30 --from Germany --to utopia")

        assert sitting.ends() == 130


def test_an_answer_that_cannot_be_is_told_why_and_asked_again() -> None:
    """Whoever sits at a terminal can be asked again; nothing is taken of it."""
    with at_a_terminal(f"crosscheck ask --nationality PK {CROSSING} --stay 10") as sitting:
        sitting.sees("What kind of travel document")
        sitting.types("99")
        sitting.sees("none of the numbers from 1 to")
        sitting.sees("What kind of travel document")
        sitting.types("papyrus")
        sitting.sees("`papyrus` is not known here")
        sitting.sees("What kind of travel document")
        sitting.types("1")
        sitting.sees("?")
        sitting.types("quit")
        sitting.sees("--document-type ordinary-passport")

        assert sitting.ends() == 130


def test_ctrl_c_says_how_to_go_on() -> None:
    """With what was said so far; the status is that of an interruption."""
    with at_a_terminal(f"crosscheck ask --nationality PK {CROSSING}") as sitting:
        sitting.sees("What kind of travel document")
        sitting.types("ordinary passport")
        sitting.sees("\n> ")
        sitting.presses("\x03")
        sitting.sees("No verdict was reached. To go on from here:")
        sitting.sees("--document-type ordinary-passport")

        assert sitting.ends() == 130
        assert "Traceback" not in sitting.shown


def test_the_end_of_the_input_says_how_to_go_on() -> None:
    """Ctrl-D is as good as `quit`."""
    with at_a_terminal(f"crosscheck ask --nationality PK {CROSSING}") as sitting:
        sitting.sees("\n> ")
        sitting.presses("\x04")
        sitting.sees("No verdict was reached. To go on from here:")

        assert sitting.ends() == 130


def test_it_ends_at_the_verdict_as_check_shows_it(shell: Shell) -> None:
    """All that remains skipped, the answer is what `check` says to the same, with its status."""
    line = f"--nationality PK {CROSSING} --document-type ordinary-passport"
    expected = shell(f"crosscheck {line}")
    assert expected.status == 3
    with at_a_terminal(f"crosscheck ask {line}") as sitting:
        while "The same answer again" not in sitting.shown:
            sitting.sees("> ")
            sitting.presses("skip\n")
            sitting.sees("skip\n")
            sitting.sees("\n")

        assert sitting.ends() == 3
        assert sitting.shown.endswith(expected.out)


# In a pipe --------------------------------------------------------------------------------


def test_answers_may_come_in_a_pipe(piped: Callable[..., Outcome], shell: Shell) -> None:
    """The questions go to stderr, and stdout has the answer alone."""
    line = f"--nationality UTO {CROSSING}"
    done = piped(f"crosscheck ask {line}", *["skip"] * 30)

    assert (done.status, done.out) == ((expected := shell(f"crosscheck {line}")).status, expected.out)


def test_a_wrong_answer_in_a_pipe_is_wrong_input(piped: Callable[..., Outcome]) -> None:
    """The lines that follow were written for other questions: none is taken for an answer to this one."""
    done = piped(f"crosscheck ask --nationality PK {CROSSING}", "papyrus", "1", "1", "1")

    assert (done.status, done.out) == (2, "")
    assert "`papyrus` is not known here" in done.err


def test_answers_that_end_before_the_verdict_are_no_verdict(piped: Callable[..., Outcome]) -> None:
    """And what was said goes on from the line that is shown."""
    done = piped(f"crosscheck ask --nationality PK {CROSSING}", "1")
    again = piped(_line_after("To go on from here:", done.err))

    assert (done.status, done.out) == (130, "")
    assert again.status == 130
    assert "What kind of travel document" not in again.err


def test_back_takes_the_last_answer_back(piped: Callable[..., Outcome]) -> None:
    """And what was skipped is asked again."""
    done = piped(f"crosscheck ask --nationality PK {CROSSING}", "1", "back", "skip", "back", "back", "2")

    assert "This is the first question." in done.err
    assert "--document-type identity-card" in _line_after("The same answer again:", done.err)


def test_why_names_the_requirements(piped: Callable[..., Outcome]) -> None:
    """With the State that makes them."""
    done = piped(f"crosscheck ask --nationality PK {CROSSING}", "why")

    assert "This decides:\nLeaving Germany: " in done.err


def test_of_a_stay_days_may_be_said_and_no_number_is_taken_for_a_choice(
    piped: Callable[..., Outcome],
) -> None:
    """`1` is one day, not the first choice."""
    line = f"crosscheck ask --nationality PK {CROSSING} --document-type ordinary-passport"

    for said, stated in (("1", "--stay 1"), ("20 days", "--stay 20"), ("2026-12-10", "--until 2026-12-10")):
        done = piped(line, said)
        assert "Until which day will you stay" in done.err
        assert stated in _line_after("To go on from here:", done.err)


def test_not_both_states_may_be_skipped(piped: Callable[..., Outcome]) -> None:
    """Of a crossing of which nothing is known nothing can be said; of one side it can."""
    done = piped("crosscheck ask --on 2026-11-30", "skip", "skip", "UTO", *["skip"] * 30)

    assert "One of the two States must be known" in done.err
    assert done.status == 3
    assert done.out.startswith("Entering Utopia")


def test_a_direction_alone_is_asked_of_the_border(piped: Callable[..., Outcome], shell: Shell) -> None:
    """As by `check`; then the day is missing, and nothing else of the question."""
    line = "--nationality UTO --direction inbound"
    done = piped(f"crosscheck ask {line}", "2026-11-30", *["skip"] * 30)

    assert "Which State" not in done.err
    assert (done.status, done.out) == (
        (expected := shell(f"crosscheck {line} --on 2026-11-30")).status,
        expected.out,
    )


def test_what_is_wrong_with_the_options_is_told_before_the_first_question(
    piped: Callable[..., Outcome],
) -> None:
    """As by `check`; only what the interview asks for may be missing."""
    for wrong in ("--nationality XX", "--set stay.days=soon", "--profile -", "--port nowhere"):
        done = piped(f"crosscheck ask {wrong}", "1", "2")
        assert (done.status, done.out) == (4 if "port" in wrong else 2, "")
        assert "Which State" not in done.err


def test_what_the_rules_do_not_cover_ends_without_a_verdict(piped: Callable[..., Outcome]) -> None:
    """As by `check`; nothing that was said before is lost, and another answer may be given."""
    done = piped("crosscheck ask --nationality PK --from DE --to UTO", "1990-01-01")

    assert (done.status, done.out) == (4, "")
    assert "The rules of Germany are not complete on 1990-01-01" in done.err
    line = _line_after("To go on with another answer:", done.err)
    assert line == "crosscheck ask --from DE --to UTO --nationality PK"


def test_an_end_that_is_none_is_told_in_the_line(piped: Callable[..., Outcome]) -> None:
    """In one line of words for a thing held a space would end the value."""
    line = f"crosscheck ask --nationality IS {CROSSING}"
    held = '--set permits="UTO permanent" --set "permits[0].valid_until=no end"'
    done = piped(f"{line} {held}")

    assert "--set 'permits=UTO permanent' --set 'permits[0].valid_until=no end'" in done.err
    assert "FILE holds" not in done.err


def test_what_no_option_can_say_is_shown_as_a_profile(piped: Callable[..., Outcome], tmp_path: Path) -> None:
    """A visa of which nothing is known but whose it is."""
    profile = tmp_path / "visa.json"
    profile.write_text('{"nationality": "PK", "visas": {"UTO": [{}]}}')
    done = piped(f"crosscheck ask --profile {profile} {CROSSING}", "1")

    assert _line_after("To go on from here:", done.err).endswith("--profile FILE")
    assert json.loads(_line_after("where FILE holds", done.err))["visas"] == {"UTO": [{}]}


def test_what_is_taken_for_granted_is_not_asked(piped: Callable[..., Outcome]) -> None:
    """And goes with the line that is shown."""
    line = f"crosscheck ask --nationality PK {CROSSING} --assume document.type=ordinary-passport"
    done = piped(line)

    assert "What kind of travel document" not in done.err
    assert "--assume document.type=ordinary-passport" in _line_after("To go on from here:", done.err)


UNKNOWN_AGE = (
    f"--nationality PK {CROSSING} --stay 10 --document-type ordinary-passport"
    " --document-expires 2031-01-01 --set papers=none"
)


def test_an_answer_that_leaves_it_open_is_asked_for_more_exactly() -> None:
    """A year of birth may not tell whether somebody is sixteen."""
    with at_a_terminal(f"crosscheck ask {UNKNOWN_AGE}") as sitting:
        sitting.sees("When were you born?")
        sitting.types("2010")
        sitting.sees("That leaves it open; say it more exactly, or skip.")
        sitting.sees("When were you born?")
        sitting.types("2010-05-17")
        sitting.types("quit")
        sitting.sees("--set date_of_birth=2010-05-17")

        assert sitting.ends() == 130


def test_an_answer_in_a_pipe_is_never_taken_for_the_question_before(piped: Callable[..., Outcome]) -> None:
    """One that leaves it open stays as it is: the next line answers the next question."""
    done = piped(f"crosscheck ask {UNKNOWN_AGE}", "2010", "2021-05-17")
    line = _line_after("To go on from here:", done.err)

    assert done.err.count("When were you born?") == 1
    assert "--set date_of_birth=2010 --set" in line
    assert "2021-05-17" in line


# What is kept -----------------------------------------------------------------------------


def test_a_profile_is_saved_and_gone_on_from(piped: Callable[..., Outcome], tmp_path: Path) -> None:
    """Whole; saved again it takes the place of what it was, and of no other file."""
    file, other = tmp_path / "traveller.json", tmp_path / "other.json"
    other.write_text("{}")
    piped(f"crosscheck ask --nationality PK {CROSSING}", f"save {file}", "1", f"save {file}")
    done = piped(f"crosscheck ask --profile {file} {CROSSING}", f"save {other}", "20 days", f"save {file}")

    assert json.loads(file.read_text()) == {
        "nationality": "PK",
        "document.type": "ordinary-passport",
        "stay.days": "20",
    }
    assert other.read_text() == "{}"
    assert "file exists" in done.err
    assert _line_after("To go on from here:", done.err).endswith(f"--profile {file}")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other.json", "traveller.json"]


class _Answering(Talk):
    """A traveller who answers each question somehow, goes back and skips now and then."""

    is_typed = True
    """As somebody at a terminal: refused, it is asked again."""

    def __init__(self, random: Random) -> None:
        super().__init__(Terminal(80, colour=False, ascii_only=False))
        self._random = random
        self._question: NextQuestion | None = None
        self.asked = 0

    def tell(self, *paragraphs: str) -> None:
        """Hear nothing."""

    def show(self, question: NextQuestion) -> None:
        """Look at the question."""
        self._question = question
        self.asked += 1

    def read(self) -> str | None:
        """Answer it: a choice, a value, a word of command."""
        question, random = self._question, self._random
        assert question is not None
        if self.asked > 60:
            return "skip"
        if (drawn := random.random()) < 0.12:
            return "back" if drawn < 0.04 else "skip"
        if question.options and (drawn < 0.8 or question.type not in _VALUES):
            number = random.randrange(len(question.options))
            return str(number + 1) if random.random() < 0.5 else question.options[number].label
        return random.choice(_VALUES.get(question.type, ("none",)))


_DAYS = ("2020-01-01", "2026-11-20", "2026-11-30", "2026-12-20", "2031-01-01")
_VALUES = {
    "state": ("UTO", "DE", "IS"),
    "states": ("UTO", "DE, PK"),
    "date": (*_DAYS, "20 days"),
    "partial_date": ("1990", "2015-05", "1990-05-17"),
    "time": ("09:15",),
    "count": ("0", "1", "3", "30"),
    "text": ("T1", "X9"),
    "list": ("none", "T1 2026-11-01..2027-01-31 stay=30", "UTO T1 2026-11-01..2027-01-31; DE Z 2026-11-01..",
             "2026-06-01..2026-06-20 ground=visa-exemption", "parent"),
}  # fmt: skip


@pytest.mark.parametrize("seed", range(60))
def test_what_is_saved_and_the_line_that_is_shown_give_the_answer_that_it_ended_with(
    shell: Shell, tmp_path: Path, seed: int
) -> None:
    """Whatever was answered, skipped and taken back."""
    random = Random(seed)  # noqa: S311 - a drawn traveller is no secret
    asked = {**NOTHING_ASKED, "on": "2026-11-30"}
    asked |= random.choice(
        ({"port": "ferry", "direction": "inbound"}, {"port": "ferry", "direction": "outbound"},
         {"exit_state": "UTO", "entry_state": "DE"}, {"entry_state": "UTO"})
    )  # fmt: skip
    profile = {"nationality": random.choice(("UTO", "PK", "IS", "DE"))}
    interview = Interview(invented_rules(), Statements(), Known(asked, profile), _Answering(random))
    kept = Kept(None, {})
    shared: dict[str, tuple[str, ...]] = {"assumptions": (), "rules": ()}

    interview.hold(kept.save)
    known = interview.known
    typed, held = kept.command("crosscheck", known.asked, known.profile, shared, invented_rules())
    kept.save(str(tmp_path / "saved.json"), known.profile)
    from_file, _ = kept.command("crosscheck", known.asked, known.profile, shared, invented_rules())
    if held is not None:
        (tmp_path / "FILE").write_text(held)
        typed = typed.replace("FILE", shlex.quote(str(tmp_path / "FILE")))
    answers = [shell(line) for line in (from_file, typed)]

    assert answers[0] == answers[1]
    assert answers[0].status in (0, 1, 3), answers[0].err
    assert interview.decision().verdict == {0: "pass", 1: "fail", 3: "conditional"}[answers[0].status]
