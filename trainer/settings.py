"""Settings of a training run: a TOML preset, read into dataclasses and checked."""

import dataclasses
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from trainer.corpus.settings import CorpusSettings
from trainer.errors import PresetError
from trainer.limits import check_limits

PRESETS = Path(__file__).parent / "presets"
# What a recurrent layer can be made of; see `trainer.model.cells`.
CELLS = ("lstm", "gru", "coupled", "peephole")
OPTIMIZERS = ("adam", "muon", "rmsprop")
# What a model around the cursor may leave to the size of its text; see `trainer.tasks.sizing`.
LEFT_OPEN = (
    *("model.embedding", "model.units", "model.forward_layers", "model.dropout"),
    *("training.streams", "training.window", "training.epochs", "training.learning_rate"),
)


@dataclass(frozen=True)
class ModelSettings:
    """The Bidirectional LSTM around the cursor: its sizes, its cells, and what it drops while it trains.

    Sizes of 0, and a `dropout` of -1, are left to the size of the text.

    Attributes:
        embedding: numbers in a token's vector.
        units: cells of each LSTM layer, in each direction.
        forward_layers: LSTM layers on the text before the cursor.
        backward: whether a direction reads the text after the cursor; without, a plain forward LSTM.
        cell: what the LSTM layers are made of: `lstm`, `gru`, `coupled` (input and forget gate add up to one)
            or `peephole` (gates see the cell state).
        tied: whether the output layer shares the weights of the tokens' vectors.
        distances: whether a model with `backward` learns to make use of how far the text after the cursor is;
            it still does without where nobody tells it.
        dropout: share of numbers dropped between layers and before the output.
        output_dropout: share of numbers dropped before the output, once more.
        input_dropout: share of numbers dropped from the vectors that the first layers read.
        word_dropout: share of the vocabulary whose vectors are read as zeros.
        recurrent_dropout: share of recurrent weights dropped.
    """

    embedding: int = 256
    units: int = 512
    forward_layers: int = 2
    backward: bool = True
    cell: str = "lstm"
    tied: bool = True
    distances: bool = False
    dropout: float = 0.0
    output_dropout: float = 0.0
    input_dropout: float = 0.0
    word_dropout: float = 0.0
    recurrent_dropout: float = 0.0


@dataclass(frozen=True)
class WindowSettings:
    """A many-to-one network over the last tokens, as the classic text generators are built.

    Attributes:
        length: tokens before the target that the network reads at most.
        lines: each line is a text of its own, which the network begins anew; its samples are all of the
            line's beginnings, however short. Otherwise a sample is any `length` tokens of the text.
        embedding: numbers in a token's vector; 0 reads the ids themselves, divided by their number.
        layers: what follows, in order: `bidirectional UNITS`, `lstm UNITS`, `dropout SHARE` and `relu UNITS`
            (less than 1: a share of the vocabulary). The last recurrent layer hands on its last vector; a
            softmax over the vocabulary comes on top.
        l2: penalty on the weights of `relu` layers, for the sum of their squares.
    """

    length: int = 100
    lines: bool = False
    embedding: int = 0
    layers: list[str] = field(default_factory=lambda: ["lstm 256", "dropout 0.2", "lstm 256", "dropout 0.2"])
    l2: float = 0.0

    def parsed_layers(self) -> list[tuple[str, float]]:
        """Kind and number of each layer.

        Raises:
            PresetError: a layer is not one of those named above, or no layer is recurrent.
        """
        parsed = [_layer(text) for text in self.layers]
        if not any(kind in _RECURRENT for kind, _ in parsed):
            raise PresetError("window.layers has no recurrent layer; add one such as 'lstm 256'.")
        return parsed


_RECURRENT = ("bidirectional", "lstm")


def _layer(text: Any) -> tuple[str, float]:
    kind, _, number = str(text).partition(" ")
    try:
        size = float(number)
    except ValueError:
        size = 0.0
    fits = {
        **dict.fromkeys(_RECURRENT, size >= 1 and size.is_integer()),
        "dropout": 0.0 < size < 1.0,
        "relu": 0.0 < size < 1.0 or (size >= 1 and size.is_integer()),
    }
    if not fits.get(kind, False):
        raise PresetError(
            f"window.layers has {text!r}; write 'bidirectional 200', 'lstm 100', 'dropout 0.2' or 'relu 0.5'."
        )
    return kind, size


