"""Distribution copies (배포용 문서) of HWP 5: how the key to a section is kept in the section.

After "HWP Document File Formats: distribution documents" (revision 1.2), published by Hancom. Such a
copy asks editors not to edit it; anybody may read it.
"""

from __future__ import annotations

_HEAD, _SIZE = 4, 256  # bytes: the head of the first record, and the record
_DISTRIBUTION_RECORD = 28
_BLOCK = 16


class NoKeyError(ValueError):
    """A section does not begin as one of a distribution copy does."""


def decrypted(section: bytes) -> bytes:
    """The section behind its key, as it would stand in an ordinary document. Raises NoKeyError."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    head = int.from_bytes(section[:_HEAD], "little")
    record = section[_HEAD : _HEAD + _SIZE]
    if head & 0x3FF != _DISTRIBUTION_RECORD or len(record) < _SIZE:
        raise NoKeyError
    body = section[_HEAD + _SIZE :]
    # The key stands behind the seed, as far behind it as the last four bits of the seed say.
    seed = int.from_bytes(record[:4], "little")
    start = 4 + (seed & 0xF)
    key = bytes(a ^ b for a, b in zip(record, _mask(seed), strict=True))[start : start + _BLOCK]
    decryptor = Cipher(algorithms.AES(key), modes.ECB()).decryptor()
    return decryptor.update(body[: len(body) // _BLOCK * _BLOCK]) + decryptor.finalize()


def _mask(seed: int) -> bytes:
    """What the first record is masked with: bytes of the generator of Microsoft C, each repeated
    as often as the next number says."""
    mask = bytearray()
    state = seed
    while len(mask) < _SIZE:
        state, value = _random(state)
        state, times = _random(state)
        mask += bytes([value & 0xFF]) * ((times & 0xF) + 1)
    return bytes(mask[:_SIZE])


def _random(state: int) -> tuple[int, int]:
    state = (state * 214013 + 2531011) & 0xFFFFFFFF
    return state, state >> 16 & 0x7FFF
