"""The file a paper is written into: objects as they are finished, packed, with a cross-reference stream.

reportlab writes each small object uncompressed and holds all of them until the end; an archive paper has a score of
them on every page. Here a finished object goes straight to the output, small ones two hundred to a packed stream
(ISO 32000-1 7.5.7, 7.5.8), so that ten thousand certificates are one file of modest size and memory.
"""

import hashlib
import struct
import zlib
from array import array

_TO_A_PACK = 200
_LEVEL = 4
"""Half the time of zlib's usual 6 on a page of a certificate, for 7 % more bytes (measured)."""

_FREE, _PLAIN, _PACKED = 0, 1, 2
"""Kinds of cross-reference entry (ISO 32000-1 table 18)."""


class ObjectFile:
    """A PDF file under construction. Every number that is reserved must be written before ``close``."""

    def __init__(self) -> None:
        self._output = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        # One row for each object number: kind, then offset or number of the pack, then place in the pack.
        self._kinds = array("B", [_FREE])
        self._firsts = array("Q", [0])
        self._seconds = array("H", [65535])
        self._pack: list[tuple[int, bytes]] = []

    def reserve(self) -> int:
        """A number for an object that will be written later."""
        self._kinds.append(_FREE)
        self._firsts.append(0)
        self._seconds.append(0)
        return len(self._kinds) - 1

    def add(self, dictionary: bytes, data: bytes | None = None, compress: bool = True) -> int:
        """Write a new object; returns its number. See ``write``."""
        number = self.reserve()
        self.write(number, dictionary, data, compress)
        return number

    def write(self, number: int, dictionary: bytes, data: bytes | None = None, compress: bool = True) -> None:
        """Write a reserved object: a dictionary or array, or with data a stream.

        Args:
            number: as reserved.
            dictionary: the object, or the stream's dictionary without length and filter.
            data: the stream's content.
            compress: whether a stream is compressed (metadata stays readable).
        """
        if data is None:
            self._pack.append((number, dictionary))
            if len(self._pack) == _TO_A_PACK:
                self._write_pack()
            return
        filtered = b""
        if compress:
            data, filtered = zlib.compress(data, _LEVEL), b"/Filter/FlateDecode"
        self._kinds[number], self._firsts[number] = _PLAIN, len(self._output)
        opened = dictionary.removesuffix(b">>") + filtered
        self._output += b"%d 0 obj\n%b/Length %d>>\nstream\n" % (number, opened, len(data))
        self._output += data
        # The line end before endstream is a rule of the archive (ISO 19005-2 6.1.7.1).
        self._output += b"\nendstream\nendobj\n"

    def _write_pack(self) -> None:
        if not self._pack:
            return
        pack_number = self.reserve()
        places, bodies, length = [], [], 0
        for place, (number, body) in enumerate(self._pack):
            self._kinds[number], self._firsts[number], self._seconds[number] = _PACKED, pack_number, place
            places.append(b"%d %d" % (number, length))
            bodies.append(body)
            length += len(body) + 1
        head = b" ".join(places) + b"\n"
        dictionary = b"<</Type/ObjStm/N %d/First %d>>" % (len(self._pack), len(head))
        self._pack = []
        self.write(pack_number, dictionary, head + b"\n".join(bodies))

    def close(self, catalog: int, information: int) -> bytes:
        """Write what is pending and the cross-reference, and return the file.

        Raises:
            ValueError: a reserved object was never written.
        """
        self._write_pack()
        missing = [number for number, kind in enumerate(self._kinds) if kind == _FREE and number]
        if missing:
            raise ValueError(f"objects {missing[:5]} were reserved and never written")
        start = len(self._output)
        number = self.reserve()
        self._kinds[number], self._firsts[number] = _PLAIN, start
        rows = zip(self._kinds, self._firsts, self._seconds, strict=True)
        data = zlib.compress(b"".join(struct.pack(">BIH", *row) for row in rows))
        identity = hashlib.sha256(self._output).hexdigest()[:32].encode()
        self._output += (
            b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]"
            b"/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n"
            % (number, number + 1, catalog, information, identity, identity, len(data), data, start)
        )
        return bytes(self._output)
