"""What `rules format` did, or would do."""

import json
from collections.abc import Iterable, Sequence
from difflib import unified_diff

from crosscheck.authoring.format.report import Formed


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
    counted = (
        f"{_files(len(changed))} {verb if written else 'would change'}, {_files(read - len(changed))} in form"
    )
    return "\n".join([*lines, counted + (f", {_files(left)} left alone" if left else "")]) + "\n"


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


def _files(count: int) -> str:
    return f"{count} file" if count == 1 else f"{count} files"
