"""The one thread that owns the mood model.

It runs only while the mood line is on. Its priority is an ordinary one: a thread of low priority that held
Python's lock when the system is busy would keep the window waiting. It is polite in other ways: it computes
on one core, asks every few milliseconds whether the answer is still wanted, and is asked only when the cursor
rests.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from queue import SimpleQueue

from PySide6.QtCore import QObject, Signal

from desktop.editor.engine_words import told
from desktop.engine.errors import InklingError
