"""A trainer that needs no TensorFlow: it leaves what the real one leaves, at once or when it is let."""

import stat
import sys
from pathlib import Path

_SCRIPT = """#!{python}
import json, pathlib, shutil, signal, sys, time
here = pathlib.Path({here!r})
words = sys.argv[1:]

def option(name):
    return pathlib.Path(words[words.index(name) + 1])

def note(text):
    with (here / "asked.txt").open("a") as file:
        file.write(text + "\\n")

if words[0] == "check":
    sys.exit(0 if not (here / "incomplete").exists() else "inkling-train: keras is missing.")
note(" ".join(words[:1] + [word for word in words if word in ("--resume", "--from")]))
if words[0] == "evaluate":
    is_new = pathlib.Path(words[1]).name == "model"
    print(json.dumps({{"word_perplexity": float((here / "after").read_text()) if is_new else 120.0}}))
elif words[0] == "fit":
    if (here / "fails").exists():
        sys.exit("Traceback\\ninkling-train: The disk is full; make room and add --resume.")
    out = option("--out")
    out.mkdir(parents=True, exist_ok=True)
    def stop(*_):
        (out / "last.npz").write_text("kept")
        sys.exit(0)
    signal.signal(signal.SIGTERM, stop)
    head = "step,total_steps,tokens,seconds,tokens_per_second,learning_rate,loss,accuracy,perplexity"
    rows = ["20,100,2000,2.0,1000,0.001,4.5,,", "40,100,4000,4.0,1000,0.001,4.2,,", ""]
    (out / "log.csv").write_text("\\n".join([head, *rows]))
    (out / "history.csv").write_text("step,tokens,valid_nothing\\n20,2000,4.6\\n40,4000,4.4\\n")
    (out / "samples.txt").write_text("[4000 tokens] She went down to the ford.\\n\\n")
    while not (here / "go").exists():
        time.sleep(0.02)
    (out / "last.npz").write_text("kept")
elif words[0] == "export":
    shutil.copytree((here / "base").read_text(), option("--out"))
"""


def make_trainer(folder: Path, base: Path, after: float = 100.0) -> list[str]:
    """Write the program; it ends a training only once there is a file `go` in `folder`.

    Args:
        folder: Where; files in it say how it behaves.
        base: What it exports is a copy of this.
        after: The perplexity of the new model; the old one's is 120.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "base").write_text(str(base))
    (folder / "after").write_text(str(after))
    program = folder / "inkling-train"
    program.write_text(_SCRIPT.format(python=sys.executable, here=str(folder)))
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return [str(program)]


def asked(folder: Path) -> list[str]:
    """What it was asked so far."""
    return (folder / "asked.txt").read_text().splitlines()
