# Two commands matter: `make site` builds the site, `make test` runs everything that CI runs. `make help` lists the rest.
# Nothing is assumed but make and a Python 3.11 or newer with its venv module: `make PYTHON=python3.13 site` names another one.

PYTHON ?= python3
VENV ?= .venv
EDITION ?= internal
WORKERS ?= 2

BIN := $(VENV)/bin
LOCKED_PIP := pip install --quiet --disable-pip-version-check --require-hashes --requirement
CHECKOUT_PIP := pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
# Each worker begins with a half of the files, so that what a file builds is built once, not once in each; who is done helps the other.
PYTEST := -m pytest --numprocesses $(WORKERS) --dist worksteal

# mkdocs-material prints a banner about MkDocs 2, which this project does not use: see the README.
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site serve check offline test lint types unit browser minimums format lock bench dist clean

help: ## list these targets
	@sed -n 's/^\([a-z]*\):[^#]*## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r target words; do \
	    printf '  make %-10s %s\n' "$$target" "$$words"; done

site: $(VENV)/.runtime ## check the records and build site/ (EDITION=public leaves internal records out)
	$(BIN)/runbook-site build --edition $(EDITION)
	@echo "Or run make serve for a preview that follows your changes."

serve: $(VENV)/.runtime ## preview on this machine, reloaded when a record changes
	$(BIN)/mkdocs serve

check: $(VENV)/.runtime ## report every problem of every record
	$(BIN)/runbook-site check --strict

offline: $(VENV)/.runtime ## build site-offline/, which opens without a web server, for the day that the network is down
	$(BIN)/runbook-site build --edition $(EDITION) --config mkdocs.offline.yml

test: lint types minimums unit browser ## everything that CI runs

lint: $(VENV)/.tests ## style of the code
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/.tests ## mypy, strict
	$(BIN)/mypy

unit: $(VENV)/.tests $(VENV)/.node ## every test without a browser, real builds of the site among them
	$(BIN)/python $(PYTEST) -m "not browser"

browser: $(VENV)/.tests ## the built site in a real browser
	$(BIN)/python -m tests.find_browser
	$(BIN)/python $(PYTEST) -m browser

minimums: $(VENV)-minimum/.tests ## the same tests with the oldest dependencies that pyproject.toml allows
	$(VENV)-minimum/bin/python $(PYTEST) --ignore tests/browser --ignore tests/test_workflows.py --ignore tests/test_benchmarks.py \
	    --ignore-glob "tests/authoring/test_editor*.py" --ignore tests/output/test_sarif_schema.py

format: $(VENV)/.tests ## rewrite the code in its one style
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

bench: $(VENV)/.tests ## time our work beside stock MkDocs, Zensical and Hugo at 0 to 10,000 incidents (most of an hour)
	$(BIN)/python -m benchmarks

dist: $(VENV)/.runtime ## build the wheel and the source package into dist/, as a release does
	rm -rf dist
	$(BIN)/python -m hatchling build --directory dist

clean: ## remove everything that these targets make
	rm -rf $(VENV) $(VENV)-minimum $(VENV)-lock site site-offline dist tests/node/node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis

# --- environments: made anew when their lock changes, the checkout installed again when pyproject.toml does ---

$(VENV)/.locked: requirements.lock
	@echo "Making $(VENV) from requirements.lock ..."
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/$(LOCKED_PIP) requirements.lock
	@touch $@

$(VENV)/.runtime: $(VENV)/.locked pyproject.toml
	$(BIN)/$(CHECKOUT_PIP)
	@touch $@

$(VENV)/.tests: $(VENV)/.runtime requirements-dev.lock
	@echo "Adding the test tools of requirements-dev.lock to $(VENV) ..."
	$(BIN)/$(LOCKED_PIP) requirements-dev.lock
	@touch $@

$(VENV)/.node: $(VENV)/.tests tests/node/package-lock.json
	$(BIN)/python -m tests.node_tools
	@touch $@

$(VENV)-minimum/.locked: requirements-minimum.lock
	@echo "Making $(VENV)-minimum from requirements-minimum.lock ..."
	$(PYTHON) -m venv --clear $(VENV)-minimum
	$(VENV)-minimum/bin/$(LOCKED_PIP) requirements-minimum.lock
	@touch $@

$(VENV)-minimum/.tests: $(VENV)-minimum/.locked pyproject.toml
	$(VENV)-minimum/bin/$(CHECKOUT_PIP)
	@touch $@

# Asks the package index which versions to pin; every other target takes exactly what the locks say.
UV_VERSION := 0.13.9
COMPILE := $(VENV)-lock/bin/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
    --generate-hashes --no-emit-index-url --custom-compile-command "make lock"

lock: ## pin the newest allowed versions anew (and the oldest, for make minimums)
	$(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	$(COMPILE) --upgrade --group build --output-file requirements.lock
	$(COMPILE) --upgrade --group dev --constraint requirements.lock --output-file requirements-dev.lock
	$(COMPILE) --upgrade --group build --group test --resolution lowest-direct --output-file requirements-minimum.lock
