"""`relire`: what had better be looked at again in a document, and what of it could not be read."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from droits_usagers.cli.aide import Commande
from droits_usagers.cli.sorties import write_json, write_text
from droits_usagers.cli.usage import Chemin
from droits_usagers.domain.mots.lecture import readable_key
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.ensemble import Services

if TYPE_CHECKING:
    from droits_usagers.domain.grille.relecture import AReprendre
    from droits_usagers.domain.mots.textes import Textes
    from droits_usagers.services.grille.marquage import TexteDocument


@click.command("relire", cls=Commande)
@click.argument("fichier", type=Chemin())
@click.option("--json", "en_json", is_flag=True)
@click.pass_obj
def relire(services: Services, fichier: Path, *, en_json: bool) -> None:
    """Say what is found, and what was not read; nothing is written. What is found is no failure, what was not read is one."""
    from droits_usagers.domain.grille.relecture import reread
    from droits_usagers.services.dossier.pieces import tell_unread
    from droits_usagers.services.grille.marquage import read_what_can_be

    catalogue = services.catalogue
    document = read_what_can_be(fichier, services.liseuse)
    if not document.texte.strip() and not document.non_lus:
        raise ExpectedError(Panne.DOCUMENT_SANS_TEXTE, fichier=readable_key(fichier.name))
    trouves = reread(document.texte, catalogue.ecarts, catalogue.releve)
    coupe = (catalogue.textes("relecture.coupe"),) if document.coupe else ()
    non_lus = (*tell_unread(document.non_lus, catalogue.textes), *coupe)
    if en_json:
        passages = [_plain(un, document) for un in trouves]
        muets = [{"manque": un.manque.value, "page": un.page or None, "nombre": un.nombre} for un in document.non_lus]
        write_json({"pages": len(document.pages) or None, "coupe": document.coupe, "passages": passages, "non_lu": muets})
    else:
        lignes = [_line(un, document, catalogue.textes) for un in trouves]
        lignes += [catalogue.textes("cli.relire.non_lu", quoi=dit) for dit in non_lus]
        write_text("\n".join(lignes or [catalogue.textes("relecture.rien")]))
    if non_lus:
        raise ExpectedError(Panne.DOCUMENT_EN_PARTIE, quoi=" ".join(f"{dit[:1].upper()}{dit[1:]}." for dit in non_lus))


def _plain(un: "AReprendre", document: "TexteDocument") -> dict[str, object]:
    return {
        "page": document.page_of(un.debut) or None,
        "debut": un.debut,
        "fin": un.fin,
        "texte": un.texte,
        "genre": un.genre.value,
        "quoi": un.quoi,
    }


def _line(un: "AReprendre", document: "TexteDocument", textes: "Textes") -> str:
    from droits_usagers.domain.grille.relecture import GenreReprise

    releve = un.genre is GenreReprise.RELEVE
    quoi = textes(f"releve.genre.{un.quoi}") if releve else textes(f"relecture.genre.{un.genre}", quoi=un.quoi)
    texte, page = " ".join(un.texte.split()), document.page_of(un.debut)
    return textes("cli.relire.ligne_page" if page else "cli.relire.ligne", page=page, texte=texte, quoi=quoi)
