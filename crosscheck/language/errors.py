"""Every exception that crosscheck raises on purpose.

CrosscheckError
  RulebookError                the rules cannot be used; .diagnostics has all that is wrong
  ProfileError                 the profile cannot be read; .problems is (path, what) pairs
  UncoveredError               the question lies outside what the rules cover; .sentence says what
  UnsupportedExpressionError   a tree cannot be written as a phrase

What is said of them is a `Sentence`: English as text, and a `key` and `words` by which another language says it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final, TypeAlias

from crosscheck.language.diagnostics import Diagnostic
from crosscheck.language.source import Span
from crosscheck.language.spoken.sentences import Sentence, UnreadableError

Problem: TypeAlias = tuple[str, Sentence]
"""Where something is wrong, such as `documents[0].type`, and what: text that has its `key` and `words`."""


class CrosscheckError(Exception):
    """The root of every exception of this package."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle by what it holds: it is made of something else."""
        return Exception.__new__, (type(self), *self.args), vars(self)


class RulebookError(CrosscheckError):
    """The rules cannot be used; *texts* holds the files that the diagnostics speak of, by path.

    Compiled rules have no place that a diagnostic could show: *said* is all that there is to say of them.
    """

    def __init__(
        self,
        diagnostics: Sequence[Diagnostic],
        texts: Mapping[str, str] | None = None,
        said: Sentence | None = None,
    ) -> None:
        self.diagnostics = tuple(diagnostics)
        self.texts = dict(texts or {})
        self.said = said or Sentence("rules.none")
        first = self.diagnostics[0] if self.diagnostics else None
        more = f" (and {len(self.diagnostics) - 1} more)" if len(self.diagnostics) > 1 else ""
        super().__init__(f"{first.span}: {first.code}: {first.message}{more}" if first else self.said)


MOST_PROBLEMS: Final = 50
"""How many problems of one profile are told: an error never outgrows what is wrong by much."""


class ProfileError(CrosscheckError):
    """The question or the profile cannot be read.

    *problems* are the first 50 in words, as (path, what), each *what* with its key; *more* is how
    many there are besides, at least.  The first of them, *asked* many, are about the question.
    """

    def __init__(self, problems: Sequence[Problem], more: int = 0, *, asked: int = 0) -> None:
        self.problems = tuple(problems[:MOST_PROBLEMS])
        self.more = more + len(problems) - len(self.problems)
        self.asked = asked
        super().__init__("; ".join(self._lines(str)))

    def lines(self) -> list[str]:
        """Return one line for each problem, and one for those that are only counted, in the language that is spoken."""
        return self._lines(Sentence.spoken)

    def _lines(self, say: Callable[[Sentence], str]) -> list[str]:
        told = [f"{path}: {say(what)}" if path else say(what) for path, what in self.problems]
        return [*told, say(Sentence("problems.more", count=self.more))] if self.more else told


@contextmanager
def refused_at(path: str) -> Iterator[None]:
    """Refuse what cannot be read in the block, as a problem at *path*."""
    try:
        yield
    except UnreadableError as error:
        raise ProfileError([(path, error.said)]) from None


class UncoveredError(CrosscheckError):
    """The question lies outside what the rules declare as covered: silence is not law.

    *what* is `state`, `port`, `route`, `date`, `nationality`, `movement` or `document`;
    *of* names the State or port whose coverage ends there; *value* is what was asked;
    *sentence* says it, and has its key.
    """

    def __init__(self, what: str, of: str, value: str, sentence: Sentence) -> None:
        self.what, self.of, self.value, self.sentence = what, of, value, sentence
        super().__init__(sentence)


class UnsupportedExpressionError(CrosscheckError):
    """A tree holds what no phrase says; whoever writes it refuses rather than approximate."""

    def __init__(self, node: str, span: Span | None) -> None:
        self.node, self.span = node, span
        super().__init__(f"{span}: {node} is not supported here" if span else f"{node} is not supported here")
