"""The form of every kind of rule file: its keys in their order, and what each of them holds.

This is the one home of these keys.  The compiler reads files against them, `rules format` puts
keys in their order, and `rules schema` tells editors of them.  Each row has a key (`!`: it may not be
left out), what it holds if that is one of `kinds`, and what it says, in the words that an editor shows.
"""

from typing import Final

from crosscheck.compiler.reading.nodes import Mapping
from crosscheck.compiler.shape import kinds
from crosscheck.compiler.shape.form import Choice, Form, ListOf, MapOf, Needs
from crosscheck.compiler.shape.forms_of_cases import CASES, JOURNEY, MEMBERSHIPS
from crosscheck.language.dates import SAID_OF_MONTH_ENDS
from crosscheck.language.vocabulary import MODES, PURPOSES
from crosscheck.rulebook.citation import Grade
from crosscheck.rulebook.ruleset import NoticeKind

YES_OR_NO: Final = ("yes", "no")

GRANTS: Final = Form(
    """
    stay      STAY      How long, and from which day it is counted.
    within    WITHIN    How many days in which window.
    counting  COUNTING  Which stays count in that window.
    """,
    needs=(
        Needs(
            "within",
            "counting",
            "CC202",
            "nothing says which stays count",
            "add `counting: all stays` or `counting: stays without a visa or permit`",
        ),
        Needs("counting", "within", "CC412", "`counting` counts nothing without `within`", "delete it"),
    ),
)

COMMON: Final = Form(
    """
    formerly    FORMER      Ids that it had: whoever uses one is told the one it has now.
    title!      TEXT        A few words, shown in every answer.
    in_short    TEXT        One plain sentence without its full stop: what is so for whoever has this ground; at most 90 characters.
    says!       TEXT        The law in one or two sentences of our own.
    source!     CITATIONS   Where it says so: `SOURCE-ID` or `SOURCE-ID, place in it`.
    in_force    IN_FORCE    The periods in which it is law, both days included: `2023-11-10 ..`; left out, always. `not yet` beside `unsettled` if it was announced and the day is not known.
    unsettled   PERIODS     Periods for which the sources conflict or fall silent; `doubt` says why.
    doubt       TEXT        One sentence on what the sources leave open.
    month_ends              What the law says of a month too short: `last-day` or `next-day`; left out, which of them is not settled.
    for         CONDITIONS  Whom it concerns.
    needs       CONDITIONS  What they must show; all of it must hold.
    grants                  What a ground of a permission to enter allows: how long, how counted, in which window.
    fix         TEXT        One sentence: what a traveller can do about it.
    apply       ADDRESS     The official address at which it is applied for, or done: `https://…`.
    note        TEXT        What a reader should know about it.
    """,
    month_ends=Choice(SAID_OF_MONTH_ENDS, "end of a month"),
    grants=GRANTS,
)
"""What many of them have: they name it, and say no more of it."""

_DOUBT: Final = Needs(
    "unsettled",
    "doubt",
    "CC502",
    "nothing says why this is not settled",
    "add `doubt:` with one sentence on what the sources leave open",
)

GROUND: Final = Form(
    """
    ground!     NAME  Its name, one of its own within the requirement.
    formerly title in_short source in_force unsettled doubt month_ends for needs grants fix apply
    """,
    COMMON,
    needs=(_DOUBT,),
)

REQUIREMENT: Final = Form(
    """
    requirement  ID  Its id, which is its path: `kz.entry.permission`.
    formerly title says in_short source in_force unsettled doubt month_ends for needs
    met_by           The ways of meeting it, of which one that holds is enough; in place of `needs`.
    grants fix apply
    """,
    COMMON,
    one_of=("needs", "met_by"),
    needs=(
        _DOUBT,
        Needs(
            "unsettled",
            "in_force",
            "CC414",
            "on every other day this requirement is not in force, and everybody meets it",
            "write `in_force` beside it: the periods in which it is law, or `not yet` where it was only announced",
        ),
    ),
    met_by=ListOf(GROUND),
)

NOTICE: Final = Form(
    """
    notice     ID    Its id, which is its path: `kz.entry.registration`.
    kind!            What a traveller does with it: `do` (a duty, also one at the border), `carry` or `know`.
    title
    text!      TEXT  What the traveller reads.
    apply
    first            `yes` if it says what the whole answer is about, so that it is read before it.
    source in_force unsettled for
    """,
    COMMON,
    kind=Choice(tuple(NoticeKind), "kind of notice"),
    first=Choice(YES_OR_NO, "answer to `first`"),
)

