"""What people state on the command line, and what the answer makes of it."""

import json
from pathlib import Path

import pytest

from tests.cli.commands import Shell
from tests.cli.test_check import FAIL, PASS
from tests.invented import INVENTED


def test_a_stay_given_in_days_moves_with_the_day_of_entry(shell: Shell) -> None:
    """30 days are 30 days whenever they begin, so that no day beside this one has another answer."""
    done = shell(PASS.replace("--stay 20", "--stay 30"))

    assert done.status == 0
    assert "the answer would be" not in done.out


def test_a_stay_given_by_its_last_day_grows_with_an_earlier_entry(shell: Shell) -> None:
    """Who leaves on the 30th day has stayed a day too long, if entry fell on the day before."""
    done = shell(PASS.replace("--stay 20", "--until 2026-12-30"))

    assert done.status == 0
    assert "On 2026-11-30 the answer would be “not in order”" in " ".join(done.out.split())


def test_a_folder_of_rules_given_twice_is_said_to_be(shell: Shell) -> None:
    """Not that all that it holds is declared twice, at one and the same place."""
    done = shell(f"{PASS} --rules {INVENTED[0]} --rules {INVENTED[0]}/")

    assert done.status == 4
    assert "is given twice" in done.err
    assert "name each folder once" in done.err
    assert done.err.count("error CC") == 1


def test_what_is_not_covered_is_told_by_its_name(shell: Shell) -> None:
    """People know countries by their names."""
    done = shell("crosscheck --nationality UZ --from DE --to UTO --side entry --on 2020-06-01")

    assert "The rules of Utopia (specimen)" in done.err
    assert "UTO" not in done.err


def test_a_date_that_can_only_mean_one_day_is_refused_with_that_day(shell: Shell) -> None:
    """There is no thirteenth month, so nothing is ambiguous; the form is wrong nevertheless."""
    done = shell(FAIL.replace("2026-12-01", "13/04/2026"))

    assert done.status == 2
    assert "--on: `13/04/2026` is not written as YYYY-MM-DD; write 2026-04-13" in done.err


def test_a_visa_category_that_the_table_does_not_list_is_told(shell: Shell) -> None:
    """A slip of the pen or a new category: what it is for is not known, and near names are offered."""
    done = shell(
        PASS.replace("--no-visa", '--visa "UTO B21 2026-12-01..2027-02-28"').replace("tourism", "work")
    )

    said = " ".join(done.out.split())
    assert done.status != 0
    assert "First The rules know no visa category B21 of Utopia (specimen) (did you mean B12" in said


def test_a_category_that_is_listed_is_not_remarked_upon(shell: Shell) -> None:
    """Nor is that of a State of which the rules have no table."""
    for visa in ("UTO T1 2026-12-01..2027-02-28", "FR X 2026-12-01..2027-02-28"):
        assert "know no visa category" not in shell(PASS.replace("--no-visa", f'--visa "{visa}"')).out


@pytest.mark.parametrize(
    ("stated", "code"), [("Taiwan, China", "TW"), ("Hong Kong, China", "HK"), ("Korea, Republic of", "KR")]
)
def test_one_nationality_as_forms_print_it_is_not_two(shell: Shell, stated: str, code: str) -> None:
    """The answer is about that State; nobody is told to state China beside it."""
    line = "crosscheck --direction inbound --port ferry --on 2026-12-01 --nationality"

    assert f"{code} national" in shell(f"{line} '{stated}'").out


@pytest.mark.parametrize("stated", ["CN,KZ", "China, Kazakhstan", "China/Kazakhstan"])
def test_two_nationalities_in_one_are_told_apart_by_their_codes(shell: Shell, stated: str) -> None:
    """What is advised can be typed as it stands."""
    told = shell(f"crosscheck --direction inbound --port ferry --nationality '{stated}'").err

    assert told.rstrip().endswith("--nationality CN --nationality KZ")


def test_what_may_be_one_state_or_two_is_asked_back_in_a_list(shell: Shell) -> None:
    """`Taiwan, China` among the nationalities: neither reading is taken."""
    line = "crosscheck --direction inbound --port ferry --nationality TW --set 'nationalities=Taiwan, China'"

    assert "may be one State or two; write `TW`, or `TW, CN`" in shell(line).err


