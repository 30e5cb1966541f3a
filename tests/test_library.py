"""The front door, as a booking tool uses it."""

import json
import pickle
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

import crosscheck
from crosscheck import (
    Decision,
    Facts,
    Journey,
    ProfileError,
    Rulebook,
    RulebookError,
    UncoveredError,
    Verdict,
)
from crosscheck.language.dates import NO_END
from crosscheck.language.spoken.sentences import Sentence
from crosscheck.models.profile import ProfileModel
from tests.invented import INVENTED, invented_rulebook
from tests.profiles import CROSSING, GATE, NEIGHBOUR, UTO, a_passport
from tests.rulebooks import a_ground, a_port, a_requirement, a_rule_set, a_state, states_that

PASSPORT: dict[str, Any] = {"nationality": UTO, "document": {"type": "ordinary-passport"}}


@pytest.fixture
def rulebook() -> Rulebook:
    """Return rules under which only ordinary passports enter UTO."""
    ground = a_ground("passport", states_that("document.type", "ordinary-passport"))
    entry = [a_requirement("uto.entry.document", ground)]
    return Rulebook(a_rule_set(a_state(entry=entry), port=a_port()))


def check(rulebook: Rulebook, profile: Any = PASSPORT, **question: Any) -> Decision:
    """Check a crossing into UTO unless *question* says another."""
    asked = {"on": "2026-12-01", "exit_state": NEIGHBOUR, "entry_state": UTO} | question
    return rulebook.check(profile, **asked)


def problems(rulebook: Rulebook, profile: Any = PASSPORT, **question: Any) -> dict[str, str]:
    """Return what is wrong with a question, by path; nothing of it is filled in."""
    with pytest.raises(ProfileError) as raised:
        rulebook.check(profile, **({"on": "2026-12-01"} | question))
    return dict(raised.value.problems)


def through_pickle(value: Any) -> Any:
    """Return what comes out at the other end of a process boundary."""
    return pickle.loads(pickle.dumps(value))  # noqa: S301 - its own output


@pytest.mark.parametrize(
    ("document", "verdict"),
    [
        ({"type": "ordinary-passport"}, Verdict.PASS),
        ({"type": "identity-card"}, Verdict.FAIL),
        ({"blank_pages": 3}, Verdict.CONDITIONAL),
    ],
)
def test_a_traveller_is_checked(rulebook: Rulebook, document: dict[str, Any], verdict: Verdict) -> None:
    """Pass, fail, or not decided, with what is still to be asked."""
    decision = check(rulebook, {"nationality": UTO, "document": document})

    assert decision.verdict is verdict
    assert decision.wanted == (("document.type",) if verdict is Verdict.CONDITIONAL else ())


@pytest.mark.parametrize(
    "question",
    [
        {"port": GATE, "direction": "inbound"},
        {"port": "GATE", "direction": "Inbound"},
        {"port": "Gate", "exit_state": NEIGHBOUR},
        {"port": GATE, "entry_state": "Utopia"},
        {"port": GATE, "direction": "inbound", "exit_state": NEIGHBOUR, "entry_state": UTO},
    ],
)
def test_a_port_and_one_thing_more_say_the_whole_crossing(
    rulebook: Rulebook, question: dict[str, Any]
) -> None:
    """A port has two sides: the direction, or either State, says the rest."""
    asked = rulebook.check(PASSPORT, on=date(2026, 12, 1), **question).question

    assert (asked.exit_state, asked.entry_state, asked.day) == (NEIGHBOUR, UTO, CROSSING)
    assert (asked.port, asked.direction, asked.assumed) == (GATE, "inbound", ())


@pytest.mark.parametrize(
    ("question", "path", "says"),
    [
        ({}, "exit_state", "is missing: give a port and a direction, or exit_state, entry_state"),
        ({"exit_state": "KZ", "require": ["entry"]}, "entry_state", "is missing"),
        ({"direction": "inbound", "exit_state": "KZ", "entry_state": UTO}, "direction", "is said of a port"),
        ({"exit_state": "KZ", "entry_state": "kaz"}, "entry_state", "no border is crossed"),
        ({"exit_state": "Kazakstan", "entry_state": UTO}, "exit_state", "did you mean Kazakhstan (KZ)?"),
        (
            {"port": GATE},
            "direction",
            "is missing: at gate it is `outbound` (Utopia (specimen) to Kazakhstan) or `inbound` (Kazakhstan to Utopia (specimen))",
        ),
        ({"port": "gatte", "direction": "inbound"}, "port", "no port is called `gatte` (did you mean gate?)"),
        ({"port": GATE, "direction": "in"}, "direction", "write `outbound` or `inbound`"),
        (
            {"port": GATE, "direction": "outbound", "entry_state": UTO},
            "direction",
            "outbound at gate is Utopia (specimen) to Kazakhstan, not to Utopia (specimen); leave out one of the two",
        ),
        (
            {"port": GATE, "exit_state": "CN"},
            "port",
            "gate leads from Utopia (specimen) to Kazakhstan and back, not from China",
        ),
        ({"port": GATE, "direction": "inbound", "on": "1.2.27"}, "on", "write the date as YYYY-MM-DD"),
        ({"port": GATE, "direction": "inbound", "on": "9999-12-31"}, "on", "lies after the year 9000"),
    ],
)
def test_a_question_that_is_not_whole_or_contradicts_itself_is_refused(
    rulebook: Rulebook, question: dict[str, Any], path: str, says: str
) -> None:
    """Nothing of the question is ever assumed here."""
    assert says in problems(rulebook, **question)[path]