MEMBER: Final = Form(
    """
    in_force unsettled
    source     CITATIONS  Where it says so, if not where the whole list does: `SOURCE-ID, place in it`.
    """,
    COMMON,
)

GROUP: Final = Form(
    """
    group!    NAME       Its name, which is the name of the file.
    title
    source    CITATIONS  Where the list stands; a member may name a source of its own.
    complete             `no` if the list is known to be partial; left out, `yes`.
    members!             Each State with its own periods.
    """,
    COMMON,
    complete=Choice(YES_OR_NO, "answer to `complete`"),
    members=MapOf(MEMBER, kinds.STATE),
)

SOURCE: Final = Form(
    """
    cite!       TEXT  What it is called, with its number and day.
    publisher!  TEXT  Who issued it.
    url         URL   Where it can be read.
    published   DATE  The day on which it was published.
    checked     DATE  The day on which somebody last compared the rules with it.
    grade!            How far it carries.
    note        TEXT  How it was read, if not in full or not itself.
    review      DAYS  For how long `checked` lasts, if not as `ruleset.yaml` says.
    """,
    grade=Choice(tuple(Grade), "grade of a source"),
)

SOURCES: Final = Form("sources!  Every law, agreement and notice, once.", sources=MapOf(SOURCE, kinds.KEY))

MOVEMENTS: Final = ("entry", "exit")
COVERAGE: Final = Form(
    """
    since!          DATE        The first day for which the rules are complete.
    until           DATE        The last such day.
    with!           NEIGHBOURS  On the border with which States: `KZ or KG`; `any` where it makes no difference.
    modes!                      For which ways of crossing: `on-foot or bus`, or `any`.
    nationalities   STATES      For whom; left out, for everybody.
    movements                   For which movements; left out, for both.
    document_types  DOCUMENT_TYPES  For which documents; left out, for every one.
    """,
    modes=Choice(MODES, "way of crossing", several=True, instead=kinds.ANY),
    movements=Choice(MOVEMENTS, "movement", several=True),
)

COVERAGE_OF_A_PORT: Final = Form(
    """
    since until nationalities movements document_types
    """,
    COVERAGE,
)
"""A port has one border and its own ways of crossing."""
STATE: Final = Form(
    """
    state       STATE  Its code, which is the name of the folder in capitals.
    authority!  TEXT   Who decides at its border.
    source
    covered            Since when, for whom and how far the rules are complete; one of these is enough.
    """,
    COMMON,
    covered=ListOf(COVERAGE),
)

ELECTRONIC: Final = Form(
    """
    source in_force unsettled
    for!       CONDITIONS  To whom it is issued electronically.
    """,
    COMMON,
)

CATEGORY: Final = Form(
    """
    title       TEXT  What the State calls it.
    purposes          What it is for; left out where no source says.
    source
    electronic        To whom, and since when, it is issued electronically.
    """,
    COMMON,
    purposes=Choice(PURPOSES, "purpose", several=True),
    electronic=ELECTRONIC,
)

VISAS: Final = Form(
    """
    visas        STATE  The code of the State.
    categories!         What each visa is for.
    """,
    categories=MapOf(CATEGORY, kinds.CATEGORY),
)

DOCUMENT_TYPE: Final = Form(
    """
    title!      TEXT  What it is called in a sentence, without an article.
    meaning!    TEXT  What it is, and to whom it is issued; `crosscheck facts` shows it.
    source
    doubt
    national          `yes` of a passport for nationals of the State that issues it; left out, `no`.
    on_request        `yes` if whoever it is for can ask for it, so that it may be advised; left out, `no`.
    called            What else people say for it: who states that is offered this type, and it is never read as it.
    """,
    COMMON,
    national=Choice(YES_OR_NO, "answer to `national`"),
    on_request=Choice(YES_OR_NO, "answer to `on_request`"),
    called=ListOf(kinds.TEXT),
)

DOCUMENTS: Final = Form(
    """
    documents      STATE      The code of the State.
    passports_for  STATES     Nationalities besides its own that passports of this State show.
    source         CITATIONS  Where it says for whom they are: `SOURCE-ID` or `SOURCE-ID, place in it`.
    doubt
    types!                    Each type of travel document that it alone issues, or names.
    """,
    COMMON,
    types=MapOf(DOCUMENT_TYPE, kinds.KEY),
    needs=(Needs("passports_for", "source"),),
)

