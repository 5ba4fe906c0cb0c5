#!/usr/bin/env bash
# Runs the trainer, after installing what it needs: bash installer/train.sh fit my-books/ --out runs/mine
set -euo pipefail
here=$PWD
cd "$(dirname "$0")/.."
. installer/prepare.sh
prepare train
root=$PWD
cd "$here"
exec "$root/.venv/bin/inkling-train" "$@"
