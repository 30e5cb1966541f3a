"""Compile the shipped rules into the wheel.

A wheel carries `crosscheck/_rules/bundle.json`: the typed tree of `rules/`, keyed by
the digest of the files it was made from, so that an installed crosscheck answers
without reading YAML.  A checkout (or an editable install) has no bundle and compiles
from text.  Rules that do not compile stop the build.
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUNDLE = "crosscheck/_rules/bundle.json"


def compiled_rules(root: Path) -> str:
    """Return the bundle of the rules under *root*, a checkout or an unpacked sdist."""
    sys.path.insert(0, str(root))
    try:
        from crosscheck.compiler import bundle
        from crosscheck.load import load
    finally:
        sys.path.remove(str(root))
    return bundle.dumps(load([root / "rules"]))


class CompileRules(BuildHookInterface[Any]):
    """Adds the bundle to a wheel; leaves editable installs and the sdist alone."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the bundle to a folder of the build's own and map it into the wheel."""
        if self.target_name != "wheel" or version == "editable":
            return
        made = Path(tempfile.mkdtemp(prefix="crosscheck-build-")) / "bundle.json"
        made.write_text(compiled_rules(Path(self.root)), encoding="utf-8")
        self._made = made
        build_data["force_include"][str(made)] = BUNDLE

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what `initialize` wrote."""
        made = getattr(self, "_made", None)
        if made is not None:
            made.unlink()
            made.parent.rmdir()
