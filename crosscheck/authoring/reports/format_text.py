"""What `rules format` did, or would do."""

import json
from collections.abc import Iterable, Sequence
from difflib import unified_diff

from crosscheck.authoring.format.canonical import Formed
from crosscheck.authoring.reports.diagnostic_text import counted


def format_text(found: Sequence[Formed], *, written: bool) -> str:
    """Return a line for each file that changes, and one that counts."""
    changed = [each.path for each in found if each.changes]
    verb = "formatted" if written else "would format"
    lines = [f"{verb} {path}" for path in changed]
    lines += [
        f"left alone {each.path}: its form would say something else; this is a fault of crosscheck, please report it"
        for each in found
        if each.is_at_fault
    ]
    read = sum(bool(each.text) for each in found)
    left = len(found) - read
    turns = verb if written else "would change"
    count = f"{counted(len(changed), 'file')} {turns}, {counted(read - len(changed), 'file')} in form"
    left_alone = f", {counted(left, 'file')} left alone" if left else ""
    return "\n".join([*lines, count + left_alone]) + "\n"


def format_json(found: Iterable[Formed]) -> str:
    """Return what became of each file."""
    files = [{"path": each.path, "status": _status(each)} for each in found]
    return json.dumps({"files": files}, ensure_ascii=False, indent=2) + "\n"


def differences(found: Iterable[Formed]) -> str:
    """Return what changes, as a unified diff that `patch` and `git apply` take."""
    return "".join(
        _ended(line)
        for each in found
        if each.changes
        for line in unified_diff(
            each.before.decode().splitlines(keepends=True),
            each.text.splitlines(keepends=True),
            each.path,
            each.path,
        )
    )


def _ended(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _status(each: Formed) -> str:
    if each.changes:
        return "changed"
    return "in form" if each.text else "left alone"
