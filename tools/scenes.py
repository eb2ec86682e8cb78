"""The screens worth looking at, and how to get to each from a window that has just opened. Everyone in them is invented."""

import datetime as dt
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import cycle
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtWidgets import QWidget

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande, Domicile
from droits_usagers.domain.dossier.dossiers import Filtre, PageSuivi, PositionLettre
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.personnes import Personne
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.demonstration.coffres import Inventeur
from droits_usagers.services.demonstration.papiers import load_cas
from droits_usagers.services.ensemble import Services
from droits_usagers.ui.annuaire.recherche import RechercheService
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.dossier.avis_adresse import AvisAdresse
from droits_usagers.ui.envois.courrier_du_jour import PageCourrierDuJour
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.socle.destination import (
    Quoi,
    VersArticle,
    VersBrouillon,
    VersDemarche,
    VersDossier,
    VersPartie,
    VersPiece,
)
from droits_usagers.ui.suivi.export import AVEC, PageExport
from droits_usagers.ui.suivi.page import EcranSuivi
from droits_usagers.vault.driver import Cle
from tools.scene_serie import advance, fill_mandats
from tools.scene_tableau import take_over
from tools.scenes_adresse import answer_shown, keep_typed, share_home
from tools.scenes_dossier import fill, show_affaire
from tools.scenes_fenetre import (
    SCENES_FICHES,
    Scene,
    depart,
    impression,
    incident,
    numbers,
    page,
    recherche,
    settle,
    until,
    voile,
    wait_for_letters,
)
from tools.scenes_grille import SCENES_GRILLE
from tools.scenes_liste import GESTES
from tools.scenes_masquage import covered
from tools.scenes_masse import show_bulk

#: Invented, and in this file: a coffre of which everybody knows the phrase protects nobody.
_PHRASE = "sept girafes lisent l'étiquette du cornichon violet"
#: Days since each letter left and was received: late, due this week, waiting, not received yet, not sent.
_AGES = ((70, 66), (95, 90), (48, 45), (31, 28), (29, 26), (12, 9), (5, None), (3, None), (None, None), (20, 17))


# With a coffre


def _dossiers(services: Services) -> list[Demande]:
    today = services.today()

    def at(demande: Demande, envoye: int | None, recu: int | None) -> Demande:
        jours = ((envoye, TypeEvenement.ENVOYE), (recu, TypeEvenement.RECU))
        faits = tuple(Evenement(today - dt.timedelta(jour), type_) for jour, type_ in jours if jour is not None)
        return replace(demande, evenements=faits)

    return [at(demande, *ages) for demande, ages in zip(_invented(services.catalogue), cycle(_AGES), strict=False)]


@lru_cache(maxsize=1)
def _invented(catalogue: Catalogue) -> tuple[Demande, ...]:
    """Read once for all the scenes of a run."""
    return tuple(cas.demande for cas in load_cas(catalogue))


@dataclass(frozen=True)
class _Modele:
    """A coffre made once: each scene that asks for the same has a copy. What nobody changes is not worked out anew."""

    cle: Cle
    jour: dt.date
    demandes: list[Demande]
    octets: bytes


_MODELES: list[_Modele] = []


def _copy_coffre(services: Services, demandes: list[Demande], chemin: Path) -> Coffre:
    """A coffre of these dossiers there, open."""
    cle = services.coffres._cle(_PHRASE)  # noqa: SLF001 - in tests it costs less, and opens nothing else
    jour = services.today()
    faits = (un.octets for un in _MODELES if (un.cle, un.jour, un.demandes) == (cle, jour, demandes))
    octets = next(faits, None)
    if octets is None:
        with closing(services.coffres.create(chemin, _PHRASE, accept_weak=True)) as neuf:
            for demande in demandes:
                neuf.dossiers.create(demande)
        octets = chemin.read_bytes()
        _MODELES.append(_Modele(cle, jour, demandes, octets))
        chemin.unlink()
    chemin.write_bytes(octets)
    return services.coffres.open(chemin, _PHRASE)


