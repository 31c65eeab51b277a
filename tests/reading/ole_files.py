"""A small writer of OLE documents (Compound File Binary, version 3), for tests."""

from __future__ import annotations

import struct
from collections.abc import Mapping

SECTOR, MINI, CUTOFF = 512, 64, 4096
END, FREE, FAT_SECTOR, NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
STORAGE, STREAM, ROOT = 1, 2, 5


def ole_file(streams: Mapping[str, bytes]) -> bytes:
    """An OLE document with these streams; a slash in a name stands between a folder and a stream."""
    sectors: list[bytes] = []
    chain: list[int] = []

    def store(data: bytes) -> int:
        """Write `data` into sectors of its own; the first of them, or `END` where there is none."""
        first = len(sectors)
        pieces = [data[i : i + SECTOR].ljust(SECTOR, b"\0") for i in range(0, len(data), SECTOR)]
        for number, piece in enumerate(pieces, 1):
            sectors.append(piece)
            chain.append(END if number == len(pieces) else len(sectors))
        return first if pieces else END

    mini, mini_chain = bytearray(), []
    placed: dict[str, tuple[int, int]] = {}
    for name, data in streams.items():
        if len(data) >= CUTOFF:
            placed[name] = store(data), len(data)
            continue
        first, count = len(mini_chain), -(-len(data) // MINI)
        mini += data.ljust(count * MINI, b"\0")
        mini_chain += [first + i + 1 for i in range(count)]
        if count:
            mini_chain[-1] = END
        placed[name] = (first if count else END), len(data)

    tree: dict[str, list[str]] = {"": []}
    for name in streams:
        folder, _, _ = name.rpartition("/")
        if folder and folder not in tree:
            tree[folder] = []
            tree[""].append(folder)
        tree[folder].append(name)
    order = ["", *(name for names in list(tree.values()) for name in names)]
    position = {name: number for number, name in enumerate(order)}
    mini_start = store(bytes(mini))
    entries = b""
    for name in order:
        names = next((n for n in tree.values() if name in n), [])
        after = names.index(name) + 1 if name else 0
        right = position[names[after]] if name and after < len(names) else NONE
        child = position[tree[name][0]] if tree.get(name) else NONE
        kind = ROOT if not name else STORAGE if name in tree else STREAM
        start, size = (mini_start, len(mini)) if not name else placed.get(name, (0, 0))
        entries += entry(name.rpartition("/")[2] or "Root Entry", kind, right, child, start, size)
    entries += entry("", 0, NONE, NONE, 0, 0) * (-len(order) % (SECTOR // 128))
    directory = store(entries)
    table = struct.pack(f"<{len(mini_chain)}I", *mini_chain)
    mini_table = store(table + b"\xff" * (-len(table) % SECTOR))
    count = 1
    while (len(sectors) + count) * 4 > count * SECTOR:
        count += 1
    first_table = len(sectors)
    full = chain + [FAT_SECTOR] * count
    full += [FREE] * (count * SECTOR // 4 - len(full))
    head = struct.pack(
        "<8s16s5H6sI4s5I",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, struct.pack("<I", count),
        directory, 0, CUTOFF, mini_table, -(-len(table) // SECTOR),
    )  # fmt: skip
    head += struct.pack("<II", END, 0)
    tables = [first_table + i for i in range(count)]
    head += struct.pack("<109I", *tables, *[FREE] * (109 - count))
    return head + b"".join(sectors) + struct.pack(f"<{len(full)}I", *full)


def entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    letters = (name + "\0").encode("utf-16-le") if name else b""
    return (
        letters.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(letters), kind, 1, NONE, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
