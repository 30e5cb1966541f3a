"""`crosscheck check`, as people type it."""

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from crosscheck.answers.page import columns
from crosscheck.models.schema import published_schema
from tests.cli.commands import Shell
from tests.invented import INVENTED

PASS = (
    "crosscheck --nationality IS --direction inbound --port ferry --on 2026-12-01 --purpose tourism --stay 20"
    " --document-type ordinary-passport --document-expires 2030-05-01 --set document.date_of_issue=2022-05-01"
    " --set date_of_birth=1990-05-17 --no-visa --set visits=none"
)
FAIL = PASS.replace("--stay 20", "--stay 45")
OPEN = "crosscheck --nationality DE --direction inbound --port tower-bridge --on 2026-12-01"
AT_THE_BRIDGE = (
    "crosscheck --nationality UTO --direction inbound --port tower-bridge --on 2026-12-01 --document-type ordinary-passport --document-expires 2030-05-01"
    " --set document.date_of_issue=2022-05-01 --set date_of_birth=1990-05-17 --set crossing.mode=car"
)
NO_PORT = f"{PASS.replace(' --direction inbound --port ferry', '')} --from DE --to UTO"
STATES_ALONE = f"{NO_PORT} --side exit --side entry"


def test_the_first_command_answers(shell: Shell) -> None:
    """The crossing at the best port of its border, the verdict on the second line, then the next thing to say."""
    done = shell("crosscheck --nationality DE --direction inbound")

    lines, said = done.out.splitlines(), " ".join(done.out.split())
    assert done.status == 3
    assert done.err == ""
    assert lines[0].startswith("Germany → Utopia (specimen) at Ferry")
    assert lines[1].startswith("  NOT DECIDED YET  ")
    assert "At Tower Bridge: not decided" in said or "Nobody is known to cross at Tower Bridge" in said
    assert "Say next Until which day will you stay in Utopia (specimen)? --stay NUMBER or --until DAY" in said
    assert "Then the travel document," in said
    assert "assumed: today" in said
    assert "no nationality but those stated" in said
    assert "admission is the officer’s decision" in said
    assert len(lines) <= 24


def test_what_no_source_settles_is_told_with_its_evidence(shell: Shell) -> None:
    """The answer says why it is open and where else to cross.

    What speaks on each side, and how to know better, stands where the port is told of, and in `--explain`.
    """
    done = shell(OPEN)

    told = "No source settles whether travellers may cross at Tower Bridge; known to work: Ferry"
    assert " ".join(done.out.split()).count(told) == 1
    assert "The bridge is closed from 2024 on." in shell("crosscheck port tower-bridge").out
    explained = shell(f"{OPEN} --explain").out
    assert "The bridge is closed from 2024 on." in explained
    assert "--set port.open_to_travellers=yes" in explained


def test_a_list_that_ended_is_told_with_its_ground_alone(shell: Shell, tmp_path: Path) -> None:
    """There the answer says when it ended for whom, and when it was last compared; no section and no notice repeats it."""
    rules = Path(shutil.copytree(INVENTED[0], tmp_path / "rules"))
    friends = rules / "groups/uto-friends.yaml"
    friends.write_text(friends.read_text().replace("2026-12-31}", "2026-12-31, unsettled: 2027-01-01 ..}"))
    line = f"crosscheck --nationality FR --from DE --to UTO --on 2027-01-15 --rules {rules}"
    brief, full = (" ".join(shell(line + how).out.split()) for how in ("", " --explain"))

    assert (
        brief.count("without a visa” ended for France on 2026-12-31 and was last compared on 2026-11-01;")
        == 1
    )
    assert "Who is on the list" not in f"{brief} {full}"
    found = json.loads(shell(f"{line} --format json").out)
    assert "uto-friends" in {each["name"] for each in found["unsettled"]}


def test_somebody_who_knows_better_may_say_so(shell: Shell) -> None:
    """A port fact that is stated settles what no source does."""
    assert shell(AT_THE_BRIDGE).status == 3
    assert shell(f"{AT_THE_BRIDGE} --set port.open_to_travellers=yes").status == 0


