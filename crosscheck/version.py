"""The version of crosscheck itself; the rules have another, by date."""

from typing import Final

VERSION: Final = "0.1.0"
