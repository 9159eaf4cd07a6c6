"""A small web server on loopback."""

from __future__ import annotations

from aiohttp import web


class Loopback:
    """Serves an application at 127.0.0.1; ``grace``: seconds for requests under way at the end."""

    def __init__(self, app: web.Application, port: int, grace: float) -> None:
        self._app = app
        self._port = port
        self._grace = grace
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen. Raises OSError if the port cannot be used."""
        runner = web.AppRunner(self._app, access_log=None, shutdown_timeout=self._grace)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", self._port).start()
        except OSError:
            await runner.cleanup()
            raise
        self._runner = runner

    @property
    def url(self) -> str:
        """The address; empty while nothing listens."""
        if self._runner is None:
            return ""
        host, port = self._runner.addresses[0][:2]
        return f"http://{host}:{port}"

    async def close(self) -> None:
        """Take nothing more, and return when what is under way is done."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
