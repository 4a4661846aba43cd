import io
import zipfile

from drafting.word.package import pack, repack


def test_parts_keep_their_order_and_content() -> None:
    parts = [("z.xml", b"<z/>"), ("a.xml", "甲".encode())]
    with zipfile.ZipFile(io.BytesIO(pack(parts))) as archive:
        assert [(name, archive.read(name)) for name in archive.namelist()] == parts


def test_repacking_forgets_when_the_package_was_made() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a.xml", (2024, 7, 15, 8, 0, 0)), b"<a/>")
    assert repack(target.getvalue()) == pack([("a.xml", b"<a/>")])
