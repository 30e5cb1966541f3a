"""Compile the shipped rules into the wheel.

A wheel carries `crosscheck/_rules/bundle.json`: the typed tree of `rules/`, keyed by
the digest of the files it was made from, so that an installed crosscheck answers
without reading YAML.  A checkout (or an editable install) has no bundle and compiles
from text.  Rules that do not compile stop the build.  Beside it stands its digest, by which
it is known as the one that was read again here.
"""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PLACE = "crosscheck/_rules"


def compiled_rules(root: Path) -> dict[str, str]:
    """Return the bundle of the rules under *root*, a checkout or an unpacked sdist, and its digest, by their names."""
    sys.path.insert(0, str(root))
    try:
        from crosscheck.compiler.files import bundle
        from crosscheck.compiler.files.load import load
    finally:
        sys.path.remove(str(root))
    text = bundle.dumps(load([root / "rules"]))
    bundle.loads(text)
    return {"bundle.json": text, "digest": bundle.digest(text)}


class CompileRules(BuildHookInterface[Any]):
    """Adds the bundle and its digest to a wheel; leaves editable installs and the sdist alone."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the bundle to a folder of the build's own and map it into the wheel."""
        if self.target_name != "wheel" or version == "editable":
            return
        self._made = Path(tempfile.mkdtemp(prefix="crosscheck-build-"))
        for name, text in compiled_rules(Path(self.root)).items():
            (self._made / name).write_text(text, encoding="utf-8")
            build_data["force_include"][str(self._made / name)] = f"{PLACE}/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what `initialize` wrote."""
        made = getattr(self, "_made", None)
        if made is not None:
            shutil.rmtree(made)
