"""Which known name somebody may have meant by one that is not known: the one home of near names."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from operator import itemgetter
from typing import Final

from crosscheck.language.spoken.sentences import Sentence, Word, unreadable

_CLOSE: Final = 0.7
_SLIPPED: Final = 0.8  # how alike a part is to another of which it is a misspelling
_ONE_SLIP: Final = 0.9  # how alike a long name is to itself with a slip in it
_BESIDE: Final = 0.06  # how much less close than the best a name may be that is told beside it
_SHORTEST_CERTAIN: Final = 5
_NOTHING: Final[Mapping[str, tuple[str, ...]]] = {}
_LONGEST: Final = 100  # letters of a word that is looked at: no name comes near that


def typed(text: str) -> str:
    """Return *text* without the blanks around it.

    Raises:
        UnreadableError: A character in it has no shape and no width that a person could have
            meant: a control character, a mark of direction.  A name never holds one.

    >>> typed(" KZ\\n")
    'KZ'
    >>> typed("KZ\\0")
    Traceback (most recent call last):
    crosscheck.language.spoken.sentences.UnreadableError: `KZ\\u0000` holds a character that cannot be seen; write it without
    """
    if text.isascii() and text.isprintable():  # as most is, and can be seen
        return text.strip(" ")
    bare = text.strip(" \t\r\n\N{NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}")
    if any(unicodedata.category(character)[0] == "C" for character in bare):
        shown = visible(bare if len(bare) <= _LONGEST // 2 else bare[: _LONGEST // 2] + "...")
        raise unreadable("unseen", given=shown)
    return bare


def visible(text: str) -> str:
    """Return *text* with the escape of JSON for each character that has no shape of its own.

    >>> visible("K\\x1bZ")
    'K\\\\u001bZ'
    """
    return "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in text)


def folded(text: str) -> str:
    """Return *text* without case, accents, punctuation and a leading `the`, for comparing names.

    >>> folded("The Côte d'Ivoire"), folded("Huo'erguosi"), folded("Нұр Жолы")
    ('cote divoire', 'huoerguosi', 'нұр жолы')
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    words = "".join(c if c.isalnum() else "" if c in "'’ʼ" else " " for c in bare.replace("&", " and "))
    parts = words.split()
    return " ".join(parts[1:] if parts[:1] == ["the"] and len(parts) > 1 else parts)


def near(
    word: str,
    names: Iterable[str],
    *,
    meanings: Mapping[str, tuple[str, ...]] | None = None,
    called: Mapping[str, tuple[str, ...]] = _NOTHING,
    most: int = 3,
) -> tuple[str, ...]:
    """Return those of *names* that *word* may have been meant for, best first; empty where none is close.

    What people say for a name comes before what looks like it: where *meanings* (those of
    `meanings.py`, where none are given, and then *called*, those of the rules) knows the word, by
    its parts joined with hyphens, that is all.  Of names that are equally close, those that are given first come first, so
    that names stand in the order of their use.

    What tells a name apart has to be close: `temporary-passport` is not near to
    `ordinary-passport`, of which it shares what other names have too.  A name that holds
    every part of the word is close (`Korea`: `South Korea`, `North Korea`; `until`:
    `valid_until`), and so is one that alone holds one of them.  Case does not count, and a
    name much farther off than the best is left out.

    >>> near("Kazakstan", ["Kyrgyzstan", "Kazakhstan", "Pakistan"], most=1)
    ('Kazakhstan',)
    >>> near("until", ["valid_from", "valid_until", "stay.until"])
    ('valid_until', 'stay.until')
    >>> passports = ["ordinary-passport", "service-passport", "emergency-travel-document"]
    >>> near("temporary-passport", passports, meanings={}), near("emergency-pasport", passports, meanings={})
    ((), ('emergency-travel-document',))
    """
    wanted = word.casefold().strip()
    if not wanted or len(wanted) > _LONGEST:
        return ()
    known = tuple(sorted(names) if isinstance(names, AbstractSet) else dict.fromkeys(names))
    shared, laid_out = _laid_out(known)
    parts = _in_parts(wanted, shared)
    said_for = _meanings() if meanings is None else meanings
    for said in (wanted, "-".join(parts), "".join(parts)):
        meant = [name for name in (*said_for.get(said, ()), *called.get(said, ())) if name in known]
        if meant:
            return tuple(meant[:most])
    faith = _alike("".join(_parts(wanted)), "".join(parts))
    scores = [
        (_closeness(wanted, parts, lower, own, shared, faith), at) for at, (lower, own) in enumerate(laid_out)
    ]
    close = sorted((-score, at) for score, at in scores if score >= _CLOSE)
    return tuple(known[at] for score, at in close[:most] if score <= close[0][0] + _BESIDE)


def misspelt(word: str, names: Iterable[str]) -> str | None:
    """Return the one of *names* that *word* is with a single slip of the keyboard; None unless it is the only one.

    A slip is one letter too many, too few, another, or two that changed places.  Short
    words are never certain.

    >>> misspelt("docuemnt.type", ["document.type", "purpose"])
    'document.type'
    >>> misspelt("valid_ntil", ["valid_from", "valid_until"]), misspelt("form", ["from", "for"])
    ('valid_until', None)
    """
    close = {name for name in names if abs(len(name) - len(word)) <= 1 and _slips(word, name) == 1}
    return close.pop() if len(close) == 1 and len(word) >= _SHORTEST_CERTAIN else None


