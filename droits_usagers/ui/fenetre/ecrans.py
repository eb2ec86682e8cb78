"""The screens there are: where each stands in the rail, in which modes, and how it is built, on first use."""

from collections.abc import Callable
from dataclasses import dataclass

from droits_usagers.services.socle.modes import Mode
from droits_usagers.ui.socle.page import OUVERTURE, Contexte, Page

TOUS = frozenset(Mode)
SANS_POSTE_PARTAGE = TOUS - {Mode.POSTE_PARTAGE}


@dataclass(frozen=True, slots=True)
class EcranFenetre:
    """One screen. Its name is `rail.<id>` in the texts; its module is only imported when it is built."""

    id: str
    icone: str
    make: Callable[[Contexte], Page]
    modes: frozenset[Mode] = SANS_POSTE_PARTAGE
    #: False for a screen reached from another one.
    in_rail: bool = True
    #: False for one that shows what was chosen on another: Ctrl+K does not lead there.
    found: bool = True
    #: A list with many columns, and something beside it.
    large: bool = False


def _ouverture(contexte: Contexte) -> Page:
    """The first screen: what to do in the coffre once there is one, what one can start before."""
    mode = contexte.services.seance.mode
    if mode is Mode.COFFRE:
        from droits_usagers.ui.accueil.accueil import PageAccueil

        return PageAccueil(contexte, lambda id_: exists(id_, mode))
    from droits_usagers.ui.accueil.ouverture import PageOuverture

    return PageOuverture(contexte, lambda id_: exists(id_, mode))


def _assistant(contexte: Contexte) -> Page:
    from droits_usagers.ui.lettre.page import AssistantPage

    return AssistantPage(contexte)


def _refus(contexte: Contexte) -> Page:
    from droits_usagers.ui.accueil.refus import PageRefus

    return PageRefus(contexte, lambda id_: exists(id_, contexte.services.seance.mode))


def _notices(contexte: Contexte) -> Page:
    from droits_usagers.ui.notice.page import PageNotices

    return PageNotices(contexte)


def _fiches(contexte: Contexte) -> Page:
    from droits_usagers.ui.fenetre.fiches_et_ecarts import PageFichesEcarts

    return PageFichesEcarts(contexte)


def _textes(contexte: Contexte) -> Page:
    from droits_usagers.ui.droit.page import PageTextes

    return PageTextes(contexte)


def _reglages(contexte: Contexte) -> Page:
    from droits_usagers.ui.accueil.reglages import PageReglages

    return PageReglages(contexte)


def _aide(contexte: Contexte) -> Page:
    from droits_usagers.ui.accueil.aide import PageAide

    return PageAide(contexte)


def _suivi(contexte: Contexte) -> Page:
    from droits_usagers.ui.suivi.page import EcranSuivi

    return EcranSuivi(contexte)


def _piece(contexte: Contexte) -> Page:
    from droits_usagers.ui.dossier.visionneuse import PageVisionneuse

    return PageVisionneuse(contexte)


def _coffre(contexte: Contexte) -> Page:
    from droits_usagers.ui.coffre.page import PageCoffre

    return PageCoffre(contexte)


def _courrier_du_jour(contexte: Contexte) -> Page:
    from droits_usagers.ui.envois.courrier_du_jour import PageCourrierDuJour

    return PageCourrierDuJour(contexte)


def _serie(contexte: Contexte) -> Page:
    from droits_usagers.ui.serie.page import PageSerie

    return PageSerie(contexte)


def _masse(contexte: Contexte) -> Page:
    from droits_usagers.ui.envois.page import PageMasse

    return PageMasse(contexte)


def _conservation(contexte: Contexte) -> Page:
    from droits_usagers.ui.coffre.conservation import PageConservation

    return PageConservation(contexte)


def _reprise(contexte: Contexte) -> Page:
    from droits_usagers.ui.reprise.page import PageReprise

    return PageReprise(contexte)


def _mandats(contexte: Contexte) -> Page:
    from droits_usagers.ui.dossier.mandats_page import PageMandats

    return PageMandats(contexte)


def _agenda(contexte: Contexte) -> Page:
    from droits_usagers.ui.suivi.agenda import PageAgenda

    return PageAgenda(contexte)


def _export(contexte: Contexte) -> Page:
    from droits_usagers.ui.suivi.export import PageExport

    return PageExport(contexte)


def _chiffres(contexte: Contexte) -> Page:
    from droits_usagers.ui.chiffres.page import PageChiffres

    return PageChiffres(contexte)


#: In the order of the rail.
ECRANS = (
    EcranFenetre(OUVERTURE, "accueil", _ouverture, TOUS),
    EcranFenetre("assistant", "droit", _assistant, TOUS),
    EcranFenetre("refus", "refus", _refus, TOUS, in_rail=False),
    EcranFenetre("suivi", "suivi", _suivi, frozenset({Mode.COFFRE}), large=True),
    EcranFenetre("piece", "document", _piece, frozenset({Mode.COFFRE}), in_rail=False, found=False),
    EcranFenetre("coffre", "coffre", _coffre, in_rail=False, found=False),
    EcranFenetre("conservation", "corbeille", _conservation, frozenset({Mode.COFFRE}), in_rail=False),
    EcranFenetre("courrier_du_jour", "suivi", _courrier_du_jour, frozenset({Mode.COFFRE}), in_rail=False),
    EcranFenetre("serie", "creer", _serie, frozenset({Mode.COFFRE}), in_rail=False),
    EcranFenetre("reprise", "ouvrir", _reprise, frozenset({Mode.COFFRE}), in_rail=False),
    EcranFenetre("mandats", "fiches", _mandats, frozenset({Mode.COFFRE}), in_rail=False),
    EcranFenetre("agenda", "semaine", _agenda, frozenset({Mode.COFFRE}), in_rail=False),
    EcranFenetre("export", "enregistrer", _export, frozenset({Mode.COFFRE}), in_rail=False),
    EcranFenetre("chiffres", "information", _chiffres, frozenset({Mode.COFFRE}), in_rail=False),
    EcranFenetre("masse", "suivi", _masse, frozenset({Mode.COFFRE}), in_rail=False, found=False),
    EcranFenetre("notices", "notice", _notices),
    EcranFenetre("fiches", "fiches", _fiches, large=True),
    EcranFenetre("textes", "textes", _textes),
    EcranFenetre("aide", "aide", _aide, TOUS),
    EcranFenetre("reglages", "reglages", _reglages, TOUS),
)


def screens(mode: Mode) -> tuple[EcranFenetre, ...]:
    """Those there are in this mode."""
    return tuple(ecran for ecran in ECRANS if mode in ecran.modes)


def needs_room(id_: str) -> bool:
    """True if a screen is better off with all the width there is."""
    return any(ecran.large for ecran in ECRANS if ecran.id == id_)


def exists(id_: str, mode: Mode) -> bool:
    """True if one can go there in this mode."""
    return any(ecran.id == id_ for ecran in screens(mode))
