"""`demarches`: what one can start, and what each asks."""

from typing import TYPE_CHECKING

import click

from droits_usagers.cli.aide import Commande
from droits_usagers.cli.sorties import write_json, write_text
from droits_usagers.services.ensemble import Services

if TYPE_CHECKING:
    from droits_usagers.domain.demarche.demarches import Demarche
    from droits_usagers.domain.demarche.questions import Question


@click.command("demarches", cls=Commande)
@click.option("--json", "en_json", is_flag=True)
@click.pass_obj
def demarches(services: Services, *, en_json: bool) -> None:
    """List the demarches on stdout."""
    catalogue = services.catalogue
    titres = {id_: catalogue.textes_demarche(id_)("titre") for id_ in catalogue.demarches}
    if en_json:
        write_json([_demarche(demarche, titres[id_]) for id_, demarche in catalogue.demarches.items()])
    else:
        textes = catalogue.textes
        write_text("\n".join(textes("cli.demarches.ligne", id=id_, titre=titre) for id_, titre in titres.items()))


def _demarche(demarche: "Demarche", titre: str) -> dict[str, object]:
    return {
        "id": demarche.id,
        "titre": titre,
        "pour": [qualite.value for qualite in demarche.pour],
        "etapes": [etape.id for etape in demarche.etapes],
        "questions": [_question(question) for question in demarche.questions],
    }


def _question(question: "Question") -> dict[str, object]:
    return {
        "id": question.id,
        "genre": question.genre.value,
        "defaut": question.defaut,
        "obligatoire": question.obligatoire,
        "choix": list(question.choix),
        "questions": [_question(ligne) for ligne in question.questions],
    }
