"""Reading what a user names, and writing whole or not at all."""

from pathlib import Path

import pytest

from drafting import files
from drafting.errors import InputError, OutputError
from drafting.files import read_bytes, write_atomically


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\xef\xbb\xbf 1\r\n")
    assert read_bytes(tmp_path / "a") == b"\xef\xbb\xbf 1\r\n"


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: None, "找不到这个文件，请核对文件名和所在位置。"),
        (lambda path: path.mkdir(), "这是一个文件夹，不是文件，请给出文件夹里具体的文件。"),
        (lambda path: path.write_bytes(b""), "文件是空的，请换一个有内容的文件。"),
        (lambda path: path.write_bytes(b" \n\t"), "文件是空的，请换一个有内容的文件。"),
        (lambda path: path.symlink_to(path), "文件读不了，请检查文件是否被占用、有没有读取权限。"),
    ],
    ids=["missing", "directory", "empty", "blank", "endless link"],
)
def test_what_can_not_be_read_is_one_sentence(tmp_path: Path, make: object, said: str) -> None:
    path = tmp_path / "素材"
    make(path)  # type: ignore[operator]
    with pytest.raises(InputError) as fault:
        read_bytes(path)
    assert str(fault.value) == f"{path}：{said}"


def test_a_file_above_the_limit_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_INPUT_BYTES", 3)
    (tmp_path / "a").write_bytes(b"1234")
    with pytest.raises(InputError, match="文件超过20MB"):
        read_bytes(tmp_path / "a")


def test_writing_replaces_the_file_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / f"{'长' * 60}.txt"
    for data in (b"one", b""):
        write_atomically(path, data)
        assert (path.read_bytes(), [one.name for one in tmp_path.iterdir()]) == (data, [path.name])
    assert path.stat().st_mode & 0o444 == 0o444


def test_a_write_that_fails_keeps_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"before")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(OutputError) as fault:
        write_atomically(path, b"after")
    assert str(fault.value) == f"{path}：结果写不进去，请换一个有写入权限、存在的位置。"
    assert (path.read_bytes(), [one.name for one in tmp_path.iterdir()]) == (b"before", ["a.txt"])


@pytest.mark.parametrize("place", ["无/a.txt", "."])
def test_an_impossible_place_is_one_sentence(tmp_path: Path, place: str) -> None:
    with pytest.raises(OutputError):
        write_atomically(tmp_path / place, b"x")
    assert list(tmp_path.iterdir()) == []
