"""What the README shows and promises is so."""

import re
import subprocess
import sys

from tests.pages.readme import PAGE, PICTURE, ROOT, shown

README = PAGE.read_text(encoding="utf-8")
ONE_LINERS = re.findall(r"^```sh\n(python3 -m venv .*)\n```$", README, re.MULTILINE)


def test_the_readme_has_two_one_liners() -> None:
    """One ends in a verdict, one in passing tests; the build server runs them word for word."""
    verdict, tests = ONE_LINERS

    assert verdict.endswith(".venv/bin/crosscheck --nationality KZ --direction outbound")
    assert tests.endswith(".venv/bin/pytest -q -n auto -m 'not slow'")
    assert "PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt " in tests


def test_the_readme_shows_real_output() -> None:
    """What it shows is what the command prints, to the letter and to the digest of the rules."""
    pictures = [picture[0] for picture in PICTURE.finditer(README)]

    assert any(len(picture.splitlines()) > 5 for picture in pictures)
    assert shown(README) == README, "`make pages` writes it again"


def test_the_readme_embeds_the_library_as_it_is() -> None:
    """The Python of the README runs and ends in one of the three verdicts."""
    (code,) = re.findall(r"^```python\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.stderr == ""
    assert done.stdout.strip() in {"pass", "fail", "conditional"}
