"""Going on from a bundle: its sizes, its vocabulary or another one, its weights."""

import dataclasses
from typing import TYPE_CHECKING, Any

from trainer.bundles.widening import Widening, widening
from trainer.errors import PresetError
from trainer.settings import Preset

if TYPE_CHECKING:
    from trainer.bundles.bundle import Bundle
    from trainer.corpus.dataset import Dataset


def adopt(preset: Preset, bundle: "Bundle | None") -> Preset:
    """The preset with the sizes and the tokenizer of a bundle to go on from."""
    if bundle is None:
        return preset
    config = bundle.config
    corpus = dataclasses.replace(
        preset.corpus,
        pieces=config["tokenizer"]["pieces"],
        lowercase=config["tokenizer"]["lowercase"],
        vocabulary_size=config["vocabulary_size"],
    )
    names = {name: config[name] for name in ("name", "language", "licence", "description")}
    preset = dataclasses.replace(preset, **names, corpus=corpus)
    if config["kind"] == "stream":
        # Bundles made before there were other cells name none.
        model = dataclasses.replace(preset.model, **{"cell": "lstm", **config["architecture"]})
        return dataclasses.replace(preset, kind="cursor", model=model)
    if config["kind"] == "mood":
        mood = dataclasses.replace(preset.mood, **config["architecture"], length=config["window"]["length"])
        return dataclasses.replace(preset, kind="mood", mood=mood)
    length, lines = config["window"]["length"], len(config["window"]["restart"]) > 1
    window = dataclasses.replace(preset.window, **config["architecture"], length=length, lines=lines)
    return dataclasses.replace(preset, kind="window", window=window)


def learns_vocabulary(preset: Preset, bundle: "Bundle", is_asked: bool) -> bool:
    """Whether to go on from a bundle with another vocabulary: if asked to, or for one of another size.

    Raises:
        PresetError: its weights cannot serve another one.
    """
    if not is_asked and preset.corpus.vocabulary_size == bundle.config["vocabulary_size"]:
        return False
    if preset.kind != "cursor":
        raise PresetError(
            f"A model of the kind {preset.kind!r} keeps its bundle's vocabulary; leave out --new-vocabulary "
            "and corpus.vocabulary_size."
        )
    if preset.corpus.pieces != bundle.config["tokenizer"]["pieces"]:
        raise PresetError(
            f"The bundle's vocabulary is of {bundle.config['tokenizer']['pieces']}; leave out corpus.pieces."
        )
    return True


def wider_than(bundle: "Bundle | None", preset: Preset) -> Widening | None:
    """How to go on from a bundle with a wider model than it holds; None if the settings ask for none.

    Raises:
        PresetError: the settings ask for a model that cannot go on from it.
    """
    if bundle is None or preset.kind != "cursor":
        return None
    return widening(adopt(preset, bundle).model, preset.model)


def load_weights(bundle: "Bundle", model: Any, preset: Preset, respelled: "Dataset | None") -> list[str]:
    """Go on from a bundle's weights; with the vocabulary of a dataset, if one is given.

    Returns:
        What there is to tell of the vocabulary and the sizes, if anything.
    """
    told, transfer = [], None
    if respelled is not None:
        from trainer.bundles.vocabulary_transfer import VocabularyTransfer

        transfer = VocabularyTransfer(bundle.tokenizer, respelled.tokenizer)
        told.append(
            f"{transfer.kept:,} of {respelled.vocabulary_size:,} tokens are in the bundle's vocabulary too; "
            "the others start from those that spell them."
        )
    wider = wider_than(bundle, preset)
    if wider:
        before, after = adopt(preset, bundle).model, preset.model
        told.append(
            f"Wider than the bundle: {after.units} units ({before.units}), vectors of {after.embedding} "
            f"({before.embedding}); what is new has no say at first."
        )
    bundle.load_weights(model, transfer, wider)
    return told
