"""Which known name somebody may have meant by one that is not known."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

_CLOSE: Final = 0.7
_LONGEST: Final = 100  # letters of a word that is looked at: no name comes near that


def near(word: str, names: Iterable[str], *, most: int = 3) -> tuple[str, ...]:
    """Return the *names* closest to *word*, best first; empty where none is close.

    Case does not count, and a name much farther off than the best is left out.  A name of
    which *word* is one of several parts is close too (`Korea`: `South Korea`, `North Korea`;
    `until`: `valid_until`).

    >>> near("Kazakstan", ["Kyrgyzstan", "Kazakhstan", "Pakistan"], most=1)
    ('Kazakhstan',)
    >>> near("until", ["valid_from", "valid_until", "stay.until"])
    ('stay.until', 'valid_until')
    """
    from difflib import SequenceMatcher  # here, because no right word ever needs it

    wanted = word.casefold().strip()
    if not wanted or len(wanted) > _LONGEST:
        return ()
    letters = Counter(wanted)
    scores = []
    for name in dict.fromkeys(names):
        folded = name.casefold()
        is_part = wanted in folded and wanted in _parts(folded)
        if not is_part and _at_most(letters, wanted, folded) < _CLOSE:
            continue
        ratio = SequenceMatcher(None, wanted, folded).ratio()
        if is_part:
            ratio = max(ratio, 0.9) + ratio / 100
        if ratio >= _CLOSE:
            scores.append((-ratio, name))
    scores.sort()
    return tuple(name for score, name in scores[:most] if score <= scores[0][0] + 0.1)


def did_you_mean(word: str, names: Iterable[str], *, most: int = 3) -> str:
    """Return ` (did you mean A or B?)` for a message, or nothing where no name is close.

    >>> "unknown mode" + did_you_mean("lory", ["lorry", "car"])
    'unknown mode (did you mean lorry?)'
    """
    found = near(word, names, most=most)
    return f" (did you mean {' or '.join(found)}?)" if found else ""


def _at_most(letters: Counter[str], wanted: str, name: str) -> float:
    """Return how alike the two can be at most, which is quickly told: most names are far off."""
    both = len(wanted) + len(name)
    if 2 * min(len(wanted), len(name)) < _CLOSE * both:
        return 0.0
    return 2 * sum(min(count, name.count(letter)) for letter, count in letters.items()) / both


def _parts(name: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in name).split()
