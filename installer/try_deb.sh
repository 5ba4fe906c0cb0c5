#!/usr/bin/env bash
# Tries a .deb as a writer would, in a clean Debian that has no Python, under Xvfb: installs an older version, writes, upgrades,
# keeps a suggestion, continues the story, saves, removes it, and looks at what is left.
#
#     bash installer/try_deb.sh dist/inkling-desk_*.deb [MIRROR]
#
# Needs root, and a Debian mirror: the one that apt uses here if none is given. Pictures of the screen, and the clean Debian for the
# next time, stay in build/try-deb.
set -Eeuo pipefail
[ "$(id -u)" = 0 ] || { echo "Run this as root: it makes a Debian of its own." >&2; exit 1; }
# In namespaces of its own, so that neither mounts nor processes outlive the trial, however it ends: a mount that is left in the
# clean Debian would be emptied with it the next time.
if [ -z "${INKLING_TRIAL:-}" ]; then
    export INKLING_TRIAL=1
    exec unshare --mount --pid --fork --kill-child --mount-proc bash "$0" "$@"
fi
deb=$(realpath "$1")
cd "$(dirname "$0")/.."
. installer/prepare.sh
install_system_packages appstream debootstrap desktop-file-utils imagemagick man-db procps xdotool xvfb

suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
mirror=${2:-$(apt-get indextargets --format '$(CODENAME) $(REPO_URI)' 'Created-By: Packages' | sed -n "s/^$suite //p" | head -1)}
work=$PWD/build/try-deb
root=$work/root
story=/home/writer/story.txt
# Any English model knows how this goes on, and is sure of it.
typed="At the end of the day, for the first time in her li"
trap 'echo "FAILED at line $LINENO: $BASH_COMMAND" >&2' ERR

main() {
    mkdir -p "$work"
    rm -f "$work/screen" "$work/desk.log"
    make_clean_root
    list_files >"$work/before.txt"
    start_screen

    step "Install an older version"
    make_older "$work/older.deb"
    install_deb "$work/older.deb"
    in_root inkling --version
    check "there is no Python to lean on" without python3
    check "the shared files are sound" validate_shared_files
    check "a terminal gets suggestions" suggests

    step "Write with it"
    as_writer touch "$story"
    start_desk
    xdotool type --delay 30 "First words, kept by the older version."
    wait_for_text "older version."
    quit_desk
    check "the preferences were written" test -s "$root/home/writer/.config/Inkling/Inkling.ini"
    # A model of the writer's own.
    as_writer mkdir -p /home/writer/.local/share/Inkling/models
    as_writer cp -r /usr/lib/inkling-desk/_internal/desktop/resources/models/english /home/writer/.local/share/Inkling/models/own
    checksums >"$work/kept.txt"

    step "Upgrade"
    install_deb "$deb"
    in_root inkling --version
    check "nothing of the older version is left" test ! -e "$root/usr/lib/inkling-desk/_internal/older"
    checksums | diff "$work/kept.txt" - >&2
    echo "ok: preferences, models and documents are as they were"

    step "Write with the new version"
    start_desk
    first_start=$seconds_to_window
    check "the document is as the older version saved it" grep -q "^First words, kept by the older version.$" "$root$story"
    xdotool key ctrl+End Return
    xdotool type --delay 40 "$typed"
    sleep 2
    picture suggestion
    xdotool key Tab
    save
    kept=$(tail -1 "$root$story")
    check "Tab kept a suggestion" grep -qP "^\Q$typed\E[^\t]*\w" <<<"$kept"
    echo "    $kept"
    xdotool key ctrl+Return
    sleep 5
    save
    picture continued
    words=$(($(tail -n +2 "$root$story" | wc -w) - $(wc -w <<<"$kept")))
    check "the story went on" test "$words" -ge 50
    echo "    $words words"
    quit_desk
    for _ in 1 2 3; do
        start_desk
        echo "window after $seconds_to_window s (the first start took $first_start s)"
        quit_desk
    done
    check "nothing went wrong" without_errors
    checksums >"$work/kept.txt"

    step "Remove"
    in_root apt-get purge -y -qq -o Dpkg::Use-Pty=0 inkling-desk >/dev/null
    checksums | diff "$work/kept.txt" - >&2
    echo "ok: what is the writer's was left alone:"
    (cd "$root/home/writer" && find . -type f -newer "$work/before.txt" | sort | sed 's/^/    /')
    list_files | comm -13 "$work/before.txt" - | grep -i inkling >"$work/left.txt" || true
    check "nothing of Inkling is left" test ! -s "$work/left.txt"
    in_root apt-get autoremove --purge -y -qq -o Dpkg::Use-Pty=0 >/dev/null
    list_files | comm -13 "$work/before.txt" - >"$work/left.txt"
    echo "$(wc -l <"$work/left.txt") files are left of the packages that it needed:"
    sed 's/^/    /' "$work/left.txt"
    echo "All is well."
}

step() { echo "== $*"; }

# check WORDS COMMAND...
check() {
    "${@:2}" || { echo "FAILED: $1" >&2; exit 1; }
    echo "ok: $1"
}

in_root() { chroot "$root" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }

as_writer() {
    chroot --userspec=writer:writer "$root" env -i HOME=/home/writer PATH=/usr/bin:/bin LANG=C.UTF-8 DISPLAY="${DISPLAY:-}" "$@"
}

