"""The catalogue of findings: every code, what it is about, and how much it weighs."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

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

TITLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        # CC1: reading
        "CC101": "a file over 1 MiB",
        "CC102": "a file that cannot be read",
        "CC103": "a link that is not followed",
        "CC104": "bytes that are not UTF-8",
        "CC105": "a file that is no text",
        "CC106": "a byte-order mark",
        "CC107": "line ends of Windows",
        "CC108": "a control character",
        "CC109": "a tab",
        "CC110": "something that cannot be read",
        "CC111": "no space after a colon",
        "CC112": "a quotation mark that is never closed",
        "CC113": "a bracket that is never closed",
        "CC114": "a line indented as no other",
        "CC115": "a key that stands twice",
        "CC116": "an anchor",
        "CC117": "an alias",
        "CC118": "a tag",
        "CC119": "a merge key",
        "CC120": "lists and mappings over 64 deep",
        "CC121": "a second document",
        "CC122": "a directive",
        "CC123": "a key that is more than a word or sentence",
        "CC124": "a value that goes on over a second line",
        "CC125": "a key or list item without value",
        "CC126": "an empty file",
        "CC127": "a letter or digit that looks like another",
        "CC128": "a sign that looks like another",
        "CC129": "an invisible character",
        "CC130": "too many problems in one file",
        "CC131": "a rules folder that is none",
        "CC132": "a folder named like a rule file",
        "CC133": "a colon inside a value",
        "CC134": "a value that begins with a sign of YAML",
        "CC135": "text after a closing quotation mark",
        "CC136": "a backslash that means nothing",
        "CC137": "a list that begins on the line of its key",
        "CC138": "a line without a colon",
        "CC139": "text on the line of `>` or `|`",
        "CC140": "a rule file that does not end in `.yaml`",
        "CC141": "a blank left to fill",
        # CC2: names
        "CC201": "a key that is none",
        "CC202": "something that is missing",
        "CC203": "keys in an unusual order",
        "CC204": "a text, list or mapping in the wrong place",
        "CC205": "an id that is not what its path says",
        "CC206": "a name that is defined twice",
        "CC207": "a name that is not spelt as names are",
        "CC208": "a file in no place for rules",
        "CC210": "a fact that is none",
        "CC211": "a group that is none",
        "CC212": "a source that is none",
        "CC213": "a State code that is none",
        "CC214": "a value that the fact does not take",
        "CC215": "a property that the thing does not have",
        "CC216": "a port that is none",
        "CC217": "a fact that no rule reads",
        "CC218": "a fact of the other movement",
        "CC219": "`its` where there is no thing in hand",
        "CC220": "a former name that is taken",
        # CC3: types and units
        "CC301": "a phrase that is not understood",
        "CC302": "a number without a unit",
        "CC303": "a unit that does not fit",
        "CC304": "months compared with days",
        "CC305": "a phrase that does not fit its fact",
        "CC306": "a bare value on a set",
        "CC307": "something that is no whole number",
        "CC308": "something that is no date",
        "CC309": "something that is no period",
        "CC310": "a period that ends before it begins",
        "CC311": "periods that overlap",
        "CC312": "a phrase that is not plain, on one line",
        "CC313": "two facts that cannot be compared",
        "CC314": "absence stated of what is never absent",
        "CC315": "a word out of a closed list that it is not in",
        "CC316": "a phrase that is too long",
        # CC4: logic
        "CC401": "`for` of a ground on what a traveller can change",
        "CC402": "coverage without `document` or `permission`",
        "CC403": "a document or permission that does not concern everybody",
        "CC404": "two things of which one must stand alone",
        "CC405": "something empty",
        "CC406": "grants where no stay can be granted",
        "CC407": "a visa, permit, paper or ticket that may be past its day",
        "CC408": "`not` on what may be absent",
        "CC409": "a value that stands twice",
        "CC410": "numbers or States that make no sense together",
        "CC411": "an ending stay that nothing granted",
        "CC412": "`counting` without `within`",
        "CC413": "phrases that can never hold together",
        "CC414": "law that is in force on no day",
        "CC415": "a condition that its `for` already decides",
        "CC416": "a ground that another always covers",
        "CC417": "a nationality that is decided by nobody",
        "CC418": "a nationality in the ledger that a ground admits",
        "CC419": "a visa's purposes that no table tells",
        "CC420": "a hole of one day",
        "CC421": "law that ended before anything is covered",
        "CC422": "a group that no rule names",
        "CC423": "a visa category that its State's table lacks",
        "CC424": "a port whose border neither State covers",
        "CC425": "a fact of a port that no rule reads",
        "CC430": "a visa, permit or paper that may not have begun",
        # CC5: evidence
        "CC501": "law without a source",
        "CC502": "something not settled, without its doubt",
        "CC503": "something not settled, without evidence",
        "CC504": "a source whose days or address make no sense",
        "CC505": "a source past its review day",
        "CC506": "a period that has ended since its source was read",
        "CC507": "a period that ends soon",
        "CC508": "a waiver without a code or a reason",
        "CC509": "a waiver that excuses nothing",
        "CC510": "a waiver of what is never excused",
        # CC6: cases
        "CC601": "cases of a requirement that is none",
        "CC602": "an expectation that is not understood",
        "CC603": "an expectation that nothing can meet",
        "CC604": "a fact that no profile states",
        "CC605": "a fact that is stated twice",
        "CC606": "a question that is not complete",
    }
)
"""What each code is about: the one list of them.  A code is never given a second meaning."""

WARNINGS: Final = frozenset(
    {
        "CC106", "CC107", "CC203", "CC407", "CC408", "CC415", "CC416", "CC417", "CC418", "CC419",
        "CC420", "CC421", "CC422", "CC423", "CC424", "CC425", "CC430",
        "CC505", "CC506", "CC507", "CC508", "CC509", "CC510",
    }
)  # fmt: skip
"""Codes that leave the rules usable; all others are errors."""

WAIVABLE: Final = frozenset(
    code for code in WARNINGS if code[:3] in {"CC4", "CC5", "CC6"} and code not in {"CC508", "CC509", "CC510"}
)
"""Codes that a waiver may excuse: those on which an author may know better."""
