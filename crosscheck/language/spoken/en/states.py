"""What each State is called: the usual English short names of ISO 3166-1 and Doc 9303, as `names/codes.py` has them."""

from types import MappingProxyType
from typing import Final

from crosscheck.language.names.codes import DOC_9303, ISO_3166

STATES: Final = MappingProxyType(
    {code: name for code, (_, name, *_others) in ISO_3166.items()}
    | {code: names[0] for code, names in DOC_9303.items()}
)
"""Every code, and the name to show for it."""
