"""Which known name somebody may have meant by one that is not known."""

from collections.abc import Iterable


def near(word: str, names: Iterable[str], *, most: int = 3) -> tuple[str, ...]:
    """Return the *names* closest to *word*, best first; empty where none is close.

    Case does not count, and a name much farther off than the best is left out.  A name of which *word* is one of several parts is close too
    (`Korea`: `South Korea`, `North Korea`; `until`: `valid_until`).

    >>> near("Kazakstan", ["Kyrgyzstan", "Kazakhstan", "Pakistan"], most=1)
    ('Kazakhstan',)
    >>> near("until", ["valid_from", "valid_until", "stay.until"])
    ('stay.until', 'valid_until')
    """
    from difflib import SequenceMatcher  # here, because no right word ever needs it

    wanted = word.casefold().strip()
    if not wanted or len(wanted) > 100:
        return ()
    scores = []
    for name in dict.fromkeys(names):
        folded = name.casefold()
        ratio = SequenceMatcher(None, wanted, folded).ratio()
        if wanted in _parts(folded):
            ratio = max(ratio, 0.9) + ratio / 100
        if ratio >= 0.7:
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


def _parts(name: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in name).split()
