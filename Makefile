# Needs only make and Python 3.11 or newer; everything else goes into .venv.
# PYTHON=/path/to/python3 chooses another Python.

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
# A worker gets tests that stand beside each other, which share what they make once a module.
NEAR := --dist worksteal
# What has a target of its own; of files that hold nothing else the imports are saved too.
LATER := -m "not campaign and not conformance and not installs" \
	--ignore=tests/campaign --ignore=tests/conformance --ignore=tests/installs/test_installs.py
# How long `make campaign` tries: full, or short as in CI.
CAMPAIGN ?= full
PYTHONS := $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 python

export PIP_ROOT_USER_ACTION := ignore
# Tests start many processes: with compiled modules each is there a second sooner.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help venv install dataset test campaign conformance installs lint format generate bench clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z ]+:.*## / { sub(/.* /, "", $$1); printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

venv install: $(STAMP) ## make the environment .venv and install everything into it

$(STAMP): pyproject.toml constraints.txt
	@python=; for candidate in $(PYTHONS); do \
		if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			python=$$candidate; break; \
		fi; \
	done; \
	if [ -z "$$python" ]; then \
		echo "make: Python 3.11 or newer was not found; install it, or say where: make PYTHON=/path/to/python3" >&2; \
		exit 1; \
	fi; \
	if ! $(BIN)/python -m pip --version >/dev/null 2>&1; then \
		if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
			echo "make: $$python cannot make environments; install its venv module (Debian: python3-venv)" >&2; \
			exit 1; \
		fi; \
		"$$python" -m venv --clear $(VENV); \
	fi
	$(PIP) install -c constraints.txt -e '.[all]'
	@touch $@

dataset: $(STAMP) ## build datapackage/ from minutes/ and let every judge try it
	$(BIN)/socsam build minutes --out datapackage --judges

test: $(STAMP) ## run the tests; COVERAGE=1 counts which lines they run, and takes half as long again
	$(BIN)/python -m pytest -n auto $(NEAR) $(LATER) $(if $(COVERAGE),--cov --cov-report=term)

campaign: $(STAMP) ## try the whole line again and again; CAMPAIGN=short takes minutes
	SOCSAM_CAMPAIGN=$(CAMPAIGN) $(BIN)/python -m pytest -n auto -m campaign

installs: $(STAMP) ## try each install that the documents name, in an empty environment
	$(BIN)/python -m pytest -m installs --durations=0

conformance: $(STAMP) ## install the outside clients and servers, and let them use the package
	tests/conformance/install.sh
	SOCSAM_CLIENTS=1 $(BIN)/python -m pytest -m conformance

lint: $(STAMP) ## look for faults in style and types
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy --strict src

format: $(STAMP) ## put the code in its form
	$(BIN)/python -m ruff check --fix .
	$(BIN)/python -m ruff format .

generate: $(STAMP) ## write what the declaration generates: vocab/terms.ttl, docs/tables.md, ...
	@$(BIN)/python -c 'from pathlib import Path; \
	from socsam_opendata.package.linked.terms import write_generated; \
	print(*write_generated(Path(".")), sep="\n")'

bench: $(STAMP) ## measure rows, documents and triples a second, and memory
	$(BIN)/python tests/bench/bench.py

clean: ## remove .venv and caches; datapackage/ and its .datapackage.previous stay
	rm -rf $(VENV) .conformance build dist .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find src tests -name __pycache__ -type d -exec rm -rf {} +
