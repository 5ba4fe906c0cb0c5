"""Whether a graph can only do what a model of ours does, found out before ONNX Runtime opens it.

What is left can neither loop nor read files, and how large a result is depends on how much the graph is
given, never on what: a graph that was tried with as much as the desk gives it has shown its time and memory.
"""

from desktop.engine.checking.onnx_file import Graph, read_graph

# ONNX's own and ONNX Runtime's, the only ones whose operators are built in.
DOMAINS = {"", "ai.onnx", "ai.onnx.ml", "com.microsoft"}
# What the exporter's graphs are made of (test_graph_check.py), and operators that compute a
# number from a number, or a sum of them, as other networks of the kinds `window` and `mood` may need.
_OWN = (
    "Abs Add And Cast Clip Concat Constant ConstantOfShape DequantizeLinear Div Dropout "
    "DynamicQuantizeLinear Elu Equal Erf Exp Expand Flatten Floor GRU Gather Gemm Greater "
    "GreaterOrEqual HardSigmoid Identity LSTM LayerNormalization LeakyRelu Less LessOrEqual Log "
    "LogSoftmax MatMul MatMulInteger Max Min Mul Neg Not Or Pow QuantizeLinear Reciprocal ReduceMax "
    "ReduceMean ReduceMin ReduceSum Relu Reshape Selu Shape Sigmoid Slice Softmax Softplus Split Sqrt "
    "Squeeze Sub Tanh Transpose Unsqueeze Where"
)
OPERATORS = {"": frozenset(_OWN.split()), "com.microsoft": frozenset(["DynamicQuantizeLSTM"])}
MOST_NODES = 10_000
# Which inputs of an operator say how large its result is, or what shape it has.
_SIZES = {
    **dict.fromkeys(["ConstantOfShape"], (0,)),
    **dict.fromkeys(["Expand", "Reshape", "Split", "Squeeze", "Unsqueeze"], (1,)),
    **dict.fromkeys(["ReduceMax", "ReduceMean", "ReduceMin", "ReduceSum"], (1,)),
    "Slice": (1, 2, 3, 4),
}


def check_graph(data: bytes) -> None:
    """Check an ONNX file.

    Raises:
        ValueError: It is none, or could do something else; a few words on what.
    """
    graph = read_graph(data)
    if unknown := sorted(set(graph.domains) - DOMAINS):
        raise ValueError(f"it needs operators of {unknown[0]!r}")
    if len(graph.nodes) > MOST_NODES:
        raise ValueError(f"it has more than {MOST_NODES} operators")
    for node in graph.nodes:
        domain = "" if node.domain == "ai.onnx" else node.domain
        if node.operator not in OPERATORS.get(domain, ()):
            raise ValueError(f"it has the operator {node.operator!r}, which no model of Inkling's needs")
    _check_sizes(graph)


def _check_sizes(graph: Graph) -> None:
    """Refuse results whose size depends on what the graph is given, and not on how much alone."""
    fixed = {"", *graph.constants} - set(graph.inputs)
    for node in graph.nodes:
        sizes = [node.inputs[place] for place in _SIZES.get(node.operator, ()) if place < len(node.inputs)]
        # A name not met before counts as one that varies.
        if not fixed.issuperset(sizes):
            raise ValueError(f"the size of what its {node.operator} gives depends on the text")
        # `Shape` tells how much was given, whatever it was.
        if node.operator == "Shape" or fixed.issuperset(node.inputs):
            fixed.update(node.outputs)
