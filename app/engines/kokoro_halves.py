"""Kokoro's model as two: the text becomes a drawing of the speech with its lengths, and the drawing becomes sound.

Called by kokoro_graph.py while it loads. The second half is nine tenths of the work, and grows with the length: between
the two the hush can be cut off before anybody spends time on it (a third of a short clause), and the lengths of the
sounds, which the whole model keeps to itself, are there to be read. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from app.engines.onnx_fields import (
    FLOATS,
    GRAPH_INPUT,
    GRAPH_NAME,
    GRAPH_NODE,
    GRAPH_OUTPUT,
    GRAPH_WEIGHT,
    MODEL_GRAPH,
    NODE_INPUT,
    NODE_OUTPUT,
    VALUE_NAME,
    WEIGHT_NAME,
    Field,
    contents,
    field,
    fields,
    opening,
)

CONTENT, PITCH, ENERGY = "/encoder/MatMul_1_output_0", "/encoder/Reshape_output_0", "/encoder/Reshape_1_output_0"
"""float32 (1, 512, frames), (1, 2 frames), (1, 2 frames): what the second half is given, beside the voice's style."""
LENGTHS = "/encoder/Clip_output_0"
"""float32: of each number of the text, in frames."""
SOUND = "audio"


class _Node(NamedTuple):
    place: Field
    uses: list[bytes]
    makes: list[bytes]


class _Graph(NamedTuple):
    """A model, taken apart. `head`: what is no graph."""

    data: bytes
    head: list[Field]
    parts: list[Field]
    nodes: list[_Node]


def halves(model: bytes) -> tuple[bytes, bytes]:
    """(numbers, style, speed -> content, pitch, energy, lengths), (style, content, pitch, energy -> sound). Raises
    ValueError, IndexError for what is not this model."""
    graph = _taken_apart(model)
    made = {name for node in graph.nodes for name in node.makes}
    between = [name.encode() for name in (CONTENT, PITCH, ENERGY)]
    first = [*between, LENGTHS.encode()]
    if not made.issuperset([*first, SOUND.encode()]):
        raise ValueError("another model than Kokoro v1.0")
    return _part(graph, first, []), _part(graph, [SOUND.encode()], between)


def _taken_apart(model: bytes) -> _Graph:
    top = list(fields(model, 0, len(model)))
    graphs = [part for part in top if part.number == MODEL_GRAPH]
    if len(graphs) != 1:
        raise ValueError("not one graph")
    parts = list(fields(model, graphs[0].at, graphs[0].end))
    nodes = [_node(model, part) for part in parts if part.number == GRAPH_NODE]
    return _Graph(model, [part for part in top if part.number != MODEL_GRAPH], parts, nodes)


def _node(model: bytes, place: Field) -> _Node:
    """A node's names stand in front of everything else."""
    uses: list[bytes] = []
    makes: list[bytes] = []
    for part in fields(model, place.at, place.end):
        if part.number == NODE_INPUT:
            uses.append(model[part.at : part.end])
        elif part.number == NODE_OUTPUT:
            makes.append(model[part.at : part.end])
        else:
            break
    return _Node(place, uses, makes)


def _part(graph: _Graph, wanted: Sequence[bytes], given: Sequence[bytes]) -> bytes:
    """What of the graph makes `wanted`, when it is `given` what others make."""
    needed = set(wanted)
    kept: list[Field] = []
    for node in reversed(graph.nodes):
        if any(name in needed and name not in given for name in node.makes):
            needed.update(filter(None, node.uses))  # '' is an input that is left out
            kept.append(node.place)
    kept.reverse()
    for part in graph.parts:
        names = {GRAPH_WEIGHT: WEIGHT_NAME, GRAPH_INPUT: VALUE_NAME}
        if part.number == GRAPH_NAME or (part.number in names and _is_named(graph.data, part, names, needed)):
            kept.append(part)
    view = memoryview(graph.data)
    whole: list[bytes | memoryview] = [view[part.start : part.end] for part in kept]
    whole += [field(GRAPH_INPUT, field(VALUE_NAME, name) + FLOATS) for name in given]
    whole += [field(GRAPH_OUTPUT, field(VALUE_NAME, name)) for name in wanted]
    head = [view[part.start : part.end] for part in graph.head]
    return b"".join([*head, opening(MODEL_GRAPH, sum(map(len, whole))), *whole])


def _is_named(data: bytes, part: Field, names: dict[int, int], needed: set[bytes]) -> bool:
    return any(name in needed for name in contents(data, part.at, part.end, names[part.number]))
