# GNU make 3.81 or newer. Nothing here needs root; CHAT2SQL_HOME moves all data of this checkout (default: ./var).
PYTHON_IN_VENV := .venv/bin/python
SETTINGS := env $$(grep -v '^\#' .ci/placeholder.env)
ASK ?=
ONCE ?=
FUZZ_SECONDS ?= 3600
FUZZ_SEED ?=
export ASK ONCE

.DEFAULT_GOAL := help
.PHONY: help demo run test check golden bench fuzz lock ready-to-run ready-to-test \
  check-style check-types check-imports check-migrations check-deployment check-templates check-translations

help:
	@echo "make demo     load a demo shop, ask a question, show the answer, keep running"
	@echo '              make demo ASK="最近三个月华北的销售额"   ask that instead'
	@echo "              make demo ONCE=1                        stop everything after the answer"
	@echo "make run      run the product with the data that is there"
	@echo "make test     run the whole suite; says what it skipped and why"
	@echo "make check    all other checks: style, types, imports, migrations, settings, templates, translations"
	@echo "make golden   write what the code produces now into the golden files; review the difference"
	@echo "make bench    measure the reader of questions and the SQL core"
	@echo "make fuzz     feed the SQL guard with hostile text for an hour; FUZZ_SECONDS=60 for a minute"
	@echo "make lock     pin requirements/*.in by hash"

demo: ready-to-run
	@$(PYTHON_IN_VENV) -m config.laptop demo

run: ready-to-run
	@$(PYTHON_IN_VENV) -m config.laptop run

test: ready-to-test
	@$(PYTHON_IN_VENV) -m pytest

# `make -k check` goes on after the first failure.
check: check-style check-types check-imports check-migrations check-deployment check-templates check-translations

check-style: ready-to-test
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .

check-types: ready-to-test
	$(SETTINGS) .venv/bin/mypy

check-imports: ready-to-test
	.venv/bin/lint-imports --no-cache

check-migrations: ready-to-test
	$(SETTINGS) $(PYTHON_IN_VENV) -W ignore manage.py makemigrations --check --dry-run

check-deployment: ready-to-test
	$(SETTINGS) $(PYTHON_IN_VENV) manage.py check --deploy --fail-level=WARNING --settings=config.settings.production

check-templates: ready-to-test
	$(SETTINGS) PYTHONPATH=. DJANGO_SETTINGS_MODULE=config.settings.local $(PYTHON_IN_VENV) .ci/templates.py

check-translations: ready-to-test
	$(PYTHON_IN_VENV) .ci/translations.py

golden: ready-to-test
	@$(PYTHON_IN_VENV) -m pytest --golden-update -k golden

bench: ready-to-test
	@$(PYTHON_IN_VENV) -m tests.bench.reader
	@$(PYTHON_IN_VENV) -m tests.bench.sql_core

fuzz: ready-to-test
	@$(PYTHON_IN_VENV) -m tests.fuzz.sql_guard $(FUZZ_SECONDS) $(FUZZ_SEED)

LOCK := .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
lock: ready-to-test
	$(LOCK) requirements/base.in -o requirements/base.txt
	$(LOCK) requirements/local.in -o requirements/local.txt
	$(LOCK) requirements/test.in -o requirements/test.txt
	$(LOCK) requirements/models.in -o requirements/models.txt

ready-to-run:
	@requirements/install run

ready-to-test:
	@requirements/install test