@pytest.mark.parametrize("how", ["", " --explain"])
def test_what_the_traveller_says_of_a_port_is_marked_as_such(shell: Shell, how: str) -> None:
    """Before the verdict that rests on it, and in the verdict's own line."""
    done = shell(f"{AT_THE_BRIDGE} --set port.open_to_travellers=yes{how}")

    head = " ".join(done.out.split("\n\n  Leaving")[0].split())
    assert done.status == 0
    assert "by your own word" in head.partition(" IN ORDER")[0]
    assert "IN ORDER If the port is as you say: " in head


def test_what_the_traveller_says_of_a_port_is_marked_for_programs(shell: Shell) -> None:
    """Apart from what was assumed."""
    told = json.loads(shell(f"{AT_THE_BRIDGE} --set port.open_to_travellers=yes --format json").out)

    assert told["stated_of_port"] == ["port.open_to_travellers"]
    assert json.loads(shell(f"{AT_THE_BRIDGE} --format json").out)["stated_of_port"] == []


@pytest.mark.parametrize("how", ["", " --explain"])
def test_without_a_port_the_first_line_says_that_none_was_looked_at(shell: Shell, how: str) -> None:
    """The States' papers are in order, whatever would be said of a port."""
    done = shell(STATES_ALONE + how)

    assert done.status == 0
    first, second = done.out.splitlines()[:2]
    assert first.startswith("Germany → Utopia (specimen) on 2026-12-01 (no port asked")
    assert second.startswith("  IN ORDER  ")
    assert "(no port was looked at)" in " ".join(done.out.split("\n\n")[0].split())
    assert json.loads(shell(f"{STATES_ALONE} --format json").out)["not_asked"] == ["port"]


def test_a_pass_says_in_order(shell: Shell) -> None:
    """Each side takes a line with what it rests on; what it gives stands beside the verdict."""
    done = shell(PASS)

    assert done.status == 0
    assert "  IN ORDER" in done.out
    assert "NOT IN ORDER" not in done.out
    assert "At most until 2026-12-30" in done.out
    assert "Entering Utopia (specimen)  ✓" in done.out
    assert "Say next" not in done.out


def test_a_fail_says_what_is_what_must_be_and_what_would_help(shell: Shell) -> None:
    """The stay, the limit, the last day allowed, and the way out; who says so stands in `--explain`."""
    done = shell(FAIL)

    said = " ".join(done.out.split())
    assert done.status == 1
    assert "NOT IN ORDER Permission to enter" in said
    assert "The stay is 45 days; at most 30 days may be stayed, until 2026-12-30." in said
    assert "Way out Stay at most 30 days: leave by 2026-12-30." in said
    assert "Border Act of Utopia, 2020, art. 10" in " ".join(shell(f"{FAIL} --explain").out.split())


@pytest.mark.parametrize("line", [PASS, FAIL, OPEN, f"{OPEN} --explain", f"{FAIL} --explain"])
def test_no_line_is_wider_than_80_columns(shell: Shell, line: str) -> None:
    """Whatever is said, it fits."""
    assert max(columns(text) for text in shell(line).out.splitlines()) <= 80


@pytest.mark.parametrize("line", [PASS, FAIL, OPEN])
def test_no_colour_goes_into_a_pipe(shell: Shell, line: str) -> None:
    """Nobody asked for escape codes in a file."""
    assert "\x1b" not in shell(line).out


def test_explain_shows_every_condition(shell: Shell) -> None:
    """Also those that are met, those that do not concern the traveller, and their values."""
    done = shell(f"{PASS} --explain")

    assert done.status == 0
    assert "document.date_of_expiry" in done.out
    assert "The document is valid until 2030-05-01." in done.out
    assert "does not hold" in done.out


@pytest.mark.parametrize(("line", "verdict"), [(PASS, "pass"), (FAIL, "fail"), (OPEN, "conditional")])
def test_json_is_the_same_decision(shell: Shell, line: str, verdict: str) -> None:
    """It has the same exit status, fits the schema, and says what was assumed."""
    table, done = shell(line), shell(f"{line} --format json")

    data = json.loads(done.out)
    jsonschema.validate(data, published_schema("decision"))
    assert data["verdict"] == verdict
    assert done.status == table.status
    assert "nationalities" in data["assumed"]


