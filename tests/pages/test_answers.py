"""The page of answers shows what the command prints."""

from crosscheck.answers.page import WIDTH, columns
from crosscheck.answers.screen.screen import LINES
from tests.pages.answers import PAGE, shown
from tests.pages.readme import PICTURE


def test_the_page_of_answers_shows_real_screens() -> None:
    """To the letter, each within a screen."""
    page = PAGE.read_text(encoding="utf-8")
    pictures = [picture[0].splitlines()[1:] for picture in PICTURE.finditer(page)]

    assert shown(page) == page, "`make pages` writes it again"
    assert len(pictures) == page.count("\n## ")
    for lines in pictures:
        assert len(lines) <= LINES
        assert max(map(columns, lines)) <= WIDTH
