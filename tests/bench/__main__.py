"""All that a writer waits for, measured in one run: `python -m tests.bench [--model FOLDER]`.

One inference thread, the real engine and the real window.
"""

import argparse
import platform
from pathlib import Path

from tests.bench import engine_latency
from tests.bench.editor import latency as editor_latency


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, help="a bundle; the default model if left out")
    model = parser.parse_args().model
    arguments = ["--model", str(model)] if model else []
    print(f"{platform.machine()}, Python {platform.python_version()}")
    print("\nThe engine, without a window:")
    engine_latency.main(arguments)
    print("\nThe desk, in its window:")
    editor_latency.main(arguments)
    print("\nThe desk with a million words and everything on:")
    editor_latency.main([*arguments, "--words", "1000000", "--everything", "--starts", "0"])


if __name__ == "__main__":
    main()
