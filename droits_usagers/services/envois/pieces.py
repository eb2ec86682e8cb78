"""The numbered exhibits of complaints, one PDF for each, beside its letter. What is missing is said in the list, and told."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from droits_usagers.domain.controle.cadre import Sortant
from droits_usagers.domain.controle.lecture import passages_of_texts
from droits_usagers.domain.controle.valeurs import Regle, must_be_mended
from droits_usagers.domain.demarche.demarches import Jointe, enclosed
from droits_usagers.domain.dossier.dossiers import GenrePiece
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.releve.releve import useless_numbers
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.controle.controle import SortieRetenue
from droits_usagers.services.dossier.pieces import PieceAVoir, RelevePieces, as_exhibit, read_exhibit, read_whole
from droits_usagers.services.envois.chantier import LieuDePas, Pas, PieceManquante, letter_of
from droits_usagers.services.lettre.courriers import Format
from droits_usagers.services.socle.ecriture import write_new_files

if TYPE_CHECKING:
    from droits_usagers.domain.controle.cadre import Cadre
    from droits_usagers.domain.demarche.demande import Demande
    from droits_usagers.domain.dossier.dossiers import Courrier, DossierLu
    from droits_usagers.domain.lettre.lettre import Document
    from droits_usagers.letters.lettre.pieces_pdf import Contenu, PieceNumerotee
    from droits_usagers.services.coffres import Coffre
    from droits_usagers.services.ensemble import Services
    from droits_usagers.services.envois.chantier import Chantier
    from droits_usagers.services.envois.tri import LigneTriee

_T = TypeEvenement
#: What the answers received show, each by the enclosure that bears its name.
_REPONSES = (
    _T.IDENTITE_DEMANDEE,
    _T.PRECISION_DEMANDEE,
    _T.PROLONGATION_ANNONCEE,
    _T.REFUS,
    _T.REPONSE_PARTIELLE,
    _T.REPONSE_COMPLETE,
)
_SUITES = ("relance", "complement", "contestation_refus")


@dataclass(frozen=True, slots=True)
class SourcePiece:
    """What shows an exhibit: files kept in the coffre, by their SHA-256, or a letter to be made again; nothing when missing."""

    jointe: Jointe
    empreintes: tuple[str, ...] = ()
    #: The étape of a letter made here, whose file was not kept.
    courrier: "Courrier | None" = None


def sources_of(dossier: "DossierLu", jointes: Sequence[Jointe]) -> tuple[SourcePiece, ...]:
    """What a dossier has to show for each of these enclosures."""
    return tuple(_source(dossier, jointe, jointes) for jointe in jointes)


def _source(dossier: "DossierLu", jointe: Jointe, jointes: Sequence[Jointe]) -> SourcePiece:
    match jointe.piece.id:
        case _T.ENVOYE:
            # True for a letter that follows the first: a reminder, or one of another demarche.
            return _letter_source(
                dossier, jointe, [c for c in dossier.courriers if not ("/" in c.etape or c.etape in _SUITES)], premiere=True
            )
        case _T.RELANCE_ENVOYEE:
            return _letter_source(dossier, jointe, [c for c in dossier.courriers if c.etape in _SUITES], premiere=False)
        case _T.RECU:
            return SourcePiece(jointe, _of_kind(dossier, GenrePiece.PREUVE))
        case id_ if id_ in _REPONSES:
            return SourcePiece(
                jointe, _answers(dossier, id_, [autre.piece.id for autre in jointes if autre.piece.id in _REPONSES])
            )
    return SourcePiece(jointe)


def _letter_source(dossier: "DossierLu", jointe: Jointe, courriers: "list[Courrier]", *, premiere: bool) -> SourcePiece:
    """The version really sent, else the file kept with the latest of these letters, else that letter to be made again."""
    if premiere and (envoyees := _of_kind(dossier, GenrePiece.VERSION_ENVOYEE)):
        return SourcePiece(jointe, envoyees)
    if not courriers:
        return SourcePiece(jointe)
    dernier = courriers[-1]
    gardee = dernier.piece
    return SourcePiece(jointe, (_leaving(dossier, gardee.empreinte),)) if gardee else SourcePiece(jointe, courrier=dernier)


def _of_kind(dossier: "DossierLu", genre: GenrePiece) -> tuple[str, ...]:
    """Those that came, in their order: each as it leaves."""
    gardees = {piece.empreinte for piece in dossier.pieces}
    venues = (piece for piece in dossier.pieces if piece.genre is genre and piece.masque_de not in gardees)
    return tuple(_leaving(dossier, piece.empreinte) for piece in venues)


def _leaving(dossier: "DossierLu", empreinte: str) -> str:
    """A file, or its covered copy where there is one: the latest, and that of this one."""
    copies = {piece.masque_de: piece.empreinte for piece in dossier.pieces if piece.masque_de}
    while (copie := copies.pop(empreinte, "")) != "":
        empreinte = copie
    return empreinte


def _answers(dossier: "DossierLu", id_: str, demandees: Sequence[str]) -> tuple[str, ...]:
    """The answers kept, one for each fact in the order of their dates; the last fact takes those that are left."""
    gardees = _of_kind(dossier, GenrePiece.REPONSE)
    dates: dict[str, dt.date] = {}
    for fait in dossier.demande.evenements:
        dates[fait.type.value] = max(fait.date, dates.get(fait.type.value, fait.date))
    ordre = sorted(demandees, key=lambda autre: (autre in dates, dates.get(autre)))
    rang = ordre.index(id_)
    return gardees[rang:] if rang == len(ordre) - 1 else gardees[rang : rang + 1]


@dataclass(slots=True, kw_only=True)
class PiecesDePlainte:
    """Makes the exhibits after the letters. Holds what it read of one dossier at a time."""

    services: "Services"
    dossier: Path
    today: dt.date
    #: What was found in those, and decided: kept from one try to the next.
    releve: RelevePieces = field(default_factory=RelevePieces, repr=False)
    #: In how many dossiers they were looked at.
    regardes: int = field(default=0, init=False)
    fichiers: list[Path] = field(default_factory=list, init=False)
    manques: list[PieceManquante] = field(default_factory=list, init=False)
    _lu: "DossierLu | None" = field(default=None, init=False, repr=False)
    _sources: tuple[SourcePiece, ...] = field(default=(), init=False, repr=False)
    _contenus: dict[str, bytes] = field(default_factory=dict, init=False, repr=False)

    @property
    def a_decider(self) -> tuple[PieceAVoir, ...]:
        """Those of which something is to be decided before anything is made."""
        return self.releve.a_decider

    def look(self, chantier: "Chantier") -> Iterator[Pas]:
        """Each file of each dossier is read, once; a covered copy is a picture that someone looked at."""
        for ligne in chantier.lignes:
            if chantier.cancelled:
                break
            yield Pas(LieuDePas.COFFRE, partial(self._read, ligne))
            for source in self._sources:
                for empreinte in self._to_look_at(ligne, source):
                    yield Pas(LieuDePas.COFFRE, partial(self._read_file, empreinte))
                    yield Pas(LieuDePas.RENDU, partial(self._look, ligne, source, empreinte))
                    self._contenus = {}
            self.regardes += 1
        self._lu, self._sources = None, ()

    def _to_look_at(self, ligne: "LigneTriee", source: SourcePiece) -> list[str]:
        if self.services.departs.cadre(self._demande()).ferme:
            return []
        couvertes = self._covered()
        return [un for un in source.empreintes if un not in couvertes and f"{ligne.reference} {un}" not in self.releve.vues]

    def _look(self, ligne: "LigneTriee", source: SourcePiece, empreinte: str) -> None:
        lexique, concerne = self.services.catalogue.releve, self._demande().concerne
        find = partial(useless_numbers, lexique=lexique, connus=concerne.reference_dossier if concerne else "")
        lue = read_exhibit(self._contenus[empreinte], self.services.liseuse, find)
        vue = PieceAVoir(ligne.reference, empreinte, source.jointe.rang, self._title(ligne, source, empreinte), lue)
        self.releve.vues[vue.cle] = vue

    def pas(self, chantier: "Chantier") -> Iterator[Pas]:
        """Each dossier is read, then each of its files, then its exhibits are put together."""
        faits = {fait.reference for fait in chantier.faits}
        for ligne in chantier.lignes:
            if chantier.cancelled:
                break
            if ligne.reference not in faits:
                continue
            yield Pas(LieuDePas.COFFRE, partial(self._read, ligne))
            for empreinte in dict.fromkeys(e for source in self._sources for e in source.empreintes):
                yield Pas(LieuDePas.COFFRE, partial(self._read_file, empreinte))
            yield Pas(LieuDePas.RENDU, partial(self._write, ligne))
        self._lu, self._sources, self._contenus = None, (), {}

    def _read(self, ligne: "LigneTriee", coffre: "Coffre") -> None:
        lettre = letter_of(ligne)
        demarche = self.services.catalogue.demarches[lettre.demande.demarche]
        self._lu = coffre.dossiers.read(ligne.reference)
        self._sources = sources_of(self._lu, enclosed(demarche, lettre.etape, lettre.demande))
        self._contenus = {}

    def _read_file(self, empreinte: str, coffre: "Coffre") -> None:
        self._contenus[empreinte] = coffre.pieces.content(empreinte)

    def _write(self, ligne: "LigneTriee") -> None:
        from droits_usagers.letters.lettre.pieces_pdf import Bordereau

        rangees = [*enumerate(self._sources, 1)]
        retenues = [rang for rang, source in rangees if self._is_held(source)]
        partent = self._leaving(ligne)
        ecartees = [rang for rang, source in rangees if not partent.issuperset(source.empreintes)]
        pieces = [self._exhibit(ligne, source, set() if rang in retenues else partent) for rang, source in rangees]
        manque = PieceManquante(
            ligne.reference,
            tuple(
                rang
                for (rang, source), piece in zip(rangees, pieces, strict=True)
                if len(piece.contenus) < max(1, len(source.empreintes))
            ),
            tuple(retenues),
            tuple(ecartees),
        )
        date = date_courte(self.today)
        bordereau = Bordereau(
            titre=self._say("titre"),
            presentation=(self._say("presentation", reference=ligne.reference, date=date),),
            entetes=(self._say("numero"), self._say("piece"), self._say("ici")),
            page=self._say("page"),
            pieces=(*pieces, self._calendar()),
        )
        contenu = self.services.courriers.typographe_pieces.pdf(bordereau)
        nom = self._say("fichier", reference=ligne.reference)
        # Files that were received go as they were kept, if they do; what is read is their names, and the letters made again.
        titres, cadre = [piece.titre for piece in pieces], self.services.departs.cadre(self._demande())
        try:
            libre = self.services.controle.release_texts(contenu, titres, cadre, id_="pieces", nom=nom)
        except SortieRetenue:
            manque = PieceManquante(ligne.reference, tuple(range(1, len(pieces) + 1)))
        else:
            self.fichiers += write_new_files(self.dossier, {nom: libre}).values()
        if manque.rangs:
            self.manques.append(manque)

    def _leaving(self, ligne: "LigneTriee") -> set[str]:
        """The files that may leave: one that came since they were looked at waits, unless it is a covered copy."""
        tous = {un for source in self._sources for un in source.empreintes}
        if self.services.departs.cadre(self._demande()).ferme:
            return tous
        return {un for un in tous if un in self._covered() or self.releve.leaves(ligne.reference, un)}

    def _exhibit(self, ligne: "LigneTriee", source: SourcePiece, partent: set[str]) -> "PieceNumerotee":
        from droits_usagers.letters.lettre.pieces_pdf import PieceNumerotee

        contenus, etat = self._shown(source, partent)
        return PieceNumerotee(
            self._say("marque", rang=source.jointe.rang), self._title(ligne, source), self._say(etat), contenus
        )

    def _title(self, ligne: "LigneTriee", source: SourcePiece, empreinte: str = "") -> str:
        """Of an exhibit; of one of its files, where it has several."""
        textes = self.services.catalogue.textes_demarche(letter_of(ligne).demande.demarche)
        titre = source.jointe.nom or textes(f"pieces.{source.jointe.piece.id}")
        if self._lu is None or not empreinte or len(source.empreintes) == 1:
            return titre
        rang, total = source.empreintes.index(empreinte) + 1, len(source.empreintes)
        nom = next(piece.nom for piece in self._lu.pieces if piece.empreinte == empreinte)
        return self._say("un_de", titre=titre, rang=rang, total=total, nom=nom)

    def _shown(self, source: SourcePiece, partent: set[str]) -> "tuple[tuple[Contenu, ...], str]":
        """What shows an exhibit, and in what state it is: an id of `[masse.pieces]`."""
        if source.courrier is not None:
            refaite = self._made_again(source.courrier)
            return (refaite, "refaite") if refaite else ((), "a_joindre")
        moyens, liseuse = (self.services.courriers.typographe_pieces, self.services.catalogue.textes), self.services.liseuse
        lus = [as_exhibit(self._contenus[un], *moyens, liseuse=liseuse) for un in source.empreintes if un in partent]
        contenus = tuple(contenu for contenu, _ in lus if contenu is not None)
        if contenus and len(contenus) < len(source.empreintes):
            return contenus, "en_partie"
        # The least complete of several says how they all are.
        etats = {etat for _, etat in lus}
        return contenus, next((etat for etat in ("a_part", "texte", "ici_meme") if etat in etats), "a_joindre")

    def _is_held(self, source: SourcePiece) -> bool:
        """True where someone must not be found, and a file nobody covered says where she lives, or cannot all be read."""
        cadre = self.services.departs.cadre(self._demande())
        couvertes = self._covered()
        return cadre.ferme and not all(
            empreinte in couvertes or self._is_silent(self._contenus[empreinte], cadre) for empreinte in source.empreintes
        )

    def _covered(self) -> set[str]:
        """The files that are covered copies."""
        return {piece.empreinte for piece in self._lu.pieces if piece.masque_de} if self._lu is not None else set()

    def _is_silent(self, contenu: bytes, cadre: "Cadre") -> bool:
        dits = read_whole(contenu, self.services.liseuse)
        if dits is None:
            return False
        alertes = self.services.controle.examine(Sortant(passages=passages_of_texts("pieces", dits)), cadre)
        return all(alerte.regle is not Regle.ADRESSE_PROTEGEE for alerte in alertes)

    def _made_again(self, courrier: "Courrier") -> "tuple[Contenu, ...]":
        """A letter as it was made, when its template is still the same; nothing otherwise."""
        if self._lu is None:
            return ()
        jour = courrier.etabli_le.date()
        demande = self._lu.demande
        alors = tuple(fait for fait in demande.evenements if fait.date < jour)
        try:
            document = self.services.courriers.compose(replace(demande, date=jour, evenements=alors), courrier.etape)
        except ExpectedError:
            return ()
        if document.gabarit != courrier.gabarit or self._is_held_back(document):
            return ()
        return (self._pages(document),)

    def _is_held_back(self, document: "Document") -> bool:
        """True for a letter that could not leave today: what it says has to be kept quiet since."""
        controle, cadre = self.services.controle, self.services.departs.cadre(self._demande())
        return must_be_mended(controle.examine(Sortant({"lettre": document}), cadre))

    def _calendar(self) -> "PieceNumerotee":
        from droits_usagers.letters.lettre.pieces_pdf import PieceNumerotee

        faits = self.services.suivant.faits(self._demande(), cree_le=self._lu.cree_le if self._lu else None)
        feuille = self.services.fiches.calendar(faits, self.today)
        return PieceNumerotee(self._say("annexe"), self._say("calendrier"), self._say("ici_meme"), (self._pages(feuille),))

    def _demande(self) -> "Demande":
        if self._lu is None:
            raise ValueError
        return self._lu.demande

    def _pages(self, document: "Document") -> "Contenu":
        from droits_usagers.letters.lettre.pieces_pdf import PagesPdf

        contenu = self.services.courriers.render(document, Format.PDF).contenu
        return PagesPdf(contenu, self.services.courriers.typographe_pieces.count(contenu))

    def _say(self, id_: str, **valeurs: object) -> str:
        return self.services.catalogue.textes(f"masse.pieces.{id_}", **valeurs)
