"""Reading what a user names and writing results whole or not at all."""

import os
import tempfile
from pathlib import Path

from drafting.errors import InputError, OutputError

MAX_INPUT_BYTES = 20 * 1024 * 1024
MAX_SHOWN = 120


def read_bytes(path: Path) -> bytes:
    """Raises `InputError` for a missing file, a directory, no permission, an empty file, or one above 20 MB."""
    place = printable(path)
    try:
        if path.is_dir():
            raise InputError("这是一个文件夹，不是文件", place=place, hint="请给出文件夹里具体的文件")
        if path.exists() and not path.is_file():
            raise InputError("这不是普通文件", place=place, hint="请给出磁盘上的文件")
        if path.stat().st_size > MAX_INPUT_BYTES:
            raise InputError("文件超过20MB", place=place, hint="请拆分或删去图片后再试")
        data = path.read_bytes()
    except FileNotFoundError as fault:
        raise InputError("找不到这个文件", place=place, hint="请核对文件名和所在位置") from fault
    except (OSError, ValueError) as fault:
        raise InputError("文件读不了", place=place, hint="请检查文件是否被占用、有没有读取权限") from fault
    if not data.strip():
        raise InputError("文件是空的", place=place, hint="请换一个有内容的文件")
    return data


def printable(path: Path) -> str:
    """A path as an error shows it: no control characters, its end when it is very long."""
    text = "".join(letter for letter in str(path) if letter.isprintable())
    return text if len(text) <= MAX_SHOWN else f"……{text[-MAX_SHOWN:]}"


def write_atomically(path: Path, data: bytes) -> None:
    """Temporary file beside the target, then rename; raises `OutputError` and leaves nothing behind."""
    handle, temporary = -1, ""
    try:
        # A link is written through, not replaced.
        path = path.resolve()
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        # mkstemp makes the file private; a result should be as readable as any other new file.
        mask = os.umask(0)
        os.umask(mask)
        Path(temporary).chmod(0o666 & ~mask)
        Path(temporary).replace(path)
    except OSError as fault:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise OutputError("结果写不进去", place=str(path), hint="请换一个有写入权限、存在的位置") from fault
