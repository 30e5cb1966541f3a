"""`crosscheck check`: one traveller, one crossing, one verdict."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import click

from crosscheck.cli.answer import OF_VERDICT, Answer
from crosscheck.cli.options import LANGUAGE, RULES, day_option, format_option, load_rules, today
from crosscheck.cli.terminal import Terminal
from crosscheck.deciding.decision import Verdict

if TYPE_CHECKING:
    from crosscheck.answers.asking.objects import NextQuestion
    from crosscheck.answers.page import Page
    from crosscheck.cli.statements import Statements
    from crosscheck.deciding.crossing import Checker
    from crosscheck.deciding.decision import Decision, PartDecision, RequirementFinding
    from crosscheck.deciding.facts import Facts, Question
    from crosscheck.deciding.ways.changes import WayOut
    from crosscheck.rulebook.ruleset import RuleSet

EXAMPLES = """\b
Examples:
  crosscheck --nationality KZ --direction outbound
  crosscheck --nationality CN --from CN --to KZ --purpose tourism --stay 20
  crosscheck --nationality CN --direction outbound --port khorgos \\
      --visa "KZ B12 2026-12-01..2027-02-28 entries=1 stay=30"
  crosscheck --profile traveller.json --direction inbound --format json
  crosscheck --nationality KZ --direction outbound \\
      --set port.open_to_travellers=yes --explain

\b
Exit status: 0 in order, 1 not in order, 3 conditional.
"""


SIDE = click.Choice(["exit", "entry"], case_sensitive=False)


class CheckCommand(click.Command):
    """`check`, which is also meant where options come first, and so meets commands that come too late."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options; a word that no option takes is an error that names the way out."""
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if ctx.args and not ctx.resilient_parsing:
            word = ctx.args[0]
            parent = ctx.parent.command if ctx.parent is not None else None
            if isinstance(parent, click.Group) and word in parent.list_commands(ctx):
                raise click.UsageError(
                    f"`{word}` is a command, and options come after it: `crosscheck {word} ...`", ctx
                )
            raise click.UsageError(f"`{word}` belongs to no option", ctx)
        return rest


@click.command(cls=CheckCommand, epilog=EXAMPLES)
@click.option(
    "--nationality",
    multiple=True,
    metavar="STATE",
    help="As the document shows it; again for each other one held.",
)
@click.option(
    "--direction",
    type=click.Choice(["outbound", "inbound"], case_sensitive=False),
    help="At the port: outbound leaves its home State.",
)
@click.option("--port", metavar="PORT", help="Where the border is crossed; left out, at any port of it.")
@click.option(
    "--from", "exit_state", metavar="STATE", help="The State that is left, in place of a direction."
)
@click.option("--to", "entry_state", metavar="STATE", help="The State that is entered.")
@click.option("--side", "sides", multiple=True, type=SIDE, help="Ask no more than this side.")
@click.option("--require", multiple=True, type=SIDE, help="Refuse to answer where this side has no rules.")
@day_option("--on", "The crossing date, YYYY-MM-DD; today if left out.")
@click.option(
    "--purpose", multiple=True, metavar="WORDS", help="All purposes; with commas, or again for each."
)
@click.option("--stay", metavar="N", help="Planned days, the day of entry being the first.")
@day_option("--until", "The intended day of exit, in place of --stay.")
@click.option("--document-type", metavar="WORD", help="The travel document shown.")
@day_option("--document-expires", "Its date of expiry, or 'no end'.")
@click.option(
    "--visa",
    multiple=True,
    metavar="VISA",
    help='"ISSUER CATEGORY FROM..UNTIL", then entries=N stay=DAYS if known.',
)
@click.option("--no-visa", is_flag=True, help="No visa and no residence permit is held.")
@click.option("--no-other-visa", is_flag=True, help="No visa is held but those stated, of whatever State.")
@click.option(
    "--set",
    "assignments",
    multiple=True,
    metavar="FACT=VALUE",
    help="Any other fact, or one thing of a list; see `crosscheck facts`.",
)
@click.option(
    "--assume",
    "assumptions",
    multiple=True,
    metavar="FACT=VALUE",
    help="What to take for granted where nothing is stated.",
)
@click.option("--profile", metavar="FILE", help="Facts in JSON or YAML; - reads stdin. Options win over it.")
@click.option(
    "--explain",
    is_flag=False,
    flag_value="all",
    metavar="[WHAT]",
    help="Show every condition with its value: of all, of one side (`exit`, `entry`, `port`), of one requirement.",
)
@click.option("--brief", is_flag=True, help="Two lines: the crossing, and the verdict.")
@format_option("table", "json", "card", about="For people; for programs, whole or in short.")
@LANGUAGE
@RULES
@click.pass_obj
def check(
    terminal: Terminal,
    /,
    *,
    profile: str | None,
    assumptions: Sequence[str],
    explain: str | None,
    brief: bool,
    output: str,
    rules: Sequence[str],
    **stated: Any,
) -> Answer:
    """Check one traveller on one crossing.

    Leave out what you do not know: a missing fact is asked for, never assumed.
    Without a port every port of the border is asked; without a date, of today.
    """
    from crosscheck.cli.statements import Statements, assumed, state_options

    if brief and (explain is not None or output != "table"):
        raise click.UsageError("--brief goes with neither --explain nor --format")
    asked = {name: stated.pop(name) for name in PARTS_ASKED}
    statements = Statements(data=read_profile_file(profile) if profile is not None else {})
    state_options(statements, **stated)
    rule_set = load_rules(rules)
    question, facts = taken_up(rule_set, statements, assumed(assumptions), **asked)
    return answer_to(terminal, rule_set, question, facts, output=output, explain=explain, brief=brief)


