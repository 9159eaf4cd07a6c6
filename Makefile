# `make run` sets up what is missing and starts; `make test` does what a developer does before a
# commit and what CI does. See README.md.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
# An index with a torch without CUDA; `make run TORCH_INDEX=` takes PyPI's default build instead.
TORCH_INDEX ?= https://download.pytorch.org/whl/cpu
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

# In this mode the folder itself is on the path, which every start finds sooner than a look-up hook.
EDITABLE := --config-settings editable_mode=compat --editable

.PHONY: run test format pins dictionary encryption
.DELETE_ON_ERROR:

run: $(VENV)/.installed $(VENV)/.dictionary
	@$(BIN)/briefing-bot

test: $(VENV)/.installed-dev $(VENV)/.dictionary
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/pytest -n 2

format: $(VENV)/.installed-dev
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

# Pins what is installed now; run it in a fresh environment after changing pyproject.toml.
pins: $(VENV)/.installed-dev
	@{ echo "# The versions that the tests pass with; \`make pins\` writes this file."; \
	  $(BIN)/python -m pip freeze --exclude-editable | sed 's/+cpu$$//'; } > constraints.new
	@mv constraints.new constraints.txt

$(VENV)/bin/python:
	@echo "Making a virtual environment in $(VENV) ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; say which with: make run PYTHON=python3.12")'
	@$(PYTHON) -m venv $(VENV)

# First, so that nothing else pulls in the build with CUDA; where that index cannot be reached or
# has nothing for this machine, the next step takes PyPI's build.
$(VENV)/.torch: constraints.txt | $(VENV)/bin/python
	@echo "Installing PyTorch (some minutes, once) ..."
	@$(if $(TORCH_INDEX),$(PIP) --index-url $(TORCH_INDEX) --no-deps --retries 1 torch 2>/dev/null || true)
	@touch $@

$(VENV)/.installed: pyproject.toml constraints.txt $(VENV)/.torch
	@echo "Installing what the program needs (some minutes, once) ..."
	@$(PIP) $(EDITABLE) .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt $(VENV)/.torch
	@echo "Installing what the tests need (some minutes, once) ..."
	@$(PIP) $(EDITABLE) .[dev]
	@touch $@ $(VENV)/.installed

# What ENCRYPTION_KEY_FILE needs; see docs/operations.md.
encryption: $(VENV)/.installed
	@$(PIP) $(EDITABLE) .[encryption]

# The dictionary makes German and English find each other. It is looked for once.
$(VENV)/.dictionary: | $(VENV)/bin/python
	@$(MAKE) --no-print-directory dictionary
	@touch $@

SYSTEM_DICTIONARY := /usr/share/trans/de-en
OWN_DICTIONARY    := $(VENV)/share/trans/de-en
APT_INSTALL       := apt-get install --yes --quiet trans-de-en

dictionary:
	@if [ -f $(SYSTEM_DICTIONARY) ] || [ -f $(OWN_DICTIONARY) ]; then exit 0; fi; \
	echo "Getting the German-English dictionary (Debian package trans-de-en) ..."; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  { $(APT_INSTALL) || { apt-get update --quiet && $(APT_INSTALL); }; } >/dev/null 2>&1; \
	elif command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null; then \
	  folder=$$(mktemp -d) && (cd $$folder && apt-get download --quiet trans-de-en \
	    && dpkg-deb --extract trans-de-en*.deb .) >/dev/null 2>&1 \
	    && mkdir -p $$(dirname $(OWN_DICTIONARY)) \
	    && cp $$folder$(SYSTEM_DICTIONARY) $(OWN_DICTIONARY); rm -rf $$folder; \
	fi; \
	[ -f $(SYSTEM_DICTIONARY) ] || [ -f $(OWN_DICTIONARY) ] || \
	echo "No dictionary: questions find passages of the other language less well. Get the file de-en of Debian's package trans-de-en and name it in the setting DICTIONARY."
