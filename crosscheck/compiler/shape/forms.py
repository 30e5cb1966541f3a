"""The form of every kind of rule file: its keys in their order, and what each of them holds.

This is the one home of these keys.  The compiler reads files against them, `rules format` puts
keys in their order, and `rules schema` tells editors of them.
"""

from typing import Final

from crosscheck.compiler.reading.nodes import Mapping
from crosscheck.compiler.shape.form import Choice, Form, Key, Kind, ListOf, MapOf, must
from crosscheck.deciding.decision import Verdict
from crosscheck.language.dates import SAID_OF_MONTH_ENDS
from crosscheck.language.vocabulary import DOCUMENT_TYPES, FACT, MODES, PURPOSES
from crosscheck.rulebook.citation import Grade

YES_OR_NO: Final = ("yes", "no")
_TITLE: Final = must("title", Kind.TEXT, "A few words, shown in every answer.")
_SAYS: Final = must("says", Kind.TEXT, "The law in one or two sentences of our own.")
_SOURCE: Final = must("source", Kind.CITATIONS, "Where it says so: `SOURCE-ID` or `SOURCE-ID, place in it`.")
_OWN_SOURCE: Final = Key(
    "source", Kind.CITATIONS, "Where it says so, if not where the whole list does: `SOURCE-ID, place in it`."
)
_IN_FORCE: Final = Key(
    "in_force",
    Kind.IN_FORCE,
    "The periods in which it is law, both days included: `2023-11-10 ..`; left out, always. "
    "`not yet` beside `unsettled` if it was announced and the day is not known.",
)
_UNSETTLED: Final = Key(
    "unsettled", Kind.PERIODS, "Periods for which the sources conflict or fall silent; `doubt` says why."
)
_DOUBT: Final = Key("doubt", Kind.TEXT, "One sentence on what the sources leave open.")
_FORMERLY: Final = Key(
    "formerly", Kind.FORMER, "Ids that it had: whoever uses one is told the one it has now."
)
_MONTH_ENDS: Final = Key(
    "month_ends",
    Choice(SAID_OF_MONTH_ENDS, "end of a month"),
    "What the law says of a month too short: `last-day` or `next-day`; left out, which of them is not settled.",
)
_FOR: Final = Key("for", Kind.CONDITIONS, "Whom it concerns.")
_NEEDS: Final = Key("needs", Kind.CONDITIONS, "What they must show; all of it must hold.")
_FIX: Final = Key("fix", Kind.TEXT, "One sentence: what a traveller can do about it.")

GRANTS: Final = Form(
    Key("stay", Kind.STAY, "How long, and from which day it is counted."),
    Key("within", Kind.WITHIN, "How many days in which window."),
    Key("counting", Kind.COUNTING, "Which stays count in that window."),
    together={"within": ("counting",), "counting": ("within",)},
)
_GRANTS: Final = Key(
    "grants", GRANTS, "What a ground of a permission to enter allows: how long, how counted, in which window."
)

GROUND: Final = Form(
    must("ground", Kind.NAME, "Its name, one of its own within the requirement."),
    _FORMERLY, _TITLE, _SOURCE, _IN_FORCE, _UNSETTLED, _DOUBT, _MONTH_ENDS, _FOR, _NEEDS, _GRANTS, _FIX,
    together={"unsettled": ("doubt",)},
)  # fmt: skip
REQUIREMENT: Final = Form(
    Key("requirement", Kind.ID, "Its id, which is its path: `kz.entry.permission`."),
    _FORMERLY, _TITLE, _SAYS, _SOURCE, _IN_FORCE, _UNSETTLED, _DOUBT, _MONTH_ENDS, _FOR, _NEEDS,
    Key("met_by", ListOf(GROUND), "The ways of meeting it, of which one that holds is enough; in place of `needs`."),
    _GRANTS, _FIX,
    one_of=("needs", "met_by"), together={"unsettled": ("doubt", "in_force")},
)  # fmt: skip
NOTICE: Final = Form(
    Key("notice", Kind.ID, "Its id, which is its path: `kz.entry.registration`."),
    _TITLE,
    must("text", Kind.TEXT, "What the traveller reads."),
    Key("first", Choice(YES_OR_NO, "answer to `first`"), "`yes` if it says what the whole answer is about, so that it is read before it."),
    _SOURCE, _IN_FORCE, _UNSETTLED, _FOR,
)  # fmt: skip

