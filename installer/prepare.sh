# Sourced by desk.sh, train.sh and test.sh: installs what Debian lacks, then brings the virtual environment in .venv up to date.
#
# prepare EXTRAS   "" for the desk alone, "train" for the trainer too, "train,dev" for the tests too

# What PySide6's xcb and offscreen platforms load, a font to write in, a small one with Chinese, and venv itself.
qt_packages="python3-venv fontconfig fonts-dejavu-core fonts-droid-fallback libdbus-1-3 libegl1 libfontconfig1 libgl1
    libglib2.0-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0
    libxcb-xinerama0 libxcb-xkb1 libxkbcommon-x11-0 libxkbcommon0"

prepare() {
    install_system_packages $qt_packages
    install_python_packages "$1"
}

install_system_packages() {
    command -v dpkg-query >/dev/null || { echo "This is not Debian or Ubuntu: install Qt's libraries yourself if the desk does not start." >&2; return 0; }
    local missing=() package
    for package in "$@"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    local as_root=()
    [ "$(id -u)" = 0 ] || as_root=(sudo)
    echo "Installing system packages: ${missing[*]}"
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

install_python_packages() {
    local versions extras=$1 prepared=""
    versions=$(cat pyproject.toml installer/constraints.txt | sha256sum | cut -c1-64)
    # A .venv whose making was cut short, or whose Python is gone, is made anew.
    if .venv/bin/python -c "" 2>/dev/null; then
        prepared=$(cat .venv/prepared 2>/dev/null || true)
    else
        rm -rf .venv
        python3 -m venv .venv
    fi
    # What was prepared with more extras serves the desk as well.
    case "$prepared" in "$versions $extras"*) return 0 ;; esac
    echo "Installing Python packages into .venv"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check -c installer/constraints.txt -e ".${extras:+[$extras]}"
    echo "$versions $extras" >.venv/prepared
}
