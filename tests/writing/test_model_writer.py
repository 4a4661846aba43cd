import json
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from drafting.errors import (
    AnswerCut,
    AnswerEmpty,
    EndpointRefused,
    EndpointUnreachable,
    NigaoError,
    RateLimited,
    WriterError,
)
from drafting.models import Endpoint
from drafting.report import (
    Author,
    Basis,
    Brief,
    Comparison,
    Figure,
    FigureSet,
    Finding,
    Origin,
    Point,
    SectionBrief,
    Severity,
    State,
    Status,
    Task,
    Usage,
    Use,
)
from drafting.writing.model_writer import RETRIES, ModelWriter
from drafting.writing.writer import Ground, Written
from tests.fake_endpoint import Ending, FakeEndpoint, Reply, fault, text

BRIEF = Brief(
    title="白鹭县上半年工作情况汇报",
    unit="白鹭县",
    period="上半年",
    task=Task(audience="市委调研组", must=("回应3716户安置问题",)),
    basis=(Basis("到2031年建成示范区，投入8264万元", "市委"),),
    sections=(
        SectionBrief(
            "一、经济运行",
            points=(
                Point("建成标准厂房4.73万平方米", "建成标准厂房[[F2]]", state=State.DONE),
                Point("查处案件5927件", "查处案件[[F3]]", private=True),
                Point("另有6641人待核实", "另有6641人待核实"),
            ),
        ),
        SectionBrief("二、下步打算"),
    ),
    figures=FigureSet(
        (
            Figure(
                "F1",
                "地区生产总值",
                0,
                value="71.38",
                unit="亿元",
                comparisons=(Comparison("同比", "增长8.46%"), Comparison("高于全市", "0.57个百分点")),
                rank="全市第37位",
                prev="65.82",
                note="剔除9143万元",
                status=Status.ESTIMATE,
            ),
            Figure("F2", "标准厂房", 0, value="4.73万平方米", origin=Origin.POINT),
            Figure("F3", "案件", 0, value="5927件", origin=Origin.POINT),
            Figure("F4", "内部掌握数", 0, value="2468", use=Use.RESERVE),
        )
    ),
)
VALUES = (
    "71.38", "8.46", "0.57", "37位", "65.82", "9143", "4.73", "5927", "2468", "3716", "8264", "6641", "1598",
)  # fmt: skip
GROUND = Ground(BRIEF, 0, BRIEF.figures, "抓项目。完成*亿元。", private=True)


def write(endpoint: FakeEndpoint, ground: Ground = GROUND, **settings: object) -> tuple[Written, list[str]]:
    seen: list[str] = []
    pauses: list[float] = []
    writer = ModelWriter(Endpoint("fake-model", endpoint.base_url, timeout=5, **settings), pauses.append)  # type: ignore[arg-type]
    return writer.write(ground, seen.append), seen


def failure(endpoint: FakeEndpoint, timeout: float = 5) -> tuple[WriterError, list[float]]:
    pauses: list[float] = []
    with pytest.raises(WriterError) as caught:
        ModelWriter(Endpoint("fake-model", endpoint.base_url, timeout=timeout), pauses.append).write(
            GROUND, lambda _: None
        )
    return caught.value, pauses


def test_an_answer_is_streamed_and_its_usage_counted() -> None:
    with FakeEndpoint(text("上半年，完成", "[[F1]]", "。")) as endpoint:
        written, seen = write(endpoint)
    assert written == Written("上半年，完成[[F1]]。", Author.MODEL, "fake-model", "分节@1", Usage(1, 120, 40, 100))
    assert seen == ["上半年，完成", "上半年，完成[[F1]]", "上半年，完成[[F1]]。"]


