#!/usr/bin/env bash
# Checks everything: format, lint, types, tests. Arguments go to pytest: bash installer/test.sh tests/engine -k beam
# The trainer on other backends too: EXTRAS=jax,torch bash installer/test.sh tests/trainer/backends
set -euo pipefail
cd "$(dirname "$0")/.."
. installer/prepare.sh
prepare "train,dev${EXTRAS:+,$EXTRAS}"
. .venv/bin/activate
ruff format --check --quiet .
ruff check --quiet .
mypy
# On as many cores as there are, each file of tests on one of them.
exec python -m pytest -n auto --dist loadfile "$@"