@dataclass(frozen=True)
class MoodSettings:
    """An LSTM that tells light texts from dark ones.

    Attributes:
        embedding: numbers in a token's vector.
        units: cells of the LSTM.
        length: tokens of a text that it reads, the last ones.
    """

    embedding: int = 32
    units: int = 32
    length: int = 500


@dataclass(frozen=True)
class TrainingSettings:
    """How a model is fitted.

    Of a model around the cursor, 0 leaves `streams`, `window`, `epochs` and `learning_rate` to the size of
    its text.

    Attributes:
        streams: texts read side by side (the batch).
        window: tokens each stream moves on by in one step.
        skip: 0 carries each stream's state from window to window; else every window begins anew, so many
            tokens after the last one.
        both_sides: share of the streams whose gaps see the text after them.
        tokens: tokens to train on, all in all; 0 leaves it to `epochs`.
        epochs: passes over the training text; the smaller of the two limits counts.
        optimizer: `adam`, `rmsprop`, or `muon`, which keeps the updates of matrices orthogonal and leaves all
            else to Adam.
        learning_rate: the optimiser's, between warm-up and cool-down.
        warmup_tokens: tokens over which the rate rises from zero, at most a twentieth of the run.
        cooldown_share: last share of the training over which the rate falls in a straight line.
        final_rate: share of `learning_rate` reached at the end.
        clip_norm: largest norm of the whole gradient.
        weight_decay: share of each weight that a step takes off, times the learning rate (AdamW).
        average: decay of the running average of all weights, a step, which the run ends with; 0 ends with the
            last weights.
        validate_every: tokens between validations, at most a fifth of the run; each writes a checkpoint.
        validation_tokens: at most so many tokens of the validation text are used for that.
        sample_tokens: tokens of the text that the model writes at each validation; 0 for none.
        patience: validations without improvement after which training stops; 0 never stops early.
        candidates: how many tokens the targets of a tower are told apart from, drawn anew at each step, which
            takes less time than all of them; more where more different ones are targets; 0 takes all.
            Validation always takes all.
        precision: `bfloat16` (matrix products in bfloat16, sums and weights in float32) or `float32`.
        towers: independent parts of a batch that run side by side on a CPU, with PyTorch the threads of each
            operation; 0 takes one for each core.
        seed: of the weights, the gaps, the dropout and the order of the text.
    """

    streams: int = 64
    window: int = 64
    skip: int = 0
    both_sides: float = 0.5
    tokens: int = 0
    epochs: float = 1.0
    optimizer: str = "adam"
    learning_rate: float = 2e-3
    warmup_tokens: int = 500_000
    cooldown_share: float = 0.3
    final_rate: float = 0.05
    clip_norm: float = 1.0
    weight_decay: float = 0.0
    average: float = 0.0
    validate_every: int = 2_000_000
    validation_tokens: int = 100_000
    sample_tokens: int = 60
    patience: int = 0
    candidates: int = 0
    precision: str = "bfloat16"
    towers: int = 0
    seed: int = 1


@dataclass(frozen=True)
class Preset:
    """All settings of a run, as its `preset.toml` holds them.

    Attributes:
        kind: what is made: `cursor`, the Bidirectional LSTM around the cursor (or a forward one), sized by
            `model`; `window`, a many-to-one network, sized by `window`; or `mood`, a classifier of labelled
            texts, sized by `mood`.
        name: the bundle's name, shown in the desk.
        language: BCP 47 tag of the texts' language.
        licence: what the bundle's model card says of its use.
        description: what the model is and what texts it has learned from, for the model card and the desk.
        corpus: how the text is split and made into tokens.
        model: sizes of a model around the cursor.
        window: layers of a many-to-one network.
        mood: sizes of a classifier.
        training: how it is fitted.
    """

    kind: str = "cursor"
    name: str = "My model"
    language: str = "en"
    licence: str = "not stated"
    description: str = "A Bidirectional LSTM around the cursor."
    corpus: CorpusSettings = field(default_factory=CorpusSettings)
    model: ModelSettings = field(default_factory=ModelSettings)
    window: WindowSettings = field(default_factory=WindowSettings)
    mood: MoodSettings = field(default_factory=MoodSettings)
    training: TrainingSettings = field(default_factory=TrainingSettings)

    def check(self) -> "Preset":
        """Return the preset itself; raise `PresetError` for a setting that cannot work."""
        training, model = self.training, self.model
        if self.kind not in SECTIONS:
            raise PresetError(f"kind is {self.kind!r}; use one of {', '.join(SECTIONS)}.")
        check_limits(flat(dataclasses.asdict(self)), LEFT_OPEN if self.kind == "cursor" else ())
        if training.both_sides and training.skip:
            raise PresetError(
                "training.skip makes windows that nothing follows; set training.both_sides to 0.0."
            )
        if training.both_sides and not model.backward:
            raise PresetError("training.both_sides needs model.backward; set it to 0.0 for a forward LSTM.")
        if model.cell not in CELLS:
            raise PresetError(f"model.cell is {model.cell!r}; use one of {', '.join(CELLS)}.")
        if model.cell != "lstm" and self.kind != "cursor":
            raise PresetError(
                f"model.cell is for models of the kind 'cursor'; leave it out for {self.kind!r}."
            )
        if self.kind == "mood" and self.corpus.pieces == "bytes":
            raise PresetError("A model of the kind 'mood' reads whole words; set corpus.pieces to 'words'.")
        if training.optimizer not in OPTIMIZERS:
            raise PresetError(
                f"training.optimizer is {training.optimizer!r}; use one of {', '.join(OPTIMIZERS)}."
            )
        if training.precision not in ("bfloat16", "float32"):
            raise PresetError(f"training.precision is {training.precision!r}; use 'bfloat16' or 'float32'.")
        self.window.parsed_layers()
        return self


