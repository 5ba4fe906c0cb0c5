#!/usr/bin/env bash
# Builds the packages of the commit twice, in two clones, and says what differs: bash installer/compare_builds.sh
# The environment, which the locks alone decide, is made once. Ends with 1 if anything differs.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$PWD/build/compare
venv=$PWD/build/packaging/venv
mkdir -p "$work" "$venv"

# build NAME
build() {
    rm -rf "${work:?}/$1"
    git clone --quiet . "$work/$1/clone"
    mkdir -p "$work/$1/clone/build/packaging"
    ln -s "$venv" "$work/$1/clone/build/packaging/venv"
    bash "$work/$1/clone/installer/build.sh" --out "$work/$1/packages"
    mkdir "$work/$1/tar" "$work/$1/deb"
    tar -xf "$work/$1"/packages/*.tar.gz -C "$work/$1/tar"
    dpkg-deb --raw-extract "$work/$1"/packages/*.deb "$work/$1/deb"
    # Names, modes, owners, times and sizes.
    tar -tvf "$work/$1"/packages/*.tar.gz >"$work/$1/tar.txt"
    dpkg-deb --contents "$work/$1"/packages/*.deb >"$work/$1/deb.txt"
    rm -rf "$work/$1/clone"
}

# compare KIND
compare() {
    echo "$1: $(find "$work/first/$1" -type f | wc -l) files"
    diff "$work/first/$1.txt" "$work/second/$1.txt" && diff -r --no-dereference "$work/first/$1" "$work/second/$1" || differ=1
}

build first
build second
differ=0
compare tar
compare deb
(cd "$work/first/packages" && sha256sum -- *) >"$work/first.sha256"
(cd "$work/second/packages" && sha256sum -- *) | diff "$work/first.sha256" - || differ=1
cat "$work/first.sha256"
[ "$differ" = 0 ] && echo "Both builds are the same, byte for byte."
exit "$differ"
