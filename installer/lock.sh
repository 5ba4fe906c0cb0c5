#!/usr/bin/env bash
# Writes the versions and hashes that the packages are built from, for all systems at once: requirements.lock, what the desk
# needs and no more, and tools.lock, what builds it. Run it after changing pyproject.toml or constraints.txt.
# Needs uv (python3 -m pip install uv). Versions that are locked stay; bash installer/lock.sh --upgrade takes newer tools.
set -euo pipefail
cd "$(dirname "$0")/.."

# lock FROM TO [OPTIONS OF UV]
lock() {
    uv pip compile "$1" --output-file "$2" --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
        --constraints installer/constraints.txt --custom-compile-command "bash installer/lock.sh" "${@:3}"
}

lock pyproject.toml installer/requirements.lock --override installer/overrides.txt "$@"
lock installer/tools.in installer/tools.lock "$@"