def did_you_mean(word: str, names: Iterable[str], *, most: int = 3) -> str:
    """Return ` (did you mean A or B?)` for a message, or nothing where no name is close.

    >>> "unknown mode" + did_you_mean("lory", ["lorry", "car"])
    'unknown mode (did you mean lorry?)'
    """
    found = near(word, names, most=most)
    return f" (did you mean {' or '.join(found)}?)" if found else ""


def named_or_near(
    key: str,
    word: str,
    names: Iterable[str],
    otherwise: Sentence | None = None,
    called: Mapping[str, tuple[str, ...]] = _NOTHING,
    /,
    **words: Word,
) -> Sentence:
    """Return the sentence *key* about *word*, that which offers the near ones of *names*, or *otherwise* where none is.

    *called* is as for `near`.

    >>> named_or_near("property.unknown", "categry", ["category", "form"], kind="visa")
    'a visa has no such property (did you mean category?)'
    """
    if close := near(word, names, called=called):
        return Sentence(f"{key}.near", names=close, **words)
    return otherwise or Sentence(key, **words)


def _closeness(
    wanted: str,
    parts: tuple[str, ...],
    name: str,
    own: tuple[str, ...],
    shared: frozenset[str],
    faith: float,
) -> float:
    """Return how close *name*, of the parts *own*, comes: from 0 to 1; less than `_CLOSE` may be told as 0.

    *faith* is how alike *parts* are to what was written.
    """
    common = [part for part in parts if part in shared and part in own]
    rest = [part for part in parts if part not in common]
    if not rest:
        return faith * (0.9 if len(own) > len(common) else 1.0)
    if any(part in own for part in rest if not part.isdigit()):
        return 0.85 + _alike(wanted, name) / 10
    if common:
        left, right = "".join(rest), "".join(part for part in own if part not in common)
        inside = len(left) > 2 and left in right
        own_closeness = _CLOSE if inside else _alike(left, right, _CLOSE)
        return max(own_closeness, _alike(wanted, name, _ONE_SLIP))
    if 2 < len(wanted) < 5 and sorted(wanted) == sorted(name):
        return 0.9
    return _alike(wanted, name, _CLOSE)


def _alike(word: str, name: str, least: float = 0.0) -> float:
    """Return how alike the two are, from 0 to 1, by slips of the keyboard; below *least* it may be told as 0."""
    longest = max(len(word), len(name), 1)
    if min(len(word), len(name)) < least * longest:  # quickly told: most names are far off
        return 0.0
    if sum((Counter(word) & Counter(name)).values()) < least * longest:
        return 0.0
    return 1 - _slips(word, name) / longest


def _slips(word: str, name: str) -> int:
    """Return the fewest letters left out, put in, taken for others or for their neighbours that make *name* into *word*."""
    before: list[int] = []
    row = list(range(len(name) + 1))
    for at, letter in enumerate(word, 1):
        earlier, before = before, row
        row = [at]
        for place, other in enumerate(name, 1):
            slips = min(before[place] + 1, row[-1] + 1, before[place - 1] + (letter != other))
            if place > 1 < at and letter == name[place - 2] and word[at - 2] == other:
                slips = min(slips, earlier[place - 2] + 1)
            row.append(slips)
    return row[-1]


@lru_cache(64)
def _laid_out(names: tuple[str, ...]) -> tuple[frozenset[str], tuple[tuple[str, tuple[str, ...]], ...]]:
    """Return the parts that several of *names* have, which tell none apart, and each in small letters with its parts."""
    laid_out = tuple((name.casefold(), tuple(_parts(name.casefold()))) for name in names)
    counted = Counter(part for _, own in laid_out for part in set(own))
    return frozenset(part for part, count in counted.items() if count > 1), laid_out


def _in_parts(wanted: str, shared: frozenset[str]) -> tuple[str, ...]:
    """Return the parts of *wanted*, each misspelt or run together one that names share as it should be."""
    heads = [each for each in shared if len(each) > 3]
    found: list[str] = []
    for part in _parts(wanted):
        if part in shared:
            found.append(part)
            continue
        whole: list[tuple[float, tuple[str, ...]]] = [
            (_alike(part, head, _SLIPPED), (head,)) for head in heads
        ]
        best, split = max(whole, default=(0.0, (part,)))
        for head in heads:
            for size in range(len(head) - 1, min(len(head) + 2, len(part) - 1)):
                start, end = part[:size], part[-size:]
                for piece, pieces in ((end, (part[:-size], head)), (start, (head, part[size:]))):
                    if piece[0] == head[0] or piece[-1] == head[-1]:
                        best, split = max(
                            (best, split), (_alike(piece, head, _SLIPPED), pieces), key=itemgetter(0)
                        )
        found += split if best >= _SLIPPED else (part,)
    return tuple(found)


def _meanings() -> Mapping[str, tuple[str, ...]]:
    from crosscheck.language.names.meanings import MEANT  # here, because no right word ever needs it

    return MEANT


def _parts(name: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in name).split()
