# What a contributor types. Every target sets up what it needs, from a fresh clone on.
SHELL := /bin/bash
VENV := .venv
PYTHON := $(VENV)/bin/python
READY := $(VENV)/.ready
PYTEST := QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest

.PHONY: run test test-slow lint format screenshots bench equality faults setup clean help

help:
	@echo "make run          open the window with the sample desk (headless: do the same job and print the paths)"
	@echo "make test         set up, then ruff, mypy, the layer contracts and pytest"
	@echo "make test-slow    the tests that take longer or want Java"
	@echo "make lint         ruff and mypy alone;  make format  puts the code in shape"
	@echo "make screenshots  render the real window into docs/images"
	@echo "make bench        speed, as figures and ratios"
	@echo "make equality DIR=…  compare the live preview with full renders of all Markdown files there"
	@echo "make faults       kill, fill, lock and damage on purpose, and look for what was lost"

setup: $(READY)

$(READY): pyproject.toml .ci/constraints.txt .ci/system-setup
	@.ci/system-setup
	@test -x $(PYTHON) || python3 -m venv $(VENV)
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check -c .ci/constraints.txt -e '.[dev]'
	@touch $(READY)

run: $(READY)
	@.ci/run-window

lint: $(READY)
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m mypy

format: $(READY)
	@$(PYTHON) -m ruff check --fix .
	@$(PYTHON) -m ruff format .

test: lint
	@$(PYTEST) -n 2 -m "not slow"

test-slow: $(READY)
	@$(PYTEST) -m slow

screenshots: $(READY)
	@$(PYTHON) docs/screenshots.py

bench: $(READY)
	@$(PYTHON) -m benchmarks

faults: $(READY)
	@$(PYTHON) -m benchmarks.faults

equality: $(READY)
	@test -n "$(DIR)" || { echo "Say where: make equality DIR=folder [EDITS=5]" >&2; exit 2; }
	@$(PYTHON) -m benchmarks.equality $(DIR) --edits $(or $(EDITS),0)

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
