"""`python -m crosscheck` is the command `crosscheck`."""

from crosscheck.cli.group import main

if __name__ == "__main__":
    main()