def test_the_request_is_a_plain_streamed_chat_completion() -> None:
    with FakeEndpoint(text("好。")) as endpoint:
        write(endpoint, key="k-secret", max_tokens=900)
    body = endpoint.requests[0]
    assert [one["role"] for one in body.pop("messages")] == ["system", "user"]
    assert body == {
        "model": "fake-model",
        "stream": True,
        "stream_options": {"include_usage": True},
        "temperature": 0.3,
        "max_tokens": 900,
    }
    assert endpoint.headers[0]["authorization"] == "Bearer k-secret"


def test_an_endpoint_without_usage_leaves_it_at_nought() -> None:
    with FakeEndpoint(text("好。")) as endpoint:
        written, _ = write(endpoint, stream_usage=False)
    assert written.usage == Usage(calls=1)
    assert "stream_options" not in endpoint.requests[0]


@pytest.mark.parametrize(
    ("chunks", "visible", "seen"),
    [
        (("<thi", "nk>先算", "一算</think>", "\n正文。"), "正文。", ["正文。"]),
        (("<think>没有开头标记的思考</think>正文。",), "正文。", ["正文。"]),
        (("思考", "</think>", "正文。"), "正文。", ["思考", "", "正文。"]),
        (("正文", "。<thinking>尾巴</thinking>"), "正文。", ["正文", "正文。"]),
    ],
)
def test_thinking_never_stays_in_the_text(chunks: tuple[str, ...], visible: str, seen: list[str]) -> None:
    with FakeEndpoint(text(*chunks)) as endpoint:
        written, shown = write(endpoint)
    assert (written.text, shown) == (visible, seen)


def test_reasoning_content_is_left_out() -> None:
    with FakeEndpoint(Reply(("正文。",), reasoning=("想一想", "再想想"))) as endpoint:
        written, seen = write(endpoint)
    assert (written.text, seen) == ("正文。", ["正文。"])


@pytest.mark.parametrize(
    ("reply", "error", "message"),
    [
        (fault(401), EndpointRefused, "接口不认这个密钥"),
        (fault(403), EndpointRefused, "这个密钥没有使用该模型的权限"),
        (fault(404), EndpointRefused, "接口上没有模型“fake-model”"),
        (fault(400, code="context_length_exceeded"), EndpointRefused, "这一节的材料超过模型一次能读的长度"),
        (fault(400, "maximum context length is 8192 tokens"), EndpointRefused, "这一节的材料超过模型一次能读的长度"),
        (fault(422), EndpointRefused, "接口不接受这次请求（422）"),
        (text("写了", finish="content_filter"), EndpointRefused, "内容被接口的审查拦下"),
    ],
)
def test_a_refusal_is_told_at_once(reply: Reply, error: type[NigaoError], message: str) -> None:
    with FakeEndpoint(reply) as endpoint:
        caught, pauses = failure(endpoint)
    assert (type(caught), caught.message, len(endpoint.requests), pauses) == (error, message, 1, [])


@pytest.mark.parametrize(
    ("reply", "error", "message"),
    [
        (fault(429), RateLimited, "接口限流，请求太密或额度用完"),
        (fault(500), EndpointUnreachable, "接口出了故障（500）"),
        (fault(503), EndpointUnreachable, "接口出了故障（503）"),
        (text(ending=Ending.CUT), EndpointUnreachable, "连不上接口"),
        (text(ending=Ending.CLEAN), AnswerCut, "接口返回的内容读不懂"),
        (text(ending=Ending.GARBAGE), AnswerCut, "接口返回的内容读不懂"),
        (text(ending=Ending.MISSHAPEN), AnswerCut, "接口返回的内容读不懂"),
        (text(), AnswerEmpty, "模型没有写出正文"),
        (text("<think>只有思考"), AnswerEmpty, "模型没有写出正文"),
    ],
)
def test_a_fault_before_any_text_is_tried_again_a_few_times(
    reply: Reply, error: type[NigaoError], message: str
) -> None:
    with FakeEndpoint(reply) as endpoint:
        caught, pauses = failure(endpoint)
    assert (type(caught), caught.message, caught.partial) == (error, message, "")
    assert len(endpoint.requests) == RETRIES + 1
    assert 0.25 <= pauses[0] <= 0.75
    assert 0.5 <= pauses[1] <= 1.5


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (text("写到一半", ending=Ending.CUT), "写到一半连接断了"),
        (text("写到一半", ending=Ending.CLEAN), "接口没写完就断开了"),
        (text("写到一半", ending=Ending.GARBAGE), "接口返回的内容读不懂"),
        (text("写到一半", ending=Ending.MISSHAPEN), "接口没写完就断开了"),
        (text("写到一半", finish="length"), "写到接口的长度上限就断了"),
    ],
)
def test_a_cut_answer_keeps_what_had_come_and_is_not_paid_for_again(reply: Reply, message: str) -> None:
    with FakeEndpoint(reply) as endpoint:
        caught, pauses = failure(endpoint)
    assert (type(caught), caught.message, caught.partial) == (AnswerCut, message, "写到一半")
    assert (len(endpoint.requests), pauses) == (1, [])


