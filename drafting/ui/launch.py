"""Starts the desk's server: this machine only, no e-mail prompt, no telemetry, no file watcher."""

import os
import subprocess
import sys

from drafting.shipped import shipped

OPTIONS = {
    "server.headless": "true",
    "server.address": "127.0.0.1",
    "server.fileWatcherType": "none",
    "browser.gatherUsageStats": "false",
    "client.toolbarMode": "minimal",
}
EXAMPLE_VARIABLE = "NIGAO_EXAMPLE"


def run_desk(*, example: bool, port: int) -> int:
    """Blocks until the server stops; returns its exit status."""
    options = [f"--{name}={value}" for name, value in {**OPTIONS, "server.port": str(port)}.items()]
    environment = os.environ | ({EXAMPLE_VARIABLE: "1"} if example else {})
    sys.stderr.write(f"写作台已启动，请在浏览器打开 http://127.0.0.1:{port} ，按 Ctrl+C 结束。\n")
    command = [sys.executable, "-m", "streamlit", "run", str(shipped("app.py")), *options]
    try:
        return subprocess.run(command, env=environment, check=False).returncode
    except KeyboardInterrupt:
        return 0
