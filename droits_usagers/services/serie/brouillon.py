"""A series not made yet, kept as a draft among the others: what is pasted in it is found and erased as any draft is."""

import datetime as dt
import json
from dataclasses import dataclass, field, replace

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.services.lettre.saisies import saisies_of
from droits_usagers.services.serie.lecture import OrdreNoms
from droits_usagers.services.serie.serie import Serie

_PERSONNES, _ORGANISMES, _ORDRE = "serie_personnes", "serie_organismes", "serie_ordre"
_COCHES, _MANDATS = "serie_coches", "serie_mandats"


@dataclass(slots=True)
class Collees:
    """What was pasted, kept while one goes from screen to screen."""

    personnes: str = field(default="", repr=False)
    organismes: str = field(default="", repr=False)
    ordre: OrdreNoms = OrdreNoms.NOM_PRENOM
    #: Lines of which nothing is made, as far as they were read.
    refusees: int = 0
    #: What someone ticked, or not any more, by the line as it was (`line_of`); whether they rest on mandats, once said.
    coches: dict[str, bool] = field(default_factory=dict, repr=False)
    mandats: bool | None = None


def draft_of(serie: Serie, collees: Collees, today: dt.date) -> Demande | None:
    """The series as one demande, with its lists among the answers; None before a demarche was chosen."""
    if serie.demarche is None:
        return None
    listes = {_PERSONNES: collees.personnes, _ORGANISMES: collees.organismes, _ORDRE: collees.ordre.value}
    # Only what was said: what is proposed is computed again.
    dits = {_COCHES: collees.coches or None, _MANDATS: collees.mandats}
    listes |= {cle: json.dumps(dit) for cle, dit in dits.items() if dit is not None}
    projet = serie.projet(today)
    return replace(projet.commun, reponses={**projet.reponses, **listes})


def take_up(serie: Serie, demande: Demande) -> Collees:
    """Go on with one; gives back its lists."""
    serie.clear()
    serie.choose(demande.demarche)
    reponses = dict(demande.reponses)
    personnes, organismes, ordre = (str(reponses.pop(cle, "")) for cle in (_PERSONNES, _ORGANISMES, _ORDRE))
    coches, mandats = (json.loads(str(reponses.pop(cle, rien))) for cle, rien in ((_COCHES, "{}"), (_MANDATS, "null")))
    sections = saisies_of(demande) | {demande.demarche: reponses}
    for section, given in sections.items():
        for question, valeur in given.items():
            serie.answer(section, question, valeur)
    collees = Collees(personnes, organismes, OrdreNoms(ordre or OrdreNoms.NOM_PRENOM))
    collees.coches, collees.mandats = coches, mandats
    return collees


def line_of(demande: Demande) -> str:
    """Whom one of its dossiers is for and whom it goes to: what was said of it is of no other."""
    concerne, organisme = demande.concerne, demande.organisme
    return "\n".join((concerne.nom_complet if concerne else "", organisme.nom, organisme.service))
