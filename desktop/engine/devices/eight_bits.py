"""Whether this processor multiplies in 8 bits without overflowing.

Processors with AVX2 or AVX-512 and no VNNI add pairs of 8-bit products in 16 bits, where they overflow: the
shipped Chinese model was off by 0.1. ONNX Runtime can take other products there, `session.x64quantprecision`,
but takes them everywhere then, and where nothing overflows eight rows take half as long again for nothing.
It does not tell what the processor has, so that a product is tried that would overflow.
"""

from base64 import b64decode
from functools import cache

import numpy as np
import onnxruntime

# `overflowing_graph` of the tests: 255 times 127, `SIZE` times, from int32 `tokens` [rows, SIZE], all ones.
GRAPH = b64decode(
    "CAg6zgIKIQoGdG9rZW5zEgZpbnB1dHMiBENhc3QqCQoCdG8YAaABAgo3CgZpbnB1dHMSCXF1YW50aXplZBIFc2NhbGUSBHplcm8i"
    "FUR5bmFtaWNRdWFudGl6ZUxpbmVhcgozCglxdWFudGl6ZWQKB3dlaWdodHMKBHplcm8SCHByb2R1Y3RzIg1NYXRNdWxJbnRlZ2Vy"
    "CiEKCHByb2R1Y3RzEgRtb29kIgRDYXN0KgkKAnRvGAGgAQISC292ZXJmbG93aW5nKlEIQAgBEANCB3dlaWdodHNKQH9/f39/f39/"
    "f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39aHAoGdG9rZW5zEhIKEAgGEgwK"
    "BhIEcm93cwoCCEBiGgoEbW9vZBISChAIARIMCgYSBHJvd3MKAggBQgQKABAN"
)
SIZE = 64
EXACT = 255.0 * 127 * SIZE


@cache
def overflow() -> bool:
    """Whether products of 8 bits overflow here, of one row or of several; tried once, in a millisecond."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(GRAPH, options, ["CPUExecutionProvider"])
    return any(
        (session.run(None, {"tokens": np.ones((rows, SIZE), np.int32)})[0] != EXACT).any() for rows in (1, 8)
    )
