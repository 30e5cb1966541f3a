"""Files under 1 MiB that are made to take long: each is answered within seconds, in few words."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAD = "requirement: uto.exit.document\ntitle: T\nsays: S.\nsource: uto-border-act-2020\n"
MANY = 20_000
SECONDS = 6
"""Of processor time: two on an idle machine."""
_LINT = """
import sys, time
from crosscheck.render.diagnostic_text import diagnostics_text
from tests.compiler.reading import built
from crosscheck.linting.lint import lint
path, file = sys.argv[1:]
text = open(file, encoding="utf-8").read()
rules, found = built(path, text)
if rules is not None:
    found = lint(rules, 739943, found, {f"rules/{path}": text})
shown = diagnostics_text(found, {found[0].span.path: text}) if found else ""
print(len(found), len(shown), time.process_time())
"""
EXIT = "states/uto/exit/document.yaml"


def _needs(lines: str) -> str:
    return f"{HEAD}needs:\n{lines}"


SHAPES = {
    "one phrase of many and": (EXIT, _needs("  nationality: " + "UTO and " * 100_000 + "UTO\n")),
    "one phrase of many or": (EXIT, _needs("  nationality: " + "UTO or " * 100_000 + "UTO\n")),
    "a phrase of nothing but and": (EXIT, _needs("  nationality: " + "and " * 200_000 + "\n")),
    "one long word": (EXIT, _needs(f"  nationality: {'x' * 400_000}\n")),
    "one long key": (EXIT, _needs(f"  {'x' * 900}: UTO\n") + f"{'y' * 900}: z\n"),
    "one long look-alike": (EXIT, _needs(f"  nationality: {'С' * 400_000}\n")),
    "look-alikes without end": (EXIT, _needs(f"  nationality: {'Сa' * 200_000}\n")),
    "unknown keys": (EXIT, _needs("  nationality: UTO\n") + "".join(f"kez{n}: a\n" for n in range(60_000))),
    "unknown facts": (EXIT, _needs("".join(f"  nationalitx{n}: UTO\n" for n in range(MANY)))),
    "unknown States": (
        EXIT,
        _needs(
            "  any_of:\n"
            + "".join(
                f"    b{n}:\n      nationality: {' or '.join(['Kazakstan'] * 1)}{n}\n" for n in range(20_000)
            )
        ),
    ),
    "good branches": (
        EXIT,
        _needs("  any_of:\n" + "".join(f"    b{n}:\n      nationality: UTO\n" for n in range(24_000))),
    ),
    "a for of many branches, and needs of as many": (
        EXIT,
        HEAD
        + "".join(
            f"{key}:\n  any_of:\n"
            + "".join(f"    b{n}:\n      nationality: not UTO\n" for n in range(12_000))
            for key in ("for", "needs")
        ),
    ),
    "nothing but waivers": (
        EXIT,
        _needs("  nationality: UTO\n" + "# crosscheck: allow CC408, because x\n" * 24_000),
    ),
    "grounds of one name": (
        EXIT,
        HEAD + "met_by:\n" + "".join("  - ground: a\n    title: T\n" for n in range(MANY)),
    ),
    "grounds": (
        EXIT,
        HEAD
        + "met_by:\n"
        + "".join(
            f"  - ground: a{n}\n    title: T\n    source: uto-border-act-2020\n" for n in range(16_000)
        ),
    ),
    "unknown members": (
        "groups/uto-odd.yaml",
        "group: uto-odd\ntitle: T\nsource: uto-border-act-2020\ncomplete: yes\nmembers:\n"
        + "".join(f"  Q{n}: {{source: nowhere}}\n" for n in range(MANY)),
    ),
    "periods": (
        EXIT,
        HEAD
        + "in_force:\n"
        + "".join(
            f"  - {y:04}-{m:02}-{d:02} .. {y:04}-{m:02}-{d:02}\n"
            for y in range(1900, 1990)
            for m in range(1, 13)
            for d in range(1, 29)
        )
        + "needs:\n  nationality: UTO\n",
    ),
    "sources": (
        "sources.yaml",
        "sources:\n" + "".join(f"  odd-{n}:\n    cit: x\n" for n in range(MANY)),
    ),
    "tags": (EXIT, _needs("".join(f"  a{n}: !x y\n" for n in range(MANY)))),
    "one line of many keys": (
        EXIT,
        HEAD + "needs: {" + "".join(f"a{n}: b, " for n in range(MANY)) + "c: d}\n",
    ),
    "brackets": (EXIT, HEAD + "needs: " + "[" * 500_000 + "\n"),
}


@pytest.mark.parametrize("name", SHAPES)
def test_a_hostile_file_is_answered_within_seconds(name: str, tmp_path: Path) -> None:
    """Neither time nor report grows beyond what somebody waits for or reads."""
    path, text = SHAPES[name]
    assert len(text.encode()) < 1 << 20
    file = tmp_path / "hostile.yaml"
    file.write_text(text, encoding="utf-8")

    ran = subprocess.run(
        [sys.executable, "-c", _LINT, path, str(file)],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=ROOT,
        check=False,
    )

    assert ran.returncode == 0, ran.stderr
    count, length, seconds = map(float, ran.stdout.split())
    assert seconds < SECONDS
    assert count <= 2_000
    assert length < 1_000_000
