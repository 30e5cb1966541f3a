"""How the tables of names are written: a row for each thing, as a published list has it."""


def table(rows: str) -> dict[str, tuple[str, ...]]:
    """Return, by each of the words before the colon of a row, what stands behind it; words are set off by semicolons.

    A line that begins with `#` is a heading.

    >>> table('''
    ... # ways of crossing
    ... van; minibus: bus; car
    ... ''')
    {'van': ('bus', 'car'), 'minibus': ('bus', 'car')}
    """
    written = (row.split(": ") for row in rows.splitlines() if row and not row.startswith("#"))
    return {word: tuple(behind.split("; ")) for words, behind in written for word in words.split("; ")}
