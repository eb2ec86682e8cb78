"""Facts that cannot all be true: dates out of order, a registered number that is none, qualities that exclude one another."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from droits_usagers.domain.controle.lecture import FIN, LectureControle, spaced
from droits_usagers.domain.controle.reference import MotsDe
from droits_usagers.domain.controle.valeurs import Alerte, Lieu, Partie, Regle
from droits_usagers.domain.echeances.chronologie import REPONSES
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.envois.recommandes import is_well_formed, read_recommande
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.personnes.personnes import Qualite

if TYPE_CHECKING:
    import datetime as dt

_REGLE = Regle.FAITS_CONTRADICTOIRES
#: Who writes as the parent of a child: so answered, not answered, or never asked.
_PARENTS = frozenset({"parent", "", None})
#: A curator, who assists an adult.
_ASSISTE = "assiste"
#: The form by which someone gives a mandate.
_MANDAT = "mandat"


def faits_contradictoires(lecture: LectureControle) -> Iterator[Alerte]:
    """What a service would hold against the letter."""
    yield from _dates(lecture)
    yield from _recommandes(lecture)
    yield from _qualites(lecture)
    yield from _of_age(lecture)
    yield from _minor(lecture)


def _dates(lecture: LectureControle) -> Iterator[Alerte]:
    jours: dict[TypeEvenement, dt.date] = {}
    for fait in sorted(lecture.cadre.evenements):
        if not fait.organisme:
            jours.setdefault(fait.type, fait.date)
    envoi, recu = jours.get(TypeEvenement.ENVOYE), jours.get(TypeEvenement.RECU)
    if envoi is None:
        return
    reponses = [jours[type_] for type_ in REPONSES - {TypeEvenement.REFUS_ORAL} if type_ in jours]
    lieux = lecture.lieux(Partie.CORPS)
    if reponses and min(reponses) < envoi:
        yield lecture.alerte(_REGLE, "reponse_avant_envoi", lieux=lieux, champ="papier_reponse")
    if recu is not None and recu < envoi:
        yield lecture.alerte(_REGLE, "recu_avant_envoi", lieux=lieux, champ="papier_recu")
    elif recu is not None and (recu - envoi).days > lecture.reference.seuils[_REGLE]["reception"]:
        yield lecture.alerte(_REGLE, "recu_tard", lieux=lieux, champ="papier_recu", jours=(recu - envoi).days)


def _recommandes(lecture: LectureControle) -> Iterator[Alerte]:
    ecrits = [numero for numero in lecture.cadre.recommandes if numero.strip()]
    lus = Counter(lu.replace(" ", "") for numero in ecrits if (lu := read_recommande(numero)))
    if any(nombre > 1 for nombre in lus.values()):
        yield lecture.alerte(_REGLE, "recommande_double", champ="numero_envoi")
    if not all(map(is_well_formed, ecrits)):
        yield lecture.alerte(_REGLE, "recommande_forme", champ="numero_envoi")


def _qualites(lecture: LectureControle) -> Iterator[Alerte]:
    """Someone said to represent, and to assist; what our own sentences tell of the law says nothing of who writes."""
    auteur = lecture.cadre.auteur
    if auteur is None or auteur.qualite is not Qualite.REPRESENTANT_LEGAL:
        return
    represente, assiste = lecture.reference.prepared(_REGLE, _words)
    lieux: dict[str, list[Lieu]] = {}
    for motif, quoi in ((represente, "represente"), (assiste, "assiste")):
        for trouve in motif.finditer(lecture.plie.entier):
            rang = lecture.plie.rang(trouve.start())
            if rang in lecture.rangs_a_nous:
                continue
            lieu = lecture.lieu(rang)
            lieux.setdefault(f"{lieu.document}{FIN}{quoi}", []).append(lieu)
    for document in lecture.sortant.documents:
        deux = [lieux.get(f"{document}{FIN}{quoi}", []) for quoi in ("represente", "assiste")]
        if all(deux):
            yield lecture.alerte(_REGLE, "qualites", lieux=tuple(lieu for trouves in deux for lieu in trouves), champ="qualite")


def _of_age(lecture: LectureControle) -> Iterator[Alerte]:
    """Whoever is of age is not represented by a parent any more: a letter that says so may be refused, or lose its day."""
    cadre = lecture.cadre
    if cadre.auteur is None or cadre.auteur.qualite is not Qualite.REPRESENTANT_LEGAL or cadre.mesure not in _PARENTS:
        return
    if cadre.concerne is None or cadre.concerne.naissance is None or cadre.jour is None:
        return
    majeur = cadre.concerne.is_of_age(cadre.jour, int(lecture.reference.seuils[_REGLE]["majorite"]))
    lieux, jour = lecture.lieux(Partie.CORPS), date_courte(cadre.jour)
    if majeur and cadre.mesure is not None:
        yield lecture.alerte(_REGLE, "majeur", lieux=lieux, champ="titre_representant", jour=jour)
    elif majeur is not False:
        champ = "qualite" if majeur else "concerne_naissance"
        yield lecture.alerte(_REGLE, "peut_etre_majeur", lieux=lieux, champ=champ, jour=jour)


def _minor(lecture: LectureControle) -> Iterator[Alerte]:
    """A child has no curator, and gives no mandate: whoever represents the child does."""
    cadre = lecture.cadre
    if cadre.concerne is None or cadre.concerne.naissance is None or cadre.jour is None:
        return
    qualite = cadre.auteur.qualite if cadre.auteur else Qualite.CONCERNE
    seuils, lieux, jour = lecture.reference.seuils[_REGLE], lecture.lieux(Partie.CORPS), date_courte(cadre.jour)
    if cadre.concerne.is_of_age(cadre.jour, seuils["majorite"]) is not False:
        return
    if qualite is Qualite.REPRESENTANT_LEGAL and cadre.mesure == _ASSISTE:
        # From sixteen, a child may be emancipated, and then have a curator.
        emancipe = cadre.concerne.is_of_age(cadre.jour, seuils["emancipation"]) is not False
        yield lecture.alerte(
            _REGLE,
            "mineur_peut_etre_assiste" if emancipe else "mineur_assiste",
            lieux=lieux,
            champ="titre_representant",
            jour=jour,
        )
    elif qualite is Qualite.MANDATAIRE or (cadre.demarche == _MANDAT and qualite is not Qualite.REPRESENTANT_LEGAL):
        yield lecture.alerte(_REGLE, "mineur_mandat", lieux=lieux, champ="concerne_naissance", jour=jour)


def _words(mots: MotsDe) -> tuple[re.Pattern[str], re.Pattern[str]]:
    represente, assiste = (re.compile(rf"\b(?:{'|'.join(mots[cle])})\b") for cle in ("represente", "assiste"))
    return represente, assiste


def constat_non_confirme(lecture: LectureControle) -> Iterator[Alerte]:
    """How many findings of this letter nobody confirmed."""
    nombre = lecture.cadre.constats_a_confirmer
    if nombre:
        cas = "un" if nombre == 1 else "plusieurs"
        lieux = lecture.lieux(Partie.CORPS)
        yield lecture.alerte(Regle.CONSTAT_NON_CONFIRME, cas, lieux=lieux, champ="ecarts", nombre=nombre)


_PHRASES = re.compile(r"[.!?;\n]+")


def crainte_generale(lecture: LectureControle) -> Iterator[Alerte]:
    """The reasons given are all of the kind that everyone could have. None given is an obstacle elsewhere."""
    raisons = {id_: texte for id_, texte in lecture.cadre.raisons.items() if texte.strip()}
    if raisons and is_general("\n".join(raisons.values()), lecture.reference.prepared(Regle.CRAINTE_GENERALE, _fear_words)):
        yield lecture.alerte(Regle.CRAINTE_GENERALE, lieux=lecture.lieux(Partie.CORPS), champ=next(iter(raisons)))


def is_general(texte: str, mots: dict[str, re.Pattern[str]]) -> bool:
    """True when something general is said, and nothing of one person's life."""
    phrases = [phrase for brut in _PHRASES.split(texte) if (phrase := spaced(brut))]
    return any(mots["generale"].search(phrase) for phrase in phrases) and not any(_is_personal(p, mots) for p in phrases)


def _is_personal(phrase: str, mots: dict[str, re.Pattern[str]]) -> bool:
    if any(not mots["nie"].search(phrase[: trouve.start()]) for trouve in mots["personnelle"].finditer(phrase)):
        return True
    # A leak, a theft, that did happen: with a day, or to oneself, and without « could ».
    return bool(mots["arrive"].search(phrase)) and not mots["possible"].search(phrase)


def _fear_words(mots: MotsDe) -> dict[str, re.Pattern[str]]:
    motifs = {cle: rf"\b(?:{'|'.join(liste)})\b" for cle, liste in mots.items()}
    # Only what stands right before denies.
    motifs["nie"] = rf"\b(?:{'|'.join(mots['nie'])}) $"
    return {cle: re.compile(motif) for cle, motif in motifs.items()}
