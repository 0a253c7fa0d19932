"""Piper's model as two: what is to be said becomes a drawing of it, and the drawing becomes sound.

Called by piper_graph.py while it loads. The second half is most of the work, and it looks only some frames to either
side: so it can be run piece by piece, and the first piece leaves while the rest is made. Each weight goes into the half
that uses it.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.engines.onnx_fields import (
    FLOATS,
    GRAPH_INPUT,
    GRAPH_NAME,
    GRAPH_NODE,
    GRAPH_OUTPUT,
    GRAPH_VALUE,
    GRAPH_WEIGHT,
    MODEL_GRAPH,
    NODE_INPUT,
    NODE_NAME,
    NODE_OUTPUT,
    VALUE_NAME,
    WEIGHT_NAME,
    Field,
    contents,
    field,
    fields,
    opening,
)

Bytes = bytes | memoryview

_DECODER = b"/dec/"
"""What the names of the nodes of VITS's decoder begin with."""


def halves(model: bytes, behind: bytes = b"") -> tuple[bytes, bytes] | None:
    """(ids -> drawing, drawing -> samples), the drawing float32 (1, channels, frames). `behind`: put behind the first.

    None for what is not built like that: the decoder of a voice with several speakers has a second input. Raises
    ValueError, IndexError for what is no model.
    """
    top = list(fields(model, 0, len(model)))
    graphs = [part for part in top if part.number == MODEL_GRAPH]
    if len(graphs) != 1:
        return None
    parts = list(fields(model, graphs[0].at, graphs[0].end))
    decoder = _decoder(model, parts)
    uses = {name for node in decoder for name in contents(model, node.at, node.end, NODE_INPUT)}
    makes = {name for node in decoder for name in contents(model, node.at, node.end, NODE_OUTPUT)}
    weights = {_name(model, part): part for part in parts if part.number == GRAPH_WEIGHT}
    given = uses - makes - weights.keys()
    if len(given) != 1:
        return None
    drawing = field(VALUE_NAME, given.pop())
    own = [weights[name] for name in sorted(uses & weights.keys())]
    begin, cut = graphs[0].at, decoder[0].start
    alone = {part for part in own if model.find(field(NODE_INPUT, _name(model, part)), begin, cut) < 0}
    dropped = alone.union(decoder)
    kept = [part for part in parts if part.number not in (GRAPH_OUTPUT, GRAPH_VALUE) and part not in dropped]
    ends = [part for part in parts if part.number in (GRAPH_NAME, GRAPH_OUTPUT)]
    head = _whole(model, [part for part in top if part.number != MODEL_GRAPH])
    first = _model(head, [*_whole(model, kept), field(GRAPH_OUTPUT, drawing)], behind)
    second = _model(head, [*_whole(model, [*decoder, *own, *ends]), field(GRAPH_INPUT, drawing + FLOATS)])
    return first, second


def _decoder(model: bytes, parts: Sequence[Field]) -> list[Field]:
    """The nodes from the decoder's first one on: a graph's nodes stand in the order of their use."""
    nodes = [part for part in parts if part.number == GRAPH_NODE]
    for n, node in enumerate(nodes):
        if model.find(_DECODER, node.at, node.end) >= 0:
            names = contents(model, node.at, node.end, NODE_NAME)
            if names and names[0].startswith(_DECODER):
                return nodes[n:]
    return []


def _model(head: Sequence[Bytes], graph: Sequence[Bytes], behind: bytes = b"") -> bytes:
    """Copied once: it is big."""
    return b"".join([*head, opening(MODEL_GRAPH, sum(map(len, graph))), *graph, behind])


def _whole(model: bytes, parts: Sequence[Field]) -> list[Bytes]:
    view = memoryview(model)
    return [view[part.start : part.end] for part in parts]


def _name(model: bytes, weight: Field) -> bytes:
    return next(iter(contents(model, weight.at, weight.end, WEIGHT_NAME)), b"")
