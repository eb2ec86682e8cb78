"""The lines of a letter that someone must not be found by: each thing that was typed, once, as it stands in what leaves.

A rare word betrays, and so does a habit told in ordinary words, that nothing hears: each is shown, and the person decides.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from droits_usagers.domain.controle.adresse import CHAMPS, says_hidden
from droits_usagers.domain.controle.adresse_en_mots import town_of as ville_of
from droits_usagers.domain.controle.cadre import Cadre
from droits_usagers.domain.controle.decisions import Decisions, Demandees
from droits_usagers.domain.controle.lecture import LectureControle, spaced
from droits_usagers.domain.controle.valeurs import Lieu, Partie
from droits_usagers.domain.demarche.protection import town_of
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.mots.phrases import sentences_of
from droits_usagers.domain.personnes.personnes import Civilite, Personne, ReponseA
from droits_usagers.domain.releve.releve import relever
from droits_usagers.domain.releve.valeurs import NOMMENT, Espece, PassageReleve

#: Who reads the letter is known; a name of file is read by the other rules.
_PAS_LUES = frozenset({Partie.DESTINATAIRE, Partie.NOM_DE_FICHIER, Partie.CONTENU})
#: Where who someone is stands by itself.
_DESIGNENT = frozenset({Partie.EXPEDITEUR, Partie.REFERENCES, Partie.SIGNATURE})
_ENTRE = ", "
#: A count of ours is shorter.
_COURT = 3


class GenreLigne(StrEnum):
    """What a line is for."""

    #: Name, birth, number of the file: the service needs them to find it.
    IDENTITE = "identite"
    #: Where the answer goes.
    REPONSE = "reponse"
    #: Someone else who receives the letter.
    COPIE = "copie"
    #: Where the letter goes, where that resembles what must not be known.
    ORGANISME = "organisme"
    #: What the person told.
    PHRASE = "phrase"
    #: What one's own Word model says around the letter.
    MODELE = "modele"


#: Those that are no sentence, and where they are answered.
_ENTIERES = {
    GenreLigne.IDENTITE: "concerne_nom",
    GenreLigne.REPONSE: "reponse_adresse",
    GenreLigne.COPIE: CHAMPS[Partie.COPIES],
}


@dataclass(frozen=True, slots=True)
class LigneALire:
    """One line, and what in it is not ordinary French."""

    #: Its folded words.
    cle: str = field(repr=False)
    texte: str = field(repr=False)
    genre: GenreLigne
    lieu: Lieu
    #: The question that it answers; empty when that is not known.
    champ: str = ""
    passages: tuple[PassageReleve, ...] = field(default=(), repr=False)
    #: It resembles what must not be known: two gestures.
    proche: bool = False

    def is_decided(self, decisions: Decisions) -> bool:
        """True when it may leave as it is."""
        return decisions.leaves(self.cle, proche=self.proche) or not self._asks(decisions)

    def undecided(self, decisions: Decisions) -> tuple[PassageReleve, ...]:
        """What of it may tell who or where, and was left nowhere: a day tells neither."""
        return tuple(un for un in self.passages if un.genre is not Espece.DATE and not decisions.leaves_form(spaced(un.texte)))

    def _asks(self, decisions: Decisions) -> bool:
        dite = Demandees.PHRASES if self.genre is GenreLigne.PHRASE else Demandees.LIGNES
        return self.proche or decisions.demandees in {dite, Demandees.LIGNES} or bool(self.undecided(decisions))


def lines_to_read(lecture: LectureControle) -> tuple[LigneALire, ...]:
    """Each line, who writes first; nothing where nobody must be kept from finding the person."""
    return tuple(_Tri(lecture).lines()) if lecture.cadre.ferme else ()


class _Tri:
    """What was typed, sorted by what it is for."""

    def __init__(self, lecture: LectureControle) -> None:
        self._lecture, cadre = lecture, lecture.cadre
        reponse, organisme = cadre.reponse_a or ReponseA(), cadre.organisme
        personnes = [personne for personne in (cadre.concerne, cadre.auteur and cadre.auteur.personne) if personne]
        self._reponse = _keys((reponse.nom, *reponse.adresse, town_of(reponse.adresse)))
        self._tues = _keys((organisme.nom, organisme.service, *organisme.adresse, *Civilite))
        self._identite = frozenset(mot for personne in personnes for mot in _words_of(personne))
        self._reference = cadre.concerne.reference_dossier if cadre.concerne else ""
        eux = (reponse.nom, *reponse.adresse, organisme.nom, organisme.service, *organisme.adresse)
        #: Its reader knows them: who writes, where to answer, and the body.
        self._connus = tuple(filter(None, (*(dit for personne in personnes for dit in _texts_of(personne)), *eux)))
        self._champs = dict(_fields(cadre))
        #: A page that goes with the letter says besides what we know: who helps not far away.
        self._lettres = frozenset(id_ for id_, _ in lecture.lettres) | {
            passage.lieu.document for passage in lecture.sortant.passages
        }

    def lines(self) -> Iterator[LigneALire]:
        """Those that are no sentence, then what is told."""
        entieres: dict[GenreLigne, dict[str, tuple[str, Lieu]]] = {genre: {} for genre in _ENTIERES}
        phrases = dict[str, LigneALire]()
        for saisi, lieu in self._typed():
            cle = spaced(saisi)
            genre = self._genre(cle, lieu.partie)
            if genre in entieres:
                entieres[genre].setdefault(cle, (saisi.strip(), lieu))
            elif genre is not None:
                for ligne in self._sentences(saisi, lieu, genre):
                    phrases.setdefault(ligne.cle, ligne)
        copies = entieres.pop(GenreLigne.COPIE)
        yield from (self._whole(genre, dits) for genre, dits in entieres.items() if dits)
        yield from self._body()
        yield from self._copies(copies)
        yield from phrases.values()

    def _body(self) -> Iterator[LigneALire]:
        """Where the letter goes is known, unless her own address was typed there, or the same street of that town."""
        adresse, tues = self._lecture.cadre.organisme.adresse, self._lecture.cadre.adresses_protegees
        if all(ville_of(chez_elle).is_other(ville_of(adresse)) for chez_elle in tues):
            return
        texte, cles = _ENTRE.join(adresse), _keys(adresse)
        ou = (passage.lieu for passage in self._lecture.passages if not cles.isdisjoint(map(spaced, passage.saisis)))
        if (lieu := next(ou, None)) is not None and says_hidden(texte, self._lecture, ville=False):
            yield LigneALire(spaced(texte), texte, GenreLigne.ORGANISME, lieu, CHAMPS[Partie.DESTINATAIRE], proche=True)

    def _copies(self, dits: dict[str, tuple[str, Lieu]]) -> Iterator[LigneALire]:
        """One line for each of those who receive one, whole; then what is said there besides."""
        for copie in self._lecture.cadre.copies:
            siens = [cle for cle in _keys((copie.nom, *copie.adresse)) if cle in dits]
            if siens:
                yield self._whole(GenreLigne.COPIE, {spaced(copie.en_une_ligne): (copie.en_une_ligne, dits[siens[0]][1])})
        connus = _keys(dit for copie in self._lecture.cadre.copies for dit in (copie.nom, *copie.adresse))
        if reste := {cle: dit for cle, dit in dits.items() if cle not in connus}:
            yield self._whole(GenreLigne.COPIE, reste)

    def _whole(self, genre: GenreLigne, dits: Mapping[str, tuple[str, Lieu]]) -> LigneALire:
        """One line of them all. Who writes and where to answer are known; what a reference or a copy may say is not."""
        texte, lieu = _ENTRE.join(_longest(dits)), next(iter(dits.values()))[1]
        lu, passages = texte, tuple[PassageReleve, ...]()
        if genre is GenreLigne.COPIE:
            passages = self._releve(texte, self._connus)
        elif genre is GenreLigne.IDENTITE:
            # As it stands there, if this letter says it.
            lu = dits.get(spaced(self._reference), ("", lieu))[0]
            debut = max(texte.find(lu), 0)
            passages = tuple(
                replace(un, debut=un.debut + debut, fin=un.fin + debut) for un in self._releve(lu) if un.genre in NOMMENT
            )
        proche = says_hidden(lu, self._lecture, ville=False)
        return LigneALire(spaced(texte), texte, genre, lieu, _ENTIERES[genre], passages, proche=proche)

    def _releve(self, texte: str, connus: tuple[str, ...] = ()) -> tuple[PassageReleve, ...]:
        return relever(texte, self._lecture.reference.open_lexique(), connus=connus)

    def _typed(self) -> Iterator[tuple[str, Lieu]]:
        for passage in self._lecture.passages:
            if passage.lieu.partie not in _PAS_LUES:
                yield from ((saisi, passage.lieu) for saisi in passage.saisis)

    def _genre(self, cle: str, partie: Partie) -> GenreLigne | None:
        """What a typed stretch is for; None for what the body knows of itself, and for a name said again."""
        if not cle or cle in self._tues:
            return None
        if cle in self._reponse:
            return GenreLigne.REPONSE
        if partie is Partie.MODELE:
            return GenreLigne.MODELE
        if set(cle.split()) <= self._identite or cle == spaced(self._reference):
            if partie in _DESIGNENT:
                return GenreLigne.IDENTITE
            # A name that is also a town's may be told as one.
            return GenreLigne.PHRASE if cle in self._champs else None
        return GenreLigne.COPIE if partie is Partie.COPIES else GenreLigne.PHRASE

    def _sentences(self, saisi: str, lieu: Lieu, genre: GenreLigne) -> Iterator[LigneALire]:
        for debut, fin in sentences_of(saisi):
            texte, cle = saisi[debut:fin], spaced(saisi[debut:fin])
            passages = self._releve(texte, self._connus)
            champ = self._champs.get(cle, "")
            # Else a choice of ours, a day, a count; nothing in a model is ours.
            ecrit = lieu.document in self._lettres and any(
                un.genre is not Espece.DATE and len(un.texte) >= _COURT for un in passages
            )
            if champ or ecrit or genre is GenreLigne.MODELE:
                proche = says_hidden(texte, self._lecture)
                yield LigneALire(cle, texte, genre, lieu, champ or CHAMPS.get(lieu.partie, ""), passages, proche=proche)


def _fields(cadre: Cadre) -> Iterator[tuple[str, str]]:
    """The question that each typed sentence answers, by its folded words; of several, the first one wins."""
    for champ, texte in reversed(tuple(cadre.saisies.items())):
        yield from ((spaced(texte[debut:fin]), champ) for debut, fin in sentences_of(texte))


def _keys(textes: Iterable[str]) -> frozenset[str]:
    return frozenset(filter(None, map(spaced, textes)))


def _texts_of(personne: Personne) -> Iterator[str]:
    yield from (personne.prenom, personne.nom, personne.nom_naissance, personne.denomination)


def _words_of(personne: Personne) -> Iterator[str]:
    """What the letter says of who someone is, word by word."""
    naissance = personne.naissance
    ne = date_courte(naissance) if isinstance(naissance, dt.date) else str(naissance or "")
    for texte in (*_texts_of(personne), ne):
        yield from spaced(texte).split()


def _longest(dits: Mapping[str, tuple[str, Lieu]]) -> Iterator[str]:
    """Each once: « Élodie » is in « Élodie Œuvrard »."""
    for cle, (texte, _) in dits.items():
        if not any(cle != autre and f" {cle} " in f" {autre} " for autre in dits):
            yield texte
