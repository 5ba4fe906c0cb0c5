"""textgenrnn's shipped character LSTM: two LSTMs, and an attention over what they say.

The weights were trained by cuDNN, which orders and adds up its kernels in its own way; Keras turns them round
when it loads them, and so does this.
"""

import json
from collections.abc import Iterable
from pathlib import Path

import h5py
import numpy as np
import onnx
import onnxruntime

from tests.bench.rivals.growing import Found, Growing, endings_or_next

WINDOW = 40
UNITS = 128
START = "<s>"
# Letters that it never learned, such as line ends inside a text: as likely as any sign of Unicode.
_STRANGE = 1 / 0x110000
_BEAMS = 12
_LONGEST = 16  # letters of one word
_LEAST = 0.005  # as in the desk
_BATCH = 256


class LetterModel:
    """The network.

    Attributes:
        letters: Its alphabet; the number of a letter is its place, 0 is padding.
    """

    def __init__(self, folder: Path) -> None:
        """Read the weights.

        Raises:
            OSError: They are not there.
        """
        vocabulary = json.loads((folder / "textgenrnn_vocab.json").read_text(encoding="utf-8"))
        self.numbers: dict[str, int] = vocabulary
        self.letters = [""] * (max(vocabulary.values()) + 1)
        for letter, number in vocabulary.items():
            self.letters[number] = letter
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        with h5py.File(folder / "textgenrnn_weights.hdf5") as file:
            graph = network(read_weights(file))
        self._session = onnxruntime.InferenceSession(
            graph.SerializeToString(), options, providers=["CPUExecutionProvider"]
        )

    def window(self, text: str) -> list[int]:
        """The last letters of a text in numbers, padded in front."""
        ids = [self.numbers[START], *(self.numbers.get(letter, 0) for letter in text)][-WINDOW:]
        return [0] * (WINDOW - len(ids)) + ids

    def next_letter(self, windows: Iterable[list[int]]) -> np.ndarray:
        """Probabilities of each letter `[windows, letters]` after each window."""
        found: np.ndarray = self._session.run(None, {"letters": np.array(list(windows), np.int64)})[0]
        return found

    def losses(self, paragraphs: Iterable[str]) -> float:
        """Negative log likelihood of paragraphs, their ends included."""
        rows, targets, strange = [], [], 0
        for paragraph in paragraphs:
            ids = [
                self.numbers[START],
                *(self.numbers.get(letter, 0) for letter in paragraph),
                self.numbers[START],
            ]
            padded = [0] * (WINDOW - 1) + ids
            rows += [padded[place : place + WINDOW] for place in range(len(ids) - 1)]
            targets += ids[1:]
            strange += ids.count(0)
        total = -strange * float(np.log(_STRANGE))
        for begin in range(0, len(rows), _BATCH):
            wanted = targets[begin : begin + _BATCH]
            shares = self.next_letter(rows[begin : begin + _BATCH])[np.arange(len(wanted)), wanted]
            total -= float(np.log(shares[np.array(wanted) > 0]).sum())
        return total


def read_weights(file: h5py.File) -> dict[str, np.ndarray]:
    """The weights as ONNX has them, the gates of a layer in the order in, out, forget, new."""
    weights = {
        "embeddings": file["embedding/embedding/embeddings:0"][()],
        "attention": file["attention/attention/attention_W:0"][()],
        "kernel": file["output/output/kernel:0"][()],
        "bias": file["output/output/bias:0"][()],
    }
    for layer in ("rnn_1", "rnn_2"):
        group = file[f"{layer}/{layer}"]
        kernels = np.hsplit(group["kernel:0"][()], 4)
        weights[f"{layer}_w"] = _gates([one.T.reshape(one.shape, order="F").T for one in kernels])
        weights[f"{layer}_r"] = _gates(np.hsplit(group["recurrent_kernel:0"][()], 4))
        parts = [_gates(np.split(half, 4)) for half in np.split(group["bias:0"][()], 2)]
        weights[f"{layer}_b"] = np.concatenate(parts, axis=1)
    return weights


def _gates(parts: list[np.ndarray]) -> np.ndarray:
    enter, forget, new, out = parts
    return np.concatenate([enter, out, forget, new])[None]


