"""An address of years ago, that nobody looked at since, on a letter that says something of a life."""

import re
from collections.abc import Iterator

from droits_usagers.domain.controle.lecture import LectureControle, spaced
from droits_usagers.domain.controle.reference import MotsDe
from droits_usagers.domain.controle.valeurs import Alerte, Lieu, Partie, Regle
from droits_usagers.domain.mots.dates import mois_ou_annee
from droits_usagers.domain.personnes.personnes import Qualite

_REGLE = Regle.ADRESSE_ANCIENNE
#: Where to mend it.
_CHAMP = "organisme.adresse"


def adresse_ancienne(lecture: LectureControle) -> Iterator[Alerte]:
    """The letter gives reasons, or speaks of health or of a child, and its address is that of the annuaire, unchanged."""
    relevee = lecture.cadre.organisme.adresse_relevee
    cas = _what_it_says(lecture) if relevee else ""
    if relevee and cas:
        lieux = tuple(Lieu(id_, Partie.DESTINATAIRE) for id_, _ in lecture.lettres)
        yield lecture.alerte(_REGLE, cas, lieux=lieux, champ=_CHAMP, mois=mois_ou_annee(relevee))


def _what_it_says(lecture: LectureControle) -> str:
    """What of it nobody else should read; empty when nothing is."""
    cadre, mots = lecture.cadre, lecture.reference.mots[_REGLE]
    if cadre.demarche in mots["demarches_enfant"] or (cadre.auteur and cadre.auteur.qualite is Qualite.REPRESENTANT_LEGAL):
        return "enfant"
    motifs, tape = lecture.reference.prepared(_REGLE, _words), spaced("\n".join(cadre.saisies.values()))
    if cadre.demarche in mots["demarches_sante"] or motifs["sante"].search(tape):
        return "sante"
    if motifs["enfant"].search(tape):
        return "enfant"
    raisons = any(id_.startswith(mots["raisons"]) for id_ in cadre.saisies)
    return "raison" if raisons or any(texte.strip() for texte in cadre.raisons.values()) else ""


def _words(mots: MotsDe) -> dict[str, re.Pattern[str]]:
    return {cle: re.compile(rf"\b(?:{'|'.join(mots[cle])})\b") for cle in ("sante", "enfant")}
