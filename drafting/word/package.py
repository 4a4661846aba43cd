"""Zip files that depend on nothing but their content."""

import io
import zipfile
from collections.abc import Iterable

_EPOCH = (1980, 1, 1, 0, 0, 0)


def pack(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """Parts in the order given, with one fixed time and no trace of the system they were made on."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, content)
    return target.getvalue()


def repack(package: bytes) -> bytes:
    """The same parts in the same order, packed by `pack`."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return pack([(entry.filename, archive.read(entry)) for entry in archive.infolist()])