def test_problems_of_question_and_profile_come_together(rulebook: Rulebook) -> None:
    """One round is enough to mend a booking."""
    found = problems(rulebook, {"nationality": "Kazakstan"}, port="gatte", direction="inbound")

    assert set(found) == {"port", "nationality"}


def test_a_port_that_is_near_to_none_is_not_covered(rulebook: Rulebook) -> None:
    """A port that exists without rules is no typing error."""
    with pytest.raises(UncoveredError) as raised:
        check(rulebook, port="Dostyk")

    assert (raised.value.what, raised.value.value) == ("port", "Dostyk")


def test_a_state_without_rules_is_not_covered(rulebook: Rulebook) -> None:
    """Silence is not law."""
    with pytest.raises(UncoveredError):
        check(rulebook, exit_state="FR", entry_state="CN")
    with pytest.raises(UncoveredError):
        check(rulebook, exit_state="FR", require=["exit"])


def test_a_model_of_a_profile_is_taken_as_the_mapping_is(rulebook: Rulebook) -> None:
    """A web framework hands over what it has read of a request."""
    model = ProfileModel.model_validate(PASSPORT)

    assert check(rulebook, model) == check(rulebook, PASSPORT)


def test_facts_read_before_are_taken_as_they_are(rulebook: Rulebook) -> None:
    """Whoever checks one traveller on many days reads the profile once."""
    facts = Facts({"nationality": UTO}, (a_passport(date_of_expiry=NO_END),))

    assert check(rulebook, facts).verdict is Verdict.PASS


def test_one_traveller_who_cannot_be_checked_does_not_lose_the_others(rulebook: Rulebook) -> None:
    """One answer for each, in order; errors of the traveller are answers too."""
    profiles: list[dict[str, Any]] = [PASSPORT, {"nationalty": UTO}, {**PASSPORT, "visas": []}]
    journeys = [
        Journey(profile=profile, on="2026-12-01", exit_state=NEIGHBOUR, entry_state=entry, require=["entry"])
        for profile, entry in zip(profiles, [UTO, UTO, "FR"], strict=True)
    ]

    found = list(rulebook.check_many(journeys))

    assert [type(answer) for answer in found] == [Decision, ProfileError, UncoveredError]


def test_many_are_checked_one_at_a_time(rulebook: Rulebook) -> None:
    """A stream is passed through: no journey is read before its answer is asked for."""
    taken = 0

    def journeys() -> Iterator[Journey]:
        nonlocal taken
        while True:
            taken += 1
            yield Journey(profile=PASSPORT, on="2026-12-01", port=GATE, direction="inbound")

    answers = rulebook.check_many(journeys())
    next(answers)
    next(answers)

    assert taken == 2


def test_what_was_assumed_for_somebody_is_listed(rulebook: Rulebook) -> None:
    """A tool that fills in a part of the question says so."""
    assert "date" in check(rulebook, assumed=["date"]).assumed


def test_a_decision_is_json_of_the_published_form(rulebook: Rulebook) -> None:
    """One line, for logs and queues."""
    decision = check(rulebook, {"nationality": UTO, "document": {"type": "identity-card"}})

    text = rulebook.to_json(decision)

    assert json.loads(text) == rulebook.to_dict(decision)
    assert json.loads(text)["verdict"] == "fail"
    assert text.count("\n") <= 1


def test_rulebook_decision_and_errors_can_be_pickled(rulebook: Rulebook) -> None:
    """They go to worker processes and come back."""
    decision = check(rulebook)
    copy = through_pickle(rulebook)

    assert through_pickle(decision) == decision
    assert check(copy) == decision
    assert copy.digest == rulebook.digest
    assert through_pickle(ProfileError([("nationality", Sentence("fact.twice"))])).problems == (
        ("nationality", Sentence("fact.twice")),
    )


def test_threads_share_a_rulebook(rulebook: Rulebook) -> None:
    """Answers are those of one thread."""
    expected = check(rulebook)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: check(rulebook), range(200)))

    assert all(answer == expected for answer in answers)


