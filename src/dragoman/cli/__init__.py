"""The command line: data on stdout, messages on stderr, no prompt, exit codes as docs/cli.md lists them.

Commands load what they need when they run, so that `dragoman --help` starts as fast as click.
"""

import importlib

import click

_COMMANDS = {
    "blanks": "Show what a document leaves blank, in every language.",
    "build": "Make a project's documents.",
    "catalog": "Extract, update and check the catalogs of wording.",
    "check": "Say everything that is wrong or open in a project.",
    "clauses": "Show the library of a convention's articles.",
    "merge": "Make a letter for everyone on a list.",
}


class _Lazy(click.Group):
    """A group that imports a command only to run it; the summaries stand above for that."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"dragoman.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(sorted(_COMMANDS.items()))


@click.group(
    cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog="Messages are in French or English, by --interface or the environment's language.",
)
@click.version_option(package_name="dragoman", message="dragoman %(version)s")
@click.option("--interface", type=click.Choice(["fr", "en"]), help="Language of messages.")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.pass_context
def command(ctx: click.Context, interface: str | None, *, debug: bool) -> None:  # noqa: ARG001 - read where it ends
    """Press releases, conventions and letters in French, English and Japanese from one set of facts, as DOCX and PDF.

    \b
    dragoman build PROJECT                        every document, every language, DOCX and PDF
    dragoman build PROJECT press-release -l ja -t pdf -o out/
    dragoman merge PROJECT invitation -o letters/ a letter for everyone on the project's list of guests
    dragoman check PROJECT                        what is wrong, what is open
    """
    ctx.obj = {"interface": interface}


def main() -> None:
    """Run the command line."""
    from dragoman.cli.running import run  # noqa: PLC0415 - `--version` needs nothing of it

    run(command)
