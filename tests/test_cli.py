"""The command line as scripts rely on it: shapes, exit status, one sentence for each fault, nothing half-written."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from drafting.cli import main
from drafting.shipped import EXAMPLE_BRIEF, EXEMPLAR, shipped

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE, RANGE = str(shipped("examples", EXAMPLE_BRIEF)), str(shipped("examples", EXEMPLAR))
SMALL = """\
title: 青岚县2024年工作汇报
unit: 青岚县
sections:
- heading: 一、农业
  figures:
  - {name: 粮食产量, value: 3.85, unit: 万吨, change: 同比增长1.4%}
  points:
  - 推行田长制，复耕撂荒地3200亩
"""


class Run:
    """One call of `nigao` in this process."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys
        self.out = self.err = ""

    def __call__(self, *words: str | Path) -> int:
        self._monkeypatch.setattr(sys, "argv", ["nigao", *map(str, words)])
        with pytest.raises(SystemExit) as done:
            main()
        self.out, self.err = self._capsys.readouterr()
        assert isinstance(done.value.code, int)
        return done.value.code


@pytest.fixture
def nigao(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    return Run(monkeypatch, capsys)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "素材.yaml"
    path.write_text(SMALL, "utf-8")
    return path


def test_the_draft_payload_of_a_small_brief_is_exactly_this(nigao: Run, small: Path, tmp_path: Path) -> None:
    assert nigao("draft", small, "-o", "out.json") == 0
    payload = json.loads((tmp_path / "out.json").read_text("utf-8"))
    section = payload["sections"][0]
    assert section.pop("text").startswith("推行田长制，复耕撂荒地3200亩。")
    assert section.pop("source").startswith("推行田长制，复耕撂荒地[[F2]]。")
    assert payload == {
        "title": "青岚县2024年工作汇报",
        "status": "done",
        "sections": [
            {
                "heading": "一、农业",
                "status": "done",
                "author": "plain",
                "mentions": [
                    {"start": 11, "end": 16, "figure": "F2", "part": "value"},
                    {"start": 21, "end": 27, "figure": "F1", "part": "value"},
                    {"start": 30, "end": 36, "figure": "F1", "part": "change"},
                ],
                "length": {"asked": None, "delivered": 28},
            }
        ],
        "figures": [
            {
                "key": "F1",
                "name": "粮食产量",
                "value": "3.85",
                "unit": "万吨",
                "change": "增长1.4%",
                "origin": "brief",
                "uses": 2,
            },
            {
                "key": "F2",
                "name": "复耕撂荒地",
                "value": "3200亩",
                "unit": "",
                "change": None,
                "origin": "point",
                "uses": 1,
            },
        ],
        "findings": [],
        "usage": {"calls": 0, "prompt_tokens": 0, "completion_tokens": 0, "cached_tokens": 0},
    }


def shape(value: Any) -> Any:
    """Keys in order, lists by their first element."""
    if isinstance(value, dict):
        return {key: shape(one) for key, one in value.items()}
    return [shape(value[0])] if isinstance(value, list) and value else type(value).__name__


def test_draft_json_has_the_agreed_keys_in_the_agreed_order(nigao: Run, tmp_path: Path) -> None:
    assert nigao("draft", EXAMPLE, "-o", "out.json") == 0
    payload = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert json.dumps(shape(payload)) == json.dumps(
        {
            "title": "str",
            "status": "str",
            "sections": [
                {
                    "heading": "str",
                    "text": "str",
                    "source": "str",
                    "status": "str",
                    "author": "str",
                    "mentions": [{"start": "int", "end": "int", "figure": "str", "part": "str"}],
                    "length": {"asked": "int", "delivered": "int"},
                }
            ],
            "figures": [
                {
                    "key": "str",
                    "name": "str",
                    "value": "str",
                    "unit": "str",
                    "change": "NoneType",
                    "origin": "str",
                    "uses": "int",
                }
            ],
            "findings": [
                {
                    "rule": "str",
                    "severity": "str",
                    "section": "int",
                    "start": "int",
                    "end": "int",
                    "text": "str",
                    "message": "str",
                    "suggestion": "str",
                }
            ],
            "usage": {"calls": "int", "prompt_tokens": "int", "completion_tokens": "int", "cached_tokens": "int"},
        }
    )
    assert [one for one in payload["findings"] if one["severity"] == "error"] == []
    for section in payload["sections"]:
        for mention in section["mentions"]:
            assert 0 <= mention["start"] < mention["end"] <= len(section["text"])
        assert not re.search(r"\*|\[\[", section["text"])


@pytest.mark.parametrize(
    ("brief", "kind"), [(EXAMPLE, "json"), (EXAMPLE, "docx"), ("素材.yaml", "txt"), ("素材.yaml", "md")]
)
def test_the_same_brief_gives_the_same_bytes(nigao: Run, small: Path, tmp_path: Path, brief: str, kind: str) -> None:
    for name, parallel in (("one", "3"), ("two", "1")):
        assert nigao("draft", brief, "-o", f"{name}.{kind}", "--parallel", parallel) == 0
        assert nigao.out == ""
        assert re.fullmatch(r"已写成(?:one|two)\.\w+，用时\d+\.\d秒。(?:问题：.+。|没有发现问题。)\n", nigao.err)
    assert (tmp_path / f"one.{kind}").read_bytes() == (tmp_path / f"two.{kind}").read_bytes()
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == {small.name, f"one.{kind}", f"two.{kind}"}


def test_without_an_output_file_the_text_is_all_that_stands_on_stdout(nigao: Run, small: Path) -> None:
    assert nigao("draft", small) == 0
    assert nigao.out.startswith(
        "青岚县2024年工作汇报\n\n现将我县2024年工作汇报如下。\n一、农业\n推行田长制，复耕撂荒地3200亩。"
    )


def test_a_form_as_it_was_made_has_nothing_to_write_about(nigao: Run, tmp_path: Path) -> None:
    for name in ("form.xlsx", "form.yaml"):
        assert nigao("form", RANGE, "-o", name) == 0
        assert nigao("draft", name, "-o", "out.json") == 2
        assert nigao.err == f"{name}：素材里没有可写的内容，请填写指标或要点后再起草。\n"


def test_a_form_leads_back_to_its_exemplar_from_wherever_it_is_written(nigao: Run, tmp_path: Path) -> None:
    (tmp_path / "范文").mkdir()
    (tmp_path / "表").mkdir()
    (tmp_path / "范文" / "去年.txt").write_text("清溪县工作汇报\n一、农业\n粮食产量*万吨。\n", "utf-8")
    for name in ("表/form.yaml", "form.yaml"):
        assert nigao("form", "范文/去年.txt", "-o", name) == 0
        filled = (tmp_path / name).read_text("utf-8").replace("value: 待填", "value: '3'")
        (tmp_path / name).write_text(filled, "utf-8")
        assert nigao("draft", name) == 0
        assert "粮食产量3万吨" in nigao.out


def test_errors_in_a_draft_are_status_one_and_the_file_is_written(nigao: Run, small: Path, tmp_path: Path) -> None:
    small.write_text(SMALL.replace("推行田长制", "新建*所学校，推行田长制"), "utf-8")
    assert nigao("draft", small, "-o", "out.txt") == 1
    assert "新建*所学校" in (tmp_path / "out.txt").read_text("utf-8")
    assert nigao.err.endswith("问题：错误1条。\n[错误] 一、农业：这里还留着没填的空。\n")


def test_a_partly_empty_report_is_partial_and_says_so(nigao: Run, small: Path, tmp_path: Path) -> None:
    small.write_text(SMALL + "- heading: 二、生态\n  figures: [{name: 森林覆盖率}]\n", "utf-8")
    assert nigao("draft", small, "-o", "out.json") == 0
    payload = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert (payload["status"], [one["status"] for one in payload["sections"]]) == ("partial", ["done", "empty"])
    assert [(one["rule"], one["section"]) for one in payload["findings"]] == [
        ("figure-pending", 1),
        ("section-empty", 1),
    ]


def test_the_exemplar_of_the_brief_is_looked_for_beside_it_and_the_command_line_comes_first(
    nigao: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "材料"
    folder.mkdir()
    (folder / "范文.txt").write_text("清溪县工作汇报\n一、农业\n清溪县位于黔北。\n", "utf-8")
    (folder / "素材.yaml").write_text(
        SMALL.replace("推行田长制", "学习清溪县，推行田长制") + "exemplar: 范文.txt\n", "utf-8"
    )
    assert nigao("draft", folder / "素材.yaml", "-o", "out.txt") == 0
    (folder / "范文.txt").unlink()
    assert nigao("draft", folder / "素材.yaml", "-o", "out.txt") == 2
    assert nigao.err == f"{folder / '范文.txt'}：找不到这个文件，请核对文件名和所在位置。\n"
    assert nigao("draft", folder / "素材.yaml", "-o", "out.txt", "--exemplar", RANGE) == 0


BAD = [
    ("title: 甲\nfoo: 1\n", "素材.yaml第2行：文件开头里有不认识的键“foo”，可用的键是"),
    ("title: 甲\ntitle: 乙\n", "素材.yaml第2行：文件开头里的键“title”写了两遍，请只留一个。"),
    ("unit: 甲\n", "素材.yaml：缺少标题（title），请写明报告标题。"),
    (
        SMALL.replace("3.85", "abc"),
        "素材.yaml第6行“粮食产量”：数值“abc”不是数量，请改成数字，或把类型改为“名称”（kind: name）。",
    ),
    (SMALL.replace("增长", "变化"), "素材.yaml第6行“粮食产量”：增减“同比变化1.4%”读不懂，请写成"),
    ("", "素材.yaml：文件是空的，请换一个有内容的文件。"),
    ("title: '甲\n", "素材.yaml第2行：格式不对，请检查缩进、冒号后的空格和引号。"),
    ("title: 甲\n", "素材.yaml：素材里没有可写的内容，请填写指标或要点后再起草。"),
    ("title: 甲\nexemplar: 无.txt\n", "无.txt：找不到这个文件，请核对文件名和所在位置。"),
]


@pytest.mark.parametrize(("text", "said"), BAD)
def test_a_bad_brief_is_one_sentence_status_two_and_no_file(
    nigao: Run, small: Path, tmp_path: Path, text: str, said: str
) -> None:
    small.write_text(text, "utf-8")
    assert nigao("draft", "素材.yaml", "-o", "out.docx") == 2
    assert nigao.err.startswith(said)
    assert nigao.err.count("\n") == 1
    assert nigao.err.endswith("。\n")
    assert nigao.out == ""
    assert [path.name for path in tmp_path.iterdir()] == ["素材.yaml"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["draft", "无.yaml"], "无.yaml：找不到这个文件，请核对文件名和所在位置。"),
        (["draft", "."], ".：这是一个文件夹，不是文件，请给出文件夹里具体的文件。"),
        (["draft", EXAMPLE, "-o", "out.pdf"], "out.pdf：结果文件的类型不认识，请用.docx、.md、.txt、.json。"),
        (["draft", EXAMPLE, "-o", "无/out.json"], "无/out.json：结果写不进去，请给出已有文件夹里的文件名。"),
        (["draft", EXAMPLE, "-o", "/proc/out.json"], "/proc/out.json：结果写不进去，请换一个有写入权限、存在的位置。"),
        (["draft", EXAMPLE, "--exemplar", "无.txt"], "无.txt：找不到这个文件，请核对文件名和所在位置。"),
        (
            ["draft", EXAMPLE, "--model", "gpt-x"],
            "https://api.openai.com/v1：没有接口密钥，请先设置环境变量OPENAI_API_KEY",
        ),
        (["form", "无.txt"], "无.txt：找不到这个文件，请核对文件名和所在位置。"),
        (["form", "."], ".：这是一个文件夹，不是文件，请给出文件夹里具体的文件。"),
        (["form", RANGE, "-o", "form.txt"], "form.txt：结果文件的类型不认识，请用.xlsx、.yaml、.yml。"),
        (["check", "无.txt"], "无.txt：找不到这个文件，请核对文件名和所在位置。"),
        (["check", RANGE, "--brief", "无.yaml"], "无.yaml：找不到这个文件，请核对文件名和所在位置。"),
        (["check", RANGE, "-o", "out.txt"], "out.txt：结果文件的类型不认识，请用.docx。"),
        ([], "命令写得不对：没有这个命令，或参数不对，用法见 nigao --help。"),
        (["draft"], "命令写得不对：缺少素材，用法见 nigao draft --help。"),
        (["draft", EXAMPLE, "--parallel", "0"], "命令写得不对：--parallel的值不对，用法见 nigao draft --help。"),
        (["draft", EXAMPLE, "--parallel", "多"], "命令写得不对：--parallel的值不对，用法见 nigao draft --help。"),
        (["draft", EXAMPLE, "--fast"], "命令写得不对：没有--fast这个选项，用法见 nigao draft --help。"),
        (["write"], "命令写得不对：没有这个命令，或参数不对，用法见 nigao --help。"),
    ],
)
def test_a_wrong_call_is_one_chinese_sentence_and_status_two(
    nigao: Run, tmp_path: Path, words: list[str], said: str
) -> None:
    assert nigao(*words) == 2
    assert nigao.err.startswith(said)
    assert (nigao.err.count("\n"), nigao.err[-2:], nigao.out) == (1, "。\n", "")
    assert list(tmp_path.iterdir()) == []


