"""A weighted finite-state transducer in one sorted array of integers, and its best-first lookup.

The file format (`.kfst`, read here and nowhere else): the letters "KFST"; big-endian version (16 bits, 0), number of
symbols (16), of transitions (32) and of final states (32), a byte that says whether there are weights; the symbols,
each ended by a zero byte; then LZMA-compressed transitions (from, to: 32 bits, input, output symbol: 16 bits, weight:
double) and final states (state: 32 bits, weight: double).

Each transition becomes one 64-bit integer whose high bits are the state and the input symbol, so that sorting the array
brings together what a lookup needs and a binary search finds it. Three million transitions take 27 MB that way.
"""

from __future__ import annotations

import lzma
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

EPSILON, IDENTITY = "@_EPSILON_SYMBOL_@", "@_IDENTITY_SYMBOL_@"
MAX_OUTPUTS = 64  # of one word; real words have a handful, a senseless string could have millions

# A transition, from the highest bit: source state, input symbol, weight in half units, output symbol, target state.
_STATE_BITS, _SYMBOL_BITS, _WEIGHT_BITS = 19, 9, 4
_OUTPUT = _STATE_BITS
_WEIGHT = _OUTPUT + _SYMBOL_BITS
_INPUT = _WEIGHT + _WEIGHT_BITS
_SOURCE = _INPUT + _SYMBOL_BITS
_STATE_MASK, _SYMBOL_MASK, _WEIGHT_MASK = ((1 << bits) - 1 for bits in (_STATE_BITS, _SYMBOL_BITS, _WEIGHT_BITS))
_UNITS = 2  # weight units in one
_NO_BOUND = 1 << 30

_HEADER_BYTES = 17
_TRANSITION = np.dtype([("source", ">u4"), ("target", ">u4"), ("input", ">u2"), ("output", ">u2"), ("weight", ">f8")])
_FINAL = np.dtype([("state", ">u4"), ("weight", ">f8")])
_BLOCK_BYTES = 1 << 20  # unpacked at a time, so that the 68 MB of transitions never stand in memory at once


@dataclass(frozen=True, slots=True)
class Output:
    """What a transducer makes of a word.

    Attributes:
        text: The output symbols, put together.
        weight: Sum of the weights on the way; lower is likelier.
    """

    text: str
    weight: float


