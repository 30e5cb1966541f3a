"""What the States' tables of visa categories say of the visas that a traveller holds."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from crosscheck.deciding.decision import UnlistedVisa
from crosscheck.deciding.facts import Row
from crosscheck.language.spelling import near
from crosscheck.language.vocabulary import THING_SLOT
from crosscheck.rulebook.ruleset import RuleSet

_ISSUER: Final = THING_SLOT["visa"]["issuing_state"]
_CATEGORY: Final = THING_SLOT["visa"]["category"]
_PURPOSES: Final = THING_SLOT["visa"]["purposes"]
_REMEMBERED: Final = 1024


class VisaTables:
    """The tables of all States that have one."""

    def __init__(self, rules: RuleSet) -> None:
        self._tables = {code: state.visas for code, state in rules.states.items() if state.visas}
        self._purposes = {
            (code, category): visa.purposes
            for code, table in self._tables.items()
            for category, visa in table.items()
        }
        self._near = lru_cache(_REMEMBERED)(
            lambda issuer, category: near(category, self._tables[issuer], meanings={})
        )
        """The categories of an issuer that may have been meant."""

    def told(self, visas: Sequence[Row]) -> tuple[tuple[Row, ...], tuple[UnlistedVisa, ...]]:
        """Return *visas* with the purposes that the table gives their categories, and those that it does not list.

        What a visa is for is the State's to say: the table wins over what the traveller says.
        """
        told, all_known = [], True
        for row in visas:
            purposes = self._purposes.get((row[_ISSUER], row[_CATEGORY]))
            if purposes is None:
                all_known = False
                told.append(row)
            else:
                known = [*row]
                known[_PURPOSES] = purposes
                told.append(tuple(known))
        return tuple(told), () if all_known else self._unlisted(visas)

    def _unlisted(self, visas: Sequence[Row]) -> tuple[UnlistedVisa, ...]:
        return tuple(
            [
                UnlistedVisa(place, row[_ISSUER], row[_CATEGORY], self._near(row[_ISSUER], row[_CATEGORY]))
                for place, row in enumerate(visas)
                if row[_CATEGORY] is not None
                and row[_ISSUER] in self._tables
                and row[_CATEGORY] not in self._tables[row[_ISSUER]]
            ]
        )
