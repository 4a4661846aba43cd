"""No network and no user data: sockets beyond this machine are refused, the data folder is temporary."""

import ipaddress
import socket
from pathlib import Path
from typing import Any

import pytest

ENDPOINT_VARIABLES = ("OPENAI_API_KEY", "OPENAI_BASE_URL", "NIGAO_MODEL", "NIGAO_DATABASE_URL", "LANGSMITH_TRACING")


class NetworkTouched(RuntimeError):
    pass


def _is_here(address: Any) -> bool:
    if not isinstance(address, tuple):
        return True  # a Unix socket path
    try:
        return ipaddress.ip_address(address[0]).is_loopback
    except ValueError:
        return address[0] == "localhost"


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    connect, connect_ex, getaddrinfo = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def refuse(address: Any) -> None:
        if not _is_here(address):
            raise NetworkTouched(f"a test tried to reach {address}")

    def checked_connect(self: socket.socket, address: Any) -> None:
        refuse(address)
        connect(self, address)

    def checked_connect_ex(self: socket.socket, address: Any) -> int:
        refuse(address)
        return connect_ex(self, address)

    def checked_getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        if host is not None:
            refuse((host.decode() if isinstance(host, bytes) else host, 0))
        return getaddrinfo(host, *args, **kwargs)

    monkeypatch.setattr(socket.socket, "connect", checked_connect)
    monkeypatch.setattr(socket.socket, "connect_ex", checked_connect_ex)
    monkeypatch.setattr(socket, "getaddrinfo", checked_getaddrinfo)


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    for variable in ENDPOINT_VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    home = tmp_path / "nigao-home"
    monkeypatch.setenv("NIGAO_HOME", str(home))
    return home
