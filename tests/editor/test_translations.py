"""The catalogues: complete, up to date and consistent, so that no window is half in English."""

import ast
import re
import shutil
import string
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QTranslator

import desktop.books
import desktop.editor
import desktop.engine
import desktop.language
from desktop.editor.messages.engine_templates import TEMPLATES
from desktop.editor.settings.keys import COMMANDS
from desktop.editor.settings.language import CATALOGUES, LANGUAGES
from desktop.engine import errors

EDITOR = Path(desktop.editor.__path__[0])
# What speaks to the writer and knows no Qt.
PACKAGES = [Path(one.__path__[0]) for one in (desktop.engine, desktop.language, desktop.books)]
UPDATE = "run installer/translate.sh"
IDEOGRAPH = re.compile("[\u4e00-\u9fff]")
SAME_EVERYWHERE = re.compile(r"UTF-\d+")
PLACEHOLDER = re.compile(r"%L?n|\{\w*\}")
SENTENCE_ENDS = {".": "。", "?": "？", "…": "…", ":": "："}


@dataclass(frozen=True)
class Message:
    """One entry of a catalogue."""

    context: str
    source: str
    comment: str
    is_numerus: bool
    translations: tuple[str, ...]
    is_finished: bool


def messages_of(catalogue: Path) -> Iterator[Message]:
    for context in ElementTree.parse(catalogue).getroot().iter("context"):
        for entry in context.iter("message"):
            translation = entry.find("translation")
            assert translation is not None
            is_numerus = entry.get("numerus") == "yes"
            forms = [form.text or "" for form in translation] if is_numerus else [translation.text or ""]
            yield Message(
                context.findtext("name", ""),
                entry.findtext("source", ""),
                entry.findtext("comment", ""),
                is_numerus,
                tuple(forms),
                translation.get("type") is None,
            )


CHINESE = list(messages_of(CATALOGUES / "inkling_zh_CN.ts"))


def source_of(message: Message) -> str:
    return message.source


def tool(name: str) -> Path:
    """A tool of Qt Linguist, which comes with PySide6."""
    path = Path(PySide6.__path__[0]) / (name + ".exe" if sys.platform == "win32" else name)
    if not path.exists():
        pytest.skip(f"PySide6 came without {name}")
    return path


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_holds_what_the_code_says(language: str, tmp_path: Path) -> None:
    kept = CATALOGUES / f"inkling_{language}.ts"
    fresh = tmp_path / kept.name
    shutil.copy(kept, fresh)
    only_plurals = ["-pluralonly"] if language == "en" else []
    files = [str(path) for path in sorted(EDITOR.rglob("*.py"))]
    command = [str(tool("lupdate")), "-silent", "-no-obsolete", *only_plurals, *files, "-ts", str(fresh)]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stdout + told.stderr == ""
    assert set(messages_of(fresh)) == set(messages_of(kept)), UPDATE


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_says_the_same(language: str, qapp) -> None:
    translator = QTranslator()
    assert translator.load(str(CATALOGUES / f"inkling_{language}.qm")), UPDATE
    for message in messages_of(CATALOGUES / f"inkling_{language}.ts"):
        counts = range(1, len(message.translations) + 1) if message.is_numerus else [-1]
        for count, translation in zip(counts, message.translations, strict=True):
            compiled = translator.translate(message.context, message.source, message.comment, count)
            assert compiled == translation, UPDATE


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_is_translated(language: str) -> None:
    for message in messages_of(CATALOGUES / f"inkling_{language}.ts"):
        assert message.is_finished, message
        assert all(message.translations), message


def test_contexts_are_those_that_the_code_looks_up() -> None:
    """`tr` of another object than `self` would look its words up in a context that the catalogue has not."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in sorted(EDITOR.rglob("*.py")))
    classes = re.findall(r"^class (\w+)", code, re.MULTILINE)
    named = re.findall(r'\b(?:translate|QT_TRANSLATE_NOOP)\(\s*"(\w+)"', code)
    assert {message.context for message in CHINESE} <= {*classes, *named}


def test_no_class_that_others_inherit_from_uses_tr() -> None:
    """It would look its words up in the context of those others, and the catalogue has them in its own."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(EDITOR.glob("*.py"))]
    classes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    inherited = {base.id for one in classes for base in one.bases if isinstance(base, ast.Name)}
    using = {one.name for one in classes if "self.tr(" in ast.unparse(one)}
    assert inherited & using == set()


@pytest.mark.parametrize("message", CHINESE, ids=source_of)
def test_a_chinese_entry_fits_its_source(message: Message) -> None:
    for translation in message.translations:
        has_words = re.search(r"[^\W\d_]", PLACEHOLDER.sub("", message.source))
        assert IDEOGRAPH.search(translation) or not has_words or SAME_EVERYWHERE.fullmatch(message.source)
        assert Counter(PLACEHOLDER.findall(translation)) == Counter(PLACEHOLDER.findall(message.source))
        letters = re.findall(r"&(\w)", message.source.upper())
        assert re.findall(r"\(&(\w)\)", translation) == letters
        assert translation.count("&") == len(letters)
        end = message.source[-1]
        assert (translation[-1] == SENTENCE_ENDS[end]) if end in SENTENCE_ENDS else (translation[-1] != "。")


def test_a_word_is_translated_alike_wherever_it_stands() -> None:
    by_source: dict[str, set[str]] = {}
    for message in CHINESE:
        by_source.setdefault(message.source, set()).add(message.translations[0])
    assert {source: words for source, words in by_source.items() if len(words) > 1} == {
        "Text": {"正文", "文本"}  # what stands on the page, and a kind of file
    }


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_commands_are_in_the_catalogue(command) -> None:
    assert ("Commands", command.english) in {(one.context, one.source) for one in CHINESE}


# --- the engine's sentences --------------------------------------------------------------------------


def sentences_of_the_engine() -> Iterator[ast.Call]:
    """The calls that make a sentence for the writer, wherever no Qt is, but where sentences are defined."""
    makers = {name for name in vars(errors) if name == "Sentence" or name.endswith("Error")}
    for path in sorted(path for package in PACKAGES for path in package.rglob("*.py")):
        if path.name == "errors.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in makers:
                yield node


def template_of(call: ast.Call) -> str:
    template = call.args[0]
    assert isinstance(template, ast.Constant), f"not a plain text: {ast.unparse(call)}"
    assert isinstance(template.value, str)
    return template.value


def test_the_engines_sentences_are_marked_for_translation() -> None:
    assert {template_of(call) for call in sentences_of_the_engine()} == set(TEMPLATES)


def test_the_engines_sentences_have_all_their_values() -> None:
    for call in sentences_of_the_engine():
        names = {name for _, name, _, _ in string.Formatter().parse(template_of(call)) if name is not None}
        if len(call.args) == 2:  # a `Sentence` and its values, where they are written out
            values = call.args[1]
            keys = [key for key in values.keys if key] if isinstance(values, ast.Dict) else []
            given = [ast.literal_eval(key) for key in keys] or names
        else:
            given = [keyword.arg for keyword in call.keywords]
        assert set(given) == names, ast.unparse(call)