LEDGER: Final = Form(
    """
    ledger!     STATE          The code of the State.
    source
    needs_visa  STATES_LISTED  Nationalities that no exemption names, put here on purpose.
    unsettled   STATES_LISTED  Nationalities of which the sources do not say.
    doubt
    """,
    COMMON,
    needs=(_DOUBT,),
)

RULESET: Final = Form(
    """
    ruleset!      NAME  The name of the rule set.
    title         TEXT  What it holds, in a few words.
    version!      WORD  Its version, by date: `2026.11.23`.
    default_port  PORT  The port whose border is meant where a direction alone is given.
    review        DAYS  For how long a look at a source lasts: `180 days`.
    """
)

EVIDENCE: Final = Form(
    """
    says!   TEXT  What the source says.
    source
    """,
    COMMON,
)

DATED_VALUE: Final = Form(
    """
    value      VALUE_OF_A_PORT  What it is; or `unsettled`.
    in_force   PERIODS          The period in which it is so, both days included; left out, always.
    unsettled
    of         WORD             The words of a set that alone are not settled: `on-foot`.
    doubt
    source     CITATIONS        Where it says so: `SOURCE-ID` or `SOURCE-ID, place in it`.
    evidence                    What each source says, on each side.
    """,
    COMMON,
    one_of=("value", "unsettled"),
    needs=(Needs("value", "source"), Needs("unsettled", "evidence"), Needs("of", "unsettled")),
    evidence=ListOf(EVIDENCE),
)

STATUSES: Final = ("confirmed", "contradicted", "not-found", "stated")
DETAIL: Final = Form(
    """
    text!    TEXT       What is said of the port.
    status!             How far it holds.
    source   CITATIONS  Where it says so; every status but `not-found` has one.
    note
    """,
    COMMON,
    status=Choice(STATUSES, "status of a detail"),
)

LOCATION: Final = Form(
    """
    at!      POINT   Degrees north, then degrees east: `44.2028 N 80.4164 E`.
    within!  RADIUS  How far off it may be: `5 km`.
    source note
    """,
    COMMON,
)

NAMED_DAYS: Final = Form(
    """
    title
    on!           DAYS_LISTED  `Sunday`, `1 October`, `2026-02-16`, `FIRST .. LAST`, or a list of them.
    listed_until  DATE         The last day up to which the dates are known.
    """,
    COMMON,
)

DAYS: Final = Form(
    """
    days    ID  Its id, which is its path: `cn-kz.closing-days`.
    title source
    each!       The days, by name.
    """,
    COMMON,
    each=MapOf(NAMED_DAYS, kinds.KEY),
)

CLOSING: Final = Form(
    """
    on!        DAYS_LISTED  The days as in a list of days, `days of LIST`, or `no day`.
    title      TEXT         What the port is closed for on dates of its own.
    in_force unsettled doubt
    source     CITATIONS    Where it says so: `SOURCE-ID` or `SOURCE-ID, place in it`.
    evidence                What each source says, on each side.
    """,
    COMMON,
    needs=(_DOUBT,),
    evidence=ListOf(EVIDENCE),
)

PORT: Final = Form(
    """
    port          NAME   Its id, which is the name of the file.
    title source
    home!         STATE  The State after which directions are named: outbound leaves it.
    neighbour!    STATE  The State on the other side.
    names                What it is called, by language and by side.
    spellings            How else travellers write its names: it is found by them, and they are not shown.
    location             Where it lies.
    covered              Since when and for whom the rules are complete; one of these is enough.
    facts                What it is, by date; rules read it.
    closed               The days on which it is closed.
    details              What is said of it that no rule reads.
    requirements         What is demanded of those who cross there.
    notices              What those who cross there should know.
    """,
    COMMON,
    names=MapOf(kinds.TEXT),
    spellings=ListOf(kinds.TEXT),
    location=LOCATION,
    covered=ListOf(COVERAGE_OF_A_PORT),
    facts=MapOf(ListOf(DATED_VALUE), kinds.FACT_OF_A_PORT),
    closed=ListOf(CLOSING),
    details=MapOf(DETAIL, kinds.KEY),
    requirements=ListOf(REQUIREMENT),
    notices=ListOf(NOTICE),
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
    "documents": DOCUMENTS,
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