MEMBER: Final = Form(_IN_FORCE, _UNSETTLED, _OWN_SOURCE)
GROUP: Final = Form(
    must("group", Kind.NAME, "Its name, which is the name of the file."),
    _TITLE,
    Key("source", Kind.CITATIONS, "Where the list stands; a member may name a source of its own."),
    Key(
        "complete",
        Choice(YES_OR_NO, "answer to `complete`"),
        "`no` if the list is known to be partial; left out, `yes`.",
    ),
    must("members", MapOf(Kind.STATE, MEMBER), "Each State with its own periods."),
)

SOURCE: Final = Form(
    must("cite", Kind.TEXT, "What it is called, with its number and day."),
    must("publisher", Kind.TEXT, "Who issued it."),
    Key("url", Kind.URL, "Where it can be read."),
    Key("published", Kind.DATE, "The day on which it was published."),
    Key("checked", Kind.DATE, "The day on which somebody last compared the rules with it."),
    must("grade", Choice(tuple(Grade), "grade of a source"), "How far it carries."),
    Key("note", Kind.TEXT, "How it was read, if not in full or not itself."),
    Key("review", Kind.DAYS, "For how long `checked` lasts, if not as `ruleset.yaml` says."),
)
SOURCES: Final = Form(must("sources", MapOf(Kind.NAME, SOURCE), "Every law, agreement and notice, once."))

NOT_YET: Final = "not yet"
"""What says of law that it was announced, and never was in force so far as is known."""
MOVEMENTS: Final = ("entry", "exit")
ANY: Final = "any"
"""What says of neighbours and of ways of crossing that none is left out."""
COVERAGE: Final = Form(
    must("since", Kind.DATE, "The first day for which the rules are complete."),
    Key("until", Kind.DATE, "The last such day."),
    must("with", Kind.NEIGHBOURS, "On the border with which States: `KZ or KG`; `any` where it makes no difference."),
    must("modes", Choice(MODES, "way of crossing", several=True, instead=ANY), "For which ways of crossing: `on-foot or bus`, or `any`."),
    Key("nationalities", Kind.STATES, "For whom; left out, for everybody."),
    Key("movements", Choice(MOVEMENTS, "movement", several=True), "For which movements; left out, for both."),
    Key("document_types", Choice(DOCUMENT_TYPES, "document type", several=True), "For which documents; left out, for every one."),
)  # fmt: skip
COVERAGE_OF_A_PORT: Final = Form(*(key for key in COVERAGE.keys if key.name not in ("with", "modes")))
"""A port has one border and its own ways of crossing."""
STATE: Final = Form(
    Key("state", Kind.STATE, "Its code, which is the name of the folder in capitals."),
    must("authority", Kind.TEXT, "Who decides at its border."),
    _SOURCE,
    Key(
        "covered",
        ListOf(COVERAGE),
        "Since when, for whom and how far the rules are complete; one of these is enough.",
    ),
)

ELECTRONIC: Final = Form(
    _SOURCE,
    _IN_FORCE,
    _UNSETTLED,
    must("for", Kind.CONDITIONS, "To whom it is issued electronically."),
)
CATEGORY: Final = Form(
    Key("title", Kind.TEXT, "What the State calls it."),
    Key(
        "purposes",
        Choice(PURPOSES, "purpose", several=True),
        "What it is for; left out where no source says.",
    ),
    _SOURCE,
    Key("electronic", ELECTRONIC, "To whom, and since when, it is issued electronically."),
)
VISAS: Final = Form(
    Key("visas", Kind.STATE, "The code of the State."),
    must("categories", MapOf(Kind.CATEGORY, CATEGORY), "What each visa is for."),
)

LEDGER: Final = Form(
    must("ledger", Kind.STATE, "The code of the State."),
    _SOURCE,
    Key("needs_visa", Kind.STATES_LISTED, "Nationalities that no exemption names, put here on purpose."),
    Key("unsettled", Kind.STATES_LISTED, "Nationalities of which the sources do not say."),
    _DOUBT,
    together={"unsettled": ("doubt",)},
)

