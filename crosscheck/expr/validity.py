"""When something is in force."""

from crosscheck.dates import NO_END
from crosscheck.expr.nodes import Validity


def in_force(validity: Validity, day: int) -> bool | None:
    """Return whether *day* lies in a period in force; None on a day that is not settled."""
    if any((p.first or 0) <= day <= (p.last or NO_END) for p in validity.unsettled):
        return None
    if not validity.in_force:
        return not validity.unsettled
    return any((p.first or 0) <= day <= (p.last or NO_END) for p in validity.in_force)