def test_a_refused_write_leaves_an_earlier_result_as_it_was(nigao: Run, small: Path, tmp_path: Path) -> None:
    (tmp_path / "out.json").write_text("上一次的结果", "utf-8")
    small.write_text(SMALL.replace("3.85", "abc"), "utf-8")
    assert nigao("draft", small, "-o", "out.json") == 2
    assert (tmp_path / "out.json").read_text("utf-8") == "上一次的结果"


def test_form_json_has_the_agreed_shape_and_every_blank(nigao: Run) -> None:
    assert nigao("form", RANGE, "--json") == 0
    payload = json.loads(nigao.out)
    assert list(payload) == ["text", "sections"]
    assert [list(one) for one in payload["sections"]] == [["heading", "level", "path", "slots"]] * len(
        payload["sections"]
    )
    assert (payload["sections"][0]["heading"], payload["sections"][0]["level"]) == ("", 0)
    slots = [slot for section in payload["sections"] for slot in section["slots"]]
    assert {tuple(slot) for slot in slots} == {("offset", "kind", "label", "unit", "direction")}
    assert {slot["kind"] for slot in slots} <= {"number", "name", "date"}
    assert {slot["direction"] for slot in slots} <= {"增长", "下降", None}
    offsets = {slot["offset"] for slot in slots}
    masks = [found.start() for found in re.finditer(r"\*+", payload["text"])]
    assert len(masks) > 100
    assert set(masks) <= offsets


