"""A table taken over without anyone to ask: what is sure becomes dossiers, what is not stays in them, to be checked."""

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from droits_usagers.domain.reprise.champs import ChampReprise
from droits_usagers.domain.reprise.correspondance import imprint, word_of
from droits_usagers.domain.reprise.lexique import key_of
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.tableaux import shown
from droits_usagers.services.reprise.coffre import Reprise
from droits_usagers.services.reprise.ecran import sheet_name
from droits_usagers.services.reprise.organismes import AtelierOrganismes
from droits_usagers.services.reprise.remarques import decide, remarks_of
from droits_usagers.services.reprise.reprise import MEMOIRE, Essai, LecteurReprise, nouveaux_of, sort_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.reprise.denominations import KnownBodies
    from droits_usagers.domain.socle.tableaux import Classeur
    from droits_usagers.services.reprise.coffre import CoffreOuReprendre
    from droits_usagers.services.reprise.remarques import RemarqueMontree
    from droits_usagers.services.reprise.reprise import ChantierReprise


@dataclass(frozen=True, slots=True)
class DitsReprise:
    """What is said of a table beforehand, for want of anyone to ask."""

    #: The sheet, by its name; empty for the only one that has lines.
    feuille: str = field(default="", repr=False)
    #: Lines that are struck through are taken over too.
    barrees: bool = False
    #: What columns say, by their headings: a `ChampReprise`, or nothing for one that stays in the table.
    colonnes: "Mapping[str, ChampReprise | None]" = field(default_factory=dict, repr=False)
    #: What words of the column of statuses mean: a code, or nothing for what goes on.
    etats: "Mapping[str, str]" = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class BilanReprise:
    """How many lines there are, what became of them, and how many bodies they are addressed to."""

    lignes: int
    prises: int
    a_verifier: int
    #: Left out, left aside, or already there.
    ecartees: int
    organismes: int
    #: Of the lines left out, those struck through; and those that say they are over, without a day.
    barrees: int
    clos_sans_jour: int
    #: Whose address is withheld for what is written on the line.
    proteges: int
    #: Remarks that nobody has read, each once.
    remarques_a_lire: int
    #: Doubles that say more than the dossier, or the line, that they are the double of.
    completes: int


def try_table(
    coffre: "CoffreOuReprendre",
    catalogue: "Catalogue",
    classeur: "Classeur",
    *,
    dits: DitsReprise = DitsReprise(),
    fichier: str,
    today: dt.date,
    connus: "KnownBodies | None" = None,
) -> "tuple[ChantierReprise, Essai]":
    """The dry run of a sheet. `connus`: an index of public bodies.

    Raises ExpectedError FEUILLE_ABSENTE, FEUILLE_A_DIRE where several have lines and none is said, or TABLEAU_ILLISIBLE where
    no column is understood; each says the name of the file.
    """
    lecteur = LecteurReprise(catalogue, coffre.reglages.read(MEMOIRE))
    if dits.feuille:
        cherchee = dits.feuille.casefold()
        rang = next((rang for rang, une in enumerate(classeur.feuilles) if une.nom.casefold() == cherchee), None)
        if rang is None:
            raise ExpectedError(Panne.FEUILLE_ABSENTE, fichier=fichier, feuille=dits.feuille)
        chantier = lecteur.open(classeur, feuille=rang)
    elif classeur.several:
        raise ExpectedError(Panne.FEUILLE_A_DIRE, fichier=fichier, feuilles=_sheets(classeur, catalogue))
    else:
        chantier = lecteur.open_best(classeur)
    chantier = replace(chantier, avec_barrees=dits.barrees)
    chantier = _as_said(chantier, dits)
    if not any(chantier.correspondance.colonnes):
        raise ExpectedError(Panne.TABLEAU_ILLISIBLE, fichier=fichier)
    lues = lecteur.read(chantier, today)
    # Nor is anyone there to say which is the first name: one that nothing tells apart stays whole.
    entiers = {ligne.numero: ligne.nom_douteux.whole for ligne in lues if ligne.nom_douteux is not None}
    if entiers:
        lues = lecteur.read(replace(chantier, echanges=entiers), today)
    atelier = AtelierOrganismes(catalogue, connus)
    organismes = atelier.look(chantier, lues, coffre.reprise.organismes(), fautes=False)
    feuille_d_adresses = next((rang for rang, _ in organismes.feuilles), None)
    dit = atelier.agree(chantier, organismes, feuille=feuille_d_adresses)
    lignes = atelier.apply(lues, dit)
    return chantier, coffre.reprise.look_again(sort_out(lignes, coffre.reprise.connus(nouveaux_of(lignes))))


