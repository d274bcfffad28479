# `make guides` and `make test` each set up all they need first; `make help` lists the targets.

PYTHON ?= python3

ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif

# On macOS only Homebrew's own Python finds Homebrew's libraries by itself.
ifeq ($(shell uname -s),Darwin)
WITH_LIBRARIES := DYLD_FALLBACK_LIBRARY_PATH=/opt/homebrew/lib:/usr/local/lib:/usr/lib
endif

CHECKED_CODE := src tests docs .ci/set_up.py .ci/run_tests.py

.DEFAULT_GOAL := help
.PHONY: help set-up guides preview test slow drill lint types check bench ci pins pictures clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-8s %s\n", $$1, $$2}' Makefile

# Written so that any Python can read it, however old.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11) and "set-up: Guidepress needs Python 3.11 or later, \
and this is " + sys.version.split()[0] + "; name a newer one: make PYTHON=python3.11 " + sys.argv[1])

set-up: ## prepare .venv and the system libraries, where anything has changed
	@command -v $(PYTHON) >/dev/null || { \
	  echo 'set-up: there is no $(PYTHON); name a Python of 3.11 or later: make PYTHON=python3.11 $(MAKECMDGOALS)' >&2; exit 1; }
	@$(PYTHON) -c '$(NEW_ENOUGH)' '$(MAKECMDGOALS)'
	@$(PYTHON) .ci/set_up.py

guides: set-up ## build every guide into output/standard
	$(WITH_LIBRARIES) $(BIN)/guidepress build

preview: set-up ## show the printed pages in a browser while you write
	@$(BIN)/python -c 'import starlette, uvicorn, watchfiles' 2>/dev/null || $(BIN)/python -m pip install --quiet starlette uvicorn watchfiles
	$(WITH_LIBRARIES) $(BIN)/guidepress preview

test: set-up ## run the tests, but for the slow ones
	$(WITH_LIBRARIES) $(BIN)/python .ci/run_tests.py

slow: set-up ## run the slow tests
	$(WITH_LIBRARIES) $(BIN)/python -m pytest -m slow

drill: set-up ## try engines that nobody has seen yet, and two thousand pages at random
	$(WITH_LIBRARIES) GUIDEPRESS_RANDOM_PAGES=2000 $(BIN)/python -m pytest -m slow tests/engine

lint: set-up
	$(BIN)/ruff check $(CHECKED_CODE)
	$(BIN)/ruff format --check $(CHECKED_CODE)

types: set-up
	$(BIN)/mypy --strict src .ci/set_up.py .ci/run_tests.py

check: lint types ## look the code over: ruff and mypy

bench: set-up ## time guidepress beside its rivals, and write docs/performance.md
	$(WITH_LIBRARIES) $(BIN)/python -m tests.bench

ci: ## do what CI does
	bash .ci/run

# The tool that writes the pins, and what they hold back:
# - setuptools before 80.9: textstat needs pkg_resources, which later ones announce the end of and then lack;
# - pikepdf before 10.14: the last with wheels for Macs with Intel processors.
PINNING_TOOL := uv==0.13.9
HELD_BACK := 'setuptools>=77,<80.9' 'pikepdf<10.14'

pins: ## renew constraints.txt from pyproject.toml
	scratch=$$(mktemp -d) && trap 'rm -rf "$$scratch"' EXIT && \
	$(PYTHON) -m venv "$$scratch" && "$$scratch/bin/pip" install --quiet $(PINNING_TOOL) && \
	printf '%s\n' $(HELD_BACK) >"$$scratch/held-back.txt" && \
	"$$scratch/bin/uv" pip compile pyproject.toml --extra dev --constraints "$$scratch/held-back.txt" \
	  --universal --python-version 3.11 --fork-strategy fewest --upgrade --generate-hashes \
	  --no-emit-index-url --no-annotate --custom-compile-command 'make pins' --quiet --output-file constraints.txt

pictures: set-up ## draw the README's pictures again
	$(WITH_LIBRARIES) $(BIN)/guidepress build --edition all
	$(BIN)/python docs/pictures/draw.py
	$(WITH_LIBRARIES) $(BIN)/python docs/pictures/preview.py

clean: ## remove all that was made: guides, caches and .venv
	rm -rf output/* output/.guidepress* .venv .mypy_cache .pytest_cache .ruff_cache src/*.egg-info
