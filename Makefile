# Two commands: `make serve` and `make test`. Both install what they need into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export NO_MKDOCS_2_WARNING := 1

.PHONY: serve site test test-properdocs bench lint format lock browser fonts clean

serve: $(VENV)/installed
	@echo "== Building and serving the collection"
	@$(BIN)/papershelf serve $(COLLECTION)

site: $(VENV)/installed
	@echo "== Building the collection into site/"
	@$(BIN)/papershelf build $(COLLECTION)

test: $(VENV)/installed lint browser
	@echo "== Running the tests"
	@$(BIN)/python -m pytest

test-properdocs: $(VENV)/installed # The laws of the press, the site and the engine with ProperDocs in MkDocs's place.
	@echo "== Running the laws of the builder with ProperDocs"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --upgrade \
		--target build/properdocs -r requirements-properdocs.lock
	@PYTHONPATH=build/properdocs $(BIN)/python -m pytest tests/test_engine.py tests/test_press*.py tests/test_whole_site.py

lint: $(VENV)/installed
	@echo "== Checking style and types"
	@$(BIN)/ruff format --check generator tests benchmarks
	@$(BIN)/ruff check generator tests benchmarks
	@$(BIN)/mypy

format: $(VENV)/installed
	@$(BIN)/ruff format generator tests benchmarks
	@$(BIN)/ruff check --fix generator tests benchmarks

browser: $(VENV)/installed
	@echo "== Finding a browser"
	@$(BIN)/python tests/browser.py

$(VENV)/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Papershelf needs Python 3.11 or newer, and $(PYTHON) is " + sys.version.split()[0] + "; say make PYTHON=python3.12 or the like.")'
	@echo "== Installing into $(VENV)"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

lock: # Pin what pyproject.toml asks for, with hashes and without addresses.
	@uv pip compile pyproject.toml --extra test --generate-hashes --universal --python-version 3.11 --quiet -o requirements.lock
	@echo "properdocs>=1.6.7,<1.7" | uv pip compile - --no-deps --generate-hashes --universal --python-version 3.11 --quiet -o requirements-properdocs.lock

SIZES ?= 225 1000 10000
bench: $(VENV)/installed # Papershelf, Hugo and MkDocs side by side; BENCH="--runs 5 --write" renews benchmarks/RESULTS.md.
	@$(BIN)/python benchmarks/run.py $(SIZES) $(BENCH)

fonts: # Cut docs/assets/fonts anew.
	@$(BIN)/python -m pip install --quiet ".[fonts]"
	@$(BIN)/python generator/cut_fonts.py

clean:
	rm -rf build site .mypy_cache .ruff_cache .pytest_cache .hypothesis
