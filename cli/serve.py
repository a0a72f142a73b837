"""``cancu serve``: the pages and the SPARQL endpoint."""

from __future__ import annotations

import errno
import socket
from typing import Annotated

import typer

from cli.options import StoreOption, port_number
from cli.output import note
from cli.stop import DONE, Stop
from cli.stores import is_there, location_of
from cli.texts import language, say


def serve(
    host: Annotated[
        str, typer.Option("--host", envvar="CANCU_HOST", help="serve.host", metavar="ADDRESS")
    ] = "127.0.0.1",
    port: Annotated[
        int,
        typer.Option("--port", envvar="CANCU_PORT", help="serve.port", metavar="PORT", parser=port_number),
    ] = 8000,
    store: StoreOption = "",
) -> int:
    """Serve the store until Ctrl-C."""
    location = location_of(store)
    with _listen(host, port) as listening:
        if not is_there(location):
            note(say("serve.empty", location=location))
        _run(listening, location, host)
    return DONE


def _listen(host: str, port: int) -> socket.socket:
    """The port, taken before anything is loaded, so that nobody else can take it in between."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=128)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            other = port + 1 if port < 65535 else 0
            raise Stop(say("serve.taken", host=host, port=port, other=other)) from error
        raise Stop(say("serve.refused", host=host, port=port, reason=error.strerror or error)) from error


def _run(listening: socket.socket, store: str, host: str) -> None:
    import uvicorn

    from api.app import create_app
    from api.settings import Settings

    port = listening.getsockname()[1]
    settings = Settings(store=store, host=host, port=port, lang=language())
    config = uvicorn.Config(create_app(settings), log_level="warning", access_log=False)
    shown = f"[{host}]" if ":" in host else host
    note(say("serve.ready", address=f"http://{shown}:{port}/"))
    uvicorn.Server(config).run(sockets=[listening])