make_clean_root() {
    if [ ! -e "$work/base/made" ]; then
        step "Make a clean Debian ($suite)"
        rm -rf "$work/base"
        debootstrap --variant=minbase "$suite" "$work/base" "$mirror" >"$work/debootstrap.log"
        # What apt has to know here to reach its mirror.
        apt-config dump | grep -E '^Acquire::(http|https|ftp|Check-)' >"$work/base/etc/apt/apt.conf.d/99here" || true
        # Nothing in it has to survive a power cut.
        echo force-unsafe-io >"$work/base/etc/dpkg/dpkg.cfg.d/quick"
        chroot "$work/base" useradd --create-home writer
        touch "$work/base/made"
    fi
    if grep -qF " $root/" /proc/self/mountinfo; then
        echo "Something is mounted below $root: unmount it first." >&2
        exit 1
    fi
    rm -rf --one-file-system "$root"
    cp -a "$work/base" "$root"
    rm "$root/made"
    cp /etc/resolv.conf /etc/hosts "$root/etc/"
    mount -t proc proc "$root/proc"
    in_root apt-get update -qq
}

# What dpkg and apt note down for themselves is not counted, and the writer's own folder is.
list_files() {
    find "$root" -xdev \( -path "$root/proc" -o -path "$root/tmp" -o -path "$root/var/lib/dpkg" -o -path "$root/var/lib/apt" \
        -o -path "$root/var/cache" -o -path "$root/var/log" -o -path "$root/home/writer" \) -prune -o -print | sed "s|^$root||" | sort
}

checksums() { (cd "$root/home/writer" && find . -type f -not -path "*/log/*" -exec sha256sum {} + | sort -k 2); }

start_screen() {
    Xvfb -displayfd 1 -screen 0 1100x760x24 -ac -noreset >"$work/screen" 2>"$work/xvfb.log" &
    xvfb=$!
    # It says which free number it has taken once it is ready. Programs in the clean Debian reach it by its abstract socket, which
    # is in no folder.
    until [ -s "$work/screen" ]; do kill -0 "$xvfb" && sleep 0.1; done
    DISPLAY=:$(cat "$work/screen")
    export DISPLAY
}

# The same package with a lower version and one file more.
make_older() {
    rm -rf "$work/older"
    dpkg-deb --raw-extract "$deb" "$work/older"
    sed -i 's/^Version: .*/Version: 0.0.1/' "$work/older/DEBIAN/control"
    touch "$work/older/usr/lib/inkling-desk/_internal/older"
    dpkg-deb --root-owner-group -Znone --build "$work/older" "$1" >/dev/null
    rm -rf "$work/older"
}

install_deb() {
    cp "$1" "$root/tmp/inkling.deb"
    in_root apt-get install -y -qq -o Dpkg::Use-Pty=0 /tmp/inkling.deb >"$work/install.log" 2>&1 || { tail -20 "$work/install.log" >&2; return 1; }
    rm "$root/tmp/inkling.deb"
}

without() { ! in_root sh -c "command -v $1"; }

validate_shared_files() {
    local share=$root/usr/share
    desktop-file-validate "$share/applications/inkling.desktop" &&
        appstreamcli validate --no-net "$share"/metainfo/*Inkling.metainfo.xml >"$work/appstream.log" &&
        man --warnings -l "$share/man/man1/inkling.1.gz" 2>&1 >/dev/null | diff /dev/null - &&
        test -s "$share/icons/hicolor/256x256/apps/inkling.png" && test -s "$share/doc/inkling-desk/copyright"
}

suggests() {
    local told
    told=$(as_writer inkling suggest "$typed")
    echo "$told"
    grep -q '%' <<<"$told"
}

# Sets seconds_to_window.
start_desk() {
    local started
    started=$(date +%s%N)
    as_writer inkling "$story" 2>>"$work/desk.log" &
    desk=$!
    until window=$(xdotool search --onlyvisible --class inkling 2>/dev/null | head -1) && [ -n "$window" ]; do
        kill -0 "$desk" 2>/dev/null || { echo "The desk did not start: $(tail -3 "$work/desk.log")" >&2; return 1; }
        sleep 0.02
    done
    seconds_to_window=$((($(date +%s%N) - started) / 10000000))
    seconds_to_window=$(sed -E 's/^(.*)(..)$/\1.\2/; s/^\./0./' <<<"$(printf '%03d' "$seconds_to_window")")
    # Without a window manager nobody gives it the keyboard; and the model loads after the window shows.
    xdotool windowfocus --sync "$window"
    sleep 4
}

save() {
    xdotool key ctrl+s
    sleep 2
}

wait_for_text() {
    local tries
    for tries in 1 2 3 4 5; do
        save
        ! grep -q "$1" "$root$story" 2>/dev/null || return 0
    done
    picture missing
    echo "The desk did not save what was typed; see $work/missing.png." >&2
    return 1
}

quit_desk() {
    [ -n "${desk:-}" ] || return 0
    xdotool key ctrl+q
    wait "$desk"
    desk=
}

without_errors() { ! grep -E "ERROR|CRITICAL|Traceback" "$work/desk.log" "$root"/home/writer/.local/state/Inkling/log/*.log; }

picture() { import -window root "$work/$1.png"; }

main
