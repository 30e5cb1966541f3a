# `make check` is what to run before a commit; `.ci/run` is what must hold before it lands.
PYTHON ?= .venv/bin/python
BIN = $(dir $(PYTHON))

SOAK ?= 20000
SOAK_SEED := $(or $(SOAK_SEED),$(shell date +%s))

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
	$(PYTHON) -m tests.pages.facts
	$(BIN)crosscheck rules schema >/dev/null
	$(PYTHON) -m tests.pages.cases
	$(PYTHON) -m tests.pages.diagnostics
	$(PYTHON) -m tests.second_derivation.page
	$(PYTHON) -m tests.pages.walk
	$(PYTHON) -m tests.pages.readme
	$(PYTHON) -m tests.pages.answers

startup:
	$(PYTHON) benchmarks/startup.py

# Fresh cases each time, all of which follow from the number that is printed: `make soak SOAK_SEED=...` draws them again.
soak:
	@echo "SOAK=$(SOAK) SOAK_SEED=$(SOAK_SEED)"
	CROSSCHECK_SOAK=$(SOAK) CROSSCHECK_SOAK_SEED=$(SOAK_SEED) $(BIN)pytest -q -n auto --durations=0 --durations-min=60 \
		tests/soak tests/laws/test_agreement.py tests/laws/test_border.py tests/laws/test_laws.py tests/laws/test_what_came_before.py
