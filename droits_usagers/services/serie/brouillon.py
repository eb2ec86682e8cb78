"""A series not made yet, kept as a draft among the others: what is pasted in it is found and erased as any draft is."""

import datetime as dt
from dataclasses import dataclass, field, replace

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.services.lettre.saisies import saisies_of
from droits_usagers.services.serie.lecture import OrdreNoms
from droits_usagers.services.serie.serie import Serie

#: How the position of such a draft begins; after it, the rank of a screen.
POSITION = "serie/"
_PERSONNES, _ORGANISMES, _ORDRE = "serie_personnes", "serie_organismes", "serie_ordre"


@dataclass(slots=True)
class Collees:
    """What was pasted, kept while one goes from screen to screen."""

    personnes: str = field(default="", repr=False)
    organismes: str = field(default="", repr=False)
    ordre: OrdreNoms = OrdreNoms.NOM_PRENOM
    #: Lines of which nothing is made, as far as they were read.
    refusees: int = 0


def draft_of(serie: Serie, collees: Collees, today: dt.date) -> Demande | None:
    """The series as one demande, with its lists among the answers; None before a demarche was chosen."""
    if serie.demarche is None:
        return None
    listes = {_PERSONNES: collees.personnes, _ORGANISMES: collees.organismes, _ORDRE: collees.ordre.value}
    projet = serie.projet(today)
    return replace(projet.commun, reponses={**projet.reponses, **listes})


def take_up(serie: Serie, demande: Demande) -> Collees:
    """Go on with one; gives back its lists."""
    serie.clear()
    serie.choose(demande.demarche)
    reponses = dict(demande.reponses)
    personnes, organismes, ordre = (str(reponses.pop(cle, "")) for cle in (_PERSONNES, _ORGANISMES, _ORDRE))
    sections = saisies_of(demande) | {demande.demarche: reponses}
    for section, given in sections.items():
        for question, valeur in given.items():
            serie.answer(section, question, valeur)
    return Collees(personnes, organismes, OrdreNoms(ordre or OrdreNoms.NOM_PRENOM))
