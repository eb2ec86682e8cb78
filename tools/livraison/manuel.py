"""What is said of the commands outside the program: the manual page, and what a shell proposes after each word."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import click

from droits_usagers.app import make_services
from droits_usagers.cli.aide import Commande, GroupeCommandes, chemin_of, textes_of
from droits_usagers.cli.programme import NOM, programme

MODELES = Path(__file__).parent / "modeles_debian"


def contexts() -> Iterator[click.Context]:
    """The program, then each of its commands and theirs, in the order they are told."""
    with click.Context(programme, info_name=NOM, obj=make_services(), **programme.context_settings) as contexte:
        yield from _contexts(contexte)


def _contexts(contexte: click.Context) -> Iterator[click.Context]:
    yield contexte
    groupe = contexte.command
    if isinstance(groupe, GroupeCommandes):
        for nom in groupe.list_commands(contexte):
            commande = groupe.get_command(contexte, nom)
            if commande is not None:
                with click.Context(commande, info_name=nom, parent=contexte, **commande.context_settings) as sous:
                    yield from _contexts(sous)


def manual_page(*, version: str, jour: dt.date) -> str:
    """The page of section 1, in French, as groff reads it."""
    commandes = "\n".join(ligne for contexte in contexts() if contexte.parent for ligne in _manual_of(contexte))
    modele = (MODELES / "droits-usagers.1").read_text("utf-8")
    return modele.format(version=version, jour=jour.isoformat(), commandes=commandes)


def _manual_of(contexte: click.Context) -> Iterator[str]:
    commande, textes, chemin = contexte.command, textes_of(contexte), chemin_of(contexte)
    if not isinstance(commande, Commande):
        return
    yield f".SS {_roff(contexte.command_path.removeprefix(NOM + ' '))}"
    yield from map(_roff, textes(f"{chemin}.aide").split("\n"))
    if isinstance(commande, GroupeCommandes):
        return
    for _titre, lignes in commande.sections(contexte, textes, chemin):
        for ecrit, phrase in lignes:
            yield from (".TP", f".B {_roff(ecrit)}", _roff(phrase))


def _roff(texte: str) -> str:
    protege = texte.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{protege}" if protege.startswith((".", "'")) else protege


def completion() -> str:
    """The script of bash: it starts nothing, all is in it."""
    chemins, choix, mots = [], [], []
    for contexte in contexts():
        chemin = contexte.command_path
        if contexte.parent:
            chemins.append(f'"{chemin}"')
        for parametre in contexte.command.get_params(contexte):
            if isinstance(parametre.type, click.Choice):
                permis = " ".join(str(valeur) for valeur in parametre.type.choices)
                tapes = "|".join(f'"{chemin} {nom}"' for nom in parametre.opts)
                choix.append(f'        {tapes}) mots="{permis}" ;;')
        mots.append(f'            "{chemin}") mots="{" ".join(_words(contexte))}" ;;')
    texte = (MODELES / "droits-usagers.bash").read_text("utf-8")
    for nom, lignes in (("@CHEMINS@", "|".join(chemins)), ("@CHOIX@", "\n".join(choix)), ("@MOTS@", "\n".join(mots))):
        texte = texte.replace(nom, lignes)
    return texte


def _words(contexte: click.Context) -> Iterator[str]:
    if isinstance(contexte.command, GroupeCommandes):
        yield from contexte.command.list_commands(contexte)
    for parametre in contexte.command.get_params(contexte):
        yield from (nom for nom in parametre.opts if nom.startswith("--"))
