"""The forms of what stands beside the rules: cases and journeys, what they state and what is to come of it."""

from typing import Final

from crosscheck.compiler.shape import kinds
from crosscheck.compiler.shape.form import Choice, Form, ListOf, MapOf
from crosscheck.deciding.decision import Verdict
from crosscheck.language.vocabulary import FACT

EXPECTED_OUTCOME: Final = Form(
    """
    met           NAME     Met, by this ground.
    not_met       REASONS  Not met, and these conditions are why.
    undetermined  REASONS  Open, as long as these facts are unstated.
    """
)

CASES: Final = Form(
    """
    cases!     REQUIREMENT_ID  The requirement that these are cases of.
    given      STATED          Facts that every case begins with.
    examples!                  Each case, under what it shows.
    """,
    examples=MapOf(kinds.EXAMPLE),
)

MEMBERSHIPS: Final = Form(
    """
    cases!    NAME  The group that these are cases of.
    members!        Who is a member on which day.
    """,
    members=MapOf(MapOf(Choice(("yes", "no", "not settled"), "answer"), kinds.DATE), kinds.STATE),
)

QUESTION: Final = Form(
    """
    port       PORT   Where.
    direction         At a port: outbound leaves its home State.
    from       STATE  The State that is left.
    to         STATE  The State that is entered.
    on!        DATE   The day.
    """,
    direction=Choice(FACT["crossing.direction"].words, "direction"),
)

PLAN: Final = Form(
    """
    exit   WORD  The label of the document to leave on.
    entry  WORD  The label of the document to enter on.
    """
)

_VERDICT: Final = Choice(tuple(Verdict), "verdict")
UNCOVERED: Final = (
    "state", "port", "route", "date", "movement", "neighbour", "mode", "nationality", "document",
)  # fmt: skip
EXPECTED_CROSSING: Final = Form(
    """
    verdict                              Of the whole crossing.
    exit                                 Of the State that is left.
    entry                                Of the State that is entered.
    port                                 Of the port.
    met           GROUND_BY_REQUIREMENT  By which ground a requirement is met.
    not_met       REASONS                All that is not met.
    undetermined  REASONS                All that is open.
    plan                                 Which document is shown to whom.
    not_covered                          What lies outside of what the rules cover.
    problem       WORD                   What of the question or the profile cannot be read.
    did_you_mean  WORD                   What is offered instead.
    """,
    verdict=_VERDICT,
    exit=_VERDICT,
    entry=_VERDICT,
    port=_VERDICT,
    plan=PLAN,
    not_covered=Choice(UNCOVERED, "end of coverage"),
)

JOURNEY: Final = Form(
    """
    journey!       NAME       Its id, which is the name of the file.
    title!         TEXT       A few words, shown in every answer.
    told!          TEXT       The crossing, as a border officer would tell it.
    sources        CITATIONS  The sources that it follows from.
    question!                 From where, to where, on which day.
    given!         STATED     What the traveller states.
    follows_from!             The facts of law that the answer follows from.
    expect!                   What is to come of it.
    """,
    question=QUESTION,
    follows_from=ListOf(kinds.TEXT),
    expect=EXPECTED_CROSSING,
)
