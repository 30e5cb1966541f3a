"""The catalogue of findings: every code, how much it weighs, and what it is about."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    """The rules cannot be used: some file cannot be read as one definite law."""
    WARNING = "warning"
    """The rules can be used, but an author should look."""


class Entry(NamedTuple):
    """What is known of a code; *waivable*: a waiver may excuse it, since an author may know better."""

    title: str
    severity: Severity
    waivable: bool


FAMILIES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "CC1": ("Reading", "what is in the file"),
        "CC2": ("Names", "what is meant by a word"),
        "CC3": ("Types and units", "what fits together"),
        "CC4": ("Logic", "what a rule could mean"),
        "CC5": ("Evidence", "who says so"),
        "CC6": ("Cases", "what should come out"),
    }
)
"""By the first three signs of a code: what its family is called, and what it asks."""

_TABLE: Final = """
CC101 error    a file over 1 MiB
CC102 error    a file that cannot be read
CC103 error    a link that is not followed
CC104 error    bytes that are not UTF-8
CC105 error    a file that is no text
CC106 warning  a byte-order mark
CC107 warning  line ends of Windows
CC108 error    a control character
CC109 error    a tab
CC110 error    something that cannot be read
CC111 error    no space after a colon
CC112 error    a quotation mark that is never closed
CC113 error    a bracket that is never closed
CC114 error    a line indented as no other
CC115 error    a key that stands twice
CC116 error    an anchor
CC117 error    an alias
CC118 error    a tag
CC119 error    a merge key
CC120 error    lists and mappings over 64 deep
CC121 error    a second document
CC122 error    a directive
CC123 error    a key that is more than a word or sentence
CC124 error    a value that goes on over a second line
CC125 error    a key or list item without value
CC126 error    an empty file
CC127 error    a letter or digit that looks like another
CC128 error    a sign that looks like another
CC129 error    an invisible character
CC130 error    too many problems in one file
CC131 error    a rules folder that is none
CC132 error    a folder named like a rule file
CC133 error    a colon inside a value
CC134 error    a value that begins with a sign of YAML
CC135 error    text after a closing quotation mark
CC136 error    a backslash that means nothing
CC137 error    a list that begins on the line of its key
CC138 error    a line without a colon
CC139 error    text on the line of `>` or `|`
CC140 error    a rule file that does not end in `.yaml`
CC141 error    a blank left to fill
CC142 warning  too many warnings in one file

CC201 error    a key that is none
CC202 error    something that is missing
CC203 warning  keys in an unusual order
CC204 error    a text, list or mapping in the wrong place
CC205 error    an id that is not what its path says
CC206 error    a name that is defined twice
CC207 error    a name that is not spelt as names are
CC208 error    a file in no place for rules
CC210 error    a fact that is none
CC211 error    a group that is none
CC212 error    a source that is none
CC213 error    a State code that is none
CC214 error    a value that the fact does not take
CC215 error    a property that the thing does not have
CC216 error    a port that is none
CC217 error    a fact that no rule reads
CC218 error    a fact of the other movement
CC219 error    `its` where there is no thing in hand
CC220 error    a former name that is taken

CC301 error    a phrase that is not understood
CC302 error    a number without a unit
CC303 error    a unit that does not fit
CC304 error    months compared with days
CC305 error    a phrase that does not fit its fact
CC306 error    a bare value on a set
CC307 error    something that is no whole number
CC308 error    something that is no date
CC309 error    something that is no period
CC310 error    a period that ends before it begins
CC311 error    periods that overlap
CC312 error    a phrase that is not plain, on one line
CC313 error    two facts that cannot be compared
CC314 error    absence stated of what is never absent
CC315 error    a word out of a closed list that it is not in
CC316 error    a phrase that is too long
CC317 error    an official address that does not begin with https

CC401 error    `for` of a ground on what a traveller can change
CC402 error    coverage without `document` or `permission`
CC403 error    a document or permission that does not concern everybody
CC404 error    two things of which one must stand alone
CC405 error    something empty
CC406 error    grants where no stay can be granted
CC407 waivable a visa, permit, paper or ticket that may be past its day
CC408 waivable `not` on what may be absent
CC409 error    a value that stands twice
CC410 error    numbers or States that make no sense together
CC411 error    an ending stay that nothing granted
CC412 error    `counting` without `within`
CC413 error    phrases that can never hold together
CC414 error    law that is in force on no day
CC415 waivable a condition that its `for` already decides
CC416 waivable a ground that another always covers
CC417 waivable a nationality that is decided by nobody
CC418 waivable a nationality in the ledger that a ground admits
CC419 waivable a visa's purposes that no table tells
CC420 waivable a hole of one day
CC421 waivable law that ended before anything is covered
CC422 waivable a group that no rule names
CC423 waivable a visa category that its State's table lacks
CC424 waivable a port whose border neither State covers
CC425 waivable a fact of a port that no rule reads
CC426 waivable a document type that no rule reads
CC427 waivable a ground of a permission without its short sentence
CC428 waivable a short sentence that does not fit on a screen
CC429 waivable a short sentence that says another number than its ground
CC430 waivable a visa, permit or paper that may not have begun

CC501 error    law without a source
CC502 error    something not settled, without its doubt
CC503 error    something not settled, without evidence
CC504 error    a source whose days or address make no sense
CC505 waivable a source past its review day
CC506 waivable a period that has ended since its source was read
CC507 waivable a period that ends soon
CC508 warning  a waiver without a code or a reason
CC509 warning  a waiver that excuses nothing
CC510 warning  a waiver of what is never excused

CC601 error    cases of a requirement that is none
CC602 error    an expectation that is not understood
CC603 error    an expectation that nothing can meet
CC604 error    a fact that no profile states
CC605 error    a fact that is stated twice
CC606 error    a question that is not complete
"""


def _entry(row: str) -> tuple[str, Entry]:
    code, weight, title = row.split(maxsplit=2)
    severity = Severity.ERROR if weight == "error" else Severity.WARNING
    return code, Entry(title, severity, weight == "waivable")


CATALOGUE: Final[Mapping[str, Entry]] = MappingProxyType(
    dict(_entry(row) for row in _TABLE.splitlines() if row)
)
"""Every code with what is known of it: the one list of them.  A code is never given a second meaning."""