class Transducer:
    """An immutable transducer without flag diacritics or cycles of epsilons; safe to share among threads."""

    def __init__(self, symbols: Sequence[str], transitions: NDArray[np.int64], finals: Mapping[int, int]) -> None:
        """Takes ownership of `transitions`.

        Args:
            symbols: Text of each symbol, by its number.
            transitions: Packed transitions, in any order.
            finals: Final states and their weights, in half units.
        """
        transitions.sort()
        states = np.arange((1 << _STATE_BITS) + 1, dtype=np.int64)
        self._symbols = tuple("" if symbol == EPSILON else symbol for symbol in symbols)
        self._numbers = {symbol: number for number, symbol in enumerate(symbols) if len(symbol) == 1}
        self._epsilon = symbols.index(EPSILON)
        self._identity = symbols.index(IDENTITY)
        self._transitions = transitions.data
        self._starts = np.searchsorted(transitions, states << _SOURCE).astype(np.int32).data
        self._finals = dict(finals)

    @classmethod
    def parse(cls, data: bytes) -> Transducer:
        """Reads the bytes of a `.kfst` file; about half a second and 33 MB for the Finnish lexicon.

        Raises:
            ValueError: They are no such file, or its numbers do not fit the packing above.
        """
        if data[:6] != b"KFST\0\0" or len(data) < _HEADER_BYTES:
            raise ValueError("not a KFST file of version 0")
        if not data[16]:
            raise ValueError("the KFST file has no weights")
        count, final_count = int.from_bytes(data[8:12]), int.from_bytes(data[12:16])
        *symbols, packed = data[_HEADER_BYTES:].split(b"\0", int.from_bytes(data[6:8]))
        if len(symbols) > _SYMBOL_MASK:
            raise ValueError("the KFST file has too many symbols")
        transitions, finals = _unpack(packed, count, final_count)
        return cls([symbol.decode() for symbol in symbols], transitions, finals)

    def lookup(self, word: str, also: Mapping[str, str] | None = None) -> list[Output]:
        """The outputs of least weight for `word`, in alphabetical order; empty when it has none.

        Args:
            word: Any text, read character by character.
            also: Characters that may be read as another one as well, e.g. `{"a": "ä"}`.
        """
        choices = [
            tuple(self._numbers.get(choice, self._identity) for choice in _choices(character, also or {}))
            for character in word
        ]
        arrivals, ends, cost = self._explore(choices)
        texts = set(islice(self._outputs(word, arrivals, ends), MAX_OUTPUTS))
        return [Output(text, cost / _UNITS) for text in sorted(texts)]

    def _explore(self, choices: Sequence[tuple[int, ...]]) -> tuple[dict[int, list[tuple[int, int]]], list[int], int]:
        """Dijkstra's algorithm over nodes of state and position, a stack for each cost as costs are small integers.

        Returns:
            How each node is reached at least cost, as (node, output symbol) pairs; the final nodes of least cost;
            that cost. A node is `state * (number of characters + 1) + position`.
        """
        length, width = len(choices), len(choices) + 1
        costs: dict[int, int] = {0: 0}
        arrivals: dict[int, list[tuple[int, int]]] = {0: []}
        ends: list[tuple[int, int]] = []
        queue: list[list[int]] = [[0]]
        cost, bound = 0, _NO_BOUND
        while cost < len(queue) and cost <= bound:
            if not queue[cost]:
                cost += 1
                continue
            node = queue[cost].pop()
            if costs[node] != cost:
                continue  # reached more cheaply in the meantime
            state, position = divmod(node, width)
            if position == length and state in self._finals:
                ends.append((cost + self._finals[state], node))
                bound = min(bound, ends[-1][0])
            for step, packed in self._leaving(state, choices[position] if position < length else ()):
                target = (packed & _STATE_MASK) * width + position + step
                total = cost + (packed >> _WEIGHT & _WEIGHT_MASK)
                arrival = (node, packed >> _OUTPUT & _SYMBOL_MASK)
                known = costs.get(target, _NO_BOUND)
                if total < known:
                    costs[target], arrivals[target] = total, [arrival]
                    queue += [[] for _ in range(len(queue), total + 1)]
                    queue[total].append(target)
                elif total == known:
                    arrivals[target].append(arrival)
        return arrivals, [node for total, node in ends if total == bound], bound

    def _leaving(self, state: int, symbols: tuple[int, ...]) -> list[tuple[int, int]]:
        """The transitions from `state` without input and with one of `symbols`: characters read, packed transition."""
        transitions, beyond = self._transitions, self._starts[state + 1]
        found = []
        for symbol, step in ((self._epsilon, 0), *((symbol, 1) for symbol in symbols)):
            key = state << _SOURCE | symbol << _INPUT
            index = bisect_left(transitions, key, self._starts[state], beyond)
            while index < beyond and (packed := transitions[index]) >> _INPUT == key >> _INPUT:
                found.append((step, packed))
                index += 1
        return found

    def _outputs(self, word: str, arrivals: Mapping[int, list[tuple[int, int]]], ends: Sequence[int]) -> Iterator[str]:
        """The texts of all ways back from `ends` to the start."""
        width = len(word) + 1
        ways = [(end, "") for end in ends]
        while ways:
            node, text = ways.pop()
            if node == 0:
                yield text
            for before, symbol in arrivals[node]:
                piece = word[before % width] if symbol == self._identity else self._symbols[symbol]
                ways.append((before, piece + text))


def _choices(character: str, also: Mapping[str, str]) -> tuple[str, ...]:
    return (character, also[character]) if character in also else (character,)


def _unpack(compressed: bytes, count: int, final_count: int) -> tuple[NDArray[np.int64], dict[int, int]]:
    """Packed transitions and final states of the compressed part of a file."""
    transitions = np.empty(count, np.int64)
    rest, done = b"", 0
    for piece in _decompressed(compressed):
        rest += piece
        block = np.frombuffer(rest, _TRANSITION, min(len(rest) // _TRANSITION.itemsize, count - done))
        transitions[done : done + len(block)] = _pack(block)
        done += len(block)
        rest = rest[block.nbytes :]
    if done < count:
        raise ValueError("the KFST file ends too early")
    finals = np.frombuffer(rest, _FINAL, final_count)
    return transitions, dict(zip(finals["state"].tolist(), _units(finals["weight"]).tolist(), strict=True))


def _decompressed(data: bytes) -> Iterator[bytes]:
    stream = lzma.LZMADecompressor()
    yield stream.decompress(data, _BLOCK_BYTES)
    while not stream.eof:
        if stream.needs_input:
            raise ValueError("the KFST file ends too early")
        yield stream.decompress(b"", _BLOCK_BYTES)


def _pack(block: NDArray[np.void]) -> NDArray[np.int64]:
    weights = _units(block["weight"])
    if (np.maximum(block["source"], block["target"]) > _STATE_MASK).any() or (weights > _WEIGHT_MASK).any():
        raise ValueError("the KFST file has too many states or too large weights")
    packed: NDArray[np.int64] = block["source"].astype(np.int64) << _SOURCE
    packed |= block["input"].astype(np.int64) << _INPUT
    packed |= weights << _WEIGHT
    packed |= block["output"].astype(np.int64) << _OUTPUT
    packed |= block["target"].astype(np.int64)
    return packed


def _units(weights: NDArray[np.float64]) -> NDArray[np.int64]:
    units = (weights * _UNITS).astype(np.int64)
    if (units < 0).any() or (units != weights * _UNITS).any():
        raise ValueError("the KFST file has weights that are not positive halves")
    return units
