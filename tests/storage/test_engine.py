import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from platformdirs import user_data_dir
from sqlalchemy import create_engine, inspect

from drafting.errors import StorageError
from drafting.report import Author, Brief, SectionBrief
from drafting.storage import engine, open_store
from drafting.storage.schema import HEAD, Base
from drafting.storage.store import Store


def _alembic() -> Config:
    config = Config()
    config.set_main_option("script_location", "drafting.storage:migrations")
    return config


def _tables(path: Path) -> set[str]:
    connection = sqlite3.connect(path)
    try:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("variables", "place"),
    [
        ({"NIGAO_DATABASE_URL": "sqlite:////srv/a.db", "NIGAO_HOME": "/data"}, "/srv/a.db"),
        ({"NIGAO_HOME": "/data/拟稿 100%"}, "/data/拟稿 100%/nigao.db"),
        ({"NIGAO_HOME": ""}, f"{user_data_dir('nigao', appauthor=False)}/nigao.db"),
    ],
)
def test_the_database_is_where_the_environment_says(
    variables: dict[str, str], place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert engine.Database(None).place == place


def test_opening_makes_the_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "a" / "b"))
    with open_store() as store:
        assert store.reports() == ()
    assert (tmp_path / "a" / "b" / "nigao.db").is_file()


def test_models_and_migrations_agree(store: Store, url: str) -> None:
    with create_engine(url).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_known_head_is_the_newest_migration() -> None:
    assert ScriptDirectory.from_config(_alembic()).get_heads() == [HEAD]


def test_the_first_migration_can_be_taken_back(store: Store, url: str) -> None:
    with create_engine(url).begin() as connection:
        config = _alembic()
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]


def test_a_database_from_the_first_version_keeps_all_it_holds(tmp_path: Path, brief: Brief) -> None:
    path = tmp_path / "nigao.db"
    with Store(f"sqlite:///{path}") as store:
        report_id = store.create_report(brief, "范文", "一、基本情况")
        section = store.load(report_id).sections[0].id
        first = store.add_revision(section, source="总值[[F1]]。", author=Author.PLAIN, base=None)
        store.propose(section, source="别的。", author=Author.MODEL)
        before = store.load(report_id)
    with create_engine(f"sqlite:///{path}").begin() as connection:
        config = _alembic()
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")
    assert not _tables(path) & {"locks", "reviews"}
    with Store(f"sqlite:///{path}") as store:
        assert store.load(report_id) == before
        store.lock(section)
        assert store.load(report_id).sections[0].lock is not None
        assert store.history(section) == (first,)


def test_the_database_is_in_wal_mode_with_foreign_keys(store: Store) -> None:
    with store._reading() as session:
        connection = session.connection()
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


OPEN = "import sys; from drafting.storage import open_store; print(len(open_store(sys.argv[1]).reports()))"


