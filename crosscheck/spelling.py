"""Which known name somebody may have meant by one that is not known."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

_CLOSE: Final = 0.7
_SHORTEST_CERTAIN: Final = 5
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


def misspelt(word: str, names: Iterable[str]) -> str | None:
    """Return the one of *names* that *word* is with a single slip of the keyboard; None unless it is the only one.

    A slip is one letter too many, too few, another, or two that changed places.  Short
    words are never certain.

    >>> misspelt("docuemnt.type", ["document.type", "purpose"])
    'document.type'
    >>> misspelt("valid_ntil", ["valid_from", "valid_until"]), misspelt("form", ["from", "for"])
    ('valid_until', None)
    """
    close = {name for name in names if abs(len(name) - len(word)) <= 1 and _is_a_slip(word, name)}
    return close.pop() if len(close) == 1 and len(word) >= _SHORTEST_CERTAIN else None


def did_you_mean(word: str, names: Iterable[str], *, most: int = 3) -> str:
    """Return ` (did you mean A or B?)` for a message, or nothing where no name is close.

    >>> "unknown mode" + did_you_mean("lory", ["lorry", "car"])
    'unknown mode (did you mean lorry?)'
    """
    found = near(word, names, most=most)
    return f" (did you mean {' or '.join(found)}?)" if found else ""


def _is_a_slip(word: str, name: str) -> bool:
    """Whether one slip makes *name* into *word*."""
    start = next(
        (at for at, (a, b) in enumerate(zip(word, name, strict=False)) if a != b), min(len(word), len(name))
    )
    wrong, right = word[start:], name[start:]
    return wrong != right and (
        wrong[1:] == right[1:]
        or wrong[1:] == right
        or wrong == right[1:]
        or (wrong[:2] == right[1::-1] and wrong[2:] == right[2:] and len(right) > 1)
    )


def _at_most(letters: Counter[str], wanted: str, name: str) -> float:
    """Return how alike the two can be at most, which is quickly told: most names are far off."""
    both = len(wanted) + len(name)
    if 2 * min(len(wanted), len(name)) < _CLOSE * both:
        return 0.0
    return 2 * sum(min(count, name.count(letter)) for letter, count in letters.items()) / both


def _parts(name: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in name).split()