def _open_coffre(fenetre: Fenetre, demandes: list[Demande], brouillon: tuple[Demande, PositionLettre] | None = None) -> str:
    """Has a coffre of these dossiers in the window, and returns the key of the draft, if there is one."""
    services = fenetre.contexte.services
    chemin = Path(mkdtemp()) / "permanence.coffre"
    faits: list[tuple[Coffre, str]] = []
    pannes: list[Exception] = []

    def make() -> tuple[Coffre, str]:
        coffre = _copy_coffre(services, demandes, chemin)
        return coffre, coffre.brouillons.save(brouillon[0], position=brouillon[1]) if brouillon else ""

    services.travail.submit(make, on_success=faits.append, on_failure=pannes.append)
    until(lambda: bool(faits or pannes))
    if pannes:
        raise pannes[0]
    coffre, cle = faits[0]
    services.seance.open_coffre(coffre)
    fenetre.pages.mode_changed.emit()
    return cle


def _in_coffre(page: str, quoi: Quoi | None = None, *, empty: bool = False) -> Scene:
    def show(fenetre: Fenetre) -> QWidget:
        demandes = [] if empty else _dossiers(fenetre.contexte.services)
        _open_coffre(fenetre, demandes)
        settle()
        fenetre.pages.go_to(page, quoi)
        settle()
        return fenetre

    return show


def _courrier_du_jour(fenetre: Fenetre) -> QWidget:
    """The mail of the day, once a name is begun."""
    _in_coffre("courrier_du_jour")(fenetre)
    page = fenetre.pages.currentWidget()
    if isinstance(page, PageCourrierDuJour):
        page.saisie.dossier.insert("con")
    settle()
    return fenetre


def _masse(element: str) -> Scene:
    """Something done to every dossier at once."""

    def show(fenetre: Fenetre) -> QWidget:
        _in_coffre("suivi")(fenetre)
        return show_bulk(fenetre, element)

    return show


def _liste(geste: Callable[[EcranSuivi], None]) -> Scene:
    """The list of the Suivi, once something was done in it."""

    def show(fenetre: Fenetre) -> QWidget:
        _in_coffre("suivi")(fenetre)
        page = fenetre.pages.currentWidget()
        if isinstance(page, EcranSuivi):
            geste(page)
        settle()
        return fenetre

    return show


def _dossier(geste: str = "", *, piece: int = 0) -> Scene:
    """A dossier full of what happens to one, after a gesture; or a file kept with it, by its number."""

    def show(fenetre: Fenetre) -> QWidget:
        services = fenetre.contexte.services
        demandes = _dossiers(services)
        _open_coffre(fenetre, demandes)
        coffre = services.seance.coffre
        faits: list[object] = []
        if coffre is not None:
            references = [f"{services.today().year}-{rang:04}" for rang in (1, 2, 3)]
            plein = partial(fill, coffre, services, references)
            services.travail.submit(plein, on_success=faits.append, on_failure=faits.append)
        until(lambda: bool(faits))
        if piece:
            fenetre.pages.go_to("piece", VersPiece("2026-0001", piece))
        else:
            fenetre.pages.go_to("suivi", VersDossier("2026-0001"))
        settle()
        montree = fenetre.pages.currentWidget()
        if isinstance(montree, EcranSuivi) and geste:
            bouton = next(un for un in montree.panneau.findChildren(Bouton) if un.isVisible() and un.titre.startswith(geste))
            bouton.setFocus()
            bouton.click()
            settle()
        return fenetre

    return show


def _refus(fenetre: Fenetre) -> QWidget:
    """A dossier of someone who refuses, in an affaire."""
    services = fenetre.contexte.services
    refus = next(cas.demande for cas in load_cas(services.catalogue) if cas.demande.demarche == "opposition")
    _open_coffre(fenetre, [refus, *_dossiers(services)[:2]])
    return show_affaire(fenetre)


