"""The `nigao` command. Heavy rooms are imported inside the command that needs them."""

import json
import os
import sys
import time
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from drafting.errors import ConfigurationError, InputError, NigaoError, OutputError
from drafting.files import printable

if TYPE_CHECKING:
    from drafting.exemplar import Exemplar
    from drafting.report import Brief, Draft
    from drafting.writing.writer import Writer

DONE, WITH_ERRORS, UNUSABLE = 0, 1, 2

app = typer.Typer(
    name="nigao",
    help="拟稿：范文定章法，素材定事实，数字由程序绑定。",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

BriefFile = Annotated[Path, typer.Argument(metavar="素材", help="素材文件：.yaml、.json 或 .xlsx")]
ExemplarOption = Annotated[Path | None, typer.Option("--exemplar", metavar="文件", help="范文：.txt 或 .docx")]
OutOption = Annotated[Path | None, typer.Option("-o", "--output", metavar="文件", help="结果写到哪里")]


@app.command("ui", help="打开写作台（只在本机 127.0.0.1）。")
def open_desk(
    example: Annotated[bool, typer.Option("--example", help="带着示例打开")] = False,
    port: Annotated[
        int | None, typer.Option("--port", metavar="端口", help="端口号，不写从8501起找空闲的", min=1, max=65535)
    ] = None,
) -> int:
    from drafting.ui.launch import run_desk

    return run_desk(example=example, port=port)


@app.command("form", help="读范文，给出要填的表。")
def make_form(
    exemplar: Annotated[Path, typer.Argument(metavar="范文", help="范文：.txt 或 .docx")],
    output: OutOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="把提纲和空位以 JSON 写到标准输出")] = False,
) -> int:
    from drafting.exemplar import form_json, form_of, read_exemplar

    _check_output(output, FORM_FORMATS, exemplar)
    found = read_exemplar(exemplar)
    if as_json:
        _print_json(form_json(found))
    form = replace(form_of(found), exemplar=_seen_from(output, exemplar))
    if output is not None:
        _write(output, _form_bytes(form, output))
        sys.stderr.write(f"已写成{output}：{len(form.sections)}节、{len(form.figures)}个指标待填。\n")
    elif not as_json:
        from drafting.intake.brief_dump import dump_brief

        sys.stdout.write(dump_brief(form))
    return DONE


def _seen_from(output: Path | None, exemplar: Path) -> str:
    """The exemplar's place as the form has to name it: relative to the form's folder, "" for the shipped one."""
    from drafting.shipped import EXEMPLAR, shipped

    if exemplar.resolve() == shipped("examples", EXEMPLAR).resolve():
        return ""
    folder = output.parent if output is not None else Path()
    try:
        return Path(os.path.relpath(exemplar, folder)).as_posix()
    except ValueError:  # another drive
        return str(exemplar.resolve())


@app.command("draft", help="按素材起草，写成 Word、Markdown、文本或 JSON。")
def make_draft(
    brief: BriefFile,
    output: OutOption = None,
    exemplar: ExemplarOption = None,
    model: Annotated[
        str, typer.Option("--model", metavar="名称", help="模型名；plain 为不联网的规则写手", envvar="NIGAO_MODEL")
    ] = "plain",
    base_url: Annotated[
        str, typer.Option("--base-url", metavar="网址", help="模型接口地址", envvar="OPENAI_BASE_URL")
    ] = "",
    private: Annotated[bool | None, typer.Option("--private/--no-private", help="数据不出门；外网接口默认开")] = None,
    parallel: Annotated[int, typer.Option("--parallel", metavar="数量", help="同时写几节", min=1, max=64)] = 4,
) -> int:
    from drafting.intake.brief_file import read_brief
    from drafting.writing.pipeline import Options

    started = time.perf_counter()
    _check_output(output, DRAFT_FORMATS, brief, exemplar)
    given = read_brief(brief)
    _check_output(output, DRAFT_FORMATS, brief.parent / given.exemplar if given.exemplar else None)
    found = _exemplar_of(given, brief, exemplar)
    writer, shut = _writer(model, base_url, private)
    draft = _draft(given, found, writer, Options(private=shut, parallel=parallel))
    if draft.status == "failed" or not draft.sections:
        _refuse_failed(draft, brief)
    _deliver(draft, output)
    _report(draft, output, time.perf_counter() - started)
    return WITH_ERRORS if _has_errors(draft.findings) else DONE


