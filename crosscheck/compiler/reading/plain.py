"""Which texts say the same without quotation marks."""

import re
from typing import Final

_PLAIN: Final = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`](?:(?!: | #).)*(?<![\s:])")


def can_be_plain(text: str) -> bool:
    """Whether *text*, alone on its line without quotes, is read as the same text.

    >>> can_be_plain("not KZ"), can_be_plain("not KZ # or CN"), can_be_plain(" KZ")
    (True, False, False)
    """
    return _PLAIN.fullmatch(text) is not None
