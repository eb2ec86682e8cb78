"""Letters, printed pages, fiches and grilles of invented cases: to see what the program makes, and to draw its documentation.

A case is an R.toml of `resources/demonstration/`, named after the file; same cases, same bytes. One that holds facts is someone
who comes back: the letter these facts call for is written for them, and the first for everyone else.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from droits_usagers.domain.demarche.demande import Demande, contexte_of
from droits_usagers.domain.demarche.demarches import detour_of, issue_of, obstacle_of
from droits_usagers.services.socle.ecriture import write_file
from droits_usagers.services.socle.lecture import read_demande

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.controle.libre import Libre
    from droits_usagers.domain.demarche.demarches import Demarche
    from droits_usagers.services.ensemble import Services
    from droits_usagers.services.lettre.courriers import Format, Rendu

#: What the étape makes, among the documents of a kit.
_PRINCIPAUX = frozenset({"lettre", "formulaire", "page"})
#: When invented grilles are printed: always the same day, as the letters of invented cases.
_JOUR = dt.date(2026, 11, 24)
#: The folder of the invented fiches de traitement: filled to the last line, unlike the models.
FICHES = "demonstration/fiches"
#: Where nobody's complete notices are.
_ADRESSE = "https://www.exemple.fr/vos-donnees"


@dataclass(frozen=True, slots=True)
class CasInvente:
    """An invented case, and the étapes to write for it."""

    id: str
    demande: Demande
    etapes: tuple[str, ...]


def load_cas(catalogue: "Catalogue") -> tuple[CasInvente, ...]:
    """Every invented case, in order of names. A letter that none calls for is written by the first of its demarche that can."""
    chemins = sorted((catalogue.resources / "demonstration").glob("*.toml"))
    trouves = [_read_cas(chemin, catalogue) for chemin in chemins]
    ecrites = {(cas.demande.demarche, etape) for cas in trouves for etape in cas.etapes}
    for rang, cas in enumerate(trouves):
        id_ = cas.demande.demarche
        restent = (etape.id for etape in catalogue.demarches[id_].etapes if (id_, etape.id) not in ecrites)
        autres = tuple(etape for etape in restent if _gives_a_letter(cas.demande, catalogue.demarches[id_], etape))
        ecrites |= {(id_, etape) for etape in autres}
        trouves[rang] = replace(cas, etapes=cas.etapes + autres)
    return tuple(trouves)


def write_demonstration(services: "Services", sortie: Path, *, remplacer: bool = False) -> Iterator[Path]:
    """Write every letter and kit page as .docx and .pdf, one folder per case, and give each path as it is written.

    Raises ExpectedError FICHIER_EXISTE (unless `remplacer`), DISQUE_PLEIN, DOSSIER_INACCESSIBLE.
    """
    from droits_usagers.services.lettre.courriers import Format

    courriers = services.courriers
    for cas in load_cas(services.catalogue):
        for etape in cas.etapes:
            for exemplaire in courriers.kit(cas.demande, etape):
                for format_ in (Format.DOCX, Format.PDF):
                    nom = _name(courriers.suggested_name(cas.demande, etape, format_), exemplaire.id, format_)
                    chemin = sortie / cas.id / nom
                    contenu = _invented(services, courriers.render(exemplaire.document, format_))
                    write_file(chemin, contenu, remplacer=remplacer, creer_dossier=True)
                    yield chemin


def write_fiches(services: "Services", sortie: Path, *, remplacer: bool = False) -> Iterator[Path]:
    """Write every fiche in the folder « fiches », the calendar once to fill by hand and once for a dossier. Raises as above."""
    from droits_usagers.services.droit.fiches import CALENDRIER
    from droits_usagers.services.lettre.courriers import Format

    fiches = services.fiches
    feuilles = {id_: fiches.make(id_) for id_ in fiches.ids}
    for cas in load_cas(services.catalogue):
        if cas.demande.evenements and cas.demande.date is not None:
            feuilles[f"{CALENDRIER}-{cas.id}"] = fiches.calendar(services.suivant.faits(cas.demande), cas.demande.date)
    for id_, feuille in feuilles.items():
        for format_ in (Format.DOCX, Format.PDF):
            chemin = sortie / "fiches" / fiches.suggested_name(id_, format_)
            libre = _invented(services, services.courriers.render(feuille, format_))
            write_file(chemin, libre, remplacer=remplacer, creer_dossier=True)
            yield chemin


def write_notices(services: "Services", sortie: Path, *, remplacer: bool = False) -> Iterator[Path]:
    """Write everything that is printed for each invented fiche de traitement, in the folder « notices ». Raises as above.

    As PDF on every paper, and once in Word.
    """
    from droits_usagers.domain.notice.traitements import Forme
    from droits_usagers.services.notice.notices import FORMATS, Impression
    from droits_usagers.services.socle.lecture import read_fiche

    catalogue, notices = services.catalogue, services.notices
    for invente in sorted((catalogue.resources / FICHES).glob("*.toml")):
        fiche = read_fiche(invente, catalogue)
        for forme in Forme:
            for papier in forme.papiers:
                langues = tuple(langue.code for langue in notices.langues()) if forme is Forme.LANGUES else ()
                impression = Impression(forme, papier, adresse=_ADRESSE, langues=langues)
                for format_ in FORMATS if papier is forme.papiers[0] else FORMATS[:1]:
                    chemin = sortie / "notices" / invente.stem / notices.suggested_name(impression, format_)
                    contenu = _invented(services, notices.render(fiche, impression, format_))
                    write_file(chemin, contenu, remplacer=remplacer, creer_dossier=True)
                    yield chemin


def write_grilles(services: "Services", sortie: Path, *, remplacer: bool = False) -> Iterator[Path]:
    """Write each invented grille d'écarts and its summary, in the folder « ecarts », as they stand one day. Raises as above."""
    from droits_usagers.services.grille.ecarts import EXEMPLES, find_ecarts, read_grille
    from droits_usagers.services.grille.imprimee import FormeGrille
    from droits_usagers.services.lettre.courriers import Format

    catalogue, grilles = services.catalogue, services.grilles
    for exemple in sorted((catalogue.resources / EXEMPLES).glob("*.toml")):
        grille = read_grille(exemple, catalogue)
        ecarts = find_ecarts(grille, catalogue)
        for forme in FormeGrille:
            for format_ in (Format.DOCX, Format.PDF):
                chemin = sortie / "ecarts" / exemple.stem / grilles.suggested_name(forme, format_)
                contenu = _invented(services, grilles.render(grille, ecarts, format_, au=_JOUR, forme=forme))
                write_file(chemin, contenu, remplacer=remplacer, creer_dossier=True)
                yield chemin


