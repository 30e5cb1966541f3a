"""What people state on the command line, and what the answer makes of it."""

import pytest

from tests.cli.commands import ROOT, Shell
from tests.cli.test_check import FAIL, PASS


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
    done = shell(f"{PASS} --rules {ROOT}/rules --rules {ROOT}/rules/")

    assert done.status == 4
    assert "is given twice" in done.err
    assert "name each folder once" in done.err
    assert done.err.count("error CC") == 1


def test_what_is_not_covered_is_told_by_its_name(shell: Shell) -> None:
    """People know countries by their names."""
    done = shell("crosscheck --nationality UZ --direction outbound --on 2020-01-01")

    assert "The rules of China" in done.err
    assert "CN" not in done.err


def test_a_date_that_can_only_mean_one_day_is_refused_with_that_day(shell: Shell) -> None:
    """There is no thirteenth month, so nothing is ambiguous; the form is wrong nevertheless."""
    done = shell(FAIL.replace("2026-12-01", "13/04/2026"))

    assert done.status == 2
    assert "--on: `13/04/2026` is not written as YYYY-MM-DD; write 2026-04-13" in done.err


def test_a_visa_category_that_the_table_does_not_list_is_told(shell: Shell) -> None:
    """A slip of the pen or a new category: what it is for is not known, and near names are offered."""
    done = shell(
        PASS.replace("--no-visa", '--visa "KZ B21 2026-12-01..2027-02-28"').replace("tourism", "work")
    )

    said = " ".join(done.out.split())
    assert done.status != 0
    assert "!! The rules know no visa category B21 of Kazakhstan (did you mean B12" in said


def test_a_category_that_is_listed_is_not_remarked_upon(shell: Shell) -> None:
    """Nor is that of a State of which the rules have no table."""
    for visa in ("KZ B12 2026-12-01..2027-02-28", "FR X 2026-12-01..2027-02-28"):
        assert "know no visa category" not in shell(PASS.replace("--no-visa", f'--visa "{visa}"')).out


@pytest.mark.parametrize(
    ("stated", "code"), [("Taiwan, China", "TW"), ("Hong Kong, China", "HK"), ("Korea, Republic of", "KR")]
)
def test_one_nationality_as_forms_print_it_is_not_two(shell: Shell, stated: str, code: str) -> None:
    """The answer is about that State; nobody is told to state China beside it."""
    line = "crosscheck --direction outbound --port khorgos --on 2026-12-01 --nationality"

    assert f"{code} national" in shell(f"{line} '{stated}'").out


@pytest.mark.parametrize("stated", ["CN,KZ", "China, Kazakhstan", "China/Kazakhstan"])
def test_two_nationalities_in_one_are_told_apart_by_their_codes(shell: Shell, stated: str) -> None:
    """What is advised can be typed as it stands."""
    told = shell(f"crosscheck --direction outbound --port khorgos --nationality '{stated}'").err

    assert told.rstrip().endswith("--nationality CN --nationality KZ")


def test_what_may_be_one_state_or_two_is_asked_back_in_a_list(shell: Shell) -> None:
    """`Taiwan, China` among the nationalities: neither reading is taken."""
    line = (
        "crosscheck --direction outbound --port khorgos --nationality TW --set 'nationalities=Taiwan, China'"
    )

    assert "may be one State or two; write `TW`, or `TW, CN`" in shell(line).err


def test_a_visa_in_the_document_shown_is_said_to_be_there(shell: Shell) -> None:
    """Where a ground is for a visa in another document."""
    out = shell(
        "crosscheck --nationality PK --direction outbound --port khorgos --on 2026-11-30"
        " --document-type ordinary-passport --document-expires 2030-05-01 --purpose tourism --stay 10"
        " --visa 'KZ B12 2026-11-01..2027-01-31 entries=1 stay=30'"
    ).out

    assert "The visa belongs to the document shown; this is for one" in out
    assert "needed: no" not in out
