# Everything that is done to this project by hand or by a machine; `make help` lists it.

VENV := .venv
BIN := $(VENV)/bin
# The first Python on the path that is new enough; another one: make PYTHON=/path/to/python3.12
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)

# What `make check` runs, and `make test` leaves out.
CHECKS := tests/test_docs.py tests/test_project.py tests/test_wheel.py tests/test_best.py

# Files of tests are shared out among the cores.
SHARED := -n auto --dist loadfile

.PHONY: help setup demo desk test check bench train best docs clean
.DEFAULT_GOAL := help

help: ## list what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1	/' | expand -t 16

setup: $(VENV)/.dev ## install onrecord and what its tests need into .venv

demo: setup ## read an invented article and print who said what in it, and where they stand
	@$(BIN)/onrecord read examples/korrin.txt
	@$(BIN)/onrecord read --stands examples/korrin.txt

desk: setup ## open the desk on a record of invented articles
	@$(BIN)/onrecord serve --demo

test: setup ## run the tests
	@$(BIN)/python -m pytest $(SHARED) $(addprefix --ignore=,$(CHECKS))

check: setup ## lint, types, documentation, wheel, and the quality floor where the corpus is at hand
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python -m pytest $(SHARED) $(CHECKS)
	$(BIN)/python -m benchmarks.quality --floor
	$(BIN)/python -m benchmarks.quality --floor --tier fast

bench: $(VENV)/.bench ## measure quality, and speed against spaCy
	$(BIN)/python -m benchmarks.quality
	$(BIN)/python -m benchmarks.quality --speakers
	$(BIN)/python -m benchmarks.intake
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.rivals

train: $(VENV)/.train ## make the weights of all tiers anew from the corpus (hours)
	$(BIN)/python -m training
	$(BIN)/python -m training --tier best
	$(BIN)/python -m training --tier fast

best: setup ## build the wheel of the tier best in dist/
	$(BIN)/python -m build --wheel --outdir dist packages/onrecord-best

docs: setup ## write what the documented commands print now into the documentation
	$(BIN)/python -m tests.documents

clean: ## remove .venv and everything built
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

# One stamp an extra: installed again only when pyproject.toml has changed since.
$(VENV)/.%: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev$(if $(filter dev,$*),,$(comma)$*)]'
	@touch $@

comma := ,

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "onrecord needs Python 3.11 or newer; there is none on the path" \
		"(name one: make PYTHON=/path/to/python3)" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "onrecord needs Python 3.11 or newer; $(PYTHON) is $$("$(PYTHON)" --version 2>&1)" >&2; exit 1; }
	@"$(PYTHON)" -m venv $(VENV) || { rm -rf $(VENV); echo "$(PYTHON) cannot make environments" \
		"(on Debian: apt-get install python3-venv)" >&2; exit 1; }
