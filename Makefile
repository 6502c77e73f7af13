# Two commands do everything on a fresh machine: `make demo` and `make test`.
# Both set up what they need; the set-up is redone only when a lock file or a pyproject.toml changes.

VENV   := .venv
PY     := $(VENV)/bin/python
ADAPTERS := $(sort $(dir $(wildcard adapters/*/pyproject.toml)))
STAMP  := $(VENV)/.set-up
PYTEST_ARGS ?= -n auto

.PHONY: help setup demo test lint bench rules serve generate lock clean
.DEFAULT_GOAL := help

help:  ## Show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

setup: $(STAMP)  ## Create .venv from the hashed lock file and install byggsak and its adapters

$(STAMP): requirements/dev.txt pyproject.toml $(addsuffix pyproject.toml,$(ADAPTERS))
	@echo "Setting up $(VENV) (once; about a minute)"
	@python3 -c 'import sys; sys.exit("byggsak needs Python 3.11 or newer; this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	@test -x $(PY) || python3 -m venv $(VENV)
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . $(addprefix -e ./,$(ADAPTERS))
	@touch $@

demo: $(STAMP)  ## The main job, from empty: applications in, findings out, one case into the archive
	@$(VENV)/bin/byggsak demo

test: $(STAMP)  ## Every test; PostgreSQL tests need BYGGSAK_TEST_POSTGRES, a SQLAlchemy URL
	@$(PY) -m pytest $(PYTEST_ARGS)

lint: $(STAMP)  ## ruff, mypy --strict, and the freshness of generated files
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy byggsak rules/byggsak_rules api/byggsak_api
	@for a in $(ADAPTERS); do MYPYPATH=$$a $(VENV)/bin/mypy $$a/byggsak_archive_*/ || exit 1; done
	@$(PY) -m byggsak.generated --check

generate: $(STAMP)  ## Write every generated file anew
	@$(PY) -m byggsak.generated --write

bench: $(STAMP)  ## Speed, as ratios measured side by side in one run
	@$(PY) -m bench

rules: $(STAMP)  ## Rules against themselves: faults their examples notice; rules due for comparison
	@$(PY) -m byggsak.testing.mutate
	@$(PY) -m byggsak.rule.review $$(date +%F)

serve: $(STAMP)  ## The HTTP service on http://127.0.0.1:8000
	@$(VENV)/bin/byggsak serve

lock:  ## Resolve the dependencies anew (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements/runtime.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml --group dev -o requirements/dev.txt

clean:  ## Remove what the commands above created
	rm -rf $(VENV) var dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