def _invented(services: "Services", rendu: "Rendu") -> "Libre[bytes]":
    """Nobody is in these: they show what the program makes, with values that a real document could not keep."""
    return services.controle.release_as_is(rendu.contenu)


def _read_cas(chemin: Path, catalogue: "Catalogue") -> CasInvente:
    demande = read_demande(chemin, catalogue)
    return CasInvente(chemin.stem, demande, (_etape_for(demande, catalogue.demarches[demande.demarche]),))


def _gives_a_letter(demande: Demande, demarche: "Demarche", etape: str) -> bool:
    return obstacle_of(demarche, etape, reponses=demande.reponses, contexte=contexte_of(demande)) is None


def _etape_for(demande: Demande, demarche: "Demarche") -> str:
    """The letter these facts call for: that an answer leads to, a reply received, or else that which asks for most of them."""
    ailleurs = detour_of(demarche, demarche.etapes[0].id, reponses=demande.reponses, contexte=contexte_of(demande))
    if ailleurs is not None and ailleurs.etape:
        return ailleurs.etape
    faits = {evenement.type.value for evenement in demande.evenements}
    for etape in demarche.etapes:
        issue = issue_of(demarche, etape.id, reponses=demande.reponses, contexte=contexte_of(demande))
        if issue is not None and issue.etape == etape.id and issue.evenement in faits:
            return etape.id
    return max(demarche.etapes, key=lambda etape: len(faits & set(etape.papier))).id


def _name(lettre: str, document: str, format_: "Format") -> str:
    """The name of the letter, followed by the kind of page it goes with: 2026-11-24-acces-demande-recepisse.pdf."""
    suffixe = f".{format_}"
    return lettre if document in _PRINCIPAUX else f"{lettre.removesuffix(suffixe)}-{document}".replace("_", "-") + suffixe
