"""How large is what evaluates, gives reasons and decides: tokens of Python, and their share of what they were.

    python benchmarks/size.py
    python benchmarks/size.py --root OTHER_CHECKOUT FILE_OR_FOLDER ...

Counted are the tokens of every file below, without comments, line ends, indents and strings that stand alone (docstrings).
An f-string counts as one, as Python up to 3.11 has it.
"""

import argparse
import sys
import tokenize
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
COUNTED: Final = (
    "deciding/evaluating", "deciding/explaining", "deciding/case.py", "deciding/plans.py", "deciding/crossing.py",
    "deciding/parts.py", "deciding/stated.py", "deciding/told.py",
)  # fmt: skip
"""Under `crosscheck/`: whatever evaluates, gives reasons and decides.  Where the work moves, the name moves with it."""
GROWN: Final = {"language/nodes.py": 664, "deciding/decision.py": 508}
"""Where some of the work moved to, and how large each was before: what is beyond that is counted too."""
WAS: Final = 39_495
"""The same at commit 1deb5a8, before the engine was redrawn."""
LIMIT: Final = 0.6

_BREAKS: Final = frozenset({tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT})
_NO_CODE: Final = _BREAKS | {tokenize.COMMENT, tokenize.NL, tokenize.ENCODING, tokenize.ENDMARKER}


def tokens(path: Path) -> int:
    """Return how many tokens of code the file at *path* has."""
    with path.open("rb") as file:
        read = list(_strings_whole(token.type for token in tokenize.tokenize(file.readline)))
    code = [kind for kind in read if kind not in (tokenize.COMMENT, tokenize.NL, tokenize.ENCODING)]
    count = 0
    for before, kind, after in zip(
        [tokenize.NEWLINE, *code], code, [*code[1:], tokenize.NEWLINE], strict=False
    ):
        stands_alone = kind == tokenize.STRING and before in _BREAKS and after == tokenize.NEWLINE
        count += kind not in _NO_CODE and not stands_alone
    return count


def _strings_whole(kinds: Iterable[int]) -> Iterator[int]:
    """Yield *kinds* with every f-string, which Python from 3.12 on has in pieces, as one string."""
    start, end = getattr(tokenize, "FSTRING_START", None), getattr(tokenize, "FSTRING_END", None)
    depth = 0
    for kind in kinds:
        depth += kind == start
        if depth == 0:
            yield kind
        elif kind == end:
            depth -= 1
            if depth == 0:
                yield tokenize.STRING


def files(root: Path, names: Iterable[str]) -> Iterator[Path]:
    """Yield each of the files that *names* name under *root*, folders searched to the bottom."""
    for name in names:
        path = root / name
        found = sorted(path.rglob("*.py")) if path.is_dir() else [path]
        if not found or not all(each.is_file() for each in found):
            raise SystemExit(
                f"{path}: there is no such file or folder; name in COUNTED where its work is done now"
            )
        yield from found


def main() -> int:
    """Count and print; return the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--root", type=Path, default=ROOT, help="a checkout (default: this one)")
    parser.add_argument("names", nargs="*", help="what to count instead of COUNTED, under crosscheck/")
    arguments = parser.parse_args()
    package = arguments.root / "crosscheck"
    counts = {path: tokens(path) for path in dict.fromkeys(files(package, arguments.names or COUNTED))}
    if not arguments.names:
        counts |= {package / name: tokens(package / name) - before for name, before in GROWN.items()}
    for path, count in sorted(counts.items(), key=lambda item: -item[1]):
        print(f"{count:7,}  {path.relative_to(package)}")
    total = sum(counts.values())
    print(f"{total:7,}  in all: {total / WAS:.3f} of {WAS:,}; limit {LIMIT}")
    return 0 if total <= LIMIT * WAS else 1


if __name__ == "__main__":
    sys.exit(main())
