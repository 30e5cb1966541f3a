# `make check` is what to run before a commit; `.ci/run` is what must hold before it lands.
PYTHON ?= .venv/bin/python
BIN = $(dir $(PYTHON))

SOAK ?= 20000

.PHONY: check format pages soak startup

check:
	$(BIN)ruff format --check .
	$(BIN)ruff check .
	$(BIN)mypy
	$(BIN)pytest -q -n auto -m 'not slow'
	$(BIN)crosscheck rules lint
	$(BIN)crosscheck rules test

format:
	$(BIN)ruff format .
	$(BIN)ruff check --fix .

# The pages that are made of rules, diagnostics and what commands print; a test compares each.
pages:
	$(PYTHON) -m crosscheck.reference >docs/facts.md
	$(BIN)crosscheck rules schema >/dev/null
	$(PYTHON) -m tests.cases_page
	$(PYTHON) -m tests.diagnostics_page
	$(PYTHON) -m tests.second_derivation.page
	$(PYTHON) -m tests.authors_walk
	$(PYTHON) -m tests.readme_page

startup:
	$(PYTHON) benchmarks/startup.py

soak:
	CROSSCHECK_SOAK=$(SOAK) $(BIN)pytest -q -n auto tests/soak