@pytest.mark.parametrize(
    ("reply", "error", "partial"),
    [
        (text(ending=Ending.STALL), EndpointUnreachable, ""),
        (text("写到一半", ending=Ending.STALL), AnswerCut, "写到一半"),
    ],
)
def test_a_stalled_stream_ends_at_the_time_out(reply: Reply, error: type[NigaoError], partial: str) -> None:
    with FakeEndpoint(reply) as endpoint:
        caught, _ = failure(endpoint, timeout=0.3)
    assert (type(caught), caught.partial) == (error, partial)


def test_an_endless_answer_is_stopped() -> None:
    with FakeEndpoint(text(*["水" * 10_000] * 10)) as endpoint:
        caught, _ = failure(endpoint)
    assert (type(caught), caught.message) == (AnswerCut, "模型写个不停，已经中断")


def test_the_endpoint_s_own_waiting_time_is_kept() -> None:
    with FakeEndpoint(fault(429, headers={"Retry-After": "7"}), text("好。")) as endpoint:
        pauses: list[float] = []
        written = ModelWriter(Endpoint("m", endpoint.base_url, timeout=5), pauses.append).write(GROUND, lambda _: None)
    assert (written.text, written.usage.calls, pauses) == ("好。", 2, [7.0])


def test_a_waiting_time_beyond_reason_is_not_waited_for() -> None:
    with FakeEndpoint(fault(429, headers={"Retry-After": "3600"})) as endpoint:
        caught, pauses = failure(endpoint)
    assert (type(caught), len(endpoint.requests), pauses) == (RateLimited, 1, [])


def test_nobody_listening_is_told_with_the_address() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    with pytest.raises(EndpointUnreachable) as caught:
        ModelWriter(Endpoint("m", url, timeout=1), lambda _: None).write(GROUND, lambda _: None)
    assert str(caught.value) == f"{url}：连不上接口，请检查接口地址、网络和证书。"


def test_an_error_of_the_listener_is_not_taken_for_the_endpoint_s() -> None:
    def broken(text: str) -> None:
        raise ValueError("listener")

    with FakeEndpoint(text("好。")) as endpoint, pytest.raises(ValueError, match="listener"):
        ModelWriter(Endpoint("m", endpoint.base_url, timeout=5)).write(GROUND, broken)


def test_no_key_stands_in_an_error() -> None:
    with FakeEndpoint(fault(401, "bad key k-secret")) as endpoint, pytest.raises(EndpointRefused) as caught:
        ModelWriter(Endpoint("m", endpoint.base_url, key="k-secret")).write(GROUND, lambda _: None)
    assert "k-secret" not in str(caught.value)


