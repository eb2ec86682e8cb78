"""What happened in a dossier, in one list, latest first: facts, letters made, files kept, what is attached. In words."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from droits_usagers.domain.demarche.demarches import CodeEtape
from droits_usagers.domain.dossier.attaches import ATTACHES, Attache, PlaceAttache
from droits_usagers.domain.dossier.dossiers import Courrier, DossierLu, Fait, GenrePiece, Piece
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.services.dossier.faits import INITIAL
from droits_usagers.services.suivi.lignes import Presentation


class GenreEntree(StrEnum):
    """What a line of the history is about."""

    FAIT = "fait"
    COURRIER = "courrier"
    PIECE = "piece"
    ATTACHE = "attache"


@dataclass(frozen=True, slots=True)
class PieceMontree:
    """A kept file: what it is, and what is given to see it or take it away."""

    empreinte: str
    numero: int
    genre: GenrePiece
    #: « Réponse reçue », « Preuve de réception »: says nothing of anyone.
    libelle: str
    #: Under which name it came, or was given.
    nom: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class EntreeMontree:
    """A line of the history. `numero` is that of the fact, the letter, the file in this dossier, or the line attached to it."""

    genre: GenreEntree
    numero: int
    date: str
    #: Says nothing that someone typed.
    texte: str
    #: What someone typed: a note, the name of a file, the number of a registered letter.
    saisi: str = field(default="", repr=False)
    #: What is worth knowing about it.
    precisions: tuple[str, ...] = ()
    annule: bool = False
    piece: PieceMontree | None = None
    attache: Attache[Any] | None = None


#: When it happened, then when it was written down.
_Moment = tuple[dt.date, dt.datetime, int]


def tell_history(lu: DossierLu, dit: Presentation) -> tuple[EntreeMontree, ...]:
    """Everything, latest first."""
    conteur = _Conteur(lu, dit)
    entrees = sorted(conteur.entries(), key=lambda entree: entree[0], reverse=True)
    return tuple(entree for _, entree in entrees)


def show_piece(piece: Piece, dit: Presentation) -> PieceMontree:
    """A kept file, in words; one that nobody named is called by what it is."""
    libelle = dit.catalogue.textes(f"suivi.pieces.genres.{piece.genre or GenrePiece.AUTRE}")
    return PieceMontree(piece.empreinte, piece.numero, piece.genre, libelle, nom=piece.nom)


class _Conteur:
    def __init__(self, lu: DossierLu, dit: Presentation) -> None:
        self._lu = lu
        self._dit = dit
        self._textes = dit.catalogue.textes
        self._say = self._textes.under("suivi.panneau")

    def entries(self) -> Iterator[tuple[_Moment, EntreeMontree]]:
        for fait in self._lu.faits:
            yield (fait.evenement.date, fait.saisi_le, fait.numero), self._fact(fait)
        for courrier in self._lu.courriers:
            yield _at(courrier.etabli_le, courrier.numero), self._letter(courrier)
        for piece in self._lu.pieces:
            yield _at(piece.ajoutee_le, piece.numero), self._file(piece)
        for attache in (une for une in ATTACHES.values() if une.place is PlaceAttache.HISTOIRE):
            for ligne in attache.of(self._lu):
                yield _at(getattr(ligne, attache.datee), ligne.numero), self._attached(attache, ligne)

    def _fact(self, fait: Fait) -> EntreeMontree:
        evenement = fait.evenement
        texte = self._textes(f"suivi.faits.{evenement.type}")
        if evenement.organisme == INITIAL:
            texte = self._say("initial", fait=texte)
        saisi = self._say("recommande", numero=fait.recommande) if fait.recommande else ""
        date = date_courte(evenement.date)
        return EntreeMontree(GenreEntree.FAIT, fait.numero, date, texte, saisi, annule=fait.annule)

    def _letter(self, courrier: Courrier) -> EntreeMontree:
        # A letter of another demarche is kept with its name.
        code = CodeEtape.read(courrier.etape, self._lu.demande.demarche)
        piece = show_piece(courrier.piece, self._dit) if courrier.piece is not None else None
        gabarit = self._say("modele", gabarit=courrier.gabarit.id, version=courrier.gabarit.version)
        precisions = [gabarit]
        if not self._is_sent(code, courrier.etabli_le.date()):
            precisions.append(self._say("pas_envoyee"))
        if confirmees := [dit for regle in courrier.confirmees if (dit := self._rule(regle))]:
            precisions.append(self._textes("controle.confirme", regles=", ".join(confirmees)))
        return EntreeMontree(
            GenreEntree.COURRIER,
            courrier.numero,
            date_courte(courrier.etabli_le.date()),
            self._say("lettre_preparee", lettre=self._letter_name(code)),
            saisi=piece.nom if piece is not None else "",
            precisions=tuple(precisions),
            piece=piece,
        )

    def _rule(self, regle: str) -> str:
        """A rule of the control, as a thing; empty for one that only a newer version knows."""
        cle = f"controle.regles.{regle}"
        return self._textes(cle) if cle in self._textes else ""

    def _letter_name(self, code: CodeEtape) -> str:
        """A letter as a thing; the order it answers to for one that has no name of its own."""
        noms = (f"suivi.lettres.{code.demarche}_{code.etape}", f"suivi.lettres.{code.etape}")
        return next((self._textes(nom) for nom in noms if nom in self._textes), self._dit.etape(str(code)))

    def _is_sent(self, code: CodeEtape, etablie: dt.date) -> bool:
        """True if the fact that this letter left is recorded, that day or later; made is not sent."""
        connue = self._dit.catalogue.demarches.get(code.demarche)
        etape = connue.etape(code.etape) if connue is not None else None
        faits = self._lu.demande.evenements
        return etape is None or any(fait.type in etape.partis and fait.date >= etablie for fait in faits)

    def _file(self, piece: Piece) -> EntreeMontree:
        montree = show_piece(piece, self._dit)
        texte = self._textes(f"suivi.pieces.joints.{piece.genre or GenrePiece.AUTRE}")
        date = date_courte(piece.ajoutee_le.date())
        return EntreeMontree(GenreEntree.PIECE, piece.numero, date, texte, montree.nom, piece=montree)

    def _attached(self, attache: Attache[Any], ligne: Any) -> EntreeMontree:  # noqa: ANN401 - a line of its kind
        date, nom = date_courte(getattr(ligne, attache.datee).date()), self._textes(f"attaches.{attache.code}.nom")
        return EntreeMontree(GenreEntree.ATTACHE, ligne.numero, date, nom, " ".join(attache.mots(ligne)), attache=attache)


def _at(moment: dt.datetime, numero: int) -> _Moment:
    return moment.date(), moment, numero
