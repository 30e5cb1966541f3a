"""What the first answer may import: start-up time is a promise (see `benchmarks/startup.py`)."""

import pytest

from tests.cli.commands import in_own_process
from tests.invented import INVENTED

HEAVY = (
    "pydantic", "hypothesis", "tabulate", "jsonschema", "json.tool", "asyncio", "email", "importlib.metadata",
    "difflib", "unittest", "crosscheck.models", "crosscheck.authoring", "crosscheck.answers.port_text",
    "crosscheck.language.names.cldr", "crosscheck.language.names.cldr_offered", "crosscheck.language.names.meanings", "crosscheck.language.names.hints",
)  # fmt: skip

REPORT = f"""
import atexit, sys
atexit.register(lambda: print(*(name for name in {HEAVY!r} if name in sys.modules), file=sys.stderr))
"""


@pytest.mark.parametrize(
    "how", ["", "--document-type ordinary-passport --purpose tourism --stay 20 --no-visa"]
)
def test_the_first_answer_imports_nothing_heavy(how: str) -> None:
    """Neither the models of the profile nor anything that another command needs."""
    done = in_own_process(f"crosscheck --nationality DE --direction inbound {how}", python=REPORT)

    assert done.returncode == 3
    assert done.stderr.split() == []


def test_an_answer_from_a_bundle_reads_no_yaml() -> None:
    """The wheel carries the rules compiled; neither the compiler's front nor PyYAML is needed."""
    plant = f"""
import pathlib, sys
import crosscheck.compiler.files.load as load
from crosscheck.compiler.files.bundle import dumps, loads
text = dumps(load.load([*map(pathlib.Path, {[*map(str, INVENTED)]!r})]))
kept = load.__name__
for name in [n for n in sys.modules if n.startswith(("yaml", "_yaml", "crosscheck.compiler")) and not kept.startswith(n)]:
    del sys.modules[name]
from crosscheck.compiler.files.bundle import loads
load.load = lambda paths=None: loads(text)
import atexit
atexit.register(lambda: print(*(n for n in sys.modules if n.split(".")[0] == "yaml"), file=sys.stderr))
"""
    done = in_own_process("crosscheck --nationality DE --direction inbound", python=plant)

    assert done.returncode == 3
    assert done.stderr.split() == []