def network(weights: dict[str, np.ndarray]) -> onnx.ModelProto:
    """`letters` int64 `[batch, window]` to probabilities `[batch, alphabet]`."""
    make = onnx.helper.make_node
    nodes = [
        make("Gather", ["embeddings", "letters"], ["embedded"]),
        make("Transpose", ["embedded"], ["x0"], perm=[1, 0, 2]),
    ]
    for n in (1, 2):
        inputs = [f"x{n - 1}", f"rnn_{n}_w", f"rnn_{n}_r", f"rnn_{n}_b"]
        nodes.append(make("LSTM", inputs, [f"y{n}"], hidden_size=UNITS))
        nodes.append(make("Squeeze", [f"y{n}", "one"], [f"x{n}"]))
    nodes += [
        make("Concat", ["x0", "x1", "x2"], ["joined"], axis=2),
        make("MatMul", ["joined", "attention"], ["scores"]),
        make("Softmax", ["scores"], ["shares"], axis=0),
        make("Mul", ["joined", "shares"], ["weighted"]),
        make("ReduceSum", ["weighted", "zero"], ["summed"], keepdims=0),
        make("Gemm", ["summed", "kernel", "bias"], ["logits"]),
        make("Softmax", ["logits"], ["probabilities"], axis=1),
    ]
    constants = {**weights, "one": np.array([1]), "zero": np.array([0])}
    value = onnx.helper.make_tensor_value_info
    graph = onnx.helper.make_graph(
        nodes,
        "textgenrnn",
        [value("letters", onnx.TensorProto.INT64, ["batch", WINDOW])],
        [value("probabilities", onnx.TensorProto.FLOAT, ["batch", len(weights["bias"])])],
        [onnx.numpy_helper.from_array(array, name) for name, array in constants.items()],
    )
    return onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 17)], ir_version=10)


class TextGenRnn(Growing):
    """Suggests words that it spells, by a beam search over letters."""

    def __init__(self, model: LetterModel) -> None:
        super().__init__()
        self._model = model
        self._is_inside = np.array([one.isalnum() or one in ("'", "-") for one in model.letters])
        self._is_letter = np.array([one.isalnum() for one in model.letters])

    def firsts(self, left: str, count: int) -> list[Found]:
        """Words after `left`; its last paragraph is all that is read."""
        before = left.rpartition("\n")[2]
        typed = _typed(before)
        if not typed:
            space = "" if not before or before[-1] in " \"'(—" else " "
            return self._words(before, space, 1.0, count)
        endings = self._spell(before, "", 1.0, count)
        whole = 1 - float(self._after(before)[self._is_inside].sum())
        following = self._words(before, " ", whole * self._share_of(before, " "), count)
        return endings_or_next(endings, following, whole)

    def longer(self, found: Found) -> Found | None:
        """The likeliest next word, with the mark that comes before it."""
        shares = self._after(found.state)
        marks = np.where(self._is_inside, 0, shares)
        place = int(marks.argmax())
        letter = self._model.letters[place]
        if letter in ("", START) or len(letter) != 1:
            return None
        share = float(marks[place] / marks.sum())
        if letter != " ":
            return Found(found.text + letter, found.probability * share, found.state + letter)
        words = self._words(found.state, " ", found.probability * share, 1)
        return Found(found.text + words[0].text, words[0].probability, words[0].state) if words else None

    def _words(self, before: str, space: str, probability: float, count: int) -> list[Found]:
        """Whole words after `before` and `space`."""
        return self._spell(before + space, space, probability, count)

    def _spell(self, before: str, text: str, probability: float, count: int) -> list[Found]:
        """Beam search for words, or for the rest of one, that go on with `before`; `text` stands in front."""
        beams = [("", probability)]
        ended: list[Found] = []
        for _ in range(_LONGEST):
            least = sorted((one.probability for one in ended), reverse=True)[count - 1 : count]
            beams = [beam for beam in beams if beam[1] > max([*least, _LEAST * probability])]
            if not beams:
                break
            shares = self._model.next_letter([self._model.window(before + spelled) for spelled, _ in beams])
            longer = []
            for (spelled, share), row in zip(beams, shares, strict=True):
                if spelled:
                    stop = share * (1 - float(row[self._is_inside].sum()))
                    ended.append(Found(text + spelled, stop, before + spelled))
                allowed = np.where(self._is_inside if spelled or not text else self._is_letter, row, 0)
                for place in np.argsort(-allowed)[:_BEAMS]:
                    longer.append((spelled + self._model.letters[place], share * float(allowed[place])))
            beams = sorted(longer, key=lambda beam: beam[1], reverse=True)[:_BEAMS]
        return sorted(ended, key=lambda one: one.probability, reverse=True)[:count]

    def _after(self, before: str) -> np.ndarray:
        return self._model.next_letter([self._model.window(before)])[0]

    def _share_of(self, before: str, letter: str) -> float:
        """Of a letter among those that do not go on with the word."""
        shares = np.where(self._is_inside, 0, self._after(before))
        return float(shares[self._model.numbers[letter]] / shares.sum())


def _typed(before: str) -> str:
    """The letters of the word that ends at the cursor."""
    begin = len(before)
    while begin and (before[begin - 1].isalnum() or before[begin - 1] in "'-"):
        begin -= 1
    return before[begin:] if any(letter.isalnum() for letter in before[begin:]) else ""