def test_a_card_is_the_same_decision_in_short(shell: Shell) -> None:
    """With its exit status, in the published form."""
    whole, card = shell(f"{AT_THE_BRIDGE} --format json"), shell(f"{AT_THE_BRIDGE} --format card")

    data = json.loads(card.out)
    jsonschema.validate(data, published_schema("card"))
    assert card.status == whole.status
    assert data["verdict"] == json.loads(whole.out)["verdict"]
    assert len(card.out) < len(whole.out) / 2


def test_sides_alone_ask_no_port(shell: Shell) -> None:
    """Where it is said which sides are asked no port has a say but one that is named."""
    done = shell(
        "crosscheck --nationality DE --from DE --to Utopia --side exit --side entry --on 2026-12-01 --format json"
    )

    data = json.loads(done.out)
    assert data["question"]["port"] is None
    assert data["asked"] == [side["side"] for side in data["sides"]] == ["exit", "entry"]
    assert data["places"] == []
    assert (data["port"], data["border"]) == (None, [])


def test_without_a_port_the_border_is_asked(shell: Shell) -> None:
    """The answer is that at the port where it is best; every port that was tried is told of, the default port too."""
    data = json.loads(shell(f"{NO_PORT} --nationality UTO --format json".replace("--nationality IS", "")).out)

    assert (data["verdict"], data["port"], data["question"]["port"]) == ("pass", "ferry", None)
    assert data["border"] == [
        {"port": "tower-bridge", "verdict": "conditional"},
        {"port": "ferry", "verdict": "pass"},
    ]
    assert [place["port"] for place in data["places"]] == ["ferry"]
    assert shell(f"{NO_PORT} --port tower-bridge").status == 4
    assert shell(NO_PORT).status == 0


def test_what_is_said_of_the_port_needs_one_that_is_named(shell: Shell) -> None:
    """Of a whole border it would be said of each."""
    done = shell("crosscheck --nationality UTO --direction inbound --set port.open_to_travellers=yes")

    assert done.status == 2
    assert "--port: is missing: port.open_to_travellers is said of one port, and none is named" in done.err


def test_a_direction_is_never_assumed(shell: Shell) -> None:
    """Without it there is no question; the message says what the two would mean."""
    done = shell("crosscheck --nationality DE")

    assert done.status == 2
    assert done.out == ""
    assert "--direction" in done.err
    assert "outbound" in done.err
    assert "Utopia (specimen) to Germany" in done.err


@pytest.mark.parametrize("spelling", ["KZ", "kz", "KAZ", "Kazakhstan"])
def test_a_state_is_taken_as_people_write_it(shell: Shell, spelling: str) -> None:
    """Two letters, three letters, or the name."""
    done = shell(f"crosscheck --nationality {spelling} --direction inbound --port ferry")

    assert done.out.splitlines()[0].endswith("KZ national")


def test_a_misspelt_state_is_asked_back(shell: Shell) -> None:
    """The nearest name is offered, and nothing is guessed."""
    done = shell("crosscheck --nationality Kazakstan --direction inbound")

    assert done.status == 2
    assert "--nationality" in done.err
    assert "did you mean Kazakhstan (KZ)?" in done.err


def test_all_problems_are_told_at_once(shell: Shell) -> None:
    """Each under the option that it came from."""
    done = shell(
        "crosscheck --nationality Kazakstan --direction inbound --on 01/02/2027 --stay x"
        " --document-type pasport --visa nonsense --set colour=red"
    )

    assert done.status == 2
    assert "6 problems" in done.err
    for option in ("--nationality", "--on", "--stay", "--document-type", "--visa", "--set colour"):
        assert f"  {option}: " in done.err


def test_an_ambiguous_date_is_refused_with_the_form_to_use(shell: Shell) -> None:
    """1 February or 2 January: nobody can tell."""
    done = shell("crosscheck --nationality DE --direction inbound --on 01/02/2027")

    assert done.status == 2
    assert "YYYY-MM-DD" in done.err


@pytest.mark.parametrize(
    "line",
    [
        "--nationality IS --direction inbound --port tower-bridge",
        "--nationality DE --direction outbound --on 2020-06-01",
    ],
)
def test_what_is_not_covered_gets_no_verdict(shell: Shell, line: str) -> None:
    """It exits with 4, and says what would be covered."""
    done = shell(f"crosscheck {line}")

    assert done.status == 4
    assert done.out == ""
    assert "not covered" in done.err
    assert "No verdict" in done.err


