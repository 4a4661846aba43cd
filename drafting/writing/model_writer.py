"""The writer behind an OpenAI-compatible endpoint: streamed over LangChain, every vendor fault translated here."""

import random
import time
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from drafting.errors import AnswerCut, AnswerEmpty, EndpointRefused, EndpointUnreachable, RateLimited, WriterError
from drafting.models import Endpoint, chat_model
from drafting.report import Author, Finding, Severity, Usage
from drafting.writing.prompting import Prompt, prompt_repair, prompt_section
from drafting.writing.settling import strip_thinking
from drafting.writing.writer import Ground, OnText, Written

if TYPE_CHECKING:
    import openai
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk

RETRIES = 2
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 60.0
# An answer this long is a model that can't stop; no section comes near it.
MOST_CHARACTERS = 60_000
_RETRY_HINT = "请稍后重试这一节"


@dataclass(slots=True)
class _Answer:
    """What has come in of one request."""

    raw: str = ""
    finish: str = ""
    usage: Usage = field(default_factory=lambda: Usage(calls=1))

    @property
    def text(self) -> str:
        return strip_thinking(self.raw)

    def take(self, chunk: "AIMessageChunk") -> bool:
        """Whether the chunk brought text. Usage is the last one reported: some endpoints repeat a running total."""
        piece = chunk.text
        self.raw += piece
        self.finish = str(chunk.response_metadata.get("finish_reason") or self.finish)
        if reported := chunk.usage_metadata:
            cached = (reported.get("input_token_details") or {}).get("cache_read") or 0
            self.usage = Usage(1, reported["input_tokens"], reported["output_tokens"], cached)
        return bool(piece)


class ModelWriter:
    """Satisfies `Writer`; one may serve many threads. `pause` waits between two tries, in seconds."""

    author = Author.MODEL

    def __init__(self, endpoint: Endpoint, pause: Callable[[float], None] = time.sleep) -> None:
        self.endpoint = endpoint
        self._pause = pause

    def write(self, ground: Ground, on_text: OnText) -> Written:
        return self._written(prompt_section(ground), on_text)

    def repair(self, ground: Ground, text: str, findings: tuple[Finding, ...], on_text: OnText) -> Written | None:
        """Sends the error findings only; None when there is none."""
        errors = tuple(one for one in findings if one.severity is Severity.ERROR)
        return self._written(prompt_repair(ground, text, errors), on_text) if errors else None

    @cached_property
    def _model(self) -> "BaseChatModel":
        return chat_model(self.endpoint)

    def _written(self, prompt: Prompt, on_text: OnText) -> Written:
        """Tries again only while nothing readable has arrived: later the partial text is the caller's to keep."""
        usage = Usage()
        for attempt in range(RETRIES + 1):
            answer = _Answer()
            try:
                self._stream(prompt, answer, on_text)
            except WriterError as fault:
                usage += answer.usage
                pause = _pause_before_retry(fault, attempt)
                fault.partial = prompt.veil.lift(answer.text)
                if not fault.retryable or fault.partial or attempt == RETRIES or pause > LONGEST_PAUSE:
                    raise
                self._pause(pause)
            else:
                text = prompt.veil.lift(answer.text)
                return Written(text, Author.MODEL, self.endpoint.model, prompt.template, usage + answer.usage)
        raise AssertionError("the last try returns or raises")

    def _stream(self, prompt: Prompt, answer: _Answer, on_text: OnText) -> None:
        shown = ""
        with closing(self._chunks(prompt, answer)) as chunks:
            for chunk in chunks:
                if not answer.take(chunk):
                    continue
                visible = prompt.veil.lift(answer.text)
                if visible != shown:
                    shown = visible
                    on_text(shown)
                if len(answer.raw) > MOST_CHARACTERS:
                    raise AnswerCut("模型写个不停，已经中断", place=self.endpoint.model, hint=_RETRY_HINT)
        _check_end(answer, self.endpoint)

    def _chunks(self, prompt: Prompt, answer: _Answer) -> Generator["AIMessageChunk", None, None]:
        """The one place where vendor errors are met; tracing to a third party is off whatever the environment says."""
        import openai
        from langsmith import tracing_context

        messages = [(one.role, one.content) for one in prompt.messages]
        with tracing_context(enabled=False):
            stream = self._model.stream(messages)
            while True:
                try:
                    chunk = next(stream, None)
                except openai.APIError as fault:
                    raise _translated(fault, self.endpoint, started=bool(answer.raw)) from fault
                # What an answer that is no chat completion makes of LangChain's reading of it.
                except (ValueError, KeyError, IndexError, TypeError, AttributeError) as fault:
                    raise AnswerCut(
                        "接口返回的内容读不懂",
                        place=self.endpoint.base_url,
                        hint="请确认它是OpenAI兼容接口，再重试这一节",
                    ) from fault
                if chunk is None:
                    return
                yield chunk


