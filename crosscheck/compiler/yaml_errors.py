"""What libyaml could not read, in an author's words."""

from yaml.error import MarkedYAMLError

from crosscheck.diagnostics import Diagnostic
from crosscheck.source import Position, SourceText, Span


def explain(source: SourceText, error: MarkedYAMLError) -> Diagnostic:
    """Return the one finding that says where *source* stops being a rule file, and why."""
    mark = error.problem_mark or error.context_mark
    place = Position(mark.line + 1, mark.column + 1) if mark else Position(1, 1)
    end = Position(place.line, place.column + 1)
    return Diagnostic("CC110", Span(source.path, place, end), f"this cannot be read: {error.problem}")
