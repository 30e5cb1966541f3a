"""The answer to one traveller on one crossing, in at most 24 lines of 80 columns.

The first line is the crossing with its limits, the second the verdict and the rule that carries it; then what to say
next, what would help, how each State and the port stand, and what to do and carry.  Where that is more than the screen holds, what
matters least is told in fewer words, step by step, and `--explain` has all of it.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import Final, NamedTuple

from crosscheck.answers.evidence_text import grade_text, overdue_text
from crosscheck.answers.labels import day, naming
from crosscheck.answers.page import WIDTH, Page, columns
from crosscheck.answers.screen.gist import Gist
from crosscheck.answers.screen.heading import add_heading, limits_below
from crosscheck.answers.screen.plan import plan_texts
from crosscheck.answers.sentences.messages import counted, say
from crosscheck.answers.standings import SIGNS
from crosscheck.deciding.decision import Decision, NoticeFinding, Outcome, Standing, Verdict
from crosscheck.deciding.facts import Facts
from crosscheck.rulebook.ruleset import NoticeKind, RuleSet

LINES: Final = 24
"""A screen has no more, at 80 columns."""
_ROLES: Final = {Verdict.PASS: "good", Verdict.FAIL: "bad", Verdict.CONDITIONAL: "open"}
_BRIEFEST: Final = 4


class Row(NamedTuple):
    """A paragraph with what it is about in the left margin."""

    label: str
    text: str
    role: str = ""
    sign: str = ""


class Asked(NamedTuple):
    """One question: *ask* in words, what it is *called*, and how the reader would type the answer.

    *words* is the fact of which `crosscheck facts` lists the words that it takes; None where it takes none.
    """

    ask: str
    called: str
    typed: tuple[str, ...]
    words: str | None = None


def screen(
    decision: Decision,
    facts: Facts,
    rules: RuleSet,
    new_page: Callable[[], Page],
    *,
    questions: Sequence[Asked] = (),
    ways_out: Sequence[str] = (),
    granted: Sequence[str] = (),
) -> str:
    """Return the answer as a screen.

    Args:
        decision: What was decided.
        facts: What was stated; the heading and the plan name the documents held.
        rules: The rules it was decided by.
        new_page: Gives an empty page; its width and signs hold throughout.
        questions: What to say next, the most useful first.
        ways_out: What would make it pass, the nearest first.
        granted: What a pass gives: the last day, the days used.
    """
    with naming(rules.documents):
        for brevity in count():
            page = new_page()
            told = _Screen(decision, facts, rules, page, brevity)
            told.write(questions, ways_out, granted)
            text = page.text()
            if brevity == _BRIEFEST or text.count("\n") <= LINES * WIDTH // page.width:
                return text
    raise AssertionError


def add_answer(
    page: Page, decision: Decision, facts: Facts, rules: RuleSet, granted: Sequence[str] = ()
) -> Gist:
    """Write the crossing, and the verdict with the rule that carries it: the first two lines, and all of `--brief`; return what told it."""
    with naming(rules.documents):
        add_heading(page, decision, facts, rules)
        word = say(f"screen.verdict.{decision.verdict}")
        gist = Gist(decision, facts, rules)
        text = gist.headline()
        if granted:
            text = say("headline.granted", answer=text, granted=" ".join(granted))
        page.add(text, indent=2, mark=word, role=_ROLES[decision.verdict])
    return gist


class _Screen:
    """Writes a screen, the briefer the higher *brevity*."""

    def __init__(self, decision: Decision, facts: Facts, rules: RuleSet, page: Page, brevity: int) -> None:
        self._decision, self._facts, self._rules, self._page = decision, facts, rules, page
        self._brevity = brevity

    def write(self, questions: Sequence[Asked], ways_out: Sequence[str], granted: Sequence[str]) -> None:
        self._gist = add_answer(self._page, self._decision, self._facts, self._rules, granted)
        self._rows([*self._first(), *self._next(questions), *self._ways(ways_out)])
        self._rows([*self._parts(), *self._border(), *self._plan()])
        self._rows([*self._notices(), *self._limits()])
        rules = say("rules", version=self._decision.rules_version, digest=self._decision.rules_digest[:4])
        self._page.add(say("documents_only"), indent=2, right=rules)

    def _rows(self, rows: Sequence[Row]) -> None:
        """Write *rows* with their texts one below the other."""
        if not rows:
            return
        if self._brevity < _BRIEFEST:
            self._page.gap()
        widths = [columns(self._page.plain(row.label)) for row in rows]
        wide = max([each for each in widths if 2 * each <= self._page.width], default=0)
        has_sign = any(row.sign for row in rows)
        for row in rows:
            label = self._page.plain(row.label)
            if columns(label) > wide:  # it has no room beside its text
                self._page.add(label, indent=2, role="strong")
                self._page.add(row.text, indent=4, mark=row.sign, role=row.role)
                continue
            mark = label + " " * (wide - columns(label))
            if has_sign:
                sign = self._page.plain(row.sign)
                mark += f"  {sign or ' '}".ljust(2 + self._page.mark_width)
            self._page.add(row.text, indent=2, mark=mark, role=row.role)

    def _first(self) -> Iterator[Row]:
        """Yield what the whole answer is about, and what else has to be known of it before anything."""
        for notice in self._gist.notices(first=True):
            if notice.certain:
                text = self._gist.notice(notice) if self._brevity < _BRIEFEST else notice.title
                yield Row(say("screen.first"), text, "open")
        for visa in self._decision.unlisted_visas:
            yield Row(say("screen.first"), self._gist.unlisted(visa), "bad")
        for text in self._gist.ended():
            yield Row(say("screen.first"), text, "bad")
        if text := overdue_text(self._decision, self._rules):
            yield Row(say("screen.first"), text, "bad")

    def _next(self, questions: Sequence[Asked]) -> Iterator[Row]:
        """Yield the next question, and of the others what they are about."""
        if not questions:
            return
        first, *others = questions
        yield Row(say("screen.next"), first.ask, "strong")
        yield Row(
            "", " ".join((*first.typed, *([say("screen.words", fact=first.words)] if first.words else ())))
        )
        told = [each.called for each in others][: 0 if self._brevity > 2 else 4 - self._brevity]
        more = len(others) - len(told)
        if told:
            key = "screen.then.more" if more else "screen.then.all"
            yield Row(say("screen.then"), say(key, facts=", ".join(dict.fromkeys(told)), count=more))
        if others:
            yield Row("", say("screen.one_by_one"))

    def _ways(self, ways_out: Sequence[str]) -> Iterator[Row]:
        """Yield what was checked again, and apart from it what the authors of the rules advise."""
        for number, way in enumerate(ways_out[: max(1, 3 - self._brevity)]):
            yield Row(say("screen.or") if number else say("screen.way"), way)
        advice = list(self._gist.where_unsettled())
        if ways_out and self._brevity < 2 and (other := self._gist.advice()):
            advice.append(other)
        for text in dict.fromkeys(advice[:1]):
            yield Row(say("screen.advice"), text)

    def _parts(self) -> Iterator[Row]:
        """Yield how each State, and the port, stand."""
        for part in self._decision.parts:
            told = [each for each in part.requirements if each.outcome is not Outcome.NOT_APPLICABLE]
            label = self._gist.part(part)
            if not told:
                yield Row(label, say("screen.nothing"), *_signed(Standing.MET))
                continue
            standing = [each for each in told if each.standing is not Standing.MET]
            standing.sort(key=lambda each: each.standing is not Standing.UNMET)
            limit = max(1, 3 - self._brevity)
            for number, each in enumerate(standing[:limit]):
                text = self._gist.of(each, is_brief=self._brevity > 2)
                yield Row("" if number else label, text, *_signed(each.standing))
            if not standing:
                yield Row(label, self._gist.met(part), *_signed(Standing.MET))

    def _border(self) -> Iterator[Row]:
        """Yield where else one may cross, and what comes of it at the port where the rules began."""
        if text := self._gist.border():
            yield Row(say("screen.border"), text)

    def _plan(self) -> Iterator[Row]:
        told = list(plan_texts(self._decision, self._facts))
        for number, text in enumerate(told[:1] if self._brevity > 1 else told):
            yield Row("" if number else say("screen.show"), text)

    def _notices(self) -> Iterator[Row]:
        """Yield the duties and what to carry, and how many others there are to know."""
        told = 0
        notices = self._gist.notices(first=False)
        for kind in (NoticeKind.DO, NoticeKind.CARRY):
            concerned = [each for each in notices if each.kind is kind and each.certain]
            told += len(concerned)
            if concerned and self._brevity:
                yield Row(say(f"screen.{kind}"), "; ".join(map(self._titled, concerned)))
            elif concerned:
                yield Row(say(f"screen.{kind}"), " ".join(map(self._gist.notice, concerned)))
        known = len(notices) - told
        text = counted("screen.know", known) if known else say("screen.know.none")
        yield Row(say("screen.know.label"), text)

    def _titled(self, notice: NoticeFinding) -> str:
        if notice.apply is None:
            return notice.title
        return say("screen.apply", title=notice.title, address=notice.apply)

    def _limits(self) -> Iterator[Row]:
        """Yield how far the answer carries, where the first line has no room for it."""
        if not self._brevity and (text := grade_text(self._decision, self._rules)):
            yield Row(say("screen.rests_on"), text)
        if limits := limits_below(self._decision, self._facts, self._rules, self._page):
            yield Row(say("screen.limits"), limits)
        if self._decision.days_apart:
            days = [
                say(
                    f"days_apart.{'then' if number else 'first'}",
                    date=day(other),
                    verdict=say(f"verdict.word.{verdict}"),
                )
                for number, (other, verdict) in enumerate(self._decision.days_apart)
            ]
            yield Row(say("screen.midnight"), say("days_apart", days="".join(days)))


def _signed(standing: Standing) -> tuple[str, str]:
    sign, role = SIGNS[standing]
    return role, sign
