#!/usr/bin/env bash
# For each Python that pyproject.toml allows: can the desk, the trainer and the tests be installed from wheels, as pinned by
# constraints.txt and, where that fails, unpinned? Prints a table in Markdown; installs nothing. Needs uv.
# bash installer/resolve.sh [PYTHON...]
set -uo pipefail
cd "$(dirname "$0")/.."
pythons=${*:-3.11 3.12 3.13 3.14}
said=$(mktemp)
trap 'rm -f "$said"' EXIT

# resolves PYTHON EXTRAS [OPTIONS OF UV]; what uv says of a failure is left in $said
resolves() {
    local python=$1 extras=() extra
    for extra in ${2//,/ }; do extras+=(--extra "$extra"); done
    uv pip compile pyproject.toml --python-version "$python" --only-binary :all: "${extras[@]}" --quiet \
        --no-header --output-file /dev/null "${@:3}" 2>"$said"
}

# verdict PYTHON EXTRAS
verdict() {
    if resolves "$1" "$2" --constraints installer/constraints.txt; then
        echo "yes"
    elif resolves "$1" "$2"; then
        echo "unpinned"
    else
        echo "no: $(tr '\n' ' ' <"$said" | sed 's/  */ /g; s/|/\\|/g' | cut -c1-200)"
    fi
}

echo "| Python | desk | trainer | tests | trainer on JAX | trainer on PyTorch |"
echo "|---|---|---|---|---|---|"
for python in $pythons; do
    row="| $python"
    for extras in "" train train,dev train,jax train,torch; do row+=" | $(verdict "$python" "$extras")"; done
    echo "$row |"
done
