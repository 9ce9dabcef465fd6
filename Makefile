# Two commands are enough: `make demo` (a running city) and `make test`. `make help` lists the others.
# The work is done by tools/setup.py (Python's standard library): it installs what is missing and skips what is there.

PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1
TODAY ?=

.DEFAULT_GOAL := help
.PHONY: help demo install serve test check bench format translations

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile

demo: ## a demonstration city on http://127.0.0.1:8000 (PORT=…, TODAY=2026-09-01)
	@$(PYTHON) -m tools.setup demo --host $(HOST) --port $(PORT) $(if $(TODAY),--today $(TODAY))

install: ## set up without demonstration data and without serving
	@$(PYTHON) -m tools.setup install

serve: ## serve what is there
	@$(PYTHON) -m tools.setup serve --host $(HOST) --port $(PORT)

test: ## everything that can be tested on this machine
	@$(PYTHON) -m tools.setup run python -m tools.test $(ARGS)

check: ## style, types, layers, lock files, templates, translations
	@$(PYTHON) -m tools.setup run python -m tools.check

bench: ## measured figures as a table
	@$(PYTHON) -m tools.setup run roterfaden bench $(ARGS)

format: ## bring the code into the common form
	@$(PYTHON) -m tools.setup run ruff format .
	@$(PYTHON) -m tools.setup run ruff check --fix .

translations: ## collect the texts of source and templates into the .po files
	@$(PYTHON) -m tools.setup run python -m tools.translations update
