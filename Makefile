# make site: the whole guide into build/site.   make serve: a live preview.   make check: what is wrong with the content.
# make test: every test, the browser's too.     make pins: newest versions into requirements.txt.
# make kills: builds killed at a hundred moments, and a full disk; it takes half an hour.
# make bench: how long everything takes and how large it becomes, with 20, 200 and 2000 exercises, against other programs. It takes hours;
#   .venv/bin/python -m site_tests.bench --sizes 20 200 is quicker.
# make mutants: content spoiled in 20,000 ways is told and never breaks anything. It takes an hour.
PYTHON ?= python3
RUN = NO_MKDOCS_2_WARNING=1 .venv/bin/python

.PHONY: site serve check test kills mutants bench pins
site: .venv/ready
	@$(RUN) -m generator build

serve: .venv/ready
	@$(RUN) -m generator build --pages-only
	@$(RUN) -m mkdocs serve --config-file build/mkdocs.yml

check: .venv/ready
	@$(RUN) -m generator check

test: .venv/ready
	@$(RUN) -m site_tests.browser
	@$(RUN) -m site_tests.compiler
	@$(RUN) -m pytest

kills: .venv/ready
	@$(RUN) -m site_tests.kills

bench: .venv/ready
	@$(RUN) -m site_tests.bench

mutants: .venv/ready
	@$(RUN) -m site_tests.mutants

.venv/ready: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or later is needed. Name one: make site PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv --clear .venv
	.venv/bin/pip install --quiet --disable-pip-version-check --require-hashes --no-deps --only-binary :all: -r requirements.txt
	@touch $@

pins: .venv/ready
	.venv/bin/uv pip compile pyproject.toml --group test --python-version 3.11 --universal --upgrade --generate-hashes --no-emit-index-url --no-header --quiet -o requirements.txt
