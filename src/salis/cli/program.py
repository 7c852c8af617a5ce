"""The program `salis`: its verbs are loaded only when called."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

import click

from salis.cli.options import common_options

#: What each verb does; the same sentence as at the head of its own help. Tests hold them equal.
SECTIONS: Mapping[str, Mapping[str, str]] = {
    "Keep a ledger": {
        "init": "Make a folder a workspace.",
        "add": "Read documents into the ledger (also: `salis read`).",
        "demo": "Read the bundled sample into a fresh workspace and print its brief.",
    },
    "Ask it": {
        "brief": "Print what is known, disputed, alleged, not known and expected.",
        "claims": "List the claims.",
        "claim": "Show one claim with all that it stands on.",
        "questions": "List the questions and their answers.",
        "disputes": "List what is disputed, with both sides and their speakers.",
        "timeline": "List what happens when.",
        "changes": "List what changed since a moment, and why.",
        "predictions": "List who predicted what, for when, and what came of it.",
        "sources": "List the sources with their records.",
        "search": "Find statements by their words.",
        "documents": "List the documents.",
        "document": "Show a document with its statements marked, or one passage of it.",
        "problems": "List the faults found in the material, with their places.",
        "judgements": "List what people judged, and why.",
    },
    "Decide": {
        "judge": "Judge a claim, or whether two claims, documents or names are one, and say why.",
        "evidence": "File what bears on a claim other than by someone saying so.",
        "grade": "Grade a source's reliability, A to F.",
        "withdraw": "Take an earlier decision back, and say why.",
        "rules": "List the versions of the rules of weighing, or adopt one.",
    },
    "Serve": {
        "serve": "Serve the desk and the API over a workspace, until Ctrl-C.",
        "users": "Say who may use the desk with a password, where others reach it.",
    },
    "Check": {
        "verify": "Check that nothing recorded was altered.",
        "doctor": "Check that this machine and workspace are in order.",
    },
}
SUMMARIES = {verb: summary for verbs in SECTIONS.values() for verb, summary in verbs.items()}
_ALIASES = {"read": "add"}


class Program(click.Group):
    """A group that imports a verb's file when the verb is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the verbs."""
        del ctx
        return list(SUMMARIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a verb's command."""
        del ctx
        verb = _ALIASES.get(cmd_name, cmd_name)
        if verb not in SUMMARIES:
            return None
        command = import_module(f"salis.cli.verbs.{verb}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb called, or say which one may have been meant."""
        if args and not args[0].startswith("-") and not self.get_command(ctx, args[0]):
            from difflib import get_close_matches  # seldom needed, and slow to load

            near = get_close_matches(args[0], SUMMARIES, n=1)
            meant = f" Did you mean '{near[0]}'?" if near else " `salis --help` lists the verbs."
            raise click.UsageError(f"There is no verb '{args[0]}'.{meant}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs by what they are for, without loading them."""
        del ctx
        for title, verbs in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl(list(verbs.items()), col_max=14)


def _version(ctx: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 (click's)
    if value:
        from importlib.metadata import version  # slow, and rarely asked for

        click.echo(f"salis {version('salis')}")
        ctx.exit()


@click.group(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    subcommand_metavar="VERB …",
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version,
    help="Print the version and exit.",
)  # fmt: skip
@common_options(with_environment=True)
@click.pass_context
def program(ctx: click.Context, /, **given: object) -> None:
    """Read reports about an unfolding event; keep a ledger of who said what, on what ground.

    Begin with `salis demo`, or in a folder of your own: `salis init`, `salis add reports/`,
    `salis brief`. The options below may stand before or after the verb.
    """
    defaults = {name: value for name, value in given.items() if value not in (None, False)}
    ctx.default_map = {
        **dict.fromkeys((*SUMMARIES, *_ALIASES), defaults),
        "evidence": {"add": defaults, "list": defaults},
        "users": dict.fromkeys(("add", "list", "token", "remove"), defaults),
    }