def _reprise(*gestes: str) -> Scene:
    def show(fenetre: Fenetre) -> QWidget:
        _in_coffre("reprise")(fenetre)
        take_over(fenetre, gestes)
        return fenetre

    return show


def _a_verifier(fenetre: Fenetre) -> QWidget:
    """A dossier that came from a table, with words to be checked."""
    _in_coffre("reprise", empty=True)(fenetre)
    take_over(fenetre, ("coller", "", "", "mots", "", "", "", ""))
    settle()
    coffre, faits = fenetre.contexte.services.seance.coffre, list[object]()
    if coffre is not None:
        chercher = partial(coffre.liste.page, Filtre(a_verifier=True))
        fenetre.contexte.services.travail.submit(chercher, on_success=faits.append, on_failure=faits.append)
    until(lambda: bool(faits))
    if isinstance(faits[0], PageSuivi):
        fenetre.pages.go_to("suivi", VersDossier(faits[0].lignes[-1].reference))
    settle()
    return fenetre


def _adresse(*, answered: bool) -> Scene:
    """An address that someone protects and that others have: asked beside the dossier, or where it is held once answered."""

    def show(fenetre: Fenetre) -> QWidget:
        _open_coffre(fenetre, share_home(_dossiers(fenetre.contexte.services)))
        settle()
        fenetre.pages.go_to("suivi", VersDossier("2026-0001"))
        settle()
        avis = fenetre.findChildren(AvisAdresse)
        until(lambda: any(un.isVisible() for un in avis))
        settle()
        return answer_shown(fenetre) if answered else fenetre

    return show


def _serie(pas: int) -> Scene:
    def show(fenetre: Fenetre) -> QWidget:
        _in_coffre("suivi")(fenetre)
        return advance(fenetre, pas)

    return show


def _mandats(fenetre: Fenetre) -> QWidget:
    """One of each kind, and those that are missing."""
    services = fenetre.contexte.services
    _open_coffre(fenetre, _dossiers(services)[:12])
    coffre, faits = services.seance.coffre, list[object]()
    if coffre is not None:
        remplir = partial(fill_mandats, coffre, services.today())
        services.travail.submit(remplir, on_success=faits.append, on_failure=faits.append)
    until(lambda: bool(faits))
    fenetre.pages.go_to("mandats")
    settle()
    return fenetre


def _sortie(page: str, *, noms: bool = False) -> Scene:
    """A screen from which something leaves the coffre, two dossiers being chosen; with the names, every column is in view."""

    def show(fenetre: Fenetre) -> QWidget:
        _in_coffre("suivi")(fenetre)
        fenetre.contexte.services.selection.give(("2026-0001", "2026-0002"))
        fenetre.pages.go_to(page)
        settle()
        montree = fenetre.pages.currentWidget()
        if noms and isinstance(montree, PageExport):
            montree.noms.set_value((AVEC,))
            montree.deplier.click()
            montree.nominatives.setFocus()
            settle()
        return fenetre

    return show


def _chiffres(nombre: int) -> Scene:
    """The figures of a coffre of so many invented dossiers, once they are counted and drawn."""

    def show(fenetre: Fenetre) -> QWidget:
        inventeur = Inventeur(fenetre.contexte.services.catalogue, nombre)
        _open_coffre(fenetre, [inventeur.dossier(rang).demande for rang in range(nombre)])
        fenetre.pages.go_to("chiffres")
        settle()
        return fenetre

    return show


