"""How the server and its workers talk: a JSON header and a body, each with its length before it.

JSON and not pickle: a worker runs queries of strangers, and what it sends must
not be able to run anything in the server.
"""

from __future__ import annotations

import json
import struct
from typing import Any, BinaryIO

LENGTHS = struct.Struct("!IQ")


def pack(header: dict[str, Any], body: bytes = b"") -> bytes:
    """One frame."""
    head = json.dumps(header, ensure_ascii=False).encode()
    return LENGTHS.pack(len(head), len(body)) + head + body


def size_of(received: bytes | bytearray) -> int | None:
    """The full length of the frame that starts in ``received``; ``None`` until that can be told."""
    if len(received) < LENGTHS.size:
        return None
    head, body = LENGTHS.unpack_from(received)
    return int(LENGTHS.size + head + body)


def unpack(frame: bytes | bytearray) -> tuple[dict[str, Any], bytes]:
    """The header and the body of a whole frame."""
    head, _ = LENGTHS.unpack_from(frame)
    start = LENGTHS.size + head
    return json.loads(bytes(frame[LENGTHS.size : start])), bytes(frame[start:])


def read(stream: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """The next frame of a blocking stream, ``None`` at its end."""
    lengths = stream.read(LENGTHS.size)
    if len(lengths) < LENGTHS.size:
        return None
    head, body = LENGTHS.unpack(lengths)
    return unpack(lengths + stream.read(head + body))
