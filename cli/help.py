"""The help of a command, in the chosen language: Typer's own has English headings and cuts long lines."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup

from cli.output import console
from cli.stop import WRONG, Stop
from cli.texts import say

if TYPE_CHECKING:
    from rich.console import Console


class Command(TyperCommand):
    """A command whose help is ours."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help where Typer wants it."""
        formatter.write(help_text(self, ctx))


class Group(TyperGroup):
    """The group of all commands: our help, and the nearest names for one that does not exist."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help where Typer wants it."""
        formatter.write(help_text(self, ctx))

    def list_commands(self, _: Any) -> list[str]:
        """The commands in the order of the work, not of the alphabet."""
        return list(self.commands)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that the first argument names."""
        name = args[0]
        if name not in self.commands and not name.startswith("-"):
            nearest = ", ".join(difflib.get_close_matches(name, self.commands, n=1, cutoff=0.4))
            key = "wrong.command" if nearest else "wrong.command-any"
            raise Stop(say(key, name=name, nearest=nearest, known=", ".join(self.commands)), WRONG)
        return super().resolve_command(ctx, args)


def help_text(command: Any, ctx: Any) -> str:
    """Usage, description, then arguments, options and commands with a line each."""
    from rich.padding import Padding
    from rich.text import Text

    arguments = [each for each in command.params if each.param_type_name == "argument"]
    options = [each for each in command.params if each.param_type_name == "option"]
    commands = [command.commands[name] for name in command.list_commands(ctx)] if _is_group(command) else []
    output = console()
    with output.capture() as captured:
        output.print(Text.assemble((say("usage.title"), "bold"), _usage(ctx, arguments, commands)))
        output.print(Padding(Text(say(command.help)), (1, 0, 0, 2), expand=False))
        _section(output, "panel.arguments", ((each.metavar, say(each.help)) for each in arguments))
        _section(output, "panel.commands", ((each.name, say(each.help)) for each in commands))
        _section(output, "panel.options", [*map(_option, options), ("--help", say("option.help"))])
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def _is_group(command: Any) -> bool:
    return isinstance(command, Group)


def _usage(ctx: Any, arguments: Iterable[Any], commands: Iterable[Any]) -> str:
    parts = [ctx.command_path, *(each.metavar for each in arguments)]
    parts += [say("usage.command")] if commands else []
    return " ".join([*parts, say("usage.options")])


def _option(option: Any) -> tuple[str, str]:
    names = ", ".join(option.opts)
    shown = names if option.is_flag else f"{names} {option.metavar}"
    return shown, say(option.help)


def _section(output: Console, title: str, lines: Iterable[tuple[str, str]]) -> None:
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column()
    for name, text in lines:
        table.add_row(Text(name, style="cyan"), Text(text))
    if table.row_count:
        output.print(Text(f"\n{say(title)}", style="bold"))
        output.print(Padding(table, (0, 0, 0, 2), expand=False))