def test_form_without_an_output_is_a_brief_to_be_filled_in(nigao: Run, tmp_path: Path) -> None:
    assert nigao("form", RANGE) == 0
    on_screen = nigao.out
    assert nigao("form", RANGE, "-o", "form.yaml") == 0
    assert (nigao.out, (tmp_path / "form.yaml").read_text("utf-8")) == ("", on_screen)


def test_check_lists_what_is_wrong_and_where(nigao: Run, small: Path, tmp_path: Path) -> None:
    (tmp_path / "稿.txt").write_text(
        "\ufeff汇报\r\n粮食产量3.85万吨，增长1.4%。\r\n新建学校7所，改造*座。\r\n", "utf-8"
    )
    assert nigao("check", "稿.txt", "--brief", small, "--json") == 1
    payload = json.loads(nigao.out)
    assert payload == {
        "text": "汇报\n粮食产量3.85万吨，增长1.4%。\n新建学校7所，改造*座。\n",
        "findings": [
            {
                "rule": "point-unused",
                "severity": "info",
                "section": None,
                "start": 0,
                "end": 0,
                "text": "",
                "message": "可用的要点“推行田长制，复耕撂荒地3200亩”没有用上",
                "suggestion": "",
            },
            {
                "rule": "figure-not-given",
                "severity": "error",
                "section": None,
                "start": 26,
                "end": 28,
                "text": "7所",
                "message": "素材里没有“7所”这个数",
                "suggestion": "请核实来源，补进指标表或删去",
            },
            {
                "rule": "mask-left",
                "severity": "error",
                "section": None,
                "start": 31,
                "end": 32,
                "text": "*",
                "message": "这里还留着没填的空",
                "suggestion": "请填上内容或删去",
            },
        ],
        "mentions": [
            {"start": 7, "end": 13, "figure": "F1", "part": "value"},
            {"start": 16, "end": 20, "figure": "F1", "part": "rate"},
        ],
    }
    assert [list(one) for one in payload["findings"]] == [
        ["rule", "severity", "section", "start", "end", "text", "message", "suggestion"]
    ] * 3
    assert nigao("check", "稿.txt", "--brief", small) == 1
    assert nigao.out == (
        "[提示] 可用的要点“推行田长制，复耕撂荒地3200亩”没有用上。\n"
        "[错误] 第3行“7所”：素材里没有“7所”这个数，请核实来源，补进指标表或删去。\n"
        "[错误] 第3行“*”：这里还留着没填的空，请填上内容或删去。\n"
    )


