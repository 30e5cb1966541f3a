"""What is certain is mended, and nothing else is touched."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from crosscheck.authoring.examine import examine_folders
from crosscheck.authoring.lint.mending import Files, is_mendable, mend
from crosscheck.compiler.files.build import build
from crosscheck.compiler.files.folders import read_folders
from crosscheck.language.diagnostics import Diagnostic
from crosscheck.language.vocabulary import THING, ThingType
from crosscheck.rulebook.ruleset import RuleSet
from tests.compiler.reading import good_files, good_rules
from tests.diagnostics.test_reports import SITUATIONS, TODAY, laid_out

CUSTOMS = "states/uto/entry/customs.yaml"


def examined(files: Files) -> tuple[Diagnostic, ...]:
    """Return what is said of *files*, given by the path that findings show."""
    _, found = build({path.removeprefix("rules/"): data for path, data in files.items()})
    return found


def mended(text: str) -> tuple[str, list[str]]:
    """Return the notice about customs after mending, and the codes of what was mended."""
    files = {f"rules/{path}": data for path, data in good_files().items()}
    result = mend(files | {f"rules/{CUSTOMS}": text.encode()}, examined)
    return result.files[f"rules/{CUSTOMS}"].decode(), [each.code for each in result.done]


def customs() -> str:
    """Return the notice as it is good."""
    return good_files()[CUSTOMS].decode()


@pytest.mark.parametrize(
    ("old", "bad", "code"),
    [
        ("nationality: not UTO", "nationality: not UTО", "CC127"),
        ("nationality: not", "nationality：not", "CC128"),
        ("nationality: not", "nationality：\u00a0not", "CC128"),
        ("in_force: 2020-02-01 ..", "in_force: 2020–02–01 ..", "CC128"),
        ("in_force:", "in_\u200bforce:", "CC129"),
        ("nationality: not", "nationality:not", "CC111"),
        ("nationality: not", "nationality:\tnot", "CC109"),
        ("nationality: not UTO", "nationality: not uto", "CC213"),
        ("nationality: not UTO", "nationality: 'not UTO'", "CC312"),
        ("in_force:", "in_froce:", "CC201"),
        ("nationality: not UTO", "nationallity: not UTO", "CC210"),
    ],
)  # fmt: skip
def test_a_slip_is_mended(old: str, bad: str, code: str) -> None:
    """And the file is then what it was, to the byte."""
    assert old in customs()

    text, codes = mended(customs().replace(old, bad))

    assert text == customs()
    assert code in codes


QUOTED = (
    "'{}'",
    '"{}"',
    "'{} # or DE'",
    "' {} '",
    "'{}: UTO'",
    "'{}, UTO'",
    "'- {}'",
    "'{}' # as in the treaty",
)
"""Ways in which somebody may have put quotes round a phrase, and a little more than the phrase into them."""


def test_no_mending_leads_to_other_law() -> None:
    """Quotes round any value of Utopia's rules: what is mended into rules that can be used says what stood there."""
    good = {f"rules/{path}": data for path, data in good_files().items()}
    chance = random.Random(11)  # noqa: S311 - nothing here is secret
    same = 0
    for path, data in good.items():
        lines = data.decode().split("\n")
        for number, line in enumerate(lines):
            key, colon, value = line.partition(": ")
            if chance.random() < 0.6 or not colon or not value or value[0] in ">{[#'\"":
                continue
            quoted = chance.choice(QUOTED)
            slipped = [*lines[:number], f"{key}: {quoted.format(value)}", *lines[number + 1 :]]
            done = mend(good | {path: "\n".join(slipped).encode()}, examined).files
            rules, _ = build({each.removeprefix("rules/"): text for each, text in done.items()})
            written = quoted.partition("' #")[0].strip("'\"").format(value)
            if rules is not None and written == value:
                assert replace(rules, digest="") == replace(good_rules(), digest=""), done[path].decode()
                same += 1
            elif rules is not None:  # a text, which may say what it likes; no condition, day or State may
                assert law_of(rules) == law_of(good_rules()), done[path].decode()
    assert same > 15


def law_of(rules: RuleSet) -> list[object]:
    """Return all that decides in *rules*, and no text for people."""
    found: list[object] = [(each.code, each.covered) for each in rules.states.values()]
    for requirement in rules.requirements():
        found.append((requirement.id, requirement.validity, requirement.concerns))
        found += [
            (each.name, each.validity, each.concerns, each.needs, each.allowance)
            for each in requirement.grounds
        ]
    for group in rules.groups.values():
        members = {code: member.validity for code, member in group.members.items()}
        found.append((group.id, group.complete, members))
    for port in rules.ports.values():
        found.append((port.id, port.home, port.neighbour, port.covered))
        found += [(name, each.period, each.value) for name, of in port.facts.items() for each in of]
    return found


