"""What becomes of the shipped rules when somebody slips."""

from collections.abc import Mapping

import pytest

from crosscheck.compiler.files.build import is_rule_file
from crosscheck.compiler.files.folders import read_folders
from tests.compiler.test_random_edits import try_edits
from tests.shipped.rules import SHIPPED


def about(path: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return what the file at *path* is compiled with: its own State or border, and what anybody may name.

    All of the shipped rules at once would take twice as long.
    """
    top = "/".join(path.split("/")[:2]) if "/" in path else ""
    kept = {
        name: data
        for name, data in files.items()
        if name.startswith(top)
        or "/" not in name
        or any(each in name for each in ("sources", "/groups/", "documents.yaml", "state.yaml"))
    }
    for name in [name for name in kept if name.endswith("state.yaml") and not name.startswith(top)]:
        kept[name] = kept[name].partition(b"covered:")[
            0
        ]  # of another State no rule is there, but its documents
    if not any(name.startswith("ports/") and "sources" not in name for name in kept):
        lines = kept["ruleset.yaml"].splitlines(keepends=True)
        kept["ruleset.yaml"] = b"".join(line for line in lines if not line.startswith(b"default_port"))
    return kept


@pytest.mark.slow
def test_a_random_edit_of_the_shipped_rules_never_changes_meaning_silently() -> None:
    """Each edit is refused, or the rules change, or the two files say the same."""
    files = {path: data for path, data in read_folders([SHIPPED])[0].files.items() if is_rule_file(path)}

    try_edits({path: about(path, files) for path in files}, 2_000)
