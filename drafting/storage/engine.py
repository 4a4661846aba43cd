"""Where the database is, how it is opened and migrated, and how its errors read in Chinese."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from platformdirs import user_data_dir
from sqlalchemy import URL, Connection, Engine, create_engine, event, func, inspect, make_url, select, text
from sqlalchemy.exc import SQLAlchemyError

from drafting.errors import StorageError
from drafting.storage.schema import HEAD

IMMEDIATE = "nigao_immediate"
"""Execution option of transactions that write: SQLite takes the write lock at once, so that they never deadlock."""

BUSY_SECONDS = 3.0
MIGRATION_LOCK = 0x6E6967616F

_SENTENCES = {
    "SQLITE_BUSY": ("数据库正被其他程序占用", "请关闭正在使用它的程序后重试"),
    "SQLITE_LOCKED": ("数据库正被其他程序占用", "请关闭正在使用它的程序后重试"),
    "SQLITE_READONLY": ("数据库不可写", "请检查文件和文件夹的权限，或用 NIGAO_HOME 指定别的文件夹"),
    "SQLITE_CANTOPEN": ("数据库打不开", "请检查文件夹是否存在、可写，或用 NIGAO_HOME 指定别的文件夹"),
    "SQLITE_PERM": ("没有读写数据库的权限", "请检查文件权限，或用 NIGAO_HOME 指定别的文件夹"),
    "SQLITE_NOTADB": ("这个文件不是拟稿的数据库", "请移走它，或用 NIGAO_HOME 指定别的文件夹"),
    "SQLITE_CORRUPT": ("数据库文件已损坏", "请先备份该文件，再用最近的备份替换"),
    "SQLITE_FULL": ("磁盘空间不足，未能保存", "请清理磁盘后重试"),
    "SQLITE_IOERR": ("读写数据库时磁盘出错", "请检查磁盘后重试"),
}
_FOREIGN = ("这个数据库不是拟稿建立的", "请移走它，或用 NIGAO_HOME 指定别的文件夹")
_NEWER = ("数据库由更新版本的拟稿建立", "请升级拟稿后再打开")
_UNREADABLE = ("数据库中有读不懂的内容", "请升级拟稿，或用最近的备份替换")
_UNKNOWN = ("数据库操作失败", "请检查数据库服务和 NIGAO_DATABASE_URL 后重试")


def default_url() -> str | URL:
    """`NIGAO_DATABASE_URL`, else `nigao.db` in `NIGAO_HOME` or the platform's user data folder."""
    if configured := os.environ.get("NIGAO_DATABASE_URL"):
        return configured
    home = Path(os.environ.get("NIGAO_HOME") or user_data_dir("nigao", appauthor=False))
    return URL.create("sqlite", database=str(home.expanduser() / "nigao.db"))


class Database:
    """One engine. `folder` is the lock files' place beside an SQLite file, None on a server."""

    def __init__(self, url: str | None) -> None:
        address = url or default_url()
        try:
            self._url = make_url(address)
        except (SQLAlchemyError, ValueError) as error:
            raise StorageError("数据库地址无法识别", place="NIGAO_DATABASE_URL", hint="请检查地址的写法") from error
        self._path = Path(self._url.database or "") if self._url.get_backend_name() == "sqlite" else None
        self.place = str(self._path) if self._path else self._url.render_as_string(hide_password=True)
        self.folder = self._path.with_name(f"{self._path.name}-owners") if self._path else None
        self._engine: Engine | None = None

    def open(self) -> Engine:
        """The engine of a database that is at the newest version."""
        if self._path:
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise StorageError(
                    "无法建立存放数据库的文件夹", place=self.place, hint="请检查权限，或用 NIGAO_HOME 指定别的文件夹"
                ) from error
        with self.translated():
            try:
                self._engine = _engine(self._url)
            except ModuleNotFoundError as error:
                raise StorageError(
                    f"缺少连接该数据库的组件 {error.name}", place=self.place, hint="请先安装它"
                ) from error
            self._migrate(self._engine)
        return self._engine

    def close(self) -> None:
        if self._engine is not None:
            self._engine.dispose()

    @contextmanager
    def translated(self) -> Iterator[None]:
        """The one place where database errors become `StorageError`."""
        try:
            yield
        except (SQLAlchemyError, sqlite3.Error) as error:
            raise _fault(error, self.place) from error
        except msgspec.MsgspecError as error:
            message, hint = _UNREADABLE
            raise StorageError(message, place=self.place, hint=hint) from error

    def _migrate(self, engine: Engine) -> None:
        with engine.connect() as connection:
            if self._version(connection) == HEAD:
                return
        if self._path:
            _use_wal(engine)
        with engine.execution_options(**{IMMEDIATE: True}).begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(select(func.pg_advisory_xact_lock(MIGRATION_LOCK)))
            if self._version(connection) != HEAD:
                _upgrade(connection)

    def _version(self, connection: Connection) -> str:
        """The database's migration, "" when it is new."""
        tables = inspect(connection).get_table_names()
        if not tables:
            return ""
        if "alembic_version" not in tables or "figure_sets" not in tables:
            raise StorageError(_FOREIGN[0], place=self.place, hint=_FOREIGN[1])
        version = str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())
        if version > HEAD:
            raise StorageError(_NEWER[0], place=self.place, hint=_NEWER[1])
        return version


def _engine(url: URL) -> Engine:
    sqlite = url.get_backend_name() == "sqlite"
    engine = create_engine(
        url,
        json_serializer=lambda value: msgspec.json.encode(value).decode(),
        json_deserializer=msgspec.json.decode,
        connect_args={"timeout": BUSY_SECONDS} if sqlite else {},
        pool_pre_ping=not sqlite,
    )
    if sqlite:
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _: object) -> None:
    # The driver would otherwise begin transactions late and commit DDL on its own.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get(IMMEDIATE)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _use_wal(engine: Engine) -> None:
    """Switch the file to WAL, which SQLite refuses without waiting while another process is switching."""
    deadline = time.monotonic() + BUSY_SECONDS
    connection = engine.raw_connection()
    try:
        while True:
            try:
                connection.cursor().execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorname != "SQLITE_BUSY" or time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
            else:
                return
    finally:
        connection.close()


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "drafting.storage:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _fault(error: SQLAlchemyError | sqlite3.Error, place: str) -> StorageError:
    name = str(getattr(getattr(error, "orig", error), "sqlite_errorname", ""))
    message, hint = next((said for prefix, said in _SENTENCES.items() if name.startswith(prefix)), _UNKNOWN)
    fault = StorageError(message, place=place, hint=hint)
    fault.retryable = name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))
    return fault