@pytest.mark.parametrize("thing", THING.values(), ids=lambda thing: thing.kind)
def test_no_hint_moves_a_condition_on_a_thing_to_the_traveller(thing: ThingType) -> None:
    """What a companion's nationality cannot be, the traveller's would be: it is said whose it is, and no way is shown."""
    state = "    state: UTO\n" if thing.kind == "visit" else ""
    for name in {"nationality", "residence", "date_of_birth"} - {each.name for each in thing.properties}:
        for written in (f"  {thing.kind}:\n{state}    {name}: UTO\n", f"  {thing.kind}.{name}: UTO\n"):
            text = customs().replace("  nationality: not UTO\n", written)
            _, found = build(good_files() | {CUSTOMS: text.encode()})
            hints = [each.hint or "" for each in found if each.code in ("CC210", "CC215")]
            assert len(hints) == 1
            assert "outside" not in hints[0]
            assert f"`{name}` is read inside" not in hints[0]
            assert f"`{name}`?" not in hints[0]


def test_a_file_from_windows_is_mended_as_a_whole() -> None:
    """The mark at its beginning, every line end, and a slip on the first line."""
    text, codes = mended("\ufeff" + customs().replace("notice:", "notice:\t", 1).replace("\n", "\r\n"))

    assert text == customs().replace("notice: ", "notice:  ", 1)
    assert codes == ["CC106", "CC109", "CC107"]


def test_what_stood_behind_a_slip_is_mended_in_the_next_round() -> None:
    """While a colon was none, nobody could see that the code was that of another alphabet."""
    text, codes = mended(customs().replace("nationality: not UTO", "nationality：not KАZ"))

    assert text == customs().replace("not UTO", "not KZ")
    assert codes == ["CC128", "CC127", "CC213"]


@pytest.mark.parametrize(
    "line",
    [
        "nationality: not QZ",  # no State at all
        "nationality: in uto-freinds",  # a group: the next name may be another list of States
        "nationality: not Q\u0417",  # a letter that looks like a digit, in a word that is none
        "document.type: not passport",  # three of them
        "date_of_birth: at least 18 before crossing.date",
        "purpose: 'covers: tourism'",
        "\tnationality: UTO",
    ],
)
def test_a_guess_is_left_to_the_author(line: str) -> None:
    """Not a byte changes."""
    bad = customs().replace("nationality: not UTO", line)

    assert mended(bad) == (bad, [])


def test_a_mend_that_leaves_the_line_in_error_is_not_made() -> None:
    """Without its quotation marks this phrase could not even be read; what is certain elsewhere is mended."""
    bad = customs().replace("nationality: not UTO", "nationality: '@'").replace("in_force:", "in_froce:")

    text, codes = mended(bad)

    assert text == customs().replace("nationality: not UTO", "nationality: '@'")
    assert codes == ["CC201"]


@pytest.mark.parametrize("name", SITUATIONS)
def test_mending_any_bad_file_touches_only_lines_with_a_mend(name: str, tmp_path: Path) -> None:
    """It ends, leaves nothing mendable but what was given up, and a second run changes nothing."""
    laid_out(name, tmp_path)
    (folder,) = read_folders([tmp_path / "rules"])
    before = {f"{folder.shown}/{inside}": data for inside, data in folder.files.items()}

    def look(files: Files) -> tuple[Diagnostic, ...]:
        folder.files.update({inside: files[f"{folder.shown}/{inside}"] for inside in folder.files})
        return examine_folders([folder], on=TODAY).diagnostics

    once = mend(before, look)
    twice = mend(once.files, look)

    assert (twice.files, twice.done) == (once.files, ())
    assert all(is_mendable(each) for each in once.done)
    lines = {(each.span.path, each.span.start.line) for each in once.done}
    codes = {each.code for each in once.done}
    for path, data in once.files.items():
        if data != before[path] and not codes & {"CC106", "CC107"}:
            old, new = before[path].split(b"\n"), data.split(b"\n")
            assert len(old) == len(new)
            changed = {
                number for number, pair in enumerate(zip(old, new, strict=True), 1) if pair[0] != pair[1]
            }
            assert changed <= {number for of, number in lines if of == path}


def test_mends_of_random_slips_give_good_files_back() -> None:
    """Over every file of Utopia: a look-alike or a slip in a key is mended, or left as it is, but never made worse."""
    chance = random.Random(7)  # noqa: S311 - nothing here is secret
    good = {f"rules/{path}": data for path, data in good_files().items()}
    restored = 0
    for _ in range(40):
        path = chance.choice([each for each in good if "/states/" in each and "ledger" not in each])
        lines = good[path].decode().split("\n")
        number = chance.choice([at for at, line in enumerate(lines) if ": " in line])
        key, _, rest = lines[number].partition(": ")
        place = chance.randrange(len(key) - len(key.lstrip(" -")), len(key))
        other = {"o": "о", "e": "е", "a": "а", "i": "і", "c": "с", "p": "р"}
        lines[number] = f"{key[:place]}{other.get(key[place], key[place])}{key[place + 1 :]}: {rest}"
        bad = good | {path: "\n".join(lines).encode()}

        after = mend(bad, examined).files

        assert after[path] in (good[path], bad[path])
        restored += after[path] == good[path]
    assert restored > 30