def test_a_clean_text_is_status_zero(nigao: Run, small: Path, tmp_path: Path) -> None:
    (tmp_path / "稿.md").write_text("# 汇报\n\n粮食产量3.85万吨，增长1.4%。推行田长制，复耕撂荒地3200亩。\n", "utf-8")
    assert nigao("check", "稿.md", "--brief", small) == 0
    assert (nigao.out, nigao.err) == ("没有发现问题。\n", "")


def test_a_draft_checked_as_a_file_is_clean(nigao: Run, tmp_path: Path) -> None:
    for kind in ("md", "docx"):
        assert nigao("draft", EXAMPLE, "-o", f"稿.{kind}") == 0
        assert nigao("check", f"稿.{kind}", "--brief", EXAMPLE, "--exemplar", RANGE) == 0, nigao.out


@pytest.mark.parametrize(
    "words", [["--help"], ["draft", "--help"], ["form", "--help"], ["check", "--help"], ["ui", "--help"]]
)
def test_help_is_chinese_and_status_zero(nigao: Run, words: list[str]) -> None:
    assert nigao(*words) == 0
    assert re.search("[\u4e00-\u9fff]{4}", nigao.out)


def run(*words: str, **more: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "drafting.cli", *words], cwd=ROOT, capture_output=True, timeout=60, **more
    )


