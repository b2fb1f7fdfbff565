# Two commands do everything: `make run` and `make test`.
PYTHON ?= python3
PORT ?= 8000
HOST ?= localhost
WHAT ?= labels
SEEDS ?= 100
FIRST_SEED ?= 1
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check bench build setup browser types storm storm-host storm-proof

run: build
	$(BIN)/python -m server serve --host $(HOST) --port $(PORT)

setup: .make/python .make/node

.make/python: requirements-dev.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	mkdir -p .make && touch $@

.make/node: pwa/package-lock.json
	cd pwa && npm ci --no-audit --no-fund --loglevel=error
	mkdir -p .make && touch $@

build: setup
	cd pwa && npm run --silent build

# Debian's chromium, when the machine has no browser of its own.
browser:
	command -v chromium >/dev/null || (apt-get update -qq && apt-get install -y -qq chromium)

# Browsers want the machine for themselves; the others run side by side.
test: build browser storm-host
	cd pwa && npm test --silent
	$(BIN)/python -m pytest tests/e2e
	$(BIN)/python -m pytest -n auto --ignore tests/e2e

check: build
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	cd pwa && npm run --silent check
	$(BIN)/python -m server client-types --check

# Writes the app's API types from the server's schemas.
types: setup
	$(BIN)/python -m server client-types

# One claim side by side with its rivals; their packages stay out of the project.
bench: build browser
	test -x bench/.venv/bin/python || $(PYTHON) -m venv bench/.venv
	bench/.venv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt -r bench/requirements.txt
	bench/.venv/bin/python -m bench.$(WHAT)

# The phones of the storm: the app's own sync code, hosted by Node.
storm-host: setup
	cd pwa && npm run --silent storm-host

# Phones and server under every weather; every seed replays exactly (docs/spec/storm.md).
storm: storm-host
	$(BIN)/python -m tests.sync $(SEEDS) $(FIRST_SEED)

# Plants bugs one at a time and lets storms find each; BUGS="name ..." takes some of them.
storm-proof: storm-host
	$(BIN)/python -m tests.sync.planted $(BUGS)