def _wizard(cas: str, ecran: str, *, etape: str = "demande", tue: bool = False, protegee: bool = False) -> Scene:
    """A screen of the wizard in the middle of an invented case; `tue`: who must not know was passed over, or else was said."""

    def show(fenetre: Fenetre) -> QWidget:
        demande = next(un.demande for un in load_cas(fenetre.contexte.services.catalogue) if un.id == cas)
        if tue:
            demande = replace(demande, reponse_a=None, domicile=Domicile.TU)
        if protegee:
            demande = replace(demande, concerne=replace(demande.concerne or Personne(), adresse_protegee=True))
        cle = _open_coffre(fenetre, [], (demande, PositionLettre(etape, ecran)))
        fenetre.pages.go_to("assistant", VersBrouillon(cle))
        settle()
        wait_for_letters(fenetre)
        return fenetre

    return show


def _service(tape: str, *, prendre: bool = False) -> Scene:
    """A body looked for where the wizard asks to whom the letter goes; taken, if `prendre`."""
    depart_ = _wizard("adresse-chez-une-amie", "organisme.organisme")

    def show(fenetre: Fenetre) -> QWidget:
        depart_(fenetre)
        champ = next(une for une in fenetre.findChildren(RechercheService) if une.isVisible())
        champ.mots.setText(tape)
        until(champ.liste.isVisible)
        if prendre:
            champ.liste.line_opened.emit(champ.liste.current())
            wait_for_letters(fenetre)
        settle()
        return fenetre

    return show


