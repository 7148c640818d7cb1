# On a fresh machine with git, make and Python 3.11 or later, each target sets up what it needs (tools/setup.sh).
# PYTHON names another interpreter: PYTHON=python3.12 make test

.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules --no-print-directory
.SUFFIXES:
.NOTPARALLEL:
.PHONY: help example test faults sheet conformance bench lint shells catalogs clean setup setup-sheet setup-conformance

python := .venv/bin/python
dragoman := .venv/bin/dragoman
example := examples/japan-2024
PROJECT ?= $(example)

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS='	' read -r target text; \
		do printf '  make %-12s %s\n' "$$target" "$$text"; done

example: setup ## Make the documents of the example in build/japan-2024
	@$(dragoman) build $(example) -o build/japan-2024

test: lint ## Run ruff, mypy and the tests
	@$(python) -m pytest -n auto --dist loadfile

faults: setup ## Break long runs of letters in every way: kills, full disks, hangs
	@$(python) -m pytest -n 0 -m "faults or not faults" tests/test_batch_cluster.py tests/test_batch_faults.py tests/test_batch_journal.py tests/test_batch_run.py tests/test_disks.py

lint: setup ## Run ruff and mypy
	@$(python) -m ruff check
	@$(python) -m mypy
	@$(python) -m mypy tools bench tests/samples.py tests/convention_samples.py

sheet: setup-sheet ## Lay all pages of the example on sheets in build/sheet; PROJECT names another project
	@$(python) tools/contact_sheet.py $(PROJECT) build/sheet

conformance: setup-conformance ## Judge built documents with validators and readers that are not ours
	@rm -rf build/conformance
	@$(dragoman) build $(example) -t docx,pdf,json -o build/conformance/example
	@$(dragoman) build $(example) convention -l fr+ja,fr+en -t docx,pdf,json -o build/conformance/example
	@$(python) tools/conformance_documents.py build/conformance
	@$(dragoman) merge $(example) invitation -t docx,pdf,json -o build/conformance/letters
	@$(python) tools/fictional_guests.py 12 > build/conformance/guests.csv
	@$(dragoman) merge $(example) invitation -r build/conformance/guests.csv -t docx,pdf,json -o build/conformance/guests
	@$(python) tools/conformance.py $(addprefix build/conformance/,example samples house convention windows vertical letters guests)

bench: setup ## Compare speed with plain docxtpl, WeasyPrint and click; BENCH=long makes 5,000 letters
	@$(python) bench/bench.py

shells: setup ## Make the Word shells anew from templates/look.toml
	@$(python) tools/make_shells.py

catalogs: setup ## Bring the catalogs up to date with the code and the example
	@$(dragoman) catalog update --product
	@$(dragoman) catalog update $(example)

clean: ## Remove what was built; keep .venv and node_modules
	@rm -rf build dist out .mypy_cache .ruff_cache .pytest_cache .hypothesis

setup:
	@tools/setup.sh

setup-sheet:
	@tools/setup.sh sheet

setup-conformance:
	@tools/setup.sh conformance
