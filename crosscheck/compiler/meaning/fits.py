"""What may be said of a fact of each type: for people, and as patterns for editors."""

from typing import Final

from crosscheck.language.vocabulary import Type

FITS: Final = {
    Type.STATE: "`KZ or CN`, `not KZ`, `in GROUP`, `same as FACT`",
    Type.WORD: "`A or B`, `not A`, `same as FACT`",
    Type.TEXT: "`A or B`, `not A`, `same as FACT`",
    Type.FLAG: "`yes` or `no`",
    Type.STATES: "`covers KZ`, `covers FACT`, `covers one in GROUP`, `only KZ or CN`, `only FACT`",
    Type.WORDS: "`covers A`, `covers FACT`, `only A or B`",
    Type.DATE: "`on or after DAY`, `before DAY`, `at least 3 months after DAY`",
    Type.PARTIAL: "`on or before DAY`, `at least 18 years before DAY`",
    Type.COUNT: "`at least 2 UNIT`, `at most 2 UNIT`",
}
"""What may be said of a fact of each type, for people."""


_SAME: Final = "(not )?same as {alike}"


_DAYS: Final = (
    "(not )?{absent}",
    "(on or after|on or before|after|before) {day}",
    "(at least|at most|less than|more than) {span} (after|before) {day}",
    "(at least|at most|less than|more than) {number} hours? (after|before) {moment}",
    _SAME,
)


FORMS: Final = {
    Type.STATE: ("(not )?{values}", "(not )?in {group}( on {dated})?", _SAME),
    Type.WORD: ("(not )?{values}", _SAME),
    Type.TEXT: ("(not )?{values}", _SAME),
    Type.FLAG: ("yes|no", _SAME),
    Type.STATES: ("(not )?covers {part}", "only {whole}", "(not )?covers one in {group}( on {dated})?"),
    Type.WORDS: ("(not )?covers {part}", "only {whole}"),
    Type.DATE: _DAYS,
    Type.PARTIAL: _DAYS,
    Type.COUNT: ("(not )?{absent}", "(at least|at most|less than|more than|exactly) {amount}", _SAME),
}
"""The same as patterns, whose holes an editor's schema fills with what may stand there."""
