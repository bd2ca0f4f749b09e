# All of it needs nothing but make and a Python of at least 3.11. Everything is installed into .venv;
# a step that was done already is not done again (the files in .venv/done tell).
PYTHON ?= python3

bin := .venv/bin
done := .venv/done
pip := $(bin)/python -m pip --quiet --disable-pip-version-check install
catalogue := core/amends/locale/zh/LC_MESSAGES/amends

.PHONY: help demo test check bench docs catalogue clean
.DELETE_ON_ERROR:

help:
	@echo "make demo       see real complaints walk through their whole life"
	@echo "make test       run all tests"
	@echo "make check      lint, types, import contracts, documents, translations, the wheel"
	@echo "make bench      print the speed tables"
	@echo "make docs       write the generated pages anew"
	@echo "make catalogue  collect what the program says, to be translated, and compile it"
	@echo "make clean      throw away .venv, dist and caches"

demo: $(done)/run
	@$(bin)/amends demo

test: $(done)/dev
	@$(bin)/python -m pytest

check: $(done)/dev
	$(bin)/ruff check .
	$(bin)/ruff format --check .
	$(bin)/mypy
	$(bin)/lint-imports
	rm -rf dist
	$(bin)/python -m build --wheel --no-isolation --outdir dist . >$(done)/build.log 2>&1 || { cat $(done)/build.log; exit 1; }
	$(bin)/check-wheel-contents dist
	$(bin)/python tools/documents.py --check
	$(bin)/python tools/catalogue.py --check

bench: $(done)/dev
	@$(bin)/python -m benchmarks.run

docs: $(done)/dev
	$(bin)/python tools/documents.py

catalogue: $(done)/dev
	$(bin)/python tools/catalogue.py

clean:
	rm -rf .venv dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

$(bin)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "amends needs Python 3.11 or newer; name one with: make PYTHON=python3.12 ...")'
	@echo "making .venv and installing; this happens once"
	@$(PYTHON) -m venv .venv

# Editable: what is changed here takes effect at once, without installing again.
$(done)/run: pyproject.toml | $(bin)/python
	@$(pip) --editable .
	@mkdir -p $(done)
	@touch $@

$(done)/dev: pyproject.toml | $(bin)/python
	@$(pip) --editable '.[dev]'
	@mkdir -p $(done)
	@touch $@ $(done)/run