PARTS_ASKED: Final = ("on", "port", "direction", "exit_state", "entry_state", "sides", "require")
"""The options of `check` that make the question, and state nothing of the traveller."""
STATEMENTS: Final = (
    "nationality",
    "purpose",
    "stay",
    "until",
    "document_type",
    "document_expires",
    "visa",
    "no_visa",
    "no_other_visa",
    "assignments",
)
"""The options of `check` that state something of the traveller."""


def taken_up(
    rule_set: "RuleSet",
    statements: "Statements",
    taken: "Statements",
    *,
    on: str | None,
    port: str | None,
    direction: str | None,
    exit_state: str | None,
    entry_state: str | None,
    sides: Sequence[str],
    require: Sequence[str],
) -> "tuple[Question, Facts]":
    """Return question and facts as the engine has them, with what the question leaves out filled in, and said to be.

    Raises:
        ProfileError: Something in them, or in what is *taken* for granted, cannot be read; with all that is wrong.
        UncoveredError: The port is none that the rules know.
    """
    from crosscheck.cli.statements import raise_problems
    from crosscheck.deciding.question import understood
    from crosscheck.language.errors import ProfileError
    from crosscheck.profile.reading import read_profile

    filled_in = []
    if on is None:
        on = today()
        filled_in.append("date")
    try:
        question, facts = understood(
            rule_set,
            statements.data,
            read_profile,
            on=on,
            port=port,
            direction=direction,
            exit_state=exit_state,
            entry_state=entry_state,
            sides=sides or None,
            require=require,
            assume=taken.data,
            assumed=tuple(filled_in),
            border_of=rule_set.default_port,
        )
    except ProfileError as error:
        raise_problems(statements, taken, error)
        raise
    raise_problems(statements, taken)
    return question, facts


def answer_to(
    terminal: Terminal,
    rule_set: "RuleSet",
    question: "Question",
    facts: "Facts",
    *,
    output: str = "table",
    explain: str | None = None,
    brief: bool = False,
) -> Answer:
    """Return what the rules say to *question* on *facts*, as it is shown, with the status of its verdict."""
    from crosscheck.deciding.crossing import Checker

    checker = Checker(rule_set)
    decision = checker.check(question, facts, everything=explain is not None)
    if output == "json":
        from crosscheck.answers.as_json import decision_json

        text = decision_json(decision, rule_set)
    elif output == "card":
        from crosscheck.answers.card.card import card_json

        text = card_json(decision, rule_set, _ways_out(checker, question, facts))
    elif explain is not None:
        from crosscheck.answers.decision_text import decision_text

        text = decision_text(decision, facts, rule_set, terminal.page(), opened=_opened(explain, decision))
    elif brief:
        from crosscheck.answers.screen.screen import add_answer

        page = terminal.page()
        add_answer(page, decision, facts, rule_set)
        text = page.text()
    else:
        text = screen_of(checker, question, facts, terminal.page)
    return Answer(text, OF_VERDICT[decision.verdict])


