# Everything a person or the CI runs. `make check` is exactly what the CI runs.

.DEFAULT_GOAL := help
.PHONY: help install demo test check format lint types layers docs fix readme lock upgrade clean

BIN := .venv/bin
CODE := $(wildcard src tests tools benchmarks)
# In this order, so that the tests' own summary is what one sees last.
PARTS := format lint types layers docs test
COMPILE = --quiet --universal --python-version 3.12 --generate-hashes --no-emit-index-url --no-header

help:  ## Say what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' Makefile

install: .venv/.installed  ## Make .venv with everything, from the hash-pinned lists

.venv/.installed: requirements/dev.txt requirements/uv.txt pyproject.toml tools/install.sh
	@tools/install.sh

demo: install  ## Read the bundled sample and print its brief
	@$(BIN)/salis demo

test: install  ## Run the tests
	$(BIN)/pytest -q -n 2

check: install  ## Run every part, the tests included; fail if any fails
	@failed=; for part in $(PARTS); do \
		printf '\n--- %s\n' $$part; \
		$(MAKE) --no-print-directory $$part || failed="$$failed $$part"; \
	done; \
	if [ "$$failed" ]; then printf '\ncheck: failed:%s\n' "$$failed"; exit 1; fi; \
	printf '\ncheck: all of %s passed\n' '$(PARTS)'

format: install  ## Part of check: is the code formatted?
	$(BIN)/ruff format --check $(CODE)

lint: install  ## Part of check: ruff's rules
	$(BIN)/ruff check $(CODE)

types: install  ## Part of check: mypy, strict
	$(BIN)/mypy $(CODE)

layers: install  ## Part of check: who may import whom
	$(BIN)/lint-imports --no-cache --no-logo

docs: install  ## Part of check: does the README show what the program prints?
	$(BIN)/python tools/readme.py --check

fix: install  ## Format the code and mend what ruff can mend
	$(BIN)/ruff check --fix-only $(CODE)
	$(BIN)/ruff format $(CODE)

readme: install  ## Put the program's own output into the README
	$(BIN)/python tools/readme.py

lock:  ## Write the hash-pinned lists anew from pyproject.toml and requirements/*.in
	@uv=$$(UV_ONLY=1 tools/install.sh) && \
	$$uv pip compile $(COMPILE) $(LOCK) requirements/uv.in -o requirements/uv.txt && \
	$$uv pip compile $(COMPILE) $(LOCK) pyproject.toml -o requirements/run.txt && \
	$$uv pip compile $(COMPILE) $(LOCK) pyproject.toml requirements/dev.in -c requirements/run.txt -o requirements/dev.txt

upgrade:  ## The same, with the newest versions that fit
	@$(MAKE) --no-print-directory lock LOCK=--upgrade

clean:  ## Take away all that make has made
	rm -rf .venv .uv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist
	find src tests tools benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
