"""What people state on the command line, and what the answer makes of it."""

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
