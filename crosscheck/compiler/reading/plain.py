"""Which texts say the same without quotation marks."""

import re
from typing import Final

_PLAIN: Final = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`](?:(?!: | #).)*(?<![\s:])")

_OF_BRACKETS: Final = frozenset("[]{},")
"""What means something between brackets, and nothing on a line of its own."""


def can_be_plain(text: str, *, in_brackets: bool = False) -> bool:
    """Whether *text* without quotes is read as the same text, alone on its line or *in_brackets*.

    >>> can_be_plain("not KZ"), can_be_plain("not KZ # or CN"), can_be_plain(" KZ")
    (True, False, False)
    """
    return _PLAIN.fullmatch(text) is not None and not (in_brackets and _OF_BRACKETS & set(text))
