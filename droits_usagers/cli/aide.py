"""Help pages in French, found by id, so that a command declares options and no sentence.

The command `coffre creer` finds its help in `[cli.coffre.creer]`: `aide` for itself, and one text for each of its options and
arguments, by parameter name. Texts are read only when a help page is shown: running a command does not pay for them.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

import click

from droits_usagers.cli.sorties import write_text
from droits_usagers.services.ensemble import Services

if TYPE_CHECKING:
    from droits_usagers.domain.mots.textes import Textes

AIDE = {"help_option_names": ["--aide", "--help", "-h"]}


def textes_of(ctx: click.Context) -> "Textes":
    """The texts of the running program."""
    return ctx.ensure_object(Services).catalogue.textes


def chemin_of(ctx: click.Context) -> str:
    """The id under which the texts of this command are found: "cli" for the program, "cli.coffre.creer" for `coffre creer`."""
    return "cli" if ctx.parent is None else f"{chemin_of(ctx.parent)}.{ctx.info_name}"


class Commande(click.Command):
    """A command whose help page is written from the texts. `@click.command(cls=Commande)`."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("context_settings", AIDE)
        kwargs.setdefault("options_metavar", "[options]")
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Click's own, whose page leaves as all that is said on stdout does: a full disk behind it is no bug."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.callback = _show_help
        return option

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """How to type the command, what it does, and each of its options."""
        textes, chemin = textes_of(ctx), chemin_of(ctx)
        usage = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, usage, prefix=textes("cli.page.usage") + " ")
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(textes(f"{chemin}.aide"))
        for titre, lignes in self.sections(ctx, textes, chemin):
            with formatter.section(titre + "\N{NO-BREAK SPACE}"):  # click adds the colon
                formatter.write_dl(lignes)

    def sections(self, ctx: click.Context, textes: "Textes", chemin: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """The lists of a help page, each with its title; an empty list is not shown."""
        options = []
        for parametre in self.get_params(ctx):
            if parametre is self.get_help_option(ctx):
                phrase = textes("cli.page.montrer")
            else:
                phrase = textes(f"{chemin}.{parametre.name}")
            if parametre.required:
                phrase = textes("cli.page.obligatoire", phrase=phrase)
            fiche = parametre.get_help_record(ctx)
            options.append((fiche[0] if fiche else parametre.make_metavar(ctx), phrase))
        yield textes("cli.page.options"), options


def _show_help(ctx: click.Context, _option: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click
    if asked and not ctx.resilient_parsing:
        write_text(ctx.get_help())
        ctx.exit()


class GroupeCommandes(Commande, click.Group):
    """Commands loaded only when they are run: `commandes` maps each name to "module:attribute"."""

    def __init__(self, *args: object, commandes: Mapping[str, str] | None = None, **kwargs: object) -> None:
        super().__init__(*args, subcommand_metavar="COMMANDE [options]", **kwargs)
        self._a_charger = dict(commandes or {})

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names only, in the order they were declared: nothing is loaded."""
        return [*self._a_charger, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, loaded now; None when there is none."""
        if cmd_name not in self._a_charger:
            return super().get_command(ctx, cmd_name)
        module, attribut = self._a_charger[cmd_name].split(":")
        commande = getattr(import_module(module), attribut)
        if not isinstance(commande, click.Command):
            msg = f"{self._a_charger[cmd_name]} is not a command"
            raise TypeError(msg)
        return commande

    def sections(self, ctx: click.Context, textes: "Textes", chemin: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """Its options, then its commands, each with the first line of its help."""
        yield from super().sections(ctx, textes, chemin)
        commandes = [(nom, textes(f"{chemin}.{nom}.aide").split("\n", maxsplit=1)[0]) for nom in self.list_commands(ctx)]
        yield textes("cli.page.commandes"), commandes