def screen_of(
    checker: "Checker", question: "Question", facts: "Facts", new_page: "Callable[[], Page]"
) -> str:
    """Return the answer to *question* on *facts* on one screen, with how each answer would be typed."""
    from crosscheck.answers.asking.questions import questions
    from crosscheck.answers.labels import label
    from crosscheck.answers.screen.gist import granted_texts
    from crosscheck.answers.screen.screen import Asked, screen
    from crosscheck.answers.sentences.ways import way_told
    from crosscheck.cli.advice import ways_to_tell

    decision = checker.check(question, facts)
    granted: tuple[str, ...] = ()
    if decision.verdict is Verdict.PASS:
        whole = checker.check(question, facts, everything=True)
        granted = tuple(granted_texts(whole, checker.rules, _last_day(checker, question, facts, whole)))
    asked = [
        Asked(each.ask, label(each.wanted), ways_to_tell(each.wanted, decision, facts), _words_of(each))
        for each in questions(decision, checker.rules)
    ]
    return screen(
        decision,
        facts,
        checker.rules,
        new_page,
        questions=asked,
        ways_out=[way_told(each, checker.rules) for each in _ways_out(checker, question, facts)],
        granted=granted,
    )


def _last_day(checker: "Checker", question: "Question", facts: "Facts", decision: "Decision") -> int | None:
    """Return the latest day of exit with which it is still a pass: other days used up may end a stay before its ground does."""
    from crosscheck.answers.screen.gist import longest_stay
    from crosscheck.deciding.ways.changes import StayChange, followed

    last = longest_stay(decision)
    while last is not None and last >= question.day:
        change = StayChange("stay", last - question.day + 1, last)
        if checker.verdict(*followed(question, facts, (change,), checker.rules)) is Verdict.PASS:
            return last
        last -= 1
    return None


def _words_of(question: "NextQuestion") -> str | None:
    return question.fact if question.type in ("word", "set") else None


def _ways_out(checker: "Checker", question: "Question", facts: "Facts") -> Sequence["WayOut"]:
    """Return what the traveller could change."""
    from crosscheck.deciding.ways.ways import Ways
    from crosscheck.profile.disagreements import agreeing

    first = date.fromisoformat(today()).toordinal()
    return Ways(checker).out(question, facts, agreeing(checker.rules.documents), not_before=first)


def _opened(what: str, decision: "Decision") -> "Callable[[PartDecision, RequirementFinding], bool]":
    """Return which requirements of *decision* are shown where somebody asks for *what*.

    Raises:
        click.BadParameter: It is no side, no port and no requirement of this crossing.
    """
    parts, ids = [part.part for part in decision.parts], [each.id for each in decision.requirements]
    if what == "all":
        return lambda _, __: True
    if what in parts:
        return lambda part, _: part.part == what
    if what in ids:
        return lambda _, requirement: requirement.id == what
    known = ", ".join(("all", *parts, *ids))
    raise click.BadParameter(
        f"`{what}` is nothing of this crossing; there are: {known}", param_hint="--explain"
    )


def read_profile_file(name: str) -> dict[str, Any]:
    """Return the profile in the file *name*, or on stdin where that is `-`."""
    import sys
    from pathlib import Path

    from crosscheck.language.errors import ProfileError
    from crosscheck.language.spoken.sentences import Sentence
    from crosscheck.profile.text import LARGEST, parse_profile_text

    try:
        if name == "-" and sys.stdin is None:
            raise ProfileError([("--profile -", Sentence("file.closed"))])
        if name == "-":
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:  # a text that no file can be called
        why = str(getattr(error, "strerror", None) or error)
        raise ProfileError([(f"--profile {name}", Sentence("file.unreadable", why=why))]) from None
    return parse_profile_text(data, name)
