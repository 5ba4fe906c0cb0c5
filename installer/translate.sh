#!/usr/bin/env bash
# Takes the window's words as they are now into resources/translations and compiles them. Run it after changing words in
# desktop/editor, and again after translating, in a .ts file or with pyside6-linguist, what it has marked as unfinished.
#
#     bash installer/translate.sh [LANGUAGE]     # a LANGUAGE, such as fr or pt_BR, is added
set -euo pipefail
cd "$(dirname "$0")/.."
translations=resources/translations
added=${1:-}
if [ $# -gt 1 ] || { [ -n "$added" ] && ! [[ $added =~ ^[a-z]{2,3}(_[A-Z]{2})?$ ]]; }; then
    echo "Name one language as Qt does: two or three small letters, and a country's where it matters, such as fr or pt_BR." >&2
    exit 2
fi
. installer/prepare.sh
prepare ""
. .venv/bin/activate

# update LANGUAGE [OPTIONS OF LUPDATE]
update() {
    local catalogue=$translations/inkling_$1 language=()
    [ -f "$catalogue.ts" ] || language=(-target-language "$1")  # which lupdate would guess, wrongly
    pyside6-lupdate -silent -no-obsolete -locations none -source-language en "${language[@]}" "${@:2}" $(find desktop/editor -name '*.py' | sort) -ts "$catalogue.ts"
    pyside6-lrelease -silent "$catalogue.ts" -qm "$catalogue.qm"
}

# The code is in English; only one word and many words must be told apart.
update en -pluralonly
for language in $(ls $translations | sed -nE 's/^inkling_(.*)\.ts$/\1/p') $added; do
    [ "$language" = en ] || update "$language"
done
if [ -n "$added" ]; then
    echo "Now translate what is marked as unfinished in $translations/inkling_$added.ts, and run this again."
fi
