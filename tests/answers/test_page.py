"""Lines that fit, whatever is written on them."""

from hypothesis import given
from hypothesis import strategies as st

from crosscheck.answers.page import Page, columns, in_ascii, wrapped

TEXTS = st.text(st.sampled_from("ab c木尔，é\u0301→✓ …()-"), max_size=200)


@given(text=TEXTS, width=st.integers(8, 40))
def test_no_line_is_wider_than_its_room(text: str, width: int) -> None:
    """Wide characters count two columns and combining ones none."""
    assert all(columns(line) <= width for line in wrapped(text, width))


@given(text=TEXTS, width=st.integers(2, 40))
def test_wrapping_loses_nothing(text: str, width: int) -> None:
    """Only spaces may go: the letters stay, in their order."""
    assert "".join("".join(wrapped(text, width)).split()) == "".join(text.split())


@given(text=TEXTS, right=st.text("abc.-", max_size=30), indent=st.integers(0, 9), ascii_only=st.booleans())
def test_a_page_keeps_its_width(text: str, right: str, indent: int, ascii_only: bool) -> None:
    """Marks, indents and ids at the margin are counted, too."""
    page = Page(width=40, ascii_only=ascii_only)

    page.add(text, indent=indent, mark="✗", right=right)

    assert all(columns(line) <= 40 for line in page.text().splitlines())


def test_an_id_stands_at_the_right_margin() -> None:
    """An id ends in the last column, after two spaces at least."""
    page = Page(width=30)

    page.add("Travel document", indent=2, mark="✓", right="uto.exit")

    assert page.text() == "  ✓  Travel document  uto.exit\n"


def test_an_id_without_room_takes_a_line_of_its_own() -> None:
    """The text is never cut for it."""
    page = Page(width=30)

    page.add("Travel document", indent=2, mark="✓", right="uto.exit.document")

    assert page.text() == "  ✓  Travel document\n             uto.exit.document\n"


def test_lines_after_the_first_stand_below_the_text() -> None:
    """A mark has its column to itself."""
    page = Page(width=20)

    page.add("hold a valid passport", indent=2, mark="?")

    assert page.text() == "  ?  hold a valid\n     passport\n"


def test_ascii_shows_marks_as_words() -> None:
    """A reader without Unicode can tell met from unmet."""
    page = Page(ascii_only=True)

    page.add("China → Kazakhstan, 9°", mark="✓")
    page.add("木扎尔特 is Muzart", mark="✗")

    assert page.text() == "ok  China -> Kazakhstan, 9 deg\nno  ???? is Muzart\n"


@given(text=st.text(max_size=60))
def test_ascii_is_ascii(text: str) -> None:
    """Whatever stands in a rule can be shown under `LANG=C`."""
    assert in_ascii(text).isascii()


def test_what_would_act_on_a_terminal_is_left_out() -> None:
    """A rule or a profile cannot move the cursor, colour the line or turn the text around."""
    page = Page()

    page.add("safe\x1b[2Jtext\u202e and\x07 more")

    assert page.text() == "safe[2Jtext and more\n"


def test_colour_does_not_count() -> None:
    """Widths are measured before a text is painted."""
    page = Page(width=24, paint=lambda text, _role: f"\x1b[1m{text}\x1b[0m")

    page.add("Travel document", mark="✓", role="good", right="a.id")

    assert page.text() == "\x1b[1m✓\x1b[0m  Travel document  \x1b[1ma.id\x1b[0m\n"


def test_a_table_keeps_wide_text_in_its_last_column() -> None:
    """Cells are wrapped to their widths, and no line has spaces at its end."""
    page = Page(width=30)

    page.table(("port", "names"), [("muzart", "Muzart, 木扎尔特 and more")], (6, 16))

    assert page.text() == (
        "port    names\n------  ------------\nmuzart  Muzart, 木扎尔特\n        and more\n"
    )


@given(text=TEXTS, hang=st.integers(0, 6))
def test_hanging_lines_lose_nothing_and_gain_nothing(text: str, hang: int) -> None:
    """A word too long for a line is cut, never parted by a space that was not there."""
    page = Page(width=20)

    page.add(text, hang=hang)

    lines = page.text().splitlines()
    assert all(columns(line) <= 20 for line in lines)
    assert "".join(page.text().split()) == "".join(text.split())


def test_a_long_id_on_hanging_lines_is_cut_once_to_a_line() -> None:
    """So that joining the lines gives the id again."""
    page = Page(width=20)

    page.add("uto.entry.permission/any_of/thirty-days/nationality: no", hang=4)

    assert page.text() == "uto.entry.permission\n    /any_of/thirty-d\n    ays/nationality:\n    no\n"
