#!/usr/bin/env bash
# Trains on a machine that is lent for a while, from token files that were prepared elsewhere (inkling-train prepare), and
# leaves in one folder what is worth carrying home. It needs this repository and a Python that has what the trainer needs;
# it fetches nothing. The same command again goes on where the last one has ended, however that was.
#   bash installer/lent_machine.sh DATA OUT MINUTES [OPTIONS OF fit]
#   PYTHON=/opt/python/bin/python3 KERAS_BACKEND=jax bash installer/lent_machine.sh data out 50 --preset flagship
# OUT/run is the run, saved at every validation; OUT/model its bundle and OUT/test.json its measures, where TensorFlow is
# installed; else OUT/run is exported at home. OUT/log.txt tells all that was said. Training ends within MINUTES; the bundle
# and its measures take a few more.
set -euo pipefail
[ $# -ge 3 ] || { sed -n '2,10s/^# \?//p' "$0" >&2; exit 2; }
data=$(realpath "$1") out=$(realpath -m "$2") minutes=$3
shift 3
python=${PYTHON:-python3}
cd "$(dirname "$0")/.."
mkdir -p "$out"
exec > >(tee -a "$out/log.txt") 2>&1
date
command -v nvidia-smi >/dev/null && nvidia-smi --query-gpu=name,memory.total,driver_version --format=csv || echo "No NVIDIA GPU."

if [ -f "$out/run/last.npz" ]; then
    "$python" -m trainer.cli fit --out "$out/run" --resume --minutes "$minutes"
else
    # What was killed before its first checkpoint begins anew.
    rm -rf "$out/run"
    "$python" -m trainer.cli fit "$data" --out "$out/run" --minutes "$minutes" "$@"
fi
date
if "$python" -c "import tensorflow" 2>/dev/null; then
    rm -rf "$out/model"
    "$python" -m trainer.cli export "$out/run" --out "$out/model"
    "$python" -m trainer.cli evaluate "$out/run" --json >"$out/test.json"
    cat "$out/test.json"
else
    echo "TensorFlow is not installed here: carry $out home, and there: inkling-train export run --out model"
fi
date
