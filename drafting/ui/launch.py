"""Starts the desk's server: this machine only, no e-mail prompt, no telemetry, no file watcher."""

import os
import socket
import subprocess
import sys
import threading
import time
import webbrowser

from drafting.errors import ConfigurationError
from drafting.shipped import shipped
from drafting.ui.config import arguments

EXAMPLE_VARIABLE = "NIGAO_EXAMPLE"
ADDRESS = "127.0.0.1"
FIRST_PORT, PORTS_TRIED = 8501, 20
START_SECONDS = 60


def run_desk(*, example: bool, port: int | None) -> int:
    """Blocks until the server stops; its exit status. Raises `ConfigurationError` when no port is free."""
    port = _free_port(FIRST_PORT, PORTS_TRIED) if port is None else _free_port(port, 1)
    url = f"http://{ADDRESS}:{port}"
    environment = os.environ | ({EXAMPLE_VARIABLE: "1"} if example else {})
    sys.stderr.write(f"写作台地址：{url} （只有本机能打开；按 Ctrl+C 结束）\n")
    threading.Thread(target=_open_when_ready, args=(port, url), daemon=True).start()
    command = [sys.executable, "-m", "streamlit", "run", str(shipped("app.py")), *arguments(port)]
    try:
        # Streamlit's own greeting is English and says nothing more; its errors go to stderr.
        return subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode
    except KeyboardInterrupt:
        return 0


def _free_port(first: int, tried: int) -> int:
    for port in range(first, first + tried):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            if probe.connect_ex((ADDRESS, port)) != 0:
                return port
        if tried > 1:
            sys.stderr.write(f"端口{port}已被占用，换下一个。\n")
    raise ConfigurationError(f"端口{first}已被占用", hint="请用 --port 换一个端口")


def _open_when_ready(port: int, url: str) -> None:
    """Opens the user's browser, on machines that have a screen."""
    screen = sys.platform in {"win32", "darwin"} or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    deadline = time.monotonic() + START_SECONDS
    while screen and time.monotonic() < deadline:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            if probe.connect_ex((ADDRESS, port)) == 0:
                webbrowser.open(url)
                return
        time.sleep(0.3)