def _check_end(answer: _Answer, endpoint: Endpoint) -> None:
    place = endpoint.model
    if answer.finish == "content_filter":
        raise EndpointRefused("内容被接口的审查拦下", place=place, hint="请检查本节要点的用语，或换一个接口")
    if answer.finish == "length":
        raise AnswerCut("写到接口的长度上限就断了", place=place, hint="请调高最大输出长度，或减少本节字数")
    if not answer.finish:
        raise AnswerCut("接口没写完就断开了", place=place, hint=_RETRY_HINT)
    if not answer.text.strip():
        raise AnswerEmpty("模型没有写出正文", place=place, hint="请重试这一节，或换一个模型")


def _translated(fault: Exception, endpoint: Endpoint, started: bool) -> WriterError:
    """A vendor error as ours; `started`: part of the answer had already come."""
    import openai

    place = endpoint.base_url
    match fault:
        case openai.APITimeoutError() | openai.APIConnectionError() if started:
            return AnswerCut("写到一半连接断了", place=place, hint=_RETRY_HINT)
        case openai.APITimeoutError():
            return EndpointUnreachable(
                f"等了{endpoint.timeout:g}秒接口没有回应", place=place, hint="请检查网络，或稍后重试"
            )
        case openai.APIConnectionError():
            return EndpointUnreachable(_connection_message(fault), place=place, hint="请检查接口地址、网络和证书")
        case openai.RateLimitError():
            return RateLimited("接口限流，请求太密或额度用完", place=place, hint="请稍后重试，或查看账户额度")
        case openai.APIStatusError():
            return _refused(fault, endpoint)
        case _:
            return AnswerCut("接口中途报错", place=place, hint=_RETRY_HINT)


def _refused(fault: "openai.APIStatusError", endpoint: Endpoint) -> WriterError:
    from langchain_core.exceptions import ContextOverflowError

    place, status = endpoint.base_url, fault.status_code
    too_long = fault.code == "context_length_exceeded" or "context length" in fault.message
    if too_long or isinstance(fault, ContextOverflowError):
        return EndpointRefused(
            "这一节的材料超过模型一次能读的长度", place=endpoint.model, hint="请减少要点，或换上下文更长的模型"
        )
    if status == 401:
        return EndpointRefused("接口不认这个密钥", place=place, hint="请检查OPENAI_API_KEY")
    if status == 403:
        return EndpointRefused("这个密钥没有使用该模型的权限", place=place, hint="请在服务商处开通，或换一个模型")
    if status == 404:
        return EndpointRefused(
            f"接口上没有模型“{endpoint.model}”", place=place, hint="请核对模型名称，以及接口地址是否少写了/v1"
        )
    if status >= 500 or status in (408, 409):
        return EndpointUnreachable(f"接口出了故障（{status}）", place=place, hint="请稍后重试")
    return EndpointRefused(f"接口不接受这次请求（{status}）", place=place, hint="请核对模型名称和接口设置")


def _connection_message(fault: Exception) -> str:
    """Why there was no connection, from the chain of causes: the vendor's own message says only that there was none."""
    import socket
    import ssl

    cause: BaseException | None = fault
    while cause is not None:
        if isinstance(cause, socket.gaierror) or "Name or service not known" in str(cause):
            return "找不到接口的主机名"
        if isinstance(cause, ssl.SSLError) or "CERTIFICATE_VERIFY_FAILED" in str(cause):
            return "接口的证书通不过检查"
        cause = cause.__cause__ or cause.__context__
    return "连不上接口"


def _pause_before_retry(fault: WriterError, attempt: int) -> float:
    """Seconds: what the endpoint asks for, else doubling with jitter so that sections don't come back all at once."""
    backoff = FIRST_PAUSE * 2.0**attempt * random.uniform(0.5, 1.5)
    response = getattr(fault.__cause__, "response", None)
    try:
        return max(float(response.headers["retry-after"]), 0.0) if response is not None else backoff
    except (KeyError, ValueError):
        return backoff
