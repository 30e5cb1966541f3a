"""The command `crosscheck`, and `python -m crosscheck`: the guard around loading the rest."""

import gc
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line; what cannot even be loaded ends as a fault, never as a verdict."""
    # Rules and classes are all kept: to look among them for garbage as often as Python does is a tenth of an answer.
    gc.set_threshold(100_000)
    try:
        from crosscheck.cli.group import main as run
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:  # noqa: BLE001 - Python would end with 1, which is a verdict here
        sys.stderr.write(f"crosscheck: internal fault while loading: {type(error).__name__}: {error}\n")
        sys.exit(70)
    run()


if __name__ == "__main__":
    main()
