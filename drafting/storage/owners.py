"""Who is still alive: each process that drafts holds an operating-system lock, which dies with it (kill -9 too)."""

import os
import sys
import threading
import uuid
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from drafting.errors import StorageError

SILENCE = timedelta(seconds=60)
"""Without a shared folder, how old a heartbeat may be before its owner counts as dead."""

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        # flock, not lockf: two stores in one process must not share a lock.
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Owner:
    """A store's claim on its runs. `folder` holds the lock files; None for a database on another machine."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._token = uuid.uuid4().hex
        self._descriptor: int | None = None
        self._guard = threading.Lock()

    def claim(self) -> str:
        """The token under which runs are owned; the lock is held from the first claim until `release`."""
        with self._guard:
            if self._folder is not None and self._descriptor is None:
                self._descriptor = self._hold(self._folder)
        return self._token

    def release(self) -> None:
        with self._guard:
            if self._folder is None or self._descriptor is None:
                return
            os.close(self._descriptor)
            self._descriptor = None
            with suppress(OSError):
                (self._folder / self._token).unlink()

    def alive(self, token: str, heartbeat: str) -> bool:
        """Whether the process that owns `token` still runs; `heartbeat` decides only where there is no folder."""
        if self._folder is None:
            return datetime.now(UTC) - datetime.fromisoformat(heartbeat) < SILENCE
        if token == self._token:
            return self._descriptor is not None
        path = self._folder / token
        try:
            descriptor = os.open(path, os.O_RDWR)
        except OSError:
            return False
        try:
            _lock(descriptor)
        except OSError:
            return True
        finally:
            os.close(descriptor)
        with suppress(OSError):
            path.unlink()
        return False

    def _hold(self, folder: Path) -> int:
        path = folder / self._token
        try:
            folder.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            _lock(descriptor)
        except OSError as error:
            raise StorageError("无法登记起草任务", place=str(path), hint="请检查该文件夹是否可写") from error
        return descriptor
