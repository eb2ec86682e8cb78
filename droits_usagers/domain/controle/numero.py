"""Numbers that identify someone: what each kind weighs depends on who will read it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from droits_usagers.domain.controle.lecture import LectureControle, spaced
from droits_usagers.domain.controle.reference import MotsDe
from droits_usagers.domain.controle.valeurs import Alerte, Lieu, Partie, Passage, Regle
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.releve.identifiants import find_identifiants, find_numbers, may_be_spelt
from droits_usagers.domain.releve.valeurs import Espece, ZoneLue

#: Of those a letter goes to, the kinds that hold social security numbers.
_DETENTEURS = frozenset({GenreOrganisme.CAF, GenreOrganisme.SANTE})
#: What no reader of the letter sees, or that many other people do.
_HORS_LETTRE = frozenset({Partie.CONTENU, Partie.NOM_DE_FICHIER, Partie.MODELE})
#: Where bare digits may be someone's: elsewhere they are postcodes, days and references.
_LIBRES = frozenset({Partie.CORPS, Partie.OBJET, Partie.PIECES_JOINTES})
#: A NIR in six or seven boxes, an IBAN in as many, of so many characters at most.
_CASE, _CASES_MIN = 5, 6
_CHAMPS = {Partie.REFERENCES: "concerne_reference_dossier", Partie.COPIES: "copies", Partie.DESTINATAIRE: "organisme_adresse"}
#: What no question admits, nor any reference is.
_JAMAIS = frozenset({Espece.NIR, Espece.CARTE})
#: Figures enough close together, or group by group, a plate, a document number: most texts have none, and need no other look.
_DENSE = re.compile(
    r"[0-9](?:(?:[^0-9\x00]{0,4}[0-9]){5}|[0-9]{1,2}[^0-9\x00]{1,25}(?:[0-9]{2,3}[^0-9\x00]{1,25}){3}[0-9]{2}"
    r"|(?:[0-9IOLiol]{2}|[IOLiol]|(?<=[IOLiol][0-9])[0-9])[ -]?[A-Za-z]{2}(?![^\W_])"
    r"|[0-9]{0,3}[ -]?[A-Za-z]{2,3}[ -]?[0-9]{2}(?![^\W_])|[A-Z0-9]{5})"
)


#: The figures of a law and of a letter box, by which most passages would be read for nothing.
_COURANTS = re.compile(r"[12BCT](?:(?<=[12])[09][0-9]{2}[-/][0-9]{2,4}|(?:(?<=B)P|(?<=C)S|(?<=T)SA) [0-9]{1,5})(?![0-9/-])")


def numero(lecture: LectureControle) -> Iterator[Alerte]:
    """Where they stand, one alert for each kind and each field to mend."""
    trouves: dict[tuple[str, str], list[Lieu]] = {}
    detenu, champs = None, _Champs(lecture.cadre.saisies)
    for passage, genre in _found(lecture):
        cas = "nu" if genre is Espece.NUMERO else genre.value
        if genre is Espece.NIR and passage.lieu.partie not in _HORS_LETTRE:
            detenu = may_hold_nir(lecture) if detenu is None else detenu
            cas = "nir_detenu" if detenu else cas
        trouves.setdefault((cas, champs.of(passage, genre)), []).append(passage.lieu)
    for (cas, champ), lieux in trouves.items():
        yield lecture.alerte(Regle.NUMERO, cas, lieux=tuple(sorted(lieux)), champ=champ)


def _found(lecture: LectureControle) -> Iterator[tuple[Passage, Espece]]:
    reference = _serre(lecture.cadre.concerne.reference_dossier) if lecture.cadre.concerne else ""
    yield from ((lecture.passages[rang], un.genre) for rang, uns in lecture.kept(_find_in_ours) for un in uns)
    for rang in _ranks_to_read(lecture):
        passage = lecture.passages[rang]
        for numero in find_numbers(passage.texte, nus=passage.lieu.partie in _LIBRES):
            ecrit = passage.texte[numero.debut : numero.fin]
            if numero.genre is Espece.NUMERO and not any(ecrit in saisi for saisi in passage.saisis):
                # Our own sentences are full of the numbers of laws.
                continue
            admis = numero.genre.value in lecture.cadre.admis or passage.lieu.partie is Partie.REFERENCES
            if numero.genre in _JAMAIS or not (admis or (reference and _serre(ecrit) == reference)):
                yield passage, numero.genre
    for rangs in _rows_of_digits(lecture.passages):
        rangee = " | ".join(lecture.passages[rang].texte for rang in rangs)
        genres = {numero.genre for numero in find_identifiants(rangee)}
        # In figures alone, a table has whatever one looks for.
        nommes = {Espece.NIR, Espece.COMPTE} if any(map(str.isalpha, rangee)) else {Espece.NIR}
        yield from ((lecture.passages[rangs[0]], genre) for genre in sorted(genres & nommes))


@lru_cache(maxsize=1024)
def _find_in_ours(texte: str) -> tuple[ZoneLue, ...]:
    return find_identifiants(texte) if _DENSE.search(texte) else ()


def _ranks_to_read(lecture: LectureControle) -> list[int]:
    """Those of the passages that someone typed where a number may be."""
    saisi = lecture.saisi
    entier = _COURANTS.sub(lambda trouve: "-" * len(trouve[0]), saisi.entier)
    rangs = {lecture.rangs[saisi.rang(trouve.start())] for trouve in _DENSE.finditer(entier)}
    if may_be_spelt(entier.lower().replace("-", " ").replace(",", " ").split()):
        rangs |= {rang for rang in lecture.rangs if may_be_spelt(spaced(lecture.passages[rang].texte).split())}
    return sorted(rangs)


def _rows_of_digits(passages: Sequence[Passage]) -> Iterator[list[int]]:
    """The cells one after the other that hold a few digits each: a number may be written across them."""
    rangee: list[int] = []
    for rang, passage in enumerate(passages):
        if len(passage.texte) <= _CASE and any(map(str.isdigit, passage.texte)):
            rangee.append(rang)
        elif rangee:
            if len(rangee) >= _CASES_MIN:
                yield rangee
            rangee = []
    if len(rangee) >= _CASES_MIN:
        yield rangee


def _serre(texte: str) -> str:
    return spaced(texte).replace(" ", "")


def may_hold_nir(lecture: LectureControle) -> bool:
    """True when the letter goes to a body that may hold such numbers (CSS R115-1)."""
    detenteurs = lecture.reference.prepared(Regle.NUMERO, _holders)
    organisme = lecture.cadre.organisme
    ecrits = [passage for passage in lecture.passages if passage.lieu.partie is Partie.DESTINATAIRE]
    nom = spaced(organisme.nom)
    destinataires = [f" {spaced(passage.texte)} " for passage in ecrits] or [f" {nom} "]
    # A letter to an authority is about this body: it does not go there.
    vers_lui = any(f" {nom} " in ici for ici in destinataires) if nom else all(passage.a_completer for passage in ecrits)
    if organisme.genre in _DETENTEURS and vers_lui:
        return True
    return any(f" {mot} " in destinataire for mot in detenteurs for destinataire in destinataires)


def _holders(mots: MotsDe) -> tuple[str, ...]:
    return tuple(map(spaced, mots["detenteurs"]))


class _Champs:
    """The questions whose answers hold a number, by what it is: each answer is read once, whatever it holds."""

    def __init__(self, saisies: Mapping[str, str]) -> None:
        self._saisies = saisies

    def of(self, passage: Passage, genre: Espece) -> str:
        """The question whose answer holds it."""
        return _CHAMPS.get(passage.lieu.partie) or self._par_genre.get(genre, "")

    @cached_property
    def _par_genre(self) -> Mapping[Espece, str]:
        champs: dict[Espece, str] = {}
        for id_, texte in self._saisies.items():
            for un in find_numbers(texte):
                champs.setdefault(un.genre, id_)
        return champs