def _sheets(classeur: "Classeur", catalogue: "Catalogue") -> str:
    """The names of all of them, those that the spreadsheet does not show too."""
    noms = [sheet_name(une, catalogue.textes) for une in classeur.feuilles]
    return ", ".join((*noms, *classeur.ecartees))


def _as_said(chantier: "ChantierReprise", dits: DitsReprise) -> "ChantierReprise":
    dit = chantier.correspondance
    for titre, champ in dits.colonnes.items():
        for rang in _columns_called(chantier, titre):
            dit = dit.with_column(rang, champ)
    for mot, code in dits.etats.items():
        dit = dit.with_meaning(ChampReprise.ISSUE, mot, code)
    return chantier.with_correspondance(dit)


def _columns_called(chantier: "ChantierReprise", titre: str) -> list[int]:
    return [rang for rang, entete in enumerate(chantier.entetes) if imprint(entete) == imprint(titre)]


def not_there(chantier: "ChantierReprise", titres: "Iterable[str]") -> tuple[str, ...]:
    """Those of these headings that no column has: what was said of them says nothing."""
    return tuple(titre for titre in titres if not _columns_called(chantier, titre))


def unheard(chantier: "ChantierReprise", mots: "Iterable[str]") -> tuple[str, ...]:
    """Those of these words that stand in no column of statuses: what was said of them says nothing."""
    rangs = chantier.correspondance.columns_of(ChampReprise.ISSUE)
    ecrits = {
        key_of(word_of(ChampReprise.ISSUE, shown(rangee[rang])))
        for rangee in chantier.lignes
        for rang in rangs
        if rang < len(rangee)
    }
    return tuple(mot for mot in mots if key_of(mot) not in ecrits)


def to_read(essai: Essai) -> "tuple[RemarqueMontree, ...]":
    """The remarks that withhold an address for want of anyone who read them."""
    return tuple(une for une in remarks_of(essai) if not une.entendue)


def as_read(essai: Essai) -> Essai:
    """The dry run once someone read those, all at once: none of them withholds an address any more."""
    return decide(essai, {une.texte: False for une in to_read(essai)}, at_once=True)


def count(essai: Essai) -> BilanReprise:
    """What a dry run comes to."""
    ecartees = len(essai.refusees) + len(essai.doublons) + len(essai.ecartees)
    organismes = {
        ligne.nouveau.demande.organisme.nom
        for ligne in essai.a_reprendre
        if ligne.nouveau and ligne.nouveau.demande.organisme.nom
    }
    prises = len(essai.a_reprendre)
    return BilanReprise(
        prises + ecartees,
        prises,
        essai.a_verifier,
        ecartees,
        len(organismes),
        barrees=len(essai.struck),
        clos_sans_jour=essai.clos_sans_jour,
        proteges=essai.proteges,
        remarques_a_lire=len(to_read(essai)),
        completes=sum(bool(double.plus) for double in essai.doublons),
    )


def taking_over(coffre: "CoffreOuReprendre", essai: Essai) -> "Iterator[tuple[int, int]]":
    """Make its dossiers, all or none: how many so far, of how many."""
    nouveaux, ajouts = essai.chosen(), essai.added()
    for avancement in coffre.reprise.creating(Reprise(nouveaux, ajouts=ajouts)):
        yield avancement.fait, len(nouveaux) + len(ajouts)
