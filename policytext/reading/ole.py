"""OLE documents (Compound File Binary): their streams, and the properties that a summary holds."""

from __future__ import annotations

import io
import struct
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from olefile import OleFileIO

_SECTOR = 512  # bytes; there are larger ones, never smaller ones
_TEXT, _MOMENT = 0x1F, 0x40  # types of properties
_MAX_PROPERTIES = 100
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


class OleError(ValueError):
    """An OLE document is damaged or cut short."""


class Ole:
    """An OLE document in memory. `names` are its streams, with slashes between folders.

    What it claims to be long is checked before olefile takes its word. Raises OleError.
    """

    def __init__(self, data: bytes) -> None:
        import olefile

        self._length = len(data)
        if self._length < _SECTOR:
            raise OleError
        tables, small_tables, more_tables = (
            struct.unpack_from("<I", data, place)[0] for place in (44, 64, 72)
        )
        sectors = self._length // _SECTOR + 1
        # A table of sectors has room for 128 of them or more; some may be free.
        if tables > sectors // 32 + 8 or small_tables > sectors or more_tables > sectors:
            raise OleError
        try:
            self._ole: OleFileIO[str] = olefile.OleFileIO(io.BytesIO(data))
            paths = self._ole.listdir()
        except Exception:  # olefile lets many kinds of errors through
            raise OleError from None
        if self._ole.root is None or self._ole.root.size > self._length:  # type: ignore[attr-defined]
            raise OleError
        self.names = frozenset("/".join(path) for path in paths)

    def read(self, name: str) -> bytes:
        """The bytes of the stream called `name`. Raises OleError where there is none."""
        try:
            if self._ole.get_size(name) <= self._length:
                return self._ole.openstream(name).read()
        except Exception:  # as above
            pass
        raise OleError


def properties(summary: bytes) -> dict[int, str | datetime]:
    """The texts and moments of a property set ([MS-OLEPS]), by their number; of one that is damaged,
    those that can be read."""
    found: dict[int, str | datetime] = {}
    try:
        (start,) = struct.unpack_from("<I", summary, 44)
        (count,) = struct.unpack_from("<I", summary, start + 4)
        for number in range(min(count, _MAX_PROPERTIES)):
            key, place = struct.unpack_from("<II", summary, start + 8 + 8 * number)
            (kind,) = struct.unpack_from("<I", summary, start + place)
            place += start + 4
            if kind == _TEXT:
                (length,) = struct.unpack_from("<I", summary, place)
                letters = summary[place + 4 : place + 4 + 2 * length].decode("utf-16-le", "replace")
                found[key] = letters.partition("\0")[0]
            elif kind == _MOMENT:
                (ticks,) = struct.unpack_from("<Q", summary, place)
                found[key] = _EPOCH + timedelta(microseconds=ticks // 10)
    except (struct.error, OverflowError):
        pass
    return found