def test_a_way_of_crossing_that_the_rules_do_not_reach_gets_no_verdict(shell: Shell, tmp_path: Path) -> None:
    """Whatever is stated besides; what is covered is told."""
    rules = Path(shutil.copytree(INVENTED[0], tmp_path / "rules"))
    state = rules / "states/uto/state.yaml"
    state.write_text(state.read_text().replace("modes: any", "modes: car or bus"))
    line = f"{NO_PORT} --rules {rules} --set crossing.mode"

    assert (shell(f"{line}=bus").status, shell(f"{line}=air").status) == (0, 4)
    assert "do not cover entering it by air" in " ".join(shell(f"{line}=air").err.split())


def test_a_third_state_with_rules_of_its_own_opens_no_border_of_another(shell: Shell, tmp_path: Path) -> None:
    """Whose rules say which neighbours they reach says so to all others too."""
    rules = Path(shutil.copytree(INVENTED[0], tmp_path / "rules"))
    state = rules / "states/uto/state.yaml"
    state.write_text(state.read_text().replace("with: any", "with: IS"))
    line = f"{NO_PORT} --rules {rules} --rules {INVENTED[1]}"

    done = shell(line)
    assert (done.status, done.out) == (4, "")
    assert (
        "The rules of Utopia (specimen) do not cover entering it from Germany; covered: Iceland"
        in " ".join(done.err.split())
    )
    assert shell(line.replace("--from DE", "--from IS")).status == 0


def test_a_port_without_rules_is_not_covered(shell: Shell) -> None:
    """Those that are covered are named."""
    done = shell("crosscheck --nationality DE --direction inbound --port torugart")

    assert done.status == 4
    assert "covered: ferry, moat, tower-bridge" in " ".join(done.err.split())


@pytest.mark.parametrize(
    ("line", "kind", "status"),
    [
        ("--nationality Kazakstan --direction inbound", "input", 2),
        ("--nationality FR --direction inbound --port tower-bridge", "not_covered", 4),
        ("--nationality DE --direction sideways", "usage", 2),
        ("--nationality DE --direction inbound --rules /nowhere", "rules", 4),
    ],
)
def test_an_error_is_json_for_programs_too(shell: Shell, line: str, kind: str, status: int) -> None:
    """A program finds it on stdout, a person still on stderr."""
    done = shell(f"crosscheck {line} --format json")

    data = json.loads(done.out)
    jsonschema.validate(data, published_schema("error"))
    assert data["error"]["kind"] == kind
    assert data["error"]["exit_status"] == done.status == status
    assert done.err.startswith("crosscheck: ")


def test_a_visa_is_stated_in_one_word(shell: Shell) -> None:
    """Issuer, category, dates, and what else is known."""
    line = FAIL.replace(
        "--no-visa", '--set permits=none --visa "UTO X9 2026-12-01..2027-02-28 entries=1 stay=60"'
    )
    done = shell(f"{line} --explain")

    assert "The category of the visa is" in done.out
    assert "entries_left" in done.out


@pytest.mark.parametrize(
    "visa",
    ["UTO", "UTO T1", "UTO T1 2026-12-01", "T1 2026-12-01..2027-02-28", "UTO T1 2026-12-01.. colour=red"],
)
def test_a_visa_that_cannot_be_read_shows_the_form(shell: Shell, visa: str) -> None:
    """Nothing of it is guessed."""
    done = shell(f'{OPEN} --visa "{visa}"')

    assert done.status == 2
    assert "--visa: " in done.err


def test_no_visa_and_a_visa_contradict_each_other(shell: Shell) -> None:
    """One of the two is wrong."""
    assert shell(f'{OPEN} --no-visa --visa "UTO T1 2026-12-01..2027-02-28"').status == 2