def test_processes_share_a_rulebook(rulebook: Rulebook) -> None:
    """A bound method is enough to hand over."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert pool.submit(check, rulebook).result() == check(rulebook)


def test_a_rulebook_says_which_rules_it_holds(rulebook: Rulebook) -> None:
    """Name, version and digest are those in every decision."""
    decision = check(rulebook)

    assert (rulebook.name, rulebook.version, rulebook.digest) == (
        decision.rules_name,
        decision.rules_version,
        decision.rules_digest,
    )
    assert list(rulebook.ports) == [GATE]
    assert repr(rulebook) == "<Rulebook invented 2026.11.23 000000000000>"


def test_a_folder_of_rules_is_loaded_by_path() -> None:
    """As text or path, alone or in a list; the answers are those of the folder."""
    folder, beside = INVENTED
    both = invented_rulebook().digest

    alone = {crosscheck.load_rulebook(path).digest for path in (folder, str(folder), [folder])}
    assert len(alone) == 1
    assert crosscheck.load_rulebook([folder, str(beside)]).digest == both not in alone


def test_a_folder_without_rules_is_a_rulebook_error(tmp_path: Path) -> None:
    """With the diagnostics of everything that is wrong."""
    with pytest.raises(RulebookError) as raised:
        crosscheck.load_rulebook(tmp_path / "nowhere")

    assert raised.value.diagnostics


def test_a_check_writes_nothing_and_imports_nothing_heavy() -> None:
    """A booking tool has its own standard output, and pays only for what it uses."""
    program = """
import sys, crosscheck
rulebook = crosscheck.load_rulebook(sys.argv[1:])
decision = rulebook.check({"nationality": "DE"}, on="2026-12-01", port="ferry", direction="inbound")
heavy = {"click", "tabulate", "pydantic", "jsonschema", "difflib"} & set(sys.modules)
sys.exit(f"imported {heavy}" if heavy else 0)
"""
    ran = subprocess.run(
        [sys.executable, "-c", program, *map(str, INVENTED)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[1],
    )

    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


@pytest.mark.parametrize("name", ["on", "port", "direction", "exit_state", "entry_state"])
@pytest.mark.parametrize("value", [5, 3.5, b"UTO", ["UTO"], {"a": 1}, object(), True])
def test_a_part_of_the_question_of_a_wrong_type_is_a_problem_of_that_part(
    rulebook: Rulebook, name: str, value: Any
) -> None:
    """A caller's mistake is told like any other, never as a crash from inside."""
    assert name in problems(rulebook, **{name: value})


@pytest.mark.parametrize("name", ["on", "port", "direction", "exit_state", "entry_state"])
def test_a_part_of_the_question_of_any_length_is_refused_in_a_line(rulebook: Rulebook, name: str) -> None:
    """An error that is larger than its cause fills a log, or a disk."""
    question: dict[str, Any] = {"on": "2026-12-01", "port": GATE, name: "x" * 100_000}

    with pytest.raises((ProfileError, UncoveredError)) as raised:
        rulebook.check(PASSPORT, **question)

    assert len(str(raised.value)) < 300


def test_no_journey_however_wrong_loses_the_rest_of_a_batch(rulebook: Rulebook) -> None:
    """Each has its answer, in order, and the good one at the end is still reached."""
    way: dict[str, Any] = {"exit_state": NEIGHBOUR, "entry_state": UTO}
    wrong: list[Any] = [
        Journey(profile={}, on="2026-12-01", port=5, direction="inbound"),  # type: ignore[arg-type]
        Journey(profile={}, on=3.5, **way),  # type: ignore[arg-type]
        Journey(profile={}, on=None, **way),  # type: ignore[arg-type]
        Journey(profile=5, on="2026-12-01", **way),  # type: ignore[arg-type]
        Journey(profile=None, on="2026-12-01", **way),  # type: ignore[arg-type]
        Journey(profile={5: 5}, on="2026-12-01", **way),  # type: ignore[dict-item]
        Journey(profile=PASSPORT, on="2026-12-01"),
        {"profile": {}, "on": "2026-12-01"},
        None,
    ]

    *refused, last = rulebook.check_many([*wrong, Journey(profile=PASSPORT, on="2026-12-01", **way)])

    assert [type(answer) for answer in refused] == [ProfileError] * len(wrong)
    assert isinstance(last, Decision)


def test_the_verdict_alone_is_asked_for_as_the_whole_is() -> None:
    """A tool that goes from one to the other keeps its arguments."""
    asked: dict[str, Any] = {
        "on": "2026-12-01",
        "port": "ferry",
        "direction": "inbound",
        "assumed": ("date",),
    }
    rulebook = invented_rulebook()

    assert (
        rulebook.verdict({"nationality": "DE"}, **asked)
        is rulebook.check({"nationality": "DE"}, **asked).verdict
    )


def test_an_error_of_a_stream_holds_no_traveller() -> None:
    """Whoever keeps the errors of a day keeps what they quote, and no profile."""
    label = "GRANDMOTHERS-OLD-BLUE-ONE"
    profile = {"nationality": "XYZZY", "documents": [{"label": label}, {"label": "b"}]}
    (error,) = invented_rulebook().check_many([Journey(profile=profile, on="2026-12-01", port="ferry")])

    assert isinstance(error, ProfileError)
    assert error.__traceback__ is None
    assert error.__context__ is None
    assert label not in repr(vars(error))