def test_nothing_is_traced_to_a_third_party_whatever_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    from langsmith.utils import get_env_var, tracing_is_enabled

    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    get_env_var.cache_clear()
    assert tracing_is_enabled()
    traced: list[object] = []
    with FakeEndpoint(text("好。")) as endpoint:
        writer = ModelWriter(Endpoint("m", endpoint.base_url, timeout=5))
        writer.write(GROUND, lambda _: traced.append(tracing_is_enabled()))
    get_env_var.cache_clear()
    assert traced == [False]


def findings() -> Iterator[Finding]:
    yield Finding("unbound-quantity", Severity.ERROR, "数量1598万元不是素材里的", 0, 4, 10, "1598万元", "改用引用")
    yield Finding("style", Severity.WARN, "句子太长", 0, 0, 4)


def test_private_mode_sends_no_value_of_the_writer_s() -> None:
    with FakeEndpoint(text("好。")) as endpoint:
        writer = ModelWriter(Endpoint("m", endpoint.base_url, timeout=5))
        for index in range(2):
            writer.write(Ground(BRIEF, index, BRIEF.figures, "抓项目。", private=True), lambda _: None)
        writer.repair(GROUND, "另有支出1598万元。完成[[F1]]。", tuple(findings()), lambda _: None)
    assert len(endpoint.requests) == 3
    assert [value for value in VALUES if value in endpoint.sent] == []
    assert "地区生产总值" in endpoint.sent


def test_values_are_shown_when_private_mode_is_off() -> None:
    with FakeEndpoint(text("好。")) as endpoint:
        write(endpoint, Ground(BRIEF, 0, BRIEF.figures))
    shown = {value for value in VALUES if value in endpoint.sent}
    assert {"71.38", "8.46", "0.57", "65.82", "4.73"} <= shown
    assert shown.isdisjoint({"5927", "2468"})


def test_a_quantity_withheld_comes_back_where_the_model_repeats_its_mark() -> None:
    def script(body: dict[str, object]) -> Reply:
        sent = json.dumps(body, ensure_ascii=False)
        mark = sent.split("另有")[-1].split("待核实")[0]
        return text(f"另有{mark}", "待核实。")

    with FakeEndpoint(script=script) as endpoint:
        written, seen = write(endpoint)
    assert written.text == seen[-1] == "另有6641人待核实。"


def test_repair_sends_the_errors_with_the_sentence_they_stand_in() -> None:
    with FakeEndpoint(text("完成[[F1]]。")) as endpoint:
        writer = ModelWriter(Endpoint("m", endpoint.base_url, timeout=5))
        ground = Ground(BRIEF, 0, BRIEF.figures)
        written = writer.repair(ground, "另有支出1598万元。完成[[F1]]。", tuple(findings()), lambda _: None)
    assert written == Written("完成[[F1]]。", Author.MODEL, "m", "修复@1", Usage(1, 120, 40, 100))
    asked = endpoint.requests[0]["messages"][1]["content"]
    assert "1. 数量1598万元不是素材里的（在“另有支出1598万元”一句）建议：改用引用" in asked
    assert "句子太长" not in asked


def test_without_errors_there_is_nothing_to_repair() -> None:
    with FakeEndpoint(text("好。")) as endpoint:
        assert ModelWriter(Endpoint("m", endpoint.base_url)).repair(GROUND, "好。", (), lambda _: None) is None
    assert endpoint.requests == []


def test_one_writer_serves_many_threads() -> None:
    def script(body: dict[str, object]) -> Reply:
        heading = "一、经济运行" if "写这一节的正文：一、经济运行" in json.dumps(body, ensure_ascii=False) else "二"
        return text(heading, delay=0.05)

    with FakeEndpoint(script=script) as endpoint, ThreadPoolExecutor(8) as pool:
        writer = ModelWriter(Endpoint("m", endpoint.base_url, timeout=5))
        grounds = [Ground(BRIEF, index % 2, BRIEF.figures, private=True) for index in range(16)]
        texts = [one.text for one in pool.map(lambda ground: writer.write(ground, lambda _: None), grounds)]
    assert texts == ["一、经济运行", "二"] * 8
