# The commands a newcomer types. Everything is installed into .venv, from the lock alone.

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile \
	--require-hashes --only-binary :all:
STAMP := $(VENV)/.installed
PARSE := dbt_project/target/parse/manifest.json
DBT_FILES := $(shell find dbt_project seeds/reference -type f \
	-not -path '*/target/*' -not -path '*/logs/*' -not -path '*/__pycache__/*' -not -name .user.yml)
DEMO := .demo

export DO_NOT_TRACK := 1

.DEFAULT_GOAL := help
.PHONY: help setup demo test bench lint validate-method clean

help:
	@echo "make demo   build the environment, write a sample organization, publish its scorecard"
	@echo "make test   build the environment, run all tests"
	@echo "make bench  build the environment, time it beside its peers: benchmarks.json"
	@echo "make lint   check the style of Python and SQL"
	@echo "make validate-method  measure by simulation what the methods do; writes a page (30 minutes)"
	@echo "make clean  remove what the demo and the builds wrote"

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	sed -n '/^pip==/,/# via/p' requirements.lock > $(VENV)/pip.lock
	$(INSTALL) -r $(VENV)/pip.lock # the pip of some Pythons takes twice as long for the rest
	$(INSTALL) -r requirements.lock
	$(BIN)/python -m compileall -qq -j 0 -x '/tests?/' $(VENV)/lib || true # on all cores, which pip does on one
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--no-deps --no-build-isolation -e .
	@touch $(STAMP)

$(PARSE): $(STAMP) $(DBT_FILES) orchestration/dbt_parse.py orchestration/panel_models.py
	$(BIN)/python -m orchestration.dbt_parse

setup: $(PARSE)

demo: $(PARSE)
	$(BIN)/scorecard sample --out $(DEMO)/exports
	SCORECARD_HOME=$(DEMO)/home $(BIN)/scorecard run --config $(DEMO)/exports/scorecard.yml
	SCORECARD_HOME=$(DEMO)/home $(BIN)/scorecard release list

test: $(PARSE)
	$(BIN)/python -m pytest -n 2 --dist loadgroup --no-loadscope-reorder

bench: $(PARSE)
	$(BIN)/python -m tests.benchmarks.run --out benchmarks.json

lint: $(PARSE)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/sqlfluff lint --disable-progress-bar --processes 2 dbt_project/models

validate-method: $(PARSE)
	$(BIN)/python -m tests.validation

clean:
	rm -rf $(DEMO) dbt_project/target dbt_project/logs