@app.command("check", help="核对一份稿子：数字、空位、范文泄漏。")
def check_file(
    file: Annotated[Path, typer.Argument(metavar="稿件", help=".txt、.md 或 .docx")],
    brief: Annotated[Path | None, typer.Option("--brief", metavar="素材", help="对照的素材")] = None,
    exemplar: ExemplarOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 写到标准输出")] = False,
    output: OutOption = None,
) -> int:
    from drafting.checking import Context, check_text, link
    from drafting.exemplar import read_exemplar
    from drafting.intake.brief_file import read_brief
    from drafting.intake.document import read_text

    _check_output(output, (".docx",), brief, exemplar)
    text = read_text(file)
    context = Context.of(read_brief(brief)) if brief is not None else None
    found = check_text(text, context, read_exemplar(exemplar) if exemplar is not None else None)
    if output is not None:
        from drafting.files import read_bytes
        from drafting.word import annotate

        _write(output, annotate(read_bytes(file), str(file), text, found))
    if as_json:
        from drafting.export import finding_json

        mentions = link(text, (), context) if context else ()
        _print_json(
            {
                "text": text,
                "findings": [finding_json(one) for one in found],
                "mentions": [{"start": m.start, "end": m.end, "figure": m.figure, "part": m.part} for m in mentions],
            }
        )
    else:
        sys.stdout.write(_listing(text, found))
    return WITH_ERRORS if _has_errors(found) else DONE


FORM_FORMATS = (".xlsx", ".yaml", ".yml")
MOST_LISTED = 10
DRAFT_FORMATS = (".docx", ".md", ".txt", ".json")


def _draft(brief: "Brief", exemplar: "Exemplar", writer: "Writer", options: Any) -> "Draft":
    from drafting.writing.pipeline import draft_report

    if not sys.stderr.isatty():
        return draft_report(brief, exemplar, writer, options)
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("起草", total=len(brief.sections))
        return draft_report(brief, exemplar, writer, options, lambda *_: bar.advance(task))


def _exemplar_of(brief: "Brief", place: Path, named: Path | None) -> "Exemplar":
    """The one on the command line, else the brief's (relative to it), else the shipped one."""
    from drafting.exemplar import read_exemplar, shipped_exemplar

    if named is not None:
        return read_exemplar(named)
    return read_exemplar(place.parent / brief.exemplar) if brief.exemplar else shipped_exemplar()


def _writer(model: str, base_url: str, private: bool | None) -> "tuple[Writer, bool]":
    """The writer and whether figures are kept from it."""
    from drafting.writing.plain_writer import PlainWriter

    if model in {"", "plain"}:
        return PlainWriter(), True if private is None else private
    from drafting.models import endpoint_from_environment, is_local
    from drafting.writing.model_writer import ModelWriter

    endpoint = endpoint_from_environment(model, base_url)
    return ModelWriter(endpoint), not is_local(endpoint.base_url) if private is None else private


def _refuse_failed(draft: "Draft", place: Path) -> None:
    reasons = [one.reason for one in draft.sections if one.reason]
    if reasons:
        raise ConfigurationError(f"一节也没有写成（{reasons[0].rstrip('。')}）", place=str(place))
    raise InputError("素材里没有可写的内容", place=str(place), hint="请填写指标或要点后再起草")


def _deliver(draft: "Draft", output: Path | None) -> None:
    from drafting.export import as_json, as_markdown, as_text, manuscript

    if output is None:
        sys.stdout.write(as_text(manuscript(draft)))
        return
    kind = output.suffix.lower()
    if kind == ".json":
        data = as_json(draft)
    elif kind == ".docx":
        from drafting.word import write_docx

        data = write_docx(manuscript(draft))
    else:
        data = (as_markdown if kind == ".md" else as_text)(manuscript(draft)).encode("utf-8", "replace")
    _write(output, data)


def _form_bytes(brief: "Brief", output: Path) -> bytes:
    kind = output.suffix.lower()
    if kind == ".xlsx":
        from drafting.intake.form_xlsx import write_form

        return write_form(brief)
    from drafting.intake.brief_dump import dump_brief

    return dump_brief(brief).encode()


