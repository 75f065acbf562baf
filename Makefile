# Works on a fresh clone with Python 3.11 or newer and make alone.
# Stamp files in .venv make every target safe and quick to repeat.

PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13 python3.14; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
POORT ?= 8000
UV ?= uv
N ?= 10000
TEST_ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCK := $(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --custom-compile-command 'make lock'

.DEFAULT_GOAL := help
.PHONY: help demo test lint format typecheck docs openapi conformiteit bench-rondvraag bench bench-rondvraag-duur bench-begrenzing bench-verantwoording ci lock schoon install install-dev

help: ## Show the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-20s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "OpenVUM needs Python 3.11 or newer; set PYTHON=/path/to/python3" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.openvum: $(BIN)/python requirements-build.lock requirements.lock pyproject.toml
	$(PIP) --require-hashes -r requirements-build.lock
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.openvum requirements-dev.lock
	$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

install: $(VENV)/.openvum ## Install OpenVUM in .venv, from the locked versions

install-dev: $(VENV)/.dev ## Install what the tests and linters need as well

demo: install ## Make and load a synthetic population, and serve it on POORT (8000)
	$(BIN)/openvum db upgrade
	$(BIN)/openvum demo
	@echo "Look at http://127.0.0.1:$(POORT)/ (the README has a question to ask); stop with Ctrl-C."
	$(BIN)/openvum serve --port $(POORT)

test: install-dev ## Run all tests (TEST_ARGS goes to pytest)
	$(BIN)/python -m pytest -n auto --dist loadgroup $(TEST_ARGS)

lint: install-dev ## Check style, import rules and the Dockerfile
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/hadolint Dockerfile

format: install-dev ## Format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

typecheck: install-dev ## Check types, strictly
	$(BIN)/mypy

openapi: install ## Write openapi/ as the app publishes it
	$(BIN)/python tools/schrijf_openapi.py

conformiteit: install-dev ## Run the official accreditation cases against real servers
	$(BIN)/python tools/conformiteit.py

bench-rondvraag: install-dev ## Measure what one question to many sources costs
	$(BIN)/python bench/rondvraag.py

bench-rondvraag-duur: install-dev ## Ask ten thousand questions, and sources that go wrong: failures and memory
	$(BIN)/python -m bench.rondvraag_duur
	$(BIN)/python -m bench.rondvraag_duur --storingen --vragen 12 --tegelijk 1

bench: install-dev ## Measure a node with N (10000) records on both databases, and write docs/prestaties.md
	$(BIN)/python -m bench.schaal --aantal $(N)

bench-begrenzing: install-dev ## Measure what a party that breaks its limit costs another
	$(BIN)/python -m bench.begrenzing

bench-verantwoording: install-dev ## Measure what the processing record costs an answer
	$(BIN)/python bench/verantwoording.py

docs: install-dev ## Build the documentation in build/docs
	$(BIN)/python -m tools.schrijf_docs --controleer
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

ci: ## Run what CI runs
	CI=true bash .ci/run

lock: ## Resolve the dependencies again (needs uv)
	$(LOCK) --group pyproject.toml:build -o requirements-build.lock
	$(LOCK) pyproject.toml -o requirements.lock
	$(LOCK) pyproject.toml --group test --group lint --group docs -o requirements-dev.lock

schoon: ## Remove .venv and caches; databases stay
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