def test_a_real_process_keeps_the_result_on_stdout_and_all_else_on_stderr() -> None:
    done = run("draft", EXAMPLE)
    assert done.returncode == 0
    assert done.stdout.decode().startswith("2024年上半年青岚县工作情况汇报\n")
    assert "用时" not in done.stdout.decode()
    assert re.match(r"(?:已写成.+，)?用时", done.stderr.decode())


def test_a_real_process_in_a_c_locale_still_speaks_chinese() -> None:
    done = run("draft", "无.yaml", env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"})
    assert (done.returncode, done.stdout, done.stderr.decode()) == (
        2,
        b"",
        "无.yaml：找不到这个文件，请核对文件名和所在位置。\n",
    )


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (("draft", "素材.yaml", "--exemplar", "范文.txt", "-o", "范文.txt"), "范文.txt"),
        (("form", "范文.yaml", "-o", "范文.yaml"), "范文.yaml"),
        (("draft", "指着范文.yaml", "-o", "范文.txt"), "范文.txt"),
    ],
)
def test_a_result_never_overwrites_its_own_input(
    nigao: Run, small: Path, tmp_path: Path, words: tuple[str, ...], kept: str
) -> None:
    for name in ("范文.txt", "范文.yaml"):
        (tmp_path / name).write_text("一、基本情况\n完成*亿元。\n", "utf-8")
    (tmp_path / "指着范文.yaml").write_text(f"exemplar: 范文.txt\n{SMALL}", "utf-8")
    before = (tmp_path / kept).read_bytes()
    assert nigao(*words) == 2
    assert nigao.err == f"{kept}：结果和输入是同一个文件，请换一个文件名。\n"
    assert (tmp_path / kept).read_bytes() == before


def test_a_name_no_disk_can_hold_is_one_sentence(nigao: Run, small: Path) -> None:
    assert nigao("draft", small, "-o", f"{'长' * 300}.docx") == 2
    assert nigao.err.endswith("结果写不进去，请换一个短一些的文件名。\n")


def test_what_the_writer_typed_in_brackets_stands_as_typed(nigao: Run, tmp_path: Path) -> None:
    typed = ["完成【8个】项目", "印发《通知》[1]号", "引进G【F1】赛道", "记录[[F1]]和[F1]", "-3.2%的增速为全市最低"]
    points = "".join(f"  - {one!r}\n" for one in typed)
    figure = "{name: 丙, value: 5, unit: 个}"
    text = f"title: 报告\nsections:\n- heading: 一、甲\n  figures:\n  - {figure}\n  points:\n{points}"
    (tmp_path / "甲.yaml").write_text(text, "utf-8")
    assert nigao("draft", "甲.yaml", "-o", "out.json") == 0
    drafted = json.loads((tmp_path / "out.json").read_text("utf-8"))["sections"][0]["text"]
    assert [one for one in typed if one not in drafted] == []


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        ("name: PM2.5, value: 31, unit: 微克/立方米", "PM2.5为31微克/立方米。"),
        ("name: 项目数, value: 996, unit: 个", "项目996个。"),
        ("name: 产值, value: 5, unit: 亿元, change: 同比增长0.0%", "完成产值5亿元，同比持平。"),
        ("name: 投资增速, change: 增长3%, compare: [{to: 增速低于全市平均水平, value: 提高0.6个百分点}]",
         "投资增速增长3%，增速低于全市平均水平0.6个百分点。"),
        ("name: 增速, rank: '[[全市]]第3位'", "增速居[[全市]]第3位。"),
    ],
)  # fmt: skip
def test_a_figure_is_said_as_it_was_given(nigao: Run, tmp_path: Path, figure: str, said: str) -> None:
    text = f"title: 报告\nsections:\n- heading: 一、甲\n  figures:\n  - {{{figure}}}\n"
    (tmp_path / "甲.yaml").write_text(text, "utf-8")
    assert nigao("draft", "甲.yaml", "-o", "out.json") == 0
    assert json.loads((tmp_path / "out.json").read_text("utf-8"))["sections"][0]["text"] == said
