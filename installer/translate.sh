#!/usr/bin/env bash
# Takes new words of the window into the translations, and compiles them: run it after every change of a .ts file too.
# New words are marked as unfinished; translate them in resources/translations/*.ts with an editor or pyside6-linguist.
set -euo pipefail
cd "$(dirname "$0")/.."
. installer/prepare.sh
prepare ""
. .venv/bin/activate
update() { pyside6-lupdate -silent -no-obsolete -locations none -source-language en "$@" -ts "resources/translations/inkling_$language.ts" desktop/editor/*.py; }
language=zh_CN update
# English is what the code says; only "1 word" and "2 words" must be told apart.
language=en update -pluralonly
for file in resources/translations/*.ts; do pyside6-lrelease -silent "$file" -qm "${file%.ts}.qm"; done
