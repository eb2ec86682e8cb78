"""What was asked not to be done for someone: held back only when what leaves would reach the forbidden place or person.

Three of them can be computed. Words of one's own cannot, but for a recipient that they name: they are only shown.
"""

import re
from collections.abc import Iterator

from droits_usagers.domain.controle.adresse import is_in, signs_of_address
from droits_usagers.domain.controle.comparaison import DE_LIEU
from droits_usagers.domain.controle.lecture import FIN, LectureControle, spaced
from droits_usagers.domain.controle.reference import MotsDe
from droits_usagers.domain.controle.texte_en_mots import MotsConnus, TexteEnMots
from droits_usagers.domain.controle.valeurs import Alerte, Lieu, Partie, Passage, Regle
from droits_usagers.domain.personnes.personnes import CodeConsigne, Consigne, Qualite

_REGLE = Regle.CONSIGNE
_RECIPIENTS = (Partie.DESTINATAIRE, Partie.COPIES)
#: Where a telephone is that of who writes, without a word to say so.
_DE_SOI = frozenset({Partie.EXPEDITEUR, Partie.REFERENCES, Partie.SIGNATURE})
_TELEPHONE = re.compile(r"(?<![0-9])(?:(?:\+|00)33[ .()0-9]{0,4}|0)[1-9](?:[ ./\u00a0\u202f-]?[0-9]{2}){4}(?![0-9])")
_AUTOUR = 80
_MOT_PROPRE = re.compile(r"(?<=[\w,] )[^\W\d_a-z]\w{3,}")


def consigne(lecture: LectureControle) -> Iterator[Alerte]:
    """Which of them what leaves would not obey, and that there are others."""
    for dite in lecture.cadre.consignes:
        match dite.code:
            case CodeConsigne.NE_PAS_ECRIRE_AU_DOMICILE:
                yield from _home(lecture)
            case CodeConsigne.NE_PAS_TELEPHONER | CodeConsigne.NE_PAS_LAISSER_DE_MESSAGE:
                yield from _telephone(lecture, dite.code)
            case _:
                yield from _own_words(lecture, dite)


def _home(lecture: LectureControle) -> Iterator[Alerte]:
    """The home as where this goes, or where the answer is asked."""
    cadre = lecture.cadre
    if cadre.concerne is None or not cadre.concerne.adresse:
        return
    lexique = lecture.reference.open_lexique()
    signes = [signe for signe in signs_of_address(tuple(cadre.concerne.adresse), lexique) if signe.portee in DE_LIEU]

    def is_home(texte: str) -> bool:
        lu = TexteEnMots(spaced(texte), MotsConnus(lexique))
        return any(is_in(signe, lu) for signe in signes)

    ailleurs = " ".join(cadre.reponse_a.adresse) if cadre.reponse_a else ""
    reponse_ici = is_home(ailleurs) if ailleurs else _signs_for_oneself(lecture)
    parties = (*_RECIPIENTS, Partie.EXPEDITEUR, Partie.CORPS) if reponse_ici else _RECIPIENTS
    lieux = tuple(p.lieu for p in lecture.passages if p.lieu.partie in parties and is_home(p.texte))
    if lieux:
        champ = "organisme_adresse" if all(lieu.partie in _RECIPIENTS for lieu in lieux) else "reponse_adresse"
        yield lecture.alerte(_REGLE, "domicile", lieux=lieux, champ=champ)


def _signs_for_oneself(lecture: LectureControle) -> bool:
    auteur = lecture.cadre.auteur
    return auteur is None or auteur.qualite in {Qualite.CONCERNE, Qualite.AGENT}


def _telephone(lecture: LectureControle, code: CodeConsigne) -> Iterator[Alerte]:
    mots = lecture.reference.prepared(_REGLE, _words)
    cas = "telephone" if code is CodeConsigne.NE_PAS_TELEPHONER else "message"
    lieux = tuple(passage.lieu for passage in lecture.passages if passage.saisis and _reaches(passage, mots, cas))
    if lieux:
        yield lecture.alerte(_REGLE, cas, lieux=lieux, champ=_field_of(lecture))


def _reaches(passage: Passage, mots: dict[str, re.Pattern[str]], cas: str) -> bool:
    """True for a number given so that one may be called."""
    for trouve in _TELEPHONE.finditer(passage.texte):
        autour = spaced(passage.texte[max(0, trouve.start() - _AUTOUR) : trouve.end() + _AUTOUR])
        if cas == "message" and mots["sans_message"].search(autour):
            continue
        if passage.lieu.partie in _DE_SOI or mots["joindre"].search(autour):
            return True
    return False


def _field_of(lecture: LectureControle) -> str:
    return next((id_ for id_, texte in lecture.cadre.saisies.items() if _TELEPHONE.search(texte)), "")


def _own_words(lecture: LectureControle, dite: Consigne) -> Iterator[Alerte]:
    """Words of one's own: they hold back only when they forbid a recipient that they name."""
    plie = spaced(dite.texte)
    mots = lecture.reference.prepared(_REGLE, _words)
    if mots["interdit"].search(plie) and not mots["sauf"].search(plie):
        nommes = {spaced(mot) for mot in _MOT_PROPRE.findall(dite.texte)}
        lieux = tuple(_named(lecture, nommes, plie))
        if lieux:
            yield lecture.alerte(_REGLE, "nomme", lieux=lieux, champ="organisme_nom")
            return
    yield lecture.alerte(_REGLE, "autre")


def _named(lecture: LectureControle, nommes: set[str], plie: str) -> Iterator[Lieu]:
    noms = [spaced(nom) for nom in (lecture.cadre.organisme.nom, *(copie.nom for copie in lecture.cadre.copies)) if nom]
    cites = nommes | {nom for nom in noms if f" {nom} " in f" {plie} "}
    for passage in lecture.passages:
        if passage.lieu.partie in _RECIPIENTS:
            ecrit = f" {spaced(passage.texte)} ".replace(FIN, " ")
            if any(f" {nom} " in ecrit for nom in cites):
                yield passage.lieu


def _words(mots: MotsDe) -> dict[str, re.Pattern[str]]:
    return {cle: re.compile(rf"\b(?:{'|'.join(liste)})\b") for cle, liste in mots.items()}
