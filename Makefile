# Everything one types. A machine with python3 (3.11 or later), its venv module and make is enough.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

PYTHON ?= python3
PORT ?= 8000
JOBS ?= 2

UV := .uv/bin/uv
BIN := .venv/bin
READY := .venv/.ready
MANAGE := $(BIN)/python manage.py
CATALOGUES := $(wildcard locale/*/LC_MESSAGES/django.po)
COMPILED := $(CATALOGUES:.po=.mo)
CORE := */kernel/*,*/rules.py,*/rules/*,*/services.py,*/services/*,*/figures.py,*/figures/*,*/standing.py
DEMO := DEMO=1 PORT=$(PORT) DATABASE_URL=sqlite:///var/demo/db.sqlite3 TASKFORCE_TODAY=2024-11-15 \
	SECRET_KEY=known-to-everybody-for-the-demonstration-only ALLOWED_HOSTS=127.0.0.1,localhost

# Python's compiled files are kept, whatever the surroundings say: most of what starts here starts many times.
export PYTHONDONTWRITEBYTECODE :=

# The surroundings we advise, with a key made up on the spot and names that lead nowhere.
PRODUCTION := set -a; . deploy/production.env.example; SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))');

.PHONY: help
help: ## List what can be done
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: setup
setup: system $(READY) $(COMPILED)  # Bring in all the rest builds on; quick the second time

.PHONY: system
system:
	@PYTHON=$(PYTHON) .ci/need python pdf

$(UV):
	@echo "Installing uv into .uv"
	@rm -rf .uv && $(PYTHON) -m venv .uv && .uv/bin/pip install --quiet --disable-pip-version-check 'uv~=0.13.0'

$(READY): uv.lock | $(UV)
	@echo "Installing the Python packages of uv.lock into .venv"
	@$(UV) sync --quiet --frozen --compile-bytecode --no-python-downloads --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')"
	@touch $@

%.mo: %.po $(READY)
	@$(BIN)/pybabel --quiet compile --use-fuzzy --input-file $< --output-file $@

.PHONY: install
install: system | $(UV) ## Install what a real installation needs, without the tools of tests (docs/operations.md)
	$(UV) sync --quiet --frozen --no-dev --extra postgresql --no-python-downloads --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')"
	@rm -f $(READY)
	@for one in $(CATALOGUES:.po=); do $(BIN)/pybabel --quiet compile --input-file $$one.po --output-file $$one.mo; done
	@$(MANAGE) collectstatic --no-input --verbosity 0
	@$(BIN)/python -m compileall -q taskforce hotspots actions reports

.PHONY: demo
demo: demo-database ## Load the demonstration region and serve it on http://127.0.0.1:8000 (PORT= to change)
	@$(DEMO) $(MANAGE) collectstatic --no-input --verbosity 0
	@$(DEMO) $(MANAGE) demo
	@trap 'kill $$(jobs -p) 2>/dev/null || true; wait' EXIT; trap 'exit 0' INT TERM; $(DEMO) $(MANAGE) work & \
		$(DEMO) $(BIN)/gunicorn taskforce.wsgi --bind 127.0.0.1:$(PORT) --threads 4 --no-control-socket --log-level warning & wait -n

.PHONY: demo-data
demo-data: demo-database ## Load the demonstration region and write its PDFs into var/demo
	@$(DEMO) $(MANAGE) demo --pdf

.PHONY: demo-database
demo-database: setup
	@mkdir -p var/demo
	@$(DEMO) $(MANAGE) migrate --verbosity 0

.PHONY: test
test: setup ## Run all tests on SQLite and measure their coverage
	@.ci/need browser
	@$(BIN)/python -m pytest -n $(JOBS) --dist worksteal -m "not heavy and not walks and not browser" --cov --cov-report=term-missing:skip-covered
	@$(BIN)/coverage report --include='$(CORE)' --fail-under=100 --format=total >/dev/null || \
		{ $(BIN)/coverage report --include='$(CORE)'; echo "Kernel, rules, services and figures must be covered whole."; exit 1; }
	@$(MANAGE) collectstatic --no-input --verbosity 0
	@$(BIN)/python -m pytest -n $(JOBS) --dist worksteal -m "(walks or browser) and not heavy"

.PHONY: test-postgresql
test-postgresql: setup ## Run the same tests on PostgreSQL, but for those in the browser: they serve a demonstration of their own
	@url=$$(.ci/postgresql) && DATABASE_URL=$$url $(BIN)/python -m pytest -n $(JOBS) --dist worksteal -m "not heavy and not browser"

.PHONY: test-heavy
test-heavy: setup ## Run the long trials of trust (tampering, faults, interference, an eighth of the mutants); half an hour at most
	@.ci/need browser
	@url=$$(.ci/postgresql) && export HEAVY_DATABASE_URL=$$url && \
		timeout 400 $(BIN)/python -m pytest -m heavy -rA tests/heavy/test_sealing.py && \
		timeout 1400 $(BIN)/python -m pytest -m heavy -rA -n $(JOBS) --dist worksteal --ignore=tests/heavy/test_sealing.py --ignore=tests/browser

.PHONY: test-mutants
test-mutants: setup ## Take out every guard of the barrier, one at a time, and see each missed; two hours
	@MUTANTS=all $(BIN)/python -m pytest -m heavy -rA -n $(JOBS) --dist worksteal tests/heavy/test_mutants.py

.PHONY: test-browser
test-browser: setup ## Look at every page as every role, in every language and look; half an hour at most
	@.ci/need browser
	@$(MANAGE) collectstatic --no-input --verbosity 0
	@timeout 1800 $(BIN)/python -m pytest -m heavy -rA -n $(JOBS) --dist worksteal tests/browser

.PHONY: backup
backup: setup ## Put the installation of DATABASE_URL into one file: make backup FILE=…
	@$(MANAGE) backup "$(FILE)"

.PHONY: restore
restore: setup ## Put such a file back, and prove what came back: make restore FILE=… (REPLACE=1 over what is there)
	@$(MANAGE) restore "$(FILE)" $(if $(REPLACE),--replace)

.PHONY: check
check: setup ## Check the lock file, style, types, layers, templates, migrations, generated documents and translations
	$(UV) lock --check --offline --quiet
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet templates
	$(MANAGE) check --fail-level WARNING
	@$(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) write_docs --check
	$(MANAGE) database_roles --check
	$(BIN)/python .ci/check_messages.py

.PHONY: fix
fix: setup ## Put right what can be put right without thinking
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: docs
docs: setup ## Write docs/permissions.md and docs/lifecycles.md from the code
	$(MANAGE) write_docs

.PHONY: guide-images
guide-images: setup ## Take the pictures of the guides again, in each language, by going by the guides in a browser
	@.ci/need browser
	@$(MANAGE) collectstatic --no-input --verbosity 0
	@GUIDE_IMAGES=docs/guide/images $(BIN)/python -m pytest tests/browser/test_guides.py -k the_guide

.PHONY: messages
messages: setup ## Collect the texts to translate into locale/fr and locale/nl
	@.ci/need gettext
	$(MANAGE) makemessages --locale fr --locale nl --add-location file --no-wrap --no-obsolete --ignore 'tests/*' --ignore 'var/*'

.PHONY: lock
lock: $(UV) ## Write uv.lock again after a change of dependencies
	$(UV) lock
	@touch uv.lock

.PHONY: clean
clean: ## Remove all that was made here: packages, demonstration, caches
	rm -rf .uv .venv var htmlcov .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -prune -exec rm -rf {} + && find locale -name '*.mo' -delete
