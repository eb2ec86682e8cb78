"""The screens there are: behind which door each is, in which modes, and how it is built, on first use."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.socle.modes import Mode
from droits_usagers.ui.socle.page import OUVERTURE, Contexte, Page

TOUS = frozenset(Mode)
SANS_POSTE_PARTAGE = TOUS - {Mode.POSTE_PARTAGE}


class PorteFenetre(StrEnum):
    """What one comes for."""

    ECRIRE = "ecrire"
    SUIVRE = "suivre"
    INFORMER = "informer"


@dataclass(frozen=True, slots=True)
class EcranFenetre:
    """One screen. Its name is `rail.<id>` in the texts; its module is only imported when it is built."""

    id: str
    make: Callable[[Contexte], Page]
    modes: frozenset[Mode] = SANS_POSTE_PARTAGE
    #: None: behind no door, reached by the field and by the « ⋯ ».
    porte: PorteFenetre | None = None
    #: In the menu beside the title of those behind the same door; the first of them is what the door opens on.
    au_menu: bool = False
    #: False for one that shows what was chosen on another: Ctrl+K does not lead there.
    found: bool = True


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


def _numeros(contexte: Contexte) -> Page:
    from droits_usagers.ui.droit.numeros import PageNumeros

    return PageNumeros(contexte)


def _notices(contexte: Contexte) -> Page:
    from droits_usagers.ui.notice.page import PageNotices

    return PageNotices(contexte)


def _fiches(contexte: Contexte) -> Page:
    from droits_usagers.ui.droit.fiches import PageFiches

    return PageFiches(contexte)


def _grille(contexte: Contexte) -> Page:
    from droits_usagers.ui.grille.page import PageGrille

    return PageGrille(contexte)


def _relecture(contexte: Contexte) -> Page:
    from droits_usagers.ui.grille.relecture import PageRelecture

    return PageRelecture(contexte)


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


def _organismes(contexte: Contexte) -> Page:
    from droits_usagers.ui.reprise.organismes_page import PageOrganismes

    return PageOrganismes(contexte)


def _agenda(contexte: Contexte) -> Page:
    from droits_usagers.ui.suivi.agenda import PageAgenda

    return PageAgenda(contexte)


def _export(contexte: Contexte) -> Page:
    from droits_usagers.ui.suivi.export import PageExport

    return PageExport(contexte)


def _chiffres(contexte: Contexte) -> Page:
    from droits_usagers.ui.chiffres.page import PageChiffres

    return PageChiffres(contexte)


_COFFRE = frozenset({Mode.COFFRE})
ECRIRE, SUIVRE, INFORMER = PorteFenetre
#: In the order of the menus.
ECRANS = (
    EcranFenetre(OUVERTURE, _ouverture, TOUS - _COFFRE),
    EcranFenetre("assistant", _assistant, TOUS, ECRIRE, au_menu=True),
    EcranFenetre("refus", _refus, TOUS, ECRIRE, au_menu=True),
    EcranFenetre(OUVERTURE, _ouverture, _COFFRE, SUIVRE, au_menu=True),
    EcranFenetre("suivi", _suivi, _COFFRE, SUIVRE, au_menu=True),
    EcranFenetre("courrier_du_jour", _courrier_du_jour, _COFFRE, SUIVRE, au_menu=True),
    EcranFenetre("mandats", _mandats, _COFFRE, SUIVRE, au_menu=True),
    EcranFenetre("organismes", _organismes, _COFFRE, SUIVRE, au_menu=True),
    EcranFenetre("chiffres", _chiffres, _COFFRE, SUIVRE, au_menu=True),
    EcranFenetre("coffre", _coffre, porte=SUIVRE, au_menu=True, found=False),
    EcranFenetre("piece", _piece, _COFFRE, SUIVRE, found=False),
    EcranFenetre("conservation", _conservation, _COFFRE, SUIVRE),
    EcranFenetre("serie", _serie, _COFFRE, SUIVRE),
    EcranFenetre("reprise", _reprise, _COFFRE, SUIVRE),
    EcranFenetre("agenda", _agenda, _COFFRE, SUIVRE),
    EcranFenetre("export", _export, _COFFRE, SUIVRE),
    EcranFenetre("masse", _masse, _COFFRE, SUIVRE, found=False),
    EcranFenetre("notices", _notices, porte=INFORMER, au_menu=True),
    EcranFenetre("fiches", _fiches, porte=INFORMER, au_menu=True),
    EcranFenetre("grille", _grille, porte=INFORMER, au_menu=True),
    EcranFenetre("relecture", _relecture, porte=INFORMER, au_menu=True),
    EcranFenetre("textes", _textes),
    EcranFenetre("numeros", _numeros, TOUS),
    EcranFenetre("aide", _aide, TOUS),
    EcranFenetre("reglages", _reglages, TOUS),
)


def screens(mode: Mode) -> tuple[EcranFenetre, ...]:
    """Those there are in this mode."""
    return tuple(ecran for ecran in ECRANS if mode in ecran.modes)


def behind(porte: PorteFenetre, mode: Mode) -> tuple[EcranFenetre, ...]:
    """Those that the menu beside the title leads to, behind a door; the door opens on the first."""
    return tuple(ecran for ecran in screens(mode) if ecran.porte is porte and ecran.au_menu)


def door_of(id_: str, mode: Mode) -> PorteFenetre | None:
    """The door that a screen is behind, if any."""
    return next((ecran.porte for ecran in screens(mode) if ecran.id == id_), None)


def screen_name(textes: Textes, id_: str, mode: Mode) -> str:
    """What a screen is called: the first one of a coffre is the week's."""
    return textes("rail.semaine" if id_ == OUVERTURE and mode is Mode.COFFRE else f"rail.{id_}")


def exists(id_: str, mode: Mode) -> bool:
    """True if one can go there in this mode."""
    return any(ecran.id == id_ for ecran in screens(mode))
