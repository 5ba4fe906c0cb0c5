#!/usr/bin/env bash
# Takes the window's words as they are now into resources/translations and compiles them. Run it after changing words in
# desktop/editor, and again after translating, in a .ts file or with pyside6-linguist, what it has marked as unfinished.
set -euo pipefail
cd "$(dirname "$0")/.."
. installer/prepare.sh
prepare ""
. .venv/bin/activate

# update LANGUAGE [OPTIONS OF LUPDATE]
update() {
    local catalogue=resources/translations/inkling_$1
    pyside6-lupdate -silent -no-obsolete -locations none -source-language en "${@:2}" $(find desktop/editor -name '*.py' | sort) -ts "$catalogue.ts"
    pyside6-lrelease -silent "$catalogue.ts" -qm "$catalogue.qm"
}

update zh_CN
# The code is in English; only one word and many words must be told apart.
update en -pluralonly
