#!/usr/bin/env bash
# Builds the packages for Linux, a .deb and a portable .tar.gz, into dist/, on Debian 12 or what it became: bash installer/build.sh
# Arguments go to installer/build.py. PYTHON names another Python than the system's to pack.
set -euo pipefail
cd "$(dirname "$0")/.."
. installer/prepare.sh
# What the packages are made with, and the libraries that they are to depend on.
install_system_packages binutils desktop-file-utils dpkg-dev libpython3-dev libwayland-client0 libwayland-cursor0 $qt_packages
exec "${PYTHON:-/usr/bin/python3}" -m installer.build "$@"
