"""The command `inkling memory`: what would be remembered of a story, without a window."""

import argparse
import json
from pathlib import Path

from desktop.command_options import add_model_arguments, load
from desktop.engine.errors import InklingError


def add_memory_list_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `inkling memory`."""
    parser.add_argument("story", metavar="STORY", type=Path, help="a text, or a story's folder")
    parser.add_argument(
        "--keep", metavar="WORDS", action="append", default=[], help="always know these words"
    )
    parser.add_argument(
        "--forget", metavar="WORDS", action="append", default=[], help="never suggest these words from memory"
    )
    parser.add_argument(
        "--free", metavar="WORDS", action="append", default=[], help="choose nothing for these words any more"
    )
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    add_model_arguments(parser)


def list_memory(options: argparse.Namespace) -> int:
    """List the names, words and phrases that are remembered of STORY; keep some, or forget some."""
    from desktop.engine.documents.documents import read_document
    from desktop.engine.stories.memory_file import MemoryFile, MemoryRecord
    from desktop.engine.stories.story_folder import StoryFolder
    from desktop.engine.story.memory_choices import MemoryChoices

    path: Path = options.story
    if path.is_dir():
        story = StoryFolder.open(path)
        texts = [read_document(text.path).text for text in (*story.texts, *story.notes)]
        file = MemoryFile.of_folder(path)
    else:
        texts, file = [read_document(path).text], MemoryFile.of_text(path)

    def changed(record: MemoryRecord) -> MemoryRecord:
        choices = MemoryChoices(record.kept, record.forgotten)
        for words in map(_plain, options.free):
            choices = choices.without(words)
        for words in map(_plain, options.keep):
            choices = choices.keeping(words)
        for words in map(_plain, options.forget):
            choices = choices.forgetting(words)
        return MemoryRecord(choices.kept, choices.forgotten, record.brought)

    record = file.change(changed) if options.free or options.keep or options.forget else file.read()
    engine = load(options)
    engine.turn_to(str(path))
    engine.choose_memory(MemoryChoices(record.kept, record.forgotten))
    engine.survey(texts[0] if texts else "", others=texts[1:])
    learnt = engine.learnt() or []
    if options.json:
        answer = {
            "learnt": [{"text": one.text, "uses": one.uses, "kind": one.kind.value} for one in learnt],
            "kept": record.kept,
            "forgotten": record.forgotten,
        }
        print(json.dumps(answer, ensure_ascii=False, indent=1))
        return 0
    for words in record.kept:
        print(f"{'kept':>10}  {words}")
    for words in record.forgotten:
        print(f"{'forgotten':>10}  {words}")
    for one in learnt:
        if one.text not in (*record.kept, *record.forgotten):
            print(f"{one.uses:>10,}  {one.text}  ({one.kind.value})")
    return 0


def _plain(words: str) -> str:
    plain = " ".join(words.split())
    if not plain:
        raise InklingError("There are no words to keep or to forget; give some.")
    return plain
