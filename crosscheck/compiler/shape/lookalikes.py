"""Characters that look like an ASCII one and are not, and those that cannot be seen.

`СN` with a Cyrillic Es is no State, and nobody can see why.  A word that names something
(a key, a code, a phrase) is therefore searched for such characters; prose is not, since
there every script is at home.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

_LETTERS = (
    "АA ВB ЕE КK МM НH ОO РP СC ТT УY ХX ЅS ІI ЈJ ԚQ ԜW "
    "аa вB еe кk мM нH оo рp сc тT уy хx ѕs іi јj ԛq ԝw ԁd һh ҮY үy ӏl ӀI "
    "ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX αa νv οo ιi κk ρp υu ϲc ϳj "
    "ıi ȷj ɑa ɡg"
)
_PUNCTUATION = '‐- ‑- ‒- –- —- ―- −- ﹣- ˗- ‘\' ’\' ‚\' ′\' “" ”" „" ″" «" »" ∶: ː: ꞉: ։: 、, ，, ∕/ ⁄/ ·. '

_ASCII_TWIN = {pair[0]: pair[1] for pair in (_LETTERS + " " + _PUNCTUATION).split()}

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"
)
"""Characters without a shape, which no text needs: they are refused even in prose."""

_LONGEST_WORD = 100

_JOINERS = "\u200c\u200d"  # prose in some scripts needs them, a name never does


@cache
def ascii_twin(character: str) -> str | None:
    """Return the ASCII text that *character* looks like; None if it looks like none."""
    if character.isascii():
        return None
    if character in _JOINERS:
        return ""
    twin = _ASCII_TWIN.get(character) or unicodedata.normalize("NFKC", character)
    return twin if twin.isascii() and twin.isprintable() else None


def find(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, ASCII) for each run of look-alikes, if *text* is ASCII apart from them.

    A text with other foreign characters in it is written in another language, not mistyped.
    """
    if text.isascii() or not plain_words(text).isascii():
        return
    start = 0
    while start < len(text):
        end = start
        while end < len(text) and not text[end].isascii():
            end += 1
        if end > start:
            yield start, end, plain_words(text[start:end])
        start = end + 1


def problems(text: str) -> Iterator[tuple[str, int, int, str, str, str]]:
    """Yield (code, start, end, message, hint, instead) for each run of look-alikes in a name or phrase."""
    for start, end, twin in find(text):
        found = text[start:end]
        names = ", ".join(map(name, found[:3])) + (", …" if len(found) > 3 else "")
        hint = "write `: `" if twin == ":" else f"write `{_word_around(text, start, end)}`"
        if not twin:
            yield "CC129", start, end, f"an invisible character stands here: {names}", hint, ""
            continue
        like = "a space" if twin == " " else f"`{twin}`"
        verb = "look" if len(found) > 1 else "looks"
        code = "CC127" if found[0].isalnum() else "CC128"
        instead = ": " if twin == ":" and text[end : end + 1] != " " else twin
        yield code, start, end, f"`{found}` is {names}, which {verb} like {like}", hint, instead


def plain_words(text: str) -> str:
    """Return *text* with every look-alike replaced by what it looks like."""
    if text.isascii():
        return text
    twins = ((character, ascii_twin(character)) for character in text)
    return "".join(character if twin is None else twin for character, twin in twins)


def name(character: str) -> str:
    """Return `U+0421 CYRILLIC CAPITAL LETTER ES`, as Unicode knows *character*."""
    return f"U+{ord(character):04X} {unicodedata.name(character, 'unnamed character')}"


def _word_around(text: str, start: int, end: int) -> str:
    """Return the word that *text[start:end]* stands in, as it should be written."""
    # A word is looked for so far only: each of many look-alikes in a long one would look through all of it.
    reach = text[max(0, start - _LONGEST_WORD) : end + _LONGEST_WORD]
    at, till = min(start, _LONGEST_WORD), min(start, _LONGEST_WORD) + end - start
    last = reach.find(" ", till)
    return plain_words(reach[reach.rfind(" ", 0, at) + 1 : len(reach) if last < 0 else last])
