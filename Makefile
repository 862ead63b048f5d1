# make case   set everything up, build the case of the bundled examples, write its dossier
# make test   the whole test suite
# make check  style, types, import directions
# make train  retrain the nets (CORPORA= and ENCODER= name the folders; see training/README.md)

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CASE := case/examples.case
DOSSIER := case/examples.html

.PHONY: case test check quality bench train clean

$(VENV)/.run: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing onrecord and what it runs on …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	@echo "installing the tools for tests and checks …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

case: $(VENV)/.run
	@mkdir -p case
	@# 3 is "done, with problems in the material": one report's encoding has to be guessed
	@$(BIN)/onrecord build $(CASE) examples/reports || test $$? -eq 3
	@$(BIN)/onrecord dossier $(CASE) --output $(DOSSIER)

test: $(VENV)/.dev
	@$(BIN)/python -m pytest -q -n 2

check: $(VENV)/.dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

quality: $(VENV)/.dev
	@$(BIN)/python -m quality.gate

bench: $(VENV)/.dev
	@$(BIN)/python -m benchmarks.speed

train: $(VENV)/.dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[training]'
	@$(BIN)/python -m training --corpora $(CORPORA) --encoder $(ENCODER)

clean:
	@rm -rf $(VENV) case build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
