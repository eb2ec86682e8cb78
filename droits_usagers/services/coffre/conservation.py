"""« Conservation »: what has been closed for long enough to be erased, and all that is kept about one person.

The file of a union desk is a processing too: what is no longer needed goes away, and what someone asks to see erased is found.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.protection import hides_auteur, hides_concerne
from droits_usagers.domain.dossier.attaches import words_attached
from droits_usagers.domain.dossier.dossiers import LigneSuivi, PageSuivi
from droits_usagers.domain.droit.feries import add_months
from droits_usagers.domain.lettre.lettre import ACompleter, Feuille, GabaritUtilise, Paragraphe, Texte
from droits_usagers.domain.mots.pliage import words
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.personnes.personnes import Personne

if TYPE_CHECKING:
    from droits_usagers.services.coffre.carnet import CoffreSeul
    from droits_usagers.services.coffre.valeurs import Effacement
    from droits_usagers.services.socle.travail import Unites

#: How long closed dossiers are kept, in months, unless another length was chosen in this coffre.
MOIS = 12
LONGUEURS = (6, 12, 18, 24, 36, 60)
_CLE = "conservation.mois"
#: Dossiers proposed at once; those that follow come when these are erased.
PROPOSES = 300
#: Dossiers looked at for one name; beyond, the name is too short to say who is meant.
_REGARDES = 200
_CLOS = "clos"


class GenreTrace(StrEnum):
    """What is kept: a dossier that is closed, one that is not, one in the bin, a draft."""

    CLOS = "clos"
    EN_COURS = "en_cours"
    CORBEILLE = "corbeille"
    BROUILLON = "brouillon"


@dataclass(frozen=True, slots=True)
class TraceGardee:
    """Something that can be erased, known by its reference, or by its key for a draft."""

    id: str
    genre: GenreTrace
    demarche: str
    personne: str = field(repr=False)
    organisme: str = field(repr=False)
    #: The day it was closed, sent, thrown away, or last typed in.
    le: dt.date | None = None
    #: The name typed is not there as it is: it only looks like one that is.
    proche: bool = False


@dataclass(frozen=True, slots=True)
class Traces:
    """What was found, and what was left out."""

    traces: tuple[TraceGardee, ...] = ()
    #: How many more dossiers there are.
    autres: int = 0


def read_months(coffre: "CoffreSeul") -> int:
    """How long closed dossiers are kept in this coffre."""
    gardes = coffre.reglages.read(_CLE)
    return gardes if gardes in LONGUEURS else MOIS


def keep_months(coffre: "CoffreSeul", mois: int) -> None:
    """Remember it, in the coffre."""
    coffre.reglages.keep(_CLE, mois)


def count_proposed(coffre: "CoffreSeul", today: dt.date) -> int:
    """How many dossiers have been closed for longer than that."""
    return coffre.conservation.count_closed_by(add_months(today, -read_months(coffre)))


def proposed(coffre: "CoffreSeul", today: dt.date) -> Traces:
    """These dossiers, the oldest first."""
    jour = add_months(today, -read_months(coffre))
    clos = coffre.conservation.closed_by(jour, plus=PROPOSES)
    traces = tuple(
        TraceGardee(un.reference, GenreTrace.CLOS, un.demarche, un.personne, un.organisme, un.clos_le) for un in clos
    )
    return Traces(traces, coffre.conservation.count_closed_by(jour) - len(traces))


def about(coffre: "CoffreSeul", nom: str) -> Traces:
    """All that names someone: dossiers, whatever their role or where it is written, the bin, drafts. Nothing for no name."""
    cherches = words(nom)
    if not cherches:
        return Traces()
    page = coffre.conservation.named(nom, plus=_REGARDES)
    dossiers = _dossiers(page)
    return Traces((*dossiers, *_discarded(coffre, cherches), *_drafts(coffre, cherches)), page.total - len(page.lignes))


def erasing(coffre: "CoffreSeul", traces: Iterable[TraceGardee]) -> "Unites[Effacement]":
    """Erase these for good, here and in the backups within reach, in units."""
    choisies = tuple(traces)
    brouillons = [trace.id for trace in choisies if trace.genre is GenreTrace.BROUILLON]
    references = [trace.id for trace in choisies if trace.genre is not GenreTrace.BROUILLON]
    return coffre.effacement.erasing(references, brouillons=brouillons)


def _dossiers(page: PageSuivi) -> Iterator[TraceGardee]:
    exacts = page.total - page.proches
    for rang, ligne in enumerate(page.lignes):
        yield _listed(ligne, proche=rang >= exacts)


def _listed(ligne: LigneSuivi, *, proche: bool) -> TraceGardee:
    genre = GenreTrace.CLOS if ligne.etat == _CLOS else GenreTrace.EN_COURS
    return TraceGardee(ligne.reference, genre, ligne.demarche, ligne.personne, ligne.organisme, ligne.envoyee_le, proche=proche)


def _discarded(coffre: "CoffreSeul", cherches: tuple[str, ...]) -> Iterator[TraceGardee]:
    for element, lu in coffre.conservation.discarded():
        ecrits = (*_texts_of(lu.demande), *words_attached(lu))
        if _holds(ecrits, cherches):
            qui, quoi = element.personne, element.organisme
            yield TraceGardee(element.reference, GenreTrace.CORBEILLE, element.demarche, qui, quoi, element.jete_le)


def _drafts(coffre: "CoffreSeul", cherches: tuple[str, ...]) -> Iterator[TraceGardee]:
    for brouillon in coffre.brouillons.latest():
        demande = brouillon.demande
        if _holds(_texts_of(demande), cherches):
            qui = (demande.concerne or demande.signataire).nom_complet
            le = brouillon.modifie_le.date()
            yield TraceGardee(brouillon.cle, GenreTrace.BROUILLON, demande.demarche, qui, demande.organisme.nom, le)


def _holds(textes: Iterable[str], cherches: tuple[str, ...]) -> bool:
    """True if every word typed begins a word of these texts: what searching the Suivi goes by."""
    mots = words("\n".join(textes))
    return all(any(mot.startswith(cherche) for mot in mots) for cherche in cherches)


def _texts_of(demande: Demande) -> Iterator[str]:
    if demande.concerne is not None:
        yield from _texts_of_person(demande.concerne, tue=hides_concerne(demande))
    if demande.auteur is not None:
        yield from _texts_of_person(demande.auteur.personne, tue=hides_auteur(demande))
    for autre in (demande.reponse_a, *demande.copies):
        if autre is not None:
            yield from (autre.nom, *autre.adresse)
    yield demande.organisme.nom
    yield from _texts_typed(demande.reponses.values())


def _texts_of_person(personne: Personne, *, tue: bool) -> tuple[str, ...]:
    noms = (personne.prenom, personne.nom, personne.nom_naissance, personne.denomination)
    return noms if tue else (*noms, *personne.adresse)


def _texts_typed(valeurs: Iterable[object]) -> Iterator[str]:
    for valeur in valeurs:
        if isinstance(valeur, str):
            yield valeur
        elif isinstance(valeur, Mapping):
            yield from _texts_typed(valeur.values())
        elif isinstance(valeur, tuple):
            yield from _texts_typed(valeur)


#: The parts of the notice, in reading order; each has a title and a text in `[coffre_ecran.notice]`.
PARTIES = ("qui", "pourquoi", "accord", "lecteurs", "duree", "droits", "cnil")
_VERSION = "2026-11"
_CORPS_PT = 14


def notice_texts(textes: Textes) -> tuple[tuple[str, str], ...]:
    """The notice as (title, text) pairs, for the screen."""
    return tuple((textes(f"coffre_ecran.notice.{id_}_titre"), textes(f"coffre_ecran.notice.{id_}")) for id_ in PARTIES)


def notice_sheet(textes: Textes) -> Feuille:
    """The same on a page to read aloud or to give, with a line for who keeps the file."""
    parties = notice_texts(textes)
    corps = [Paragraphe((Texte(f"{titre} ", gras=True), Texte(texte))) for titre, texte in parties]
    corps.insert(1, Paragraphe((ACompleter(), Texte(" "), ACompleter())))
    empreinte = hashlib.sha256(repr(parties).encode()).hexdigest()[:16]
    return Feuille(
        titre=(Texte(textes("coffre_ecran.notice.titre")),),
        corps=tuple(corps),
        gabarit=GabaritUtilise("coffre/notice", _VERSION, empreinte),
        corps_pt=_CORPS_PT,
    )
