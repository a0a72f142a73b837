PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STORE ?= .demo/store
PORT ?= 8000
SERVE ?= 1

.DEFAULT_GOAL := help
.PHONY: help demo test lint docs score clean

help: ## list these commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

$(VENV)/installed: pyproject.toml constraints.txt hatch_build.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv $(VENV)
	PIP_CONSTRAINT=constraints.txt $(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: $(VENV)/installed ## read the example plans and register, print a traced chain, serve the pages (SERVE=0: stop after the chain)
	$(BIN)/cancu --store $(STORE) ingest examples/plans examples/registers
	$(BIN)/cancu --store $(STORE) trace 21-CT/TW
	@if [ "$(SERVE)" != 0 ]; then exec $(BIN)/cancu --store $(STORE) serve --port $(PORT); fi

test: $(VENV)/installed ## run the tests
	$(BIN)/python -m pytest -n auto

lint: $(VENV)/installed ## check style (ruff) and types (mypy --strict)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: $(VENV)/installed ## write the reference page of the ontology to docs/ontology.html
	$(BIN)/python -m ontology.reference docs/ontology.html

score: $(VENV)/installed ## score extraction against the hand-read gold beside the checkout
	$(BIN)/python -m tests.gold_score

clean: ## remove what the other commands made
	rm -rf $(VENV) .demo docs/ontology.html api/assets build dist