@pytest.mark.parametrize("option", ["--document-expires 2030-01-01", "--document-type identity-card"])
def test_of_several_documents_it_is_asked_which_one_an_option_tells_of(
    shell: Shell, tmp_path: Path, option: str
) -> None:
    """The option is named as it was typed, with the path by which one of them is told of."""
    name = option.partition(" ")[0]
    path = "type=WORD" if name == "--document-type" else "date_of_expiry=DAY"
    profile = tmp_path / "two.yaml"
    profile.write_text("documents: [{nationality: DE}, {nationality: TR}]\n")
    line = f"crosscheck --profile {profile} --direction inbound --port ferry --on 2026-12-01 {option}"
    done = shell(line)

    assert done.status == 2
    assert f'{name}: 2 documents are listed; say which this is: `--set "documents[0].{path}"`' in done.err
    assert "both stated" not in done.err

    profile.write_text("nationality: KZ\ndocuments: []\n")
    done = shell(line)
    assert done.status == 2
    assert f"{name}: tells of a document, but the profile says that none is held" in done.err

    profile.write_text("documents: [{nationality: DE}]\n")
    assert shell(line).status in (0, 1, 3)


def test_no_document_contradicts_one_that_is_described(shell: Shell) -> None:
    """By an option of its own, or by `--set`."""
    for option in ("--document-type ordinary-passport", "--set document.label=X"):
        done = shell(f"crosscheck --nationality DE --direction inbound --set documents=none {option}")
        assert done.status == 2
        assert "--set documents: says that there is none, but documents are stated" in done.err


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("--set ending_stay.ground=WORD", "it is one of `citizenship`, `visa-exemption`"),
        ('--set "visits.UTO[0].ground=WORD"', "it is one of `citizenship`, `visa-exemption`"),
        ("--purpose WORDS", "such as `tourism`; `crosscheck facts` lists them"),
        ("--document-type WORD", "`crosscheck facts` lists them"),
        ("--nationality STATE", "write that"),
        ("--on 2026-13-1", "`2026-13-1` is no day of the calendar"),
        ("--until 2026/02/30", "`2026/02/30` is no day of the calendar"),
        ("--on yesterday", "`yesterday` depends on when it is read; write the date itself"),
        ("--nationality 'K\x1b[31mZ'", "`K\\u001b[31mZ` holds a character that cannot be seen"),
        ("--stay '3\x1b'", "\\u001b"),
        ("--set document.label='a\x1bb'", "\\u001b"),
    ],
)
def test_what_was_typed_is_repeated_once_with_what_may_stand_there(
    shell: Shell, statement: str, said: str
) -> None:
    """As it was typed, with one shape for what cannot be seen."""
    place = "" if "--nationality" in statement else "--nationality DE"
    day = "" if "--on" in statement else "--on 2026-12-01"
    done = shell(f"crosscheck {place} {day} --direction inbound --port ferry {statement}")

    assert done.status == 2
    assert said in done.err
    assert "problems" not in done.err
    assert "\\x" not in done.err


def test_the_days_beside_a_crossing_are_told_in_one_sentence(shell: Shell) -> None:
    """Both days matter to whose visa begins on this one, and whose document is valid for too short a time after it."""
    line = (
        "crosscheck --nationality PK --direction inbound --port ferry --on 2026-12-01 --purpose tourism --until 2026-12-09"
        " --document-type ordinary-passport --document-expires 2027-03-01 --set document.date_of_issue=2022-05-01"
        " --set date_of_birth=1990-05-17 --visa 'UTO T1 2026-12-01..2026-12-15 entries=1 stay=30 form=sticker'"
    )
    done, said = shell(f"{line} --format json"), shell(line).out
    days = [each["date"] for each in json.loads(done.out)["days_apart"]]

    assert len(days) == 2
    assert said.count("mind the clocks") == said.count("the answer would be") == 1
    assert all(f"n {day} " in " ".join(said.split()) for day in days)


@pytest.mark.parametrize(
    ("asked", "way_out"),
    [
        ("--nationality KZ --from NO --to FR", "whose borders are covered"),
        (
            "--nationality UZ --direction inbound --port ferry --on 2020-01-01",
            "No verdict was reached: silence is not law. Ask the carrier, or a consulate of the State.\n",
        ),
    ],
)
def test_a_way_out_of_what_is_not_covered_shows_it(shell: Shell, asked: str, way_out: str) -> None:
    """A table of ports has no days, no ways of crossing and no documents."""
    done = shell(f"crosscheck {asked}")

    assert done.status == 4
    said = " ".join(done.err.split())
    assert said.endswith(way_out.rstrip("\n") + ("." if way_out.endswith("covered") else ""))


@pytest.mark.parametrize("stated", ["KZ,", ",KZ", "KZ,,CN", "Kazakhstan,"])
def test_a_list_of_states_with_a_gap_is_not_read(shell: Shell, stated: str) -> None:
    """A comma with nothing beside it stands for a State that was left out."""
    line = f"crosscheck --direction inbound --port ferry --nationality KZ --set 'nationalities={stated}'"

    assert "a value is missing" in shell(line).err
