"""`python -m crosscheck`."""

from crosscheck.cli.group import main

main()
