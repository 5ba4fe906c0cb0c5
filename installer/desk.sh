#!/usr/bin/env bash
# Starts the writing desk, after installing what it needs. Arguments go to the desk: bash installer/desk.sh my-novel.txt
set -euo pipefail
here=$PWD
cd "$(dirname "$0")/.."
. installer/prepare.sh
prepare ""
root=$PWD
cd "$here"
exec "$root/.venv/bin/inkling" "$@"