RULESET: Final = Form(
    must("ruleset", Kind.NAME, "The name of the rule set."),
    Key("title", Kind.TEXT, "What it holds, in a few words."),
    must("version", Kind.WORD, "Its version, by date: `2026.11.23`."),
    Key("default_port", Kind.PORT, "The port that is meant where none is named."),
    Key("review", Kind.DAYS, "For how long a look at a source lasts: `180 days`."),
)

EVIDENCE: Final = Form(
    must("says", Kind.TEXT, "What the source says."),
    _SOURCE,
)
_MAY_CITE: Final = Key("source", Kind.CITATIONS, "Where it says so: `SOURCE-ID` or `SOURCE-ID, place in it`.")
_EVIDENCE: Final = Key("evidence", ListOf(EVIDENCE), "What each source says, on each side.")
DATED_VALUE: Final = Form(
    Key("value", Kind.VALUE_OF_A_PORT, "What it is; or `unsettled`."),
    Key("in_force", Kind.PERIODS, "The period in which it is so, both days included; left out, always."),
    _UNSETTLED,
    Key("of", Kind.WORD, "The words of a set that alone are not settled: `on-foot`."),
    _DOUBT,
    _MAY_CITE,
    _EVIDENCE,
    one_of=("value", "unsettled"),
    together={"value": ("source",), "unsettled": ("evidence",), "of": ("unsettled",)},
)
_NOTE: Final = Key("note", Kind.TEXT, "What a reader should know about it.")
STATUSES: Final = ("confirmed", "contradicted", "not-found", "stated")
DETAIL: Final = Form(
    must("text", Kind.TEXT, "What is said of the port."),
    must("status", Choice(STATUSES, "status of a detail"), "How far it holds."),
    Key("source", Kind.CITATIONS, "Where it says so; every status but `not-found` has one."),
    _NOTE,
)
LOCATION: Final = Form(
    must("at", Kind.POINT, "Degrees north, then degrees east: `44.2028 N 80.4164 E`."),
    must("within", Kind.RADIUS, "How far off it may be: `5 km`."),
    _SOURCE,
    _NOTE,
)
NAMED_DAYS: Final = Form(
    _TITLE,
    must("on", Kind.DAYS_LISTED, "`Sunday`, `1 October`, `2026-02-16`, `FIRST .. LAST`, or a list of them."),
    Key("listed_until", Kind.DATE, "The last day up to which the dates are known."),
)  # fmt: skip
DAYS: Final = Form(
    Key("days", Kind.ID, "Its id, which is its path: `cn-kz.closing-days`."),
    _TITLE,
    _SOURCE,
    must("each", MapOf(Kind.NAME, NAMED_DAYS), "The days, by name."),
)
CLOSING: Final = Form(
    must("on", Kind.DAYS_LISTED, "The days as in a list of days, `days of LIST`, or `no day`."),
    Key("title", Kind.TEXT, "What the port is closed for on dates of its own."),
    _IN_FORCE,
    _UNSETTLED,
    _DOUBT,
    _MAY_CITE,
    _EVIDENCE,
)
PORT: Final = Form(
    Key("port", Kind.NAME, "Its id, which is the name of the file."),
    _TITLE,
    _SOURCE,
    must("home", Kind.STATE, "The State after which directions are named: outbound leaves it."),
    must("neighbour", Kind.STATE, "The State on the other side."),
    Key("names", MapOf(Kind.WORD, Kind.TEXT), "What it is called, by language and by side."),
    Key(
        "spellings",
        ListOf(Kind.TEXT),
        "How else travellers write its names: it is found by them, and they are not shown.",
    ),
    Key("location", LOCATION, "Where it lies."),
    Key(
        "covered",
        ListOf(COVERAGE_OF_A_PORT),
        "Since when and for whom the rules are complete; one of these is enough.",
    ),
    Key("facts", MapOf(Kind.FACT_OF_A_PORT, ListOf(DATED_VALUE)), "What it is, by date; rules read it."),
    Key("closed", ListOf(CLOSING), "The days on which it is closed."),
    Key("details", MapOf(Kind.NAME, DETAIL), "What is said of it that no rule reads."),
    Key("requirements", ListOf(REQUIREMENT), "What is demanded of those who cross there."),
    Key("notices", ListOf(NOTICE), "What those who cross there should know."),
)

