"""Graphs of 8 bits give here what they give on any other machine."""

import numpy as np

from tests.overflowing_graph import EXACT, SIZE, overflowing_graph
from trainer.bundles.bundle import onnx_moods


def test_products_of_8_bits_do_not_overflow_on_any_processor():
    assert onnx_moods(overflowing_graph())(np.ones((1, SIZE), np.int32)) == EXACT
