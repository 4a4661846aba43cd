"""How Streamlit is started: offline, on this machine only, without its own menus, in the desk's colours."""

FONTS = (
    "Source Han Sans SC, Noto Sans CJK SC, Noto Sans SC, PingFang SC, Microsoft YaHei, WenQuanYi Micro Hei, sans-serif"
)

OPTIONS: dict[str, str] = {
    "server.headless": "true",
    "server.address": "127.0.0.1",
    "server.fileWatcherType": "none",
    "server.maxUploadSize": "20",
    "browser.gatherUsageStats": "false",
    "client.toolbarMode": "minimal",
    "logger.level": "error",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": "false",
    "theme.base": "light",
    "theme.font": FONTS,
    "theme.baseFontSize": "15",
    "theme.primaryColor": "#1f4e79",
    "theme.backgroundColor": "#fbfaf8",
    "theme.secondaryBackgroundColor": "#f1efea",
    "theme.textColor": "#24292f",
    "theme.linkColor": "#1f4e79",
    "theme.borderColor": "#dcd8d0",
    "theme.redColor": "#a8322a",
    "theme.orangeColor": "#9a6200",
    "theme.greenColor": "#2f6b45",
    "theme.blueColor": "#1f4e79",
    "theme.grayColor": "#6b6f76",
    "theme.baseRadius": "6px",
    "theme.buttonRadius": "6px",
    "theme.showWidgetBorder": "true",
    "theme.dataframeHeaderBackgroundColor": "#f1efea",
    # Also the colour of pinned columns, which must not look disabled.
    "theme.dataframeHeaderTextColor": "#24292f",
}


def arguments(port: int | None = None) -> list[str]:
    """Options of `streamlit run`; without `port` Streamlit looks for a free one from 8501 on."""
    options = OPTIONS | ({"server.port": str(port)} if port else {})
    return [f"--{name}={value}" for name, value in options.items()]