EXPECTED_OUTCOME: Final = Form(
    Key("met", Kind.NAME, "Met, by this ground."),
    Key("not_met", Kind.REASONS, "Not met, and these conditions are why."),
    Key("undetermined", Kind.REASONS, "Open, as long as these facts are unstated."),
)
CASES: Final = Form(
    must("cases", Kind.REQUIREMENT_ID, "The requirement that these are cases of."),
    Key("given", Kind.STATED, "Facts that every case begins with."),
    must("examples", MapOf(Kind.WORD, Kind.EXAMPLE), "Each case, under what it shows."),
)
MEMBERSHIPS: Final = Form(
    must("cases", Kind.NAME, "The group that these are cases of."),
    must("members", MapOf(Kind.STATE, Kind.ANSWERS), "Who is a member on which day."),
)

QUESTION: Final = Form(
    Key("port", Kind.PORT, "Where."),
    Key(
        "direction",
        Choice(FACT["crossing.direction"].words, "direction"),
        "At a port: outbound leaves its home State.",
    ),
    Key("from", Kind.STATE, "The State that is left."),
    Key("to", Kind.STATE, "The State that is entered."),
    must("on", Kind.DATE, "The day."),
)
PLAN: Final = Form(
    Key("exit", Kind.WORD, "The label of the document to leave on."),
    Key("entry", Kind.WORD, "The label of the document to enter on."),
)
_VERDICT: Final = Choice(tuple(Verdict), "verdict")
UNCOVERED: Final = (
    "state", "port", "route", "date", "movement", "neighbour", "mode", "nationality", "document",
)  # fmt: skip
EXPECTED_CROSSING: Final = Form(
    Key("verdict", _VERDICT, "Of the whole crossing."),
    Key("exit", _VERDICT, "Of the State that is left."),
    Key("entry", _VERDICT, "Of the State that is entered."),
    Key("port", _VERDICT, "Of the port."),
    Key("met", Kind.GROUND_BY_REQUIREMENT, "By which ground a requirement is met."),
    Key("not_met", Kind.REASONS, "All that is not met."),
    Key("undetermined", Kind.REASONS, "All that is open."),
    Key("plan", PLAN, "Which document is shown to whom."),
    Key(
        "not_covered",
        Choice(UNCOVERED, "end of coverage"),
        "What lies outside of what the rules cover.",
    ),
    Key("problem", Kind.WORD, "What of the question or the profile cannot be read."),
    Key("did_you_mean", Kind.WORD, "What is offered instead."),
)
JOURNEY: Final = Form(
    must("journey", Kind.NAME, "Its id, which is the name of the file."),
    _TITLE,
    must("told", Kind.TEXT, "The crossing, as a border officer would tell it."),
    Key("sources", Kind.CITATIONS, "The sources that it follows from."),
    must("question", QUESTION, "From where, to where, on which day."),
    must("given", Kind.STATED, "What the traveller states."),
    must("follows_from", ListOf(Kind.TEXT), "The facts of law that the answer follows from."),
    must("expect", EXPECTED_CROSSING, "What is to come of it."),
)

FILES: Final = {
    "journey": JOURNEY,
    "requirement": REQUIREMENT,
    "notice": NOTICE,
    "port": PORT,
    "days": DAYS,
    "cases": CASES,
    "group": GROUP,
    "state": STATE,
    "visas": VISAS,
    "ledger": LEDGER,
    "ruleset": RULESET,
    "sources": SOURCES,
}
"""By the key that a file is known by, its form."""


def kind_of(mapping: Mapping) -> str | None:
    """Return what kind of file *mapping* is, a key of `FILES` or `memberships`; None if of none."""
    kind = next((name for name in FILES if mapping.get(name) is not None), None)
    return "memberships" if kind == "cases" and mapping.get("members") is not None else kind


def form_of(mapping: Mapping) -> Form | None:
    """Return the form of the file that *mapping* is; None if it is of no kind."""
    kind = kind_of(mapping)
    return MEMBERSHIPS if kind == "memberships" else FILES.get(kind or "")
