"""A real server on 127.0.0.1 that speaks OpenAI chat completions with SSE and misbehaves as scripted."""

import json
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self


class Ending(Enum):
    """How a stream ends: as it should, torn, cleanly but without a finish reason, with rubbish, or never."""

    DONE = "done"
    CUT = "cut"
    CLEAN = "clean"
    GARBAGE = "garbage"
    MISSHAPEN = "misshapen"
    STALL = "stall"


@dataclass(frozen=True)
class Reply:
    """One answer. `usage`: prompt, completion and cached tokens; `status` other than 200 sends an error body."""

    chunks: Sequence[str] = ()
    reasoning: Sequence[str] = ()
    usage: tuple[int, int, int] | None = (120, 40, 100)
    finish: str = "stop"
    ending: Ending = Ending.DONE
    status: int = 200
    message: str = "scripted fault"
    code: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0


Script = Callable[[dict[str, Any]], Reply]


def text(*chunks: str, **how: Any) -> Reply:
    return Reply(chunks, **how)


def fault(status: int, message: str = "scripted fault", **how: Any) -> Reply:
    return Reply(status=status, message=message, **how)


class FakeEndpoint:
    """Answers with `replies` in turn, the last one again and again, or with what a function makes of the request."""

    def __init__(self, *replies: Reply, script: Script | None = None) -> None:
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self._replies = list(replies)
        self._script = script
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    @property
    def sent(self) -> str:
        """Every request body as text, escapes undone."""
        return "\n".join(json.dumps(one, ensure_ascii=False) for one in self.requests)

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()

    def _next(self, body: dict[str, Any], headers: Mapping[str, str]) -> Reply:
        with self._lock:
            self.requests.append(body)
            self.headers.append({name.lower(): value for name, value in headers.items()})
            if self._script is not None:
                return self._script(body)
            return self._replies.pop(0) if len(self._replies) > 1 else self._replies[0]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, format: str, *args: Any) -> None:
                pass

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                reply = endpoint._next(body, dict(self.headers))
                time.sleep(reply.delay)
                if reply.status != 200:
                    self._refuse(reply)
                else:
                    self._stream(reply, body)

            def _refuse(self, reply: Reply) -> None:
                error = {"message": reply.message, "type": "scripted", "param": None, "code": reply.code or None}
                data = json.dumps({"error": error}).encode()
                self.send_response(reply.status)
                for name, value in {"Content-Type": "application/json", **reply.headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def _stream(self, reply: Reply, body: dict[str, Any]) -> None:
                self.close_connection = True
                self.send_response(200)
                self.send_header("Content-Type", "text/event-stream")
                self.send_header("Transfer-Encoding", "chunked")
                self.send_header("Connection", "close")
                self.end_headers()
                for thought in reply.reasoning:
                    self._event(_chunk(body, {"reasoning_content": thought}))
                for piece in reply.chunks:
                    self._event(_chunk(body, {"content": piece}))
                self._end(reply, body)

            def _end(self, reply: Reply, body: dict[str, Any]) -> None:
                match reply.ending:
                    case Ending.CUT:
                        return
                    case Ending.STALL:
                        endpoint._closing.wait(30)
                        return
                    case Ending.GARBAGE:
                        self._write(b"data: {not json\n\n")
                    case Ending.MISSHAPEN:
                        self._event({"choices": [{"text": "a completion of another kind"}]})
                    case Ending.DONE:
                        self._event(_chunk(body, {}, reply.finish))
                        if reply.usage and body.get("stream_options", {}).get("include_usage"):
                            self._event({**_chunk(body, {}), "choices": [], "usage": _usage(reply.usage)})
                        self._write(b"data: [DONE]\n\n")
                self.wfile.write(b"0\r\n\r\n")

            def _event(self, data: dict[str, Any]) -> None:
                self._write(b"data: " + json.dumps(data, ensure_ascii=False).encode() + b"\n\n")

            def _write(self, data: bytes) -> None:
                self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
                self.wfile.flush()

        return Handler


def _chunk(body: dict[str, Any], delta: dict[str, str], finish: str | None = None) -> dict[str, Any]:
    return {
        "id": "chatcmpl-fake",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": body["model"],
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    }


def _usage(counts: tuple[int, int, int]) -> dict[str, Any]:
    prompt, completion, cached = counts
    return {
        "prompt_tokens": prompt,
        "completion_tokens": completion,
        "total_tokens": prompt + completion,
        "prompt_tokens_details": {"cached_tokens": cached},
    }
