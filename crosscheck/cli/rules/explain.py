"""`crosscheck rules explain`: one rule in plain words, or filled in for one traveller."""

from collections.abc import Mapping, Sequence

import click

from crosscheck.answers.page import Page
from crosscheck.cli.answer import Answer
from crosscheck.cli.options import day_option, today
from crosscheck.cli.rules.group import usable
from crosscheck.cli.terminal import Terminal
from crosscheck.rulebook.ruleset import Group, Notice, Port, Requirement, RuleSet


@click.command()
@click.argument("id_", metavar="ID")
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@click.option(
    "--profile", metavar="FILE", help="A traveller, in JSON or YAML: fill in the values; - reads stdin."
)
@day_option("--on", "The crossing date of that traveller; today if left out.")
@click.option("--port", metavar="PORT", help="Where that traveller crosses.")
@click.option(
    "--direction", type=click.Choice(["outbound", "inbound"], case_sensitive=False), help="At the port."
)
@click.pass_obj
def explain(
    terminal: Terminal,
    /,
    id_: str,
    paths: Sequence[str],
    profile: str | None,
    on: str | None,
    **where: str | None,
) -> Answer:
    """Say in plain words what a rule says, since when, on what it rests, and which cases show it.

    ID is that of a requirement, a ground (`kz.entry.permission/visa`), a notice, a group
    or a port. PATH is a folder of rules; the rules at hand if left out.
    """
    from crosscheck.authoring.reports.rule_text import RuleText

    rules, found = usable(paths, terminal)
    (rule, ground), page = _find(rules, id_), terminal.page()
    if profile is not None:
        if not isinstance(rule, Requirement):
            raise click.UsageError(f"`{id_}` decides nothing; --profile goes with a requirement")
        return Answer(_filled_in(rules, rule, page, profile, on or today(), where))
    words = RuleText(rules, found.cases, found.journeys)
    match rule:
        case Requirement():
            return Answer(words.requirement(rule, page, ground))
        case Notice():
            return Answer(words.notice(rule, page))
        case Group():
            return Answer(words.group(rule, page))
        case Port():
            return Answer(words.port(rule, page))


def _find(rules: RuleSet, id_: str) -> tuple[Requirement | Notice | Group | Port, str | None]:
    from crosscheck.compiler.shape.renamed import grounds_of, new_name
    from crosscheck.language.spelling import did_you_mean

    requirements = rules.requirements_by_id()
    of_states = (each for state in rules.states.values() for each in state.notices.values())
    of_ports = (port.notices for port in rules.ports.values())
    notices = {notice.id: notice for each in (*of_states, *of_ports) for notice in each}
    name, _, ground = id_.partition("/")
    if name in requirements:
        grounds = grounds_of(requirements[name])
        if ground and ground not in grounds:
            if now := new_name(ground, grounds):
                raise click.UsageError(f"the ground `{ground}` of `{name}` is called `{now}` now")
            meant = did_you_mean(ground, grounds) or f"; there are: {', '.join(sorted(grounds))}"
            raise click.UsageError(f"`{name}` has no ground `{ground}`{meant}")
        return requirements[name], ground or None
    known: dict[str, Notice | Group | Port] = {**rules.ports, **notices, **rules.groups}
    if id_ in known:
        return known[id_], None
    if now := new_name(name, requirements):
        raise click.UsageError(f"`{name}` is called `{now}` now")
    meant = did_you_mean(id_, [*requirements, *known]) or ""
    raise click.UsageError(f"`{id_}` is no requirement, ground, notice, group or port{meant}")


def _filled_in(
    rules: RuleSet, rule: Requirement, page: Page, profile: str, on: str, where: Mapping[str, str | None]
) -> str:
    from crosscheck.answers.explain_text import add_hinges, add_requirement
    from crosscheck.authoring.hinges import Hinges
    from crosscheck.authoring.trial import Trial
    from crosscheck.cli.check import read_profile_file
    from crosscheck.compiler.cases.case import Asked, Case, Expected
    from crosscheck.deciding.decision import Outcome
    from crosscheck.profile.reading import read_profile

    case = Case(rule.id, "", Asked(on, **where), read_profile_file(profile), Expected(Outcome.MET))
    trial = Trial(rules, read_profile)
    add_requirement(page, trial.found(case, everything=True), rules)
    hanging = Hinges(rule, trial.evaluator).of(trial.seen(case))
    add_hinges(page, [(line.id, holds) for line, holds in hanging.lines()])
    return page.text()