#: Name of the picture → how to get there. Each starts from a new window.
SCENES: Mapping[str, Scene] = {
    "ouverture": page("accueil"),
    "refus": page("refus"),
    "refus-coffre": _in_coffre("refus", VersDossier("2026-0001")),
    "refus-attente": page("assistant", VersDemarche("opposition")),
    "refus-dossier": _refus,
    "assistant": page("assistant"),
    "assistant-attente": page("assistant", VersDemarche("acces")),
    "assistant-danger": _wizard("adresse-chez-une-amie", "situation.danger"),
    "assistant-danger-ouverts": _wizard("adresse-chez-une-amie", "situation.ouverts", protegee=True),
    "numeros": numbers,
    "assistant-vous": _wizard("adresse-chez-une-amie", "vous.soi"),
    "assistant-passee": _wizard("adresse-chez-une-amie", "vous.soi", tue=True),
    "assistant-relire-passee": _wizard("adresse-chez-une-amie", "relire.relire", tue=True),
    "assistant-repondre": _wizard("adresse-chez-une-amie", "fin.repondre", tue=True),
    "assistant-organisme": _wizard("adresse-chez-une-amie", "organisme.organisme"),
    "assistant-service": _service("pmi blanc mesnil"),
    "assistant-service-pris": _service("ccas roubaix", prendre=True),
    "assistant-service-garder": keep_typed(_service("mairie de roubaix", prendre=True)),
    "assistant-demande": _wizard("residente-d-un-etablissement", "demande.facons"),
    "assistant-relire": _wizard("adresse-chez-une-amie", "relire.relire"),
    "assistant-relire-lignes": _wizard("erreurs-et-avis", "relire.relire", protegee=True),
    "assistant-relire-manques": _wizard("lettre-a-remplir-a-la-main", "relire.relire"),
    "assistant-opposition": _wizard("belle-soeur-a-l-accueil", "demande.interieur"),
    "assistant-opposition-fin": _wizard("belle-soeur-a-l-accueil", "fin.fin"),
    "assistant-fin": _wizard("adresse-chez-une-amie", "fin.fin"),
    "assistant-fin-protegee": _wizard("adresse-chez-une-amie", "fin.fin", protegee=True),
    "assistant-mandat": _wizard("mandat-a-une-association", "fin.fin"),
    "assistant-noms": _wizard("noms-d-ailleurs", "vous.soi"),
    "assistant-somme-attente": page("assistant", VersDemarche("somme_reclamee")),
    "assistant-somme": _wizard("trop-percu-de-la-caf", "demande.decision"),
    "assistant-somme-aide": _wizard("trop-percu-de-la-caf", "demande.aide"),
    "assistant-somme-mois": _wizard("trop-percu-de-la-caf", "demande.reclame"),
    "assistant-somme-lettre": _wizard("trop-percu-de-la-caf", "demande.lettre"),
    "assistant-somme-contre": _wizard("trop-percu-de-la-caf", "demande.contre"),
    "assistant-somme-fin": _wizard("trop-percu-de-la-caf", "fin.fin"),
    "assistant-somme-recours-fin": _wizard("recours-contre-un-trop-percu", "fin.fin", etape="contester"),
    "assistant-somme-contrainte-fin": _wizard("contrainte-de-la-caf", "fin.fin", etape="contrainte"),
    "assistant-somme-relire": _wizard("trop-percu-de-la-caf", "relire.relire"),
    "assistant-aide-refusee": _wizard("rsa-arrete", "demande.contre"),
    "coffre-creer": page("coffre", VersPartie("creer")),
    "coffre-ouvrir": page("coffre", VersPartie("ouvrir")),
    "coffre-etat": _in_coffre("coffre", VersPartie("etat")),
    "coffre-adresses": _adresse(answered=True),
    "suivi-dossier-adresse": _adresse(answered=False),
    "accueil": _in_coffre("accueil"),
    "accueil-vide": _in_coffre("accueil", empty=True),
    "reprise": _reprise(),
    "reprise-colonnes": _reprise("coller", ""),
    "reprise-mots": _reprise("coller", "", ""),
    "reprise-noms": _reprise("coller", "", "", "mots", ""),
    "reprise-organismes": _reprise("coller", "", "", "mots", "", ""),
    "reprise-essai": _reprise("coller", "", "", "mots", "", "", ""),
    "reprise-fait": _reprise("coller", "", "", "mots", "", "", "", ""),
    "suivi-dossier-a-verifier": _a_verifier,
    "suivi": _in_coffre("suivi"),
    "suivi-dossier": _in_coffre("suivi", VersDossier("2026-0001")),
    "suivi-dossier-plein": _dossier(),
    "suivi-dossier-pourquoi": _dossier("Pourquoi cette date"),
    "suivi-dossier-histoire": _dossier("Écrire une note"),
    "suivi-dossier-retirer": _dossier("Retirer"),
    "suivi-dossier-affaire": _dossier("Changer"),
    "suivi-dossier-fait": _dossier("Noter ce qui"),
    "piece-pdf": _dossier(piece=1),
    "piece-photo": _dossier(piece=2),
    "piece-masquer": covered(_dossier(piece=1)),
    "piece-photo-masquer": covered(_dossier(piece=2)),
    "courrier-du-jour": _courrier_du_jour,
    "serie": _in_coffre("serie"),
    "serie-auteur": _serie(1),
    "serie-listes": _serie(2),
    "serie-questions": _serie(3),
    "serie-verifier": _serie(4),
    "serie-fait": _serie(5),
    "mandats": _mandats,
    "organismes": _in_coffre("organismes"),
    "conservation": _in_coffre("conservation", VersPartie("clos")),
    "conservation-personne": _in_coffre("conservation", VersPartie("personne")),
    "suivi-vide": _in_coffre("suivi", empty=True),
    **{nom: _liste(geste) for nom, geste in GESTES.items()},
    "masse-relance": _masse("relance"),
    "masse-plainte": _masse("plainte_cnil"),
    "masse-envoyees": _masse("envoyees"),
    "agenda": _sortie("agenda"),
    "chiffres": _chiffres(300),
    "chiffres-vide": _in_coffre("chiffres", empty=True),
    "export": _sortie("export"),
    "export-noms": _sortie("export", noms=True),
    **SCENES_FICHES,
    **SCENES_GRILLE,
    "textes": page("textes"),
    "textes-article": page("textes", VersArticle("rgpd-15")),
    "textes-ancien": page("textes", VersArticle("2011-34")),
    "reglages": page("reglages"),
    "aide": page("aide"),
    "recherche": recherche,
    "voile": voile,
    "depart": depart,
    "impression": impression,
    "incident": incident,
}
