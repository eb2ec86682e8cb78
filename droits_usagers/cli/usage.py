"""What was wrong with the command itself, in one French sentence found by id: click's own messages are in English."""

import click
from click.exceptions import BadOptionUsage, NoArgsIsHelpError, NoSuchCommand

from droits_usagers.domain.mots.textes import Textes


def sentence_of(error: click.UsageError, textes: Textes, *, programme: str) -> str:
    """One sentence for a command that cannot be run, ending with where to read more."""
    id_, faits = _id_of(error)
    # An option without its value is met before click says of which command.
    commande = error.ctx.command_path if error.ctx else programme
    return f"{textes(f'cli.usage.{id_}', **faits)} {textes('cli.usage.voir', commande=commande)}"


def _id_of(error: click.UsageError) -> tuple[str, dict[str, str]]:
    """Which sentence, and what fills it. Never the value that was typed: only names of options and commands."""
    match error:
        case NoSuchCommand():
            return "commande_inconnue", {"commande": error.command_name}
        case NoArgsIsHelpError():
            return "commande_absente", {}
        case click.NoSuchOption():
            return "option_inconnue", {"option": error.option_name}
        case click.MissingParameter():
            return "option_absente", {"option": name_of(error.param)}
        case BadOptionUsage():
            return "option_sans_valeur", {"option": error.option_name}
        case click.BadParameter():
            return _refused_value(error.param)
        case _:
            return "autre", {}


def name_of(param: click.Parameter | None) -> str:
    """As one types it: the long spelling of an option, the metavar of an argument."""
    if param is None:
        return "?"
    return max(param.opts, key=len) if isinstance(param, click.Option) else param.human_readable_name


def _refused_value(param: click.Parameter | None) -> tuple[str, dict[str, str]]:
    """A value that an option does not take, with those it takes when they are a short list."""
    if param is not None and isinstance(param.type, click.Choice):
        return "choix_refuse", {"option": name_of(param), "attendu": ", ".join(str(choix) for choix in param.type.choices)}
    return "valeur_refusee", {"option": name_of(param)}