def test_processes_that_open_a_new_database_at_once_all_succeed(url: str) -> None:
    started = [
        subprocess.Popen([sys.executable, "-c", OPEN, url], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for _ in range(4)
    ]
    assert [(process.communicate()[0], process.returncode) for process in started] == [("0\n", 0)] * 4


def test_threads_that_open_a_new_database_at_once_all_succeed(url: str) -> None:
    opened: list[Store] = []
    barrier = threading.Barrier(6)

    def open_it() -> None:
        barrier.wait()
        opened.append(Store(url))

    threads = [threading.Thread(target=open_it) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [store.reports() for store in opened] == [()] * 6


def _text_file(path: Path) -> None:
    path.write_text("这不是数据库" * 200, encoding="utf-8")


def _folder(path: Path) -> None:
    path.mkdir()


def _someone_elses(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE photos (id INTEGER)")
    connection.close()


def _newer(path: Path) -> None:
    Store(f"sqlite:///{path}").close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (_text_file, "这个文件不是拟稿的数据库，请移走它，或用 NIGAO_HOME 指定别的文件夹。"),
        (_folder, "数据库打不开，请检查文件夹是否存在、可写，或用 NIGAO_HOME 指定别的文件夹。"),
        (_someone_elses, "这个数据库不是拟稿建立的，请移走它，或用 NIGAO_HOME 指定别的文件夹。"),
        (_newer, "数据库由更新版本的拟稿建立，请升级拟稿后再打开。"),
    ],
)
def test_a_database_that_cannot_be_used_is_told_in_one_sentence(spoil, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "nigao.db"
    spoil(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(StorageError) as caught:
        Store(f"sqlite:///{path}")
    assert str(caught.value) == f"{path}：{sentence}"
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_folder_that_cannot_be_made_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    path = tmp_path / "file" / "nigao.db"
    with pytest.raises(StorageError) as caught:
        Store(f"sqlite:///{path}")
    assert str(caught.value) == f"{path}：无法建立存放数据库的文件夹，请检查权限，或用 NIGAO_HOME 指定别的文件夹。"


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("nigao.db", "NIGAO_DATABASE_URL：数据库地址无法识别，请检查地址的写法。"),
        ("nodatabase://x", "nodatabase://x：数据库操作失败，请检查数据库服务和 NIGAO_DATABASE_URL 后重试。"),
        ("mysql+pymysql://u:secret@h/d", "mysql+pymysql://u:***@h/d：缺少连接该数据库的组件 pymysql，请先安装它。"),
    ],
)
def test_an_unusable_address_is_told_without_its_password(url: str, sentence: str) -> None:
    with pytest.raises(StorageError) as caught:
        Store(url)
    assert str(caught.value) == sentence


def test_a_locked_database_is_told_within_five_seconds_and_can_still_be_read(
    store: Store, report, tmp_path: Path
) -> None:
    other = sqlite3.connect(tmp_path / "nigao.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    with pytest.raises(StorageError) as caught:
        store.archive(report.id)
    assert time.monotonic() - began < 5
    assert str(caught.value) == f"{tmp_path / 'nigao.db'}：数据库正被其他程序占用，请关闭正在使用它的程序后重试。"
    assert caught.value.retryable
    assert store.load(report.id) == report
    with Store(str(store._database._url)) as second:
        assert [one.id for one in second.reports()] == [report.id]
    other.execute("COMMIT")
    other.close()
    store.archive(report.id)
    assert store.reports() == ()


def test_a_migration_that_breaks_leaves_nothing_behind(
    tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade = engine._upgrade

    def breaks(connection) -> None:
        upgrade(connection)
        raise KeyboardInterrupt

    monkeypatch.setattr(engine, "_upgrade", breaks)
    with pytest.raises(KeyboardInterrupt):
        Store(url)
    assert _tables(tmp_path / "nigao.db") == set()
    monkeypatch.undo()
    with Store(url) as store:
        assert store.reports() == ()


KILLED_MIDWAY = """
import os, signal, sys
from drafting.report import Author, Brief, SectionBrief
from drafting.storage import reports
from drafting.storage.store import Store

def killed(session, *_):
    session.flush()
    os.kill(os.getpid(), signal.SIGKILL)

store = Store(sys.argv[1])
store.create_report(Brief("写完的"), "", "")
reports._place = killed
store.create_report(Brief("写到一半的", sections=(SectionBrief("一"),)), "", "")
"""


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_a_killed_process_leaves_whole_transactions_only(url: str) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED_MIDWAY, url], check=False)
    assert killed.returncode == -signal.SIGKILL
    with Store(url) as store:
        assert [one.title for one in store.reports()] == ["写完的"]
        assert store.load(store.create_report(Brief("t", sections=(SectionBrief("一"),)), "", "")).brief.title == "t"


def test_opening_an_up_to_date_database_does_not_import_alembic(store: Store, url: str) -> None:
    code = f"import sys; from drafting.storage import open_store; open_store({url!r}); print('alembic' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout == "False\n"


def test_the_package_itself_does_not_import_sqlalchemy() -> None:
    code = "import sys, drafting.storage, drafting.storage.records; print('sqlalchemy' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout == "False\n"