# The section that sizes the model, by kind; a preset's file leaves out the others.
SECTIONS = {"cursor": "model", "window": "window", "mood": "mood"}


def load_preset(name: str) -> Preset:
    """Read a preset by the name of a shipped one or by the path of a TOML file."""
    path = PRESETS / f"{name}.toml" if not name.endswith(".toml") else Path(name)
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        shipped = ", ".join(sorted(preset.stem for preset in PRESETS.glob("*.toml")))
        raise PresetError(
            f"There is no preset {name!r}; use one of {shipped}, or the path of a .toml file."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise PresetError(
            f"The preset {path} cannot be read ({error}); correct the file and try again."
        ) from error
    return _build(Preset, data, "").check()


def override(preset: Preset, assignments: list[str]) -> Preset:
    """Change single settings, each given as `section.key=value` in TOML's notation."""
    data = dataclasses.asdict(preset)
    for assignment in assignments:
        key, equals, value = assignment.partition("=")
        *sections, last = key.strip().split(".")
        target = data
        for section in sections:
            target = target.get(section, {})
        if not equals or not isinstance(target, dict) or last not in target:
            raise PresetError(f"--set {assignment}: give section.key=value with a key of the preset.")
        try:
            target[last] = tomllib.loads(f"value = {value}")["value"]
        except tomllib.TOMLDecodeError:
            target[last] = value.strip()
    return _build(Preset, data, "").check()


def to_toml(preset: Preset) -> str:
    """The preset as a TOML text that `load_preset` reads back."""
    top, sections = [], []
    others = set(SECTIONS.values()) - {SECTIONS[preset.kind]}
    for key, value in dataclasses.asdict(preset).items():
        if key in others:
            continue
        if isinstance(value, dict):
            sections.append(
                f"\n[{key}]\n" + "\n".join(f"{name} = {_literal(v)}" for name, v in value.items())
            )
        else:
            top.append(f"{key} = {_literal(value)}")
    return "\n".join(top + sections) + "\n"


def flat(settings: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Settings, as `dataclasses.asdict` gives them, by their names as `--set` takes them."""
    for name, value in settings.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value


def _literal(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return repr(value)


def _build(kind: type, data: dict[str, Any], prefix: str) -> Any:
    """Fill a dataclass from a dict, naming any key it does not know and any value of the wrong type."""
    fields = {entry.name: entry for entry in dataclasses.fields(kind)}
    values: dict[str, Any] = {}
    for key, value in data.items():
        if key not in fields:
            known = ", ".join(fields)
            raise PresetError(f"The preset has an unknown setting {prefix}{key}; known here are {known}.")
        wanted = fields[key].type
        if dataclasses.is_dataclass(wanted) and isinstance(wanted, type) and isinstance(value, dict):
            values[key] = _build(wanted, value, f"{prefix}{key}.")
        elif wanted is float and isinstance(value, int) and not isinstance(value, bool):
            values[key] = float(value)
        elif wanted == list[str]:
            if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
                raise PresetError(f"The setting {prefix}{key} is {value!r}, but it must be a list of texts.")
            values[key] = value
        elif isinstance(wanted, type) and (
            # In Python, true is a number.
            not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool)
        ):
            raise PresetError(
                f"The setting {prefix}{key} is {value!r}, but it must be of type {wanted.__name__}."
            )
        else:
            values[key] = value
    return kind(**values)
