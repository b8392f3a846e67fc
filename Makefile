# Two commands do everything: `make demo` (the main job) and `make test` (all checks and tests).
# The first that runs and is new enough: a name on the PATH may be a shim with nothing behind it.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3 python; do \
  "$$name" -c '$(NEW_ENOUGH)' 2>/dev/null && { command -v "$$name"; break; }; done)
BIN := .venv/bin
# The rescue from a Linux medium runs on Linux alone.
FOR_WINDOWS = $(shell find collector srs_server -name '*.py' -not -path '*/rescue/*')

.PHONY: demo test fuzz test-windows app srs check clean system translations screenshots rescue

demo: .venv/.demo
	@$(BIN)/paragon-collector demo

test: .venv/.dev system .tools/tus .tools/axe
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

fuzz: .venv/.dev
	$(BIN)/python -m tests.format_samples 10000
	$(BIN)/python -m tests.findings_fuzz 10000

test-windows: .venv/.dev
	$(BIN)/mypy --platform win32 --follow-imports silent $(FOR_WINDOWS)
	$(BIN)/python packaging/windows-rig/rig.py test $(if $(SHORT),--short)

app: .venv/.demo
	@$(BIN)/paragon-collector demo --app

srs: .venv/.demo
	@$(BIN)/paragon-collector demo --serve

check: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

translations: .venv/.dev
	$(BIN)/python -m tests.gui.catalogues

screenshots: .venv/.dev system
	$(BIN)/python -m tests.gui.screenshots
	$(BIN)/python -m tests.report_screenshots docs

.venv/bin/python:
	@test -n "$(PYTHON)" && "$(PYTHON)" -c '$(NEW_ENOUGH)' || { \
	  echo "Python 3.11 or later is needed; $(or $(PYTHON),none that was found) is not. Try: make PYTHON=/path/to/python3.11"; exit 1; }
	"$(PYTHON)" -m venv .venv || { rm -rf .venv; echo "Install the venv module (Debian: apt-get install python3-venv)."; exit 1; }
	$(BIN)/python -m pip install --quiet --upgrade pip

.venv/.demo: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[srs]'
	@touch $@

.venv/.dev: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@ .venv/.demo

system: .venv/.dev
	@sh packaging/system-packages.sh

.tools/axe: packaging/axe-core.sh | .venv/.dev
	sh packaging/axe-core.sh

.tools/tus: packaging/tus-peer.sh | .venv/.dev
	sh packaging/tus-peer.sh

rescue: | .venv/bin/python
	$(BIN)/python packaging/rescue/build.py

clean:
	rm -rf .venv .tools .demo dist build
