"""`crosscheck matrix`: the same rows as a table, as CSV and as JSON."""

import csv
import io
import json

import jsonschema
import pytest

from crosscheck.language.states import NATIONALITIES
from crosscheck.models.matrix import MatrixChangesModel, MatrixModel
from crosscheck.models.schema import published_schema
from tests.cli.commands import Shell

COLUMNS = ["nationality", "without_visa", "ground", "max_days", "window", "evisa", "source", "grade"]
CHANGES = "crosscheck matrix --entering UTO --since 2021-06-01 --until 2026-11-23 --changes"


def test_csv_has_the_columns_and_a_line_for_each_nationality(shell: Shell) -> None:
    """What there is not is empty."""
    done = shell("crosscheck matrix --entering UTO --on 2024-03-02 --format csv")
    rows = list(csv.DictReader(io.StringIO(done.out)))

    assert done.status == 0
    assert list(rows[0]) == COLUMNS
    assert [row["nationality"] for row in rows] == list(NATIONALITIES)
    norway = next(row for row in rows if row["nationality"] == "NO")
    assert {"without_visa": "no", "ground": "", "max_days": "", "window": ""}.items() <= norway.items()
    iceland = next(row for row in rows if row["nationality"] == "IS")
    assert {"without_visa": "yes", "max_days": "30", "window": "90/180"}.items() <= iceland.items()


def test_json_fits_its_schema_and_comes_back(shell: Shell) -> None:
    """With the rows of the CSV."""
    done = shell("crosscheck matrix --entering UTO --on 2024-03-02 --format json")
    data = json.loads(done.out)

    jsonschema.Draft202012Validator(published_schema("matrix")).validate(data)
    model = MatrixModel.model_validate_json(done.out)
    assert json.loads(model.model_dump_json(by_alias=True)) == data
    assert len(model.rows) == 199
    assert [sorted(row) for row in data["rows"]] == [sorted(COLUMNS)] * 199
    cited = {source.partition(", ")[0] for row in model.rows for source in row.source}
    assert cited == set(model.sources)


def test_the_table_has_the_rows_and_says_what_its_numbers_stand_for(shell: Shell) -> None:
    """The first line says what was asked."""
    done = shell("crosscheck matrix --entering UTO --on 2024-03-02")

    assert " ".join(done.out.split()).startswith(
        "Entering Utopia (specimen) on 2024-03-02 for tourism, on an own ordinary passport nationality"
    )
    table = [line.split() for line in done.out.splitlines()]
    assert COLUMNS in table
    assert [line[0] for line in table if line and line[0] in NATIONALITIES] == list(NATIONALITIES)
    assert "uto-border-act-2020" in done.out


def test_today_is_asked_where_no_day_is(shell: Shell) -> None:
    """As for every command."""
    assert shell("crosscheck matrix --entering DE --format csv").status == 0


def test_changes_have_a_day_and_a_source(shell: Shell) -> None:
    """In every form."""
    data = json.loads(shell(f"{CHANGES} --format json").out)
    rows = list(csv.DictReader(io.StringIO(shell(f"{CHANGES} --format csv").out)))
    table = shell(CHANGES).out

    jsonschema.Draft202012Validator(published_schema("matrix-changes")).validate(data)
    MatrixChangesModel.model_validate(data)
    assert len(rows) == len(data["changes"]) > 0
    agreement = next(c for c in data["changes"] if (c["date"], c["nationality"]) == ("2022-03-01", "IS"))
    assert (agreement["before"]["max_days"], agreement["after"]["max_days"]) == (None, 30)
    assert agreement["source"]
    assert "2022-03-01  IS" in table
    assert all(row["source"] and row["date"] for row in rows if row["without_visa"] != "undetermined")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--changes --since 2023-01-01", "--changes needs --since and --until"),
        ("--changes --since 2023-01-01 --until 2024-01-01 --on 2023-05-01", "and no --on"),
        ("--since 2023-01-01", "belong to --changes"),
        ("--changes --since 2024-01-01 --until 2023-01-01", "--until: lies before the first day"),
        ("--on yesterday", "--on: "),
        ("--purpose turism", "did you mean tourism?"),
        ("--document-type passport", "--document-type: "),
    ],
)
def test_what_cannot_be_asked_is_wrong_input(shell: Shell, options: str, said: str) -> None:
    """With a sentence that names the way out."""
    done = shell(f"crosscheck matrix --entering UTO {options}")

    assert (done.status, done.out) == (2, "")
    assert said in done.err


def test_a_state_without_rules_is_not_covered(shell: Shell) -> None:
    """There is no matrix of guesses."""
    assert shell("crosscheck matrix --entering FR").status == 4


def test_what_cannot_be_read_is_called_by_its_option(shell: Shell) -> None:
    """Every problem at once, each under what was typed."""
    result = shell("crosscheck matrix --entering XX --document-type pasport")

    assert result.status == 2
    assert "--entering: `XX` is no known State" in result.err
    assert "--document-type: " in result.err