@pytest.mark.parametrize(
    ("assignment", "said"),
    [
        ("purpose", "fact=value"),
        ("crossing.date=2026-12-01", "--on"),
        ("visa.category=T1", "say which: `visas[0].category`"),
        ("permits=one", "write it as `STATE WORD FROM..UNTIL`"),
        ("visas[0].category=T1", "there is no such thing: visas has 0"),
        ("documents[1].colour=red", "has no such property"),
        ("stay.untill=2026-12-20", "did you mean stay.until"),
        ("document.blank_pages=many", "is no number"),
    ],
)
def test_what_cannot_be_set_says_why(shell: Shell, assignment: str, said: str) -> None:
    """The message names the way out."""
    done = shell(f"{OPEN} --set {assignment}")

    assert done.status == 2
    assert said in done.err


def test_two_statements_of_one_fact_are_told(shell: Shell) -> None:
    """An option and --set may not both say what the purpose is."""
    done = shell(f"{OPEN} --purpose tourism --set purpose=work")

    assert done.status == 2
    assert "leave out one of the two" in done.err


def test_a_profile_is_read_from_a_file_and_options_win(shell: Shell, tmp_path: Path) -> None:
    """What an option says replaces what the file says."""
    profile = tmp_path / "traveller.yaml"
    profile.write_text(
        "nationality: UTO\ndocument:\n  type: identity-card\n  date_of_expiry: 2030-05-01\n  date_of_issue: 2022-05-01\n"
        "date_of_birth: 1990-05-17\n"
    )
    line = f"crosscheck --profile {profile} --direction inbound --port ferry --on 2026-12-01"

    assert shell(line).status == 1
    assert shell(f"{line} --document-type ordinary-passport").status == 0


def test_a_profile_that_is_not_there_is_wrong_input(shell: Shell) -> None:
    """The name is told, and what the system said of it."""
    done = shell("crosscheck --profile nobody.json --direction inbound")

    assert done.status == 2
    assert "--profile nobody.json" in done.err


def test_several_documents_get_a_plan(shell: Shell, tmp_path: Path) -> None:
    """Which to show to whom, and the next best."""
    profile = tmp_path / "traveller.json"
    passport = {"type": "ordinary-passport", "date_of_expiry": "2030-05-01"}
    documents = [
        passport | {"nationality": "UTO", "issuing_state": "UTO"},
        passport | {"nationality": "DE", "issuing_state": "DE"},
    ]
    profile.write_text(json.dumps({"nationalities": ["UTO", "DE"], "documents": documents}))

    done = shell(f"crosscheck --profile {profile} --direction inbound --port ferry --on 2026-12-01 --stay 20")

    said = " ".join(done.out.split())
    assert (
        "Document Show the ordinary passport of Utopia (specimen) (valid until 2030-05-01) to both States."
        in said
    )


def test_between_states_alone_a_port_is_asked_for(shell: Shell) -> None:
    """Where a ground depends on the port, naming one settles most."""
    treaty = (
        "--set residence=DE --set document.blank_pages=3 --set crossing.mode=car"
        ' --set tickets="DE date=2026-12-09 confirmed=yes" --set permits=none --format json'
    )
    done = shell(f"{STATES_ALONE} {treaty}".replace("--nationality IS", "--nationality DE"))

    assert json.loads(done.out)["wanted"] == ["port"]
    assert done.status == 3


def test_in_brief_the_crossing_and_the_verdict_are_told(shell: Shell) -> None:
    """And nothing else; it goes with neither of the long forms."""
    done = shell(f"{FAIL} --brief")

    assert done.status == 1
    first, second = done.out.split("\n  NOT IN ORDER  ")
    assert first.startswith("Germany → Utopia (specimen) at Ferry on 2026-12-01")
    assert "at most 30 days may be stayed" in " ".join(second.split())
    assert shell(FAIL).out.startswith(done.out)
    for long in ("--explain", "--format json", "--format card"):
        assert shell(f"{FAIL} --brief {long}").status == 2


def test_one_requirement_is_opened_by_its_id_and_one_side_by_its_name(shell: Shell) -> None:
    """What is nothing of the crossing is refused with what there is."""
    one = shell(f"{FAIL} --explain uto.entry.permission").out
    side = shell(f"{FAIL} --explain=entry").out
    wrong = shell(f"{FAIL} --explain uto.entry.permision")

    assert "uto.entry.permission" in one
    assert "uto.entry.document" not in one
    assert "uto.entry.document" in side
    assert "Leaving Germany" not in side
    assert wrong.status == 2
    assert "uto.entry.permission" in wrong.err
