"""Piper's model knows how long each phoneme lasts, but does not tell: make that an output of its graph.

Called by piper_graph.py while it loads. piper's own way needs the package `onnx` (150 MB) at run time. But a file in
protobuf's format may simply go on: a message that comes twice is merged, and of a repeated field the second one's
entries are added. So some twenty bytes behind the file declare one more output.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.engines.onnx_fields import (
    GRAPH_NODE,
    GRAPH_OUTPUT,
    MODEL_GRAPH,
    NODE_OUTPUT,
    VALUE_NAME,
    contents,
    field,
    fields,
)

_IS_CEIL = b"\x22\x04Ceil"
"""A node's field 4, its operator. VITS rounds the durations up once, in frames, and nothing else."""


def durations_output(model: bytes) -> bytes:
    """What has to stand behind the model: the frames per phoneme id, float32 (1, 1, ids), as its last output.

    Nothing when it is not built like that. Raises ValueError, IndexError for what is no model.
    """
    names = set(_durations(model))
    if len(names) != 1:
        return b""
    return field(MODEL_GRAPH, field(GRAPH_OUTPUT, field(VALUE_NAME, names.pop())))


def _durations(model: bytes) -> Iterator[bytes]:
    """The names of what the rounding nodes give."""
    for graph in fields(model, 0, len(model)):
        if graph.number != MODEL_GRAPH:
            continue
        for node in fields(model, graph.at, graph.end):
            if node.number == GRAPH_NODE and model.find(_IS_CEIL, node.at, node.end) >= 0:
                yield from contents(model, node.at, node.end, NODE_OUTPUT)
