"""What strangers send ends as an answer or as an error that says so: profiles, rule files, bundles, command lines.

The gate tries the same few of each; `make soak` tries many fresh ones.  What fell once stands as a test of
its own beside what it is about.
"""

import builtins
import io
import json
import random
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import pytest

from crosscheck.authoring.lint.lint import lint
from crosscheck.authoring.reports.diagnostic_text import diagnostics_text
from crosscheck.cli.group import run
from crosscheck.compiler.files import bundle
from crosscheck.compiler.files.build import is_rule_file
from crosscheck.compiler.files.folders import read_folders
from crosscheck.deciding.facts import Direction
from crosscheck.language.errors import CrosscheckError, ProfileError
from crosscheck.library import Rulebook
from crosscheck.profile.text import parse_profile_text
from tests.compiler.reading import built
from tests.compiler.test_bundle import rows_of, signed
from tests.compiler.test_random_edits import edited
from tests.shipped.rules import shipped_rulebook
from tests.soak import hostile
from tests.soak.amount import FIRST, SOAK

ROOT = Path(__file__).parents[2]
EACH: Final = SOAK or 80
"""How many of each are tried."""
CHUNKS: Final = 8
LARGEST: Final = 200_000
"""Characters that an error may have."""
RAW: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e]")
WHERE: Final = ("--direction", "outbound")
TRAVELLERS: Final[tuple[dict[str, Any], ...]] = ({"nationality": "FR"}, *hostile.PROFILES)


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    """The shipped rules."""
    return shipped_rulebook()


@pytest.fixture(params=range(CHUNKS))
def seeds(request: pytest.FixtureRequest) -> Iterator[Iterator[int]]:
    """Numbers from which things are made; the one at which a test fell is named."""
    at = [-1]

    def counted() -> Iterator[int]:
        for at[0] in range(FIRST + request.param, FIRST + EACH, CHUNKS):
            yield at[0]

    failed = request.session.testsfailed
    yield counted()
    if request.session.testsfailed > failed:
        sys.stderr.write(f"seed {at[0]}\n")


def test_a_profile_is_answered_or_refused(rulebook: Rulebook, seeds: Iterator[int]) -> None:
    """No other exception, and no error larger than people read."""
    for seed in seeds:
        made = hostile.profile(seed)
        where = {"direction": ("inbound", "outbound")[seed % 2], "port": ("khorgos", "muzart")[seed // 2 % 2]}
        said = ""
        try:
            rulebook.check(made, on="2026-12-01", **where)  # type: ignore[arg-type]  # whatever was made
        except CrosscheckError as error:
            said = str(error)
        assert len(said) < LARGEST, seed


@pytest.mark.parametrize("traveller", TRAVELLERS, ids=lambda each: each["nationality"])
@pytest.mark.parametrize("direction", ["inbound", "outbound"])
def test_before_it_is_changed_a_profile_is_answered(
    rulebook: Rulebook, traveller: dict[str, Any], direction: Direction
) -> None:
    """Or the changed ones, too, would try nothing but the reader."""
    assert rulebook.check(traveller, on="2026-12-01", port="muzart", direction=direction).verdict


@pytest.mark.parametrize(
    "words", [*hostile.COMMANDS, *(("--nationality", "PK", *words) for words in hostile.CHECK)], ids=" ".join
)
def test_before_it_is_changed_a_command_line_is_understood(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, rules_at_hand: None
) -> None:
    """Each option by itself: what is said is a question about the crossing at most, never of the words."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"{}")))
    where = () if words in hostile.COMMANDS or {"--from", "--direction"} & {*words} else WHERE

    assert run([*words, *where]) in (0, 1, 3)


def test_the_text_of_a_profile_is_read_or_refused(seeds: Iterator[int]) -> None:
    """Whatever became of its bytes."""
    for seed in seeds:
        data, name = hostile.profile_text(seed)
        with suppress(ProfileError):
            assert isinstance(parse_profile_text(data, name), dict), seed


def test_a_rule_file_gives_rules_or_findings(seeds: Iterator[int]) -> None:
    """After several random edits, and linted and shown besides."""
    files = {
        path: data
        for path, data in read_folders([ROOT / "tests" / "rules_uto"])[0].files.items()
        if is_rule_file(path)
    }
    for seed in seeds:
        chance = random.Random(seed)  # noqa: S311 - edits, no secrets
        path = chance.choice(sorted(files))
        data = files[path]
        for _ in range(chance.randrange(1, 9)):
            data = edited(data, chance) or b"a"
        text = data.decode("utf-8", "replace")
        rules, found = built(path, text)
        if rules is not None:
            found = lint(rules, 739_943, found, {f"rules/{path}": text})
        assert rules is not None or found, seed
        assert len(diagnostics_text(found, {f"rules/{path}": text})) < LARGEST, seed


def test_a_bundle_is_read_or_refused_and_never_run(rulebook: Rulebook, seeds: Iterator[int]) -> None:
    """Signed as its writer signs it, so that the digest lets it pass; what it holds stays data.

    What a port is may still be a value of another type: that ends as a fault, not as a verdict.
    """
    good = rows_of(rulebook.rules)
    for seed in seeds:
        try:
            rules = bundle.loads(signed(hostile.rows(seed, good)))
        except ValueError:
            continue
        asked = Rulebook(rules)
        direction: Direction = "inbound" if seed // 2 % 2 else "outbound"
        for traveller in TRAVELLERS:
            with suppress(Exception):
                asked.to_json(asked.check(traveller, on="2026-12-01", port="muzart", direction=direction))
        assert not hasattr(builtins, "crosscheck_ran"), seed


def test_a_command_line_ends_as_it_should(
    seeds: Iterator[int], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, rules_at_hand: None
) -> None:
    """Neither a fault nor a status that is not documented, and nothing raw on the terminal."""
    monkeypatch.chdir(tmp_path)
    for seed in seeds:
        out, err = io.StringIO(), io.StringIO()
        words = hostile.command_line(seed)
        with monkeypatch.context() as patched:
            patched.setattr(sys, "stdout", out)
            patched.setattr(sys, "stderr", err)
            patched.setattr(
                sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(hostile.profile(seed)).encode()))
            )
            status = run(words)
        shown = out.getvalue() + err.getvalue()
        assert status in (0, 1, 2, 3, 4, 130), (seed, words, shown[:500])
        assert not RAW.search(shown), (seed, words)
