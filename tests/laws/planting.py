"""Bugs planted in the evaluators: one line of one function, changed while a test runs."""

import inspect
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FunctionType
from typing import Any, Final

from crosscheck import checker, coverage, parts, plans, stated, views
from crosscheck.backends import by_walk, windows
from crosscheck.backends.python_source.formulas import Formulas
from crosscheck.backends.reasons import missing
from crosscheck.expr import validity
from crosscheck.profile import paths
from tests.laws import laws
from tests.laws.laws import Law


@dataclass(frozen=True)
class Bug:
    """*right* becomes *wrong* in the source of *function*; *law* must notice."""

    name: str
    function: Callable[..., Any]
    right: str
    wrong: str
    law: Law


@contextmanager
def planted(bug: Bug) -> Iterator[None]:
    """Change the function's code, for everyone who has imported it, and put it back."""
    function = bug.function
    assert isinstance(function, FunctionType)
    source = textwrap.dedent(inspect.getsource(function))
    assert source.count(bug.right) == 1, f"`{bug.right}` stands {source.count(bug.right)} times in {function}"
    namespace = dict(vars(sys.modules[function.__module__]))
    exec(compile(source.replace(bug.right, bug.wrong), f"<{bug.name}>", "exec"), namespace)  # noqa: S102
    changed: Any = namespace[function.__name__]
    sound = function.__code__
    changed = changed.fget if isinstance(changed, property) else changed
    function.__code__ = changed.__code__
    try:
        yield
    finally:
        function.__code__ = sound


_MEANING: Final = laws.every_outcome_is_what_the_language_says
_ENDS: Final = laws.a_verdict_holds_however_the_rest_turns_out
_FLIPS: Final = laws.a_stated_fact_never_flips_a_verdict
_ASKS: Final = laws.only_what_is_open_is_asked_for
_COMPILED: Final = laws.compiled_is_plain
_INTERVIEW: Final = laws.an_interview_ends_where_the_whole_of_it_stands
_SETTLED: Final = laws.what_nobody_can_tell_can_be_settled

BUGS: Final = (
    Bug("unknown counts as false", by_walk.all_true, "result = None", "return False", _FLIPS),
    Bug("unknown counts as true", by_walk.all_true, "result = None", "pass", _FLIPS),
    Bug("unknown spoils what another makes true", by_walk.any_true, "result = None", "return None", _COMPILED),
    Bug("any_of demands all", by_walk.truth, "case AnyOf(branches):\n            return any_true", "case AnyOf(branches):\n            return all_true", _COMPILED),
    Bug("not a member, of whom nothing is known", by_walk.truth, "return opposite(found) if negated", "return (not found) if negated", _MEANING),
    Bug("things not stated are none held", by_walk.truth, "if rows is None:\n                return None", "if rows is None:\n                return False", _FLIPS),
    Bug("the last day of a period is out", validity.in_force, "(p.last or NO_END) for p in validity.in_force", "(p.last or NO_END) - 1 for p in validity.in_force", _COMPILED),
    Bug("what is not settled is in force", validity.in_force, "return None", "return True", _ENDS),
    Bug("an incomplete group has no other members", by_walk.membership, "return False if group.complete else None", "return False", _MEANING),
    Bug("a stay may be a day too long", by_walk._moved, "day + length", "day + length + 1", _COMPILED),
    Bug("unlimited lasts no day", by_walk._moved, "return NO_END", "return day", _MEANING),
    Bug("of a partial date only its first day", by_walk._bounds, "return value if", "return (value[0], value[0]) if", _MEANING),
    Bug("whom it may concern is not concerned", by_walk.judge, "if concerned is False:", "if concerned is not True:", _COMPILED),
    Bug("whom it may concern fails", by_walk.judge, "concerned is True and met is False", "met is False", _ENDS),
    Bug("only the first ground counts", by_walk.judge, "    if concerned is True and", "        break\n    if concerned is True and", laws.another_ground_never_makes_it_worse),
    Bug("the day of entry counts twice", windows._days_within, "+ 1) for", "+ 2) for", _MEANING),
    Bug("the day of exit and re-entry counts twice", windows._union, "start <= merged[-1][1] + 1", "start < merged[-1][1]", _MEANING),
    Bug("past stays not stated are none", windows.window_count, "if rows is None or last is None", "if last is None", _MEANING),
    Bug("a stay of unstated ground does not count", windows.past_days, "ground is not None and ground not in counted", "ground not in counted", _MEANING),
    Bug("a visa goes with any document", stated._is_tied, 'return None if tied_to is None else tied_to in ("none", label)', "return True", _MEANING),
    Bug("other documents show no nationality", stated._nationalities_shown, "if shown and None not in shown", "if shown", _MEANING),
    Bug("whom the rules may not cover is covered", coverage.Covered.covers, "result = None", "return True", _MEANING),
    Bug("a way that is not stated is covered", coverage._is_by, "        return None\n", "        return True\n", _MEANING),
    Bug("a plan is as good as its best part", plans.worst, "in _WORST_FIRST", "in reversed(_WORST_FIRST)", laws.the_plan_is_the_best_there_is),
    Bug("the port sees the other document", plans.Plans._is_outbound, ".home == question.exit_state", ".home != question.exit_state", laws.the_plan_is_the_best_there_is),
    Bug("grounds that are out ask for facts", checker._reasons_of, "if ground.truth is None:", "if ground.truth is not True:", _ASKS),
    Bug("things that are out ask for facts", missing._of_all, "if all_true(truths) is None:", "if truths:", _ASKS),
    Bug("only the best plan asks", checker.Checker.check, "if plan.verdict is not _FAIL", "if plan is best", _ASKS),
    Bug("the document is asked for by no place", stated.lay_out, "view[_PATHS] = paths._replace(document=_path(n))", "pass", _ASKS),
    Bug("the whole list is asked for again", missing._of_window, 'missing.wanted.update({f"{listed}[{n}].{name}": None for name in unsaid})', "missing.wanted[listed] = None", _INTERVIEW),
    Bug("a past stay without its ground asks for nothing", windows.may_differ, "return _days_within(least, start, first) != _days_within(most, start, first)", "return False", _INTERVIEW),
    Bug("visas of other States are none", views.Layout.situation, "if stated.visas_of is not None:", "if False:", _INTERVIEW),
    Bug("a property of the wrong thing is asked for", missing._of_things, 'f"{listed}[{n}]"', 'f"{listed}[0]"', _INTERVIEW),
    Bug("what may yet not apply lets pass", parts.Part._judged, "if not open_ones:", "if True:", _INTERVIEW),
    Bug("a gap is not named", checker._unsettled, "if verdict is _CONDITIONAL:", "if False:", _SETTLED),
    Bug("what is not settled is forgotten", checker._unsettled, "for reason in _open_reasons(parts) for name in reason.unsettled", "for reason in () for name in reason.unsettled", _SETTLED),
    Bug("an answer lands elsewhere", paths._in_list, "rows[place] = _with(rows[place], prop, value, instead)", "rows[0] = _with(rows[0], prop, value, instead)", _INTERVIEW),
    Bug("generated code forgets `for` of a ground", Formulas.ground, "(*ground.concerns, *ground.needs, *ground.granted)", "(*ground.needs, *ground.granted)", _COMPILED),
    Bug("generated code takes none_of for any_of", Formulas._predicate, "return self.opposite(held)", "return held", _COMPILED),
)  # fmt: skip
"""Every bug with the law that must notice it."""
