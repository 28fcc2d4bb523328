# coopdesk: two commands do everything, also on a bare Debian 12 with python3, pip, make and git.
#   make run    set up, then open the sample society (without a screen: play its evening into build/evening/)
#   make test   set up, then run everything CI runs
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.set-up
export QT_LOGGING_RULES ?= qt.qpa.*=false

.PHONY: run test check lint format bench soak pictures wheel lock clean set-up

run: $(STAMP)
	@$(PYTHON) packaging/system_libraries.py --window
	@$(BIN)/python main.py --demo

test: check
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n auto --maxprocesses 4 tests

check: lint
	$(BIN)/mypy
	$(BIN)/lint-imports

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(STAMP)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.bench

soak: $(STAMP)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -m soak --timeout 3600 tests

# The pictures in the help and the README, taken from the real window.
pictures: $(STAMP)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m coopdesk.app.pictures resources/help/pictures

wheel: $(STAMP)
	$(BIN)/python -m build --no-isolation --wheel --outdir dist .

# Names, versions and hashes only; uv is not needed for anything else.
lock:
	uv pip compile -q --generate-hashes --universal --no-header --no-annotate pyproject.toml --group dev -o packaging/requirements-dev.lock
	uv pip compile -q --generate-hashes --universal --no-header --no-annotate pyproject.toml -o packaging/requirements.lock

set-up: $(STAMP)

# Debian's python3 has no ensurepip: the environment is made without pip, and the system's pip installs into it.
$(STAMP): packaging/requirements-dev.lock pyproject.toml packaging/system_libraries.py
	@$(PYTHON) packaging/system_libraries.py
	@test -x $(BIN)/python || $(PYTHON) -m venv --without-pip $(VENV)
	$(PYTHON) -m pip --python $(BIN)/python install -q --disable-pip-version-check --require-hashes --only-binary :all: -r packaging/requirements-dev.lock
	$(PYTHON) -m pip --python $(BIN)/python install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