def _check_output(output: Path | None, kinds: tuple[str, ...], *inputs: Path | None) -> None:
    """Before any work is done, so that a run's cost is never lost to a wrong name, nor an input to its own result."""
    if output is None:
        return
    place = printable(output)
    if output.suffix.lower() not in kinds:
        raise OutputError("结果文件的类型不认识", place=place, hint=f"请用{'、'.join(kinds)}")
    try:
        fits = output.parent.is_dir() and not output.is_dir()
        own = any(one is not None and output.exists() and one.exists() and output.samefile(one) for one in inputs)
    except (OSError, ValueError) as fault:
        raise OutputError("结果写不进去", place=place, hint="请换一个短一些的文件名") from fault
    if not fits:
        raise OutputError("结果写不进去", place=place, hint="请给出已有文件夹里的文件名")
    if own:
        raise OutputError("结果和输入是同一个文件", place=place, hint="请换一个文件名")


def _write(output: Path, data: bytes) -> None:
    from drafting.files import write_atomically

    write_atomically(output, data)


def _has_errors(findings: Any) -> bool:
    return any(one.severity == "error" for one in findings)


def _print_json(payload: Any) -> None:
    sys.stdout.write(json.dumps(payload, ensure_ascii=False, indent=2) + "\n")


def _report(draft: "Draft", output: Path | None, seconds: float) -> None:
    """Where the result is and what to look at; on stderr, so that the result's bytes don't depend on the clock."""
    from drafting.report import Severity

    written = f"已写成{output}，" if output is not None else ""
    counts = {kind.word: sum(one.severity is kind for one in draft.findings) for kind in Severity}
    said = "、".join(f"{word}{count}条" for word, count in counts.items() if count)
    sys.stderr.write(f"{written}用时{seconds:.1f}秒。{f'问题：{said}。' if said else '没有发现问题。'}\n")
    serious = [one for one in draft.findings if one.severity != "info"]
    for one in serious[:MOST_LISTED]:
        heading = "" if one.section is None else f"{draft.sections[one.section].heading}："
        sys.stderr.write(f"[{one.severity.word}] {heading}{one.message}。\n")
    if len(serious) > MOST_LISTED:
        sys.stderr.write(f"……还有{len(serious) - MOST_LISTED}条，写成 .json 可看全部。\n")


def _listing(text: str, findings: Any) -> str:
    lines = []
    for one in findings:
        line = text.count("\n", 0, one.start) + 1
        place = f"第{line}行“{one.text}”：" if one.text else ""
        lines.append(f"[{one.severity.word}] {place}{one.sentence}")
    return "".join(f"{line}\n" for line in lines) or "没有发现问题。\n"


# Typer may bring a click of its own: the usage error it shows the world leads to the common one of either.
_USAGE_ERROR: type[Exception] = typer.BadParameter.__mro__[1]
_MISUSES = {"MissingParameter": "缺少{}", "NoSuchOption": "没有{}这个选项", "BadParameter": "{}的值不对"}


def _misused(fault: Any) -> str:
    """A usage error as one Chinese sentence."""
    param = fault.param if isinstance(fault, typer.BadParameter) else None
    named = param.opts[0] if param is not None and param.opts[0].startswith("-") else getattr(param, "metavar", None)
    what = named or getattr(fault, "option_name", "")
    said = _MISUSES.get(type(fault).__name__, "没有这个命令，或参数不对") if what else "没有这个命令，或参数不对"
    return f"命令写得不对：{said.format(what)}，用法见 {fault.ctx.command_path if fault.ctx else 'nigao'} --help。"


def main() -> None:
    """Entry point: exit status 0, 1 or 2; every fault is one Chinese sentence on stderr."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    try:
        status = app(prog_name="nigao", standalone_mode=False)
    except NigaoError as fault:
        sys.stderr.write(f"{fault}\n")
        status = UNUSABLE
    except _USAGE_ERROR as fault:
        sys.stderr.write(f"{_misused(fault)}\n")
        status = UNUSABLE
    except (typer.Abort, KeyboardInterrupt):
        sys.stderr.write("已中止，没有写入结果。\n")
        status = UNUSABLE
    except BrokenPipeError:
        with nullcontext():
            sys.stderr.close()
        status = DONE
    sys.exit(status if isinstance(status, int) else DONE)


if __name__ == "__main__":
    main()
