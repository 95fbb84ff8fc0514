# Two commands on a fresh machine: `make demo` and `make test`. `make help` lists the rest.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
GONGKAI_DATA ?= var
export GONGKAI_DATA

.PHONY: help setup demo serve test lint types layers unit format lock bench bench-pages clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(VENV)/.done: pyproject.toml requirements/dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 或更高版本"; exit 2; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

setup: $(VENV)/.done ## make .venv with the command gongkai, and the system libraries where apt may
	@sh scripts/system-libraries.sh

demo: setup ## load the demonstration district and serve it on 127.0.0.1:8000
	$(BIN)/gongkai demo

serve: setup ## serve what is in $(GONGKAI_DATA)
	$(BIN)/gongkai serve

lint: setup
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/ruff check src tests benchmarks

types: setup
	$(BIN)/mypy

layers: setup
	$(BIN)/lint-imports

unit: setup
	sh scripts/run-tests.sh

test: lint types layers unit ## set up and run every check

format: setup ## rewrite the code in the house style
	$(BIN)/ruff check --fix-only --quiet src tests benchmarks
	$(BIN)/ruff format --quiet src tests benchmarks

lock: ## renew the locked requirements (needs uv)
	uv pip compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-emit-find-links pyproject.toml -o requirements/base.txt
	uv pip compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-emit-find-links --extra dev pyproject.toml -o requirements/dev.txt

bench: setup ## measure, as ratios against a floor on this machine
	$(BIN)/python benchmarks/run.py

bench-pages: setup ## measure public pages, also behind nginx (a quarter of an hour)
	$(BIN)/python benchmarks/pages.py

clean: ## remove the virtual environment and caches, never the data
	rm -rf $(VENV) .ruff_cache .mypy_cache .pytest_cache .hypothesis .import_linter_cache
