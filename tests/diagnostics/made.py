"""Bad rules that no file in a repository can show or hold: a function makes each of them."""

import os
from collections.abc import Callable
from pathlib import Path

MADE: dict[str, Callable[[Path], None]] = {}
"""By name of the situation: what turns the good rules in a folder into bad ones."""

CUSTOMS = "states/uto/entry/customs.yaml"


def situation(name: str) -> Callable[[Callable[[Path], None]], Callable[[Path], None]]:
    """Register the function below as what makes the situation *name*."""

    def register(make: Callable[[Path], None]) -> Callable[[Path], None]:
        MADE[name] = make
        return make

    return register


@situation("CC101-too-large")
def too_large(rules: Path) -> None:
    """One file holds 100 MB of comment; a sparse file will do."""
    with (rules / CUSTOMS).open("ab") as file:
        file.truncate(100_000_000)


@situation("CC102-broken-link")
def broken_link(rules: Path) -> None:
    """A link leads to nothing."""
    (rules / CUSTOMS).unlink()
    (rules / CUSTOMS).symlink_to("cheese.yaml")


@situation("CC102-no-regular-file")
def no_regular_file(rules: Path) -> None:
    """A named pipe would block whoever opens it."""
    (rules / CUSTOMS).unlink()
    os.mkfifo(rules / CUSTOMS)


@situation("CC103-link-out-of-the-folder")
def link_out(rules: Path) -> None:
    """A link leads to a good file, but outside of the rules folder."""
    (rules / CUSTOMS).rename(rules.parent / "customs.yaml")
    (rules / CUSTOMS).symlink_to(rules.parent / "customs.yaml")


@situation("CC103-link-to-a-folder")
def link_to_folder(rules: Path) -> None:
    """A folder is linked to its own parent, so that a walk would never end."""
    (rules / "states" / "uto" / "again").symlink_to("..")


@situation("CC104-not-utf-8")
def not_utf_8(rules: Path) -> None:
    """A title is written in Latin-1."""
    _edit(rules, "title: No cheese", "title: Pas de fromage à la frontière", encoding="latin-1")


@situation("CC105-binary")
def binary(rules: Path) -> None:
    """A picture has the name of a rule file."""
    (rules / CUSTOMS).write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")


@situation("CC105-control-characters")
def control_characters(rules: Path) -> None:
    """A terminal's record, with an escape before every word."""
    (rules / CUSTOMS).write_bytes(b"notice: \x1b[1muto.entry.customs\x1b[0m\n" * 5)


@situation("CC106-byte-order-mark")
def byte_order_mark(rules: Path) -> None:
    """An editor of Windows has put a mark before the first key."""
    (rules / CUSTOMS).write_bytes(b"\xef\xbb\xbf" + (rules / CUSTOMS).read_bytes())


@situation("CC107-line-ends-of-windows")
def windows_line_ends(rules: Path) -> None:
    """Every line ends in CRLF, after which places are still exact."""
    _edit(rules, "nationality: not UTO", "nationality: not UTP")
    (rules / CUSTOMS).write_bytes((rules / CUSTOMS).read_bytes().replace(b"\n", b"\r\n"))


@situation("CC108-control-character")
def control_character(rules: Path) -> None:
    """A backspace has slipped into a title, and an old Mac's line end into a text."""
    _edit(rules, "title: No cheese", "title: No\b cheese")
    _edit(rules, "may not be", "may\rnot be")


@situation("CC120-a-million-brackets")
def a_million_brackets(rules: Path) -> None:
    """A file of nothing but opening brackets, just under the largest size."""
    (rules / CUSTOMS).write_text("[" * 1_000_000)


@situation("CC129-invisible")
def invisible(rules: Path) -> None:
    """A zero-width space in a key, and text that runs from right to left in prose."""
    _edit(rules, "in_force", "in_\u200bforce")
    _edit(rules, "title: No cheese", "title: No \u202eeseehc")


@situation("CC130-too-many-problems")
def too_many_problems(rules: Path) -> None:
    """A list of 600 aliases; the report stops at 500 (the test looks at its end)."""
    (rules / CUSTOMS).write_text("- *cheese\n" * 600)


@situation("CC131-no-folder")
def no_folder(rules: Path) -> None:
    """The rules folder has another name."""
    rules.rename(rules.parent / "regulations")


@situation("CC131-a-file")
def a_file(rules: Path) -> None:
    """Where the folder should be there is a file."""
    rules.rename(rules.parent / "regulations")
    rules.write_text("ruleset: utopia\n")


@situation("CC131-nothing-in-it")
def nothing_in_it(rules: Path) -> None:
    """The folder holds no rule file."""
    rules.rename(rules.parent / "regulations")
    rules.mkdir()
    (rules / "README.md").write_text("Rules will come.\n")


@situation("CC132-folder-named-like-a-file")
def folder_named_like_a_file(rules: Path) -> None:
    """A folder ends in .yaml; the file in it is one too deep."""
    (rules / CUSTOMS).rename(rules / "customs.yaml")
    (rules / CUSTOMS).mkdir()
    (rules / "customs.yaml").rename(rules / CUSTOMS / "customs.yaml")


@situation("CC140-another-ending")
def another_ending(rules: Path) -> None:
    """Two files end in what other projects use."""
    (rules / CUSTOMS).rename(rules / "states/uto/entry/customs.yml")
    (rules / "groups" / "uto-enemies.YAML").write_text("group: uto-enemies\n")


def _edit(rules: Path, old: str, new: str, encoding: str = "utf-8") -> None:
    """Replace *old* in the notice about customs, which must be there."""
    text = (rules / CUSTOMS).read_bytes().decode("utf-8")
    assert old in text
    (rules / CUSTOMS).write_bytes(text.replace(old, new).encode(encoding))


@situation("CC419-no-table")
def no_table(rules: Path) -> None:
    """The State issues visas, and has no file of them."""
    (rules / "states/uto/visas.yaml").unlink()


@situation("CC142-too-many-warnings")
def too_many_warnings(rules: Path) -> None:
    """510 sources whose keys stand in an unusual order; what is left out are warnings alone."""
    with (rules / "sources.yaml").open("a", encoding="utf-8") as file:
        for number in range(510):
            file.write(f"  law-{number}: {{publisher: Utopia, cite: Law {number}, grade: official}}\n")
