"""The command ``cancu``: its commands put together, and what it says when it is used wrongly.

Nothing here or in a command's module imports more than Typer before a command
runs, so that ``cancu --help`` answers at once.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from cli import stores
from cli.compare import compare
from cli.coverage import coverage
from cli.export import export
from cli.extract import extract
from cli.help import Command, Group
from cli.impact import impact
from cli.ingest import ingest
from cli.options import StoreOption
from cli.output import complain
from cli.picture import picture
from cli.query import query
from cli.remove import remove
from cli.resolve import resolve
from cli.serve import serve
from cli.stats import stats
from cli.stop import DONE, INTERRUPTED, WRONG, Stop
from cli.structure import structure
from cli.tasks import tasks
from cli.texts import choose_for, say
from cli.trace import trace
from cli.validate import validate
from cli.who import who

__all__ = ["main"]

COMMANDS = (
    extract,
    ingest,
    trace,
    coverage,
    impact,
    structure,
    picture,
    tasks,
    compare,
    who,
    resolve,
    query,
    stats,
    export,
    validate,
    remove,
    serve,
)

# Typer has no public name for the errors of wrong usage, only for one kind of them.
_UsageError: type[Exception] = typer.BadParameter.__bases__[0]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line (that of the process unless given) and return its exit code."""
    left, no_language = choose_for(sys.argv[1:] if arguments is None else arguments)
    try:
        if no_language is not None:
            raise Stop(say("wrong.lang", value=no_language), WRONG)
        return _run(left)
    except Stop as stop:
        complain(str(stop))
        return stop.code
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(arguments: list[str]) -> int:
    command = _command()
    try:
        code = command.main(args=arguments or ["--help"], prog_name="cancu", standalone_mode=False)
    except _UsageError as error:
        raise Stop(_wrong(error), WRONG) from error
    return code if isinstance(code, int) else DONE


def _command() -> Any:
    """The command with its sub-commands; their texts of help are keys of the catalogue."""
    app = typer.Typer(cls=Group, help="app", add_completion=False, rich_markup_mode=None)
    app.callback()(_options)
    for function in COMMANDS:
        app.command(cls=Command, help=f"{function.__name__}.help")(function)
    return typer.main.get_command(app)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(f"cancu {version('cancu')}")
        except PackageNotFoundError:  # Run from a checkout that was never installed.
            print("cancu", say("version.checkout"))
        raise typer.Exit(DONE)


def _options(
    _lang: Annotated[str, typer.Option("--lang", help="option.lang", metavar="vi|en")] = "",
    _version: Annotated[
        bool, typer.Option("--version", help="option.version", is_eager=True, callback=_print_version)
    ] = False,
    store: StoreOption = "",
) -> None:
    """Take the options that stand before a command; the others are acted on elsewhere."""
    stores.choose(store)


def _wrong(error: Any) -> str:
    """What a person did wrong on the command line, and where to read how it is done."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "cancu"
    return f"{_reason(error)}\n{say('wrong.hint', command=path)}"


def _reason(error: Any) -> str:
    name = getattr(error, "option_name", "")
    match type(error).__name__:
        case "NoSuchOption":
            nearest = ", ".join(error.possibilities or ())
            return say("wrong.option-near" if nearest else "wrong.option", name=name, nearest=nearest)
        case "BadOptionUsage":
            return say("wrong.option-value", name=name)
        case "MissingParameter":
            parameter = error.param
            shown = parameter.opts[0] if parameter.opts[0].startswith("-") else parameter.metavar
            return say("wrong.missing", name=shown)
    message = error.format_message()
    extra = re.search(r"unexpected extra argument.*\((.+)\)", message)
    return say("wrong.extra", extra=extra[1]) if extra else say("wrong.other", message=message)
