"""What an answer rests on: the sources of a ground, and of every list that it looks somebody up in."""

from collections.abc import Iterator

from crosscheck.backends.by_walk import Context, value_of
from crosscheck.expr.nodes import Its, Member
from crosscheck.expr.reading import nodes_in
from crosscheck.rulebook import Ground, Membership


def rests_on(ground: Ground, context: Context) -> tuple[str, ...]:
    """Return the citations on which *ground* rests for this traveller.

    They are its own and those of each entry that it reads in a list: of the traveller's
    nationality, whether the entry is in force on that day or not.
    """
    read = nodes_in((ground.concerns, ground.needs), Member)
    listed = (cited for _, entry in entries(read, context) for cited in entry.sources)
    return tuple(dict.fromkeys((*ground.sources, *listed)))


def entries(read: Iterator[Member], context: Context) -> Iterator[tuple[Member, Membership]]:
    """Yield each entry of a list that one of *read* finds; what is read of a thing held is left out."""
    for member in read:
        code = None if isinstance(member.term, Its) else value_of(member.term, context)
        if code is not None and (entry := context.groups[member.group].members.get(code)) is not None:
            yield member, entry
