"""What a union did in an invented département, through the window: papers, a grille, three requests, and what came back.

One is answered, one is refused, one is met with silence; then the CADA, the CNIL, and figures without names. The guide tells
the same (docs/parcours/): with DROITS_USAGERS_ALBUM, a folder, this draws its pictures there.
"""

import datetime as dt
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from droits_usagers.domain.dossier.dossiers import DossierLu
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.grille import Point
from droits_usagers.services.grille.ecarts import find_ecarts
from droits_usagers.services.grille.imprimee import FormeGrille
from droits_usagers.ui.accueil.refus import PageRefus
from droits_usagers.ui.chiffres.page import PageChiffres
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.fenetre.verrouillage import Verrou
from droits_usagers.ui.grille.page import PageGrille
from droits_usagers.ui.lettre.page import AssistantPage
from droits_usagers.ui.questions.ecran import EcranAssistant
from droits_usagers.ui.socle.destination import VersDossier, VersLettre
from droits_usagers.ui.suivi.page import EcranSuivi
from tests.coffres import PHRASE, Horloge
from tests.ui.avec_coffre import ask, button, open_coffre, page_of, said
from tests.ui.conftest import MakeFenetre
from tests.ui.envois.conftest import choose_folder
from tests.ui.gestes import CTRL, ENTREE, type_in
from tests.ui.lettre.parcours import answer, go_to, press, screen, settle, tab_to, texts_of, title
from tools.scenes_fenetre import settle as draw_all

if TYPE_CHECKING:
    from droits_usagers.ui.grille.suites import EcranPapiers

#: A whole year of a union.
pytestmark = pytest.mark.lent

_T = TypeEvenement
ESPACE = Qt.Key.Key_Space
GUIDE = Path(__file__).resolve().parents[2] / "docs" / "parcours" / "deux-vallons.md"
#: The pictures of the guide, in its order.
IMAGES = (
    *("grille", "grille-a3", "suites", "documents", "refus", "opposition"),
    *("suivi", "cada", "plainte", "chiffres"),
)
PERSONNE = "Quetzal-Aubrac"
#: What arrived in March, and what it says, point by point.
PAPIERS: tuple[tuple[str, str, Mapping[Point, str]], ...] = (
    (
        "declaration",
        "16 mai 2008",
        {
            Point.FINALITE: "Améliorer le service rendu à l'usager.",
            Point.DONNEES: "Identité, situation familiale, ressources.",
            Point.ORIGINE: "L'usager ou un tiers.",
            Point.DESTINATAIRES: "Les assistants de service social référents.",
            Point.CONSERVATION: "6 mois.",
        },
    ),
    ("note", "11 mars 2009", {Point.CONSERVATION: "Les fiches sont gardées deux ans après le dernier entretien."}),
    (
        "logiciel",
        "20 février 2026",
        {
            Point.CONSERVATION: "Des fiches de 2012 sont toujours consultables.",
            Point.COMMENTAIRES: "Le numéro de sécurité sociale et celui du titre de séjour sont tapés en commentaire.",
        },
    ),
    (
        "temoignage",
        "3 mars 2026",
        {
            Point.HABILITATIONS: "Tout le personnel lit et modifie toutes les fiches, l'accueil et les stagiaires compris.",
            Point.INFORMATION: "L'affiche a disparu des salles d'attente.",
            Point.EVALUATION_AGENTS: "Les chiffres du logiciel servent à évaluer le travail des assistantes sociales.",
            Point.REFUS: "On nous a répondu : sans saisie, pas de rendez-vous.",
            Point.FORMALITES: "L'enquête de 2010 n'a été déclarée nulle part.",
        },
    ),
)


class Permanence:
    """The window, where a union works, and a clock that goes on."""

    def __init__(self, fenetre: Fenetre, horloge: Horloge, dossier: Path, qtbot: QtBot) -> None:
        self.fenetre, self.horloge, self.dossier, self.qtbot = fenetre, horloge, dossier, qtbot
        self.montres: list[str] = []

    @property
    def grille(self) -> PageGrille:
        return page_of(self.fenetre, PageGrille)

    @property
    def assistant(self) -> AssistantPage:
        QApplication.processEvents()
        return page_of(self.fenetre, AssistantPage)

    def show(self, nom: str, image: bytes = b"") -> None:
        """A moment of the guide: the window as it is, or this picture."""
        self.montres.append(nom)
        album = os.environ.get("DROITS_USAGERS_ALBUM")
        if album and image:
            Path(album, f"{nom}.png").write_bytes(image)
        elif album:
            draw_all()
            self.fenetre.grab().save(str(Path(album, f"{nom}.png")))

    def on(self, jour: dt.date) -> None:
        """The coffre is locked at a dossier, and opened again another day: one comes back to it."""
        quoi = self.fenetre.pages.place.quoi
        assert isinstance(quoi, VersDossier)
        press(Qt.Key.Key_L, CTRL)
        verrou = self.fenetre.findChild(Verrou)
        assert verrou is not None
        seance = self.fenetre.contexte.services.seance
        self.qtbot.waitUntil(lambda: seance.coffre is None and verrou.saisie.isEnabled() and verrou.saisie.hasFocus())
        self.horloge.advance(days=(jour - self.horloge.today()).days)
        # The program counts seconds while it is locked.
        self.fenetre.garde.beat()
        type_in(verrou.saisie, PHRASE)
        press(ENTREE)
        self.qtbot.waitUntil(lambda: seance.coffre is not None and not verrou.isVisible())
        self.qtbot.waitUntil(lambda: self.fenetre.pages.current_id == "suivi" and self._shows(quoi.reference))

    def file(self, nom: str) -> Path:
        """What was saved, once it is there."""
        chemin = self.dossier / nom
        self.qtbot.waitUntil(chemin.exists)
        # Closing the dialog, a window manager gives the keyboard back to the window.
        with self.qtbot.waitActive(self.fenetre):
            self.fenetre.activateWindow()
        return chemin

    def read(self, reference: str) -> DossierLu:
        coffre = self.fenetre.contexte.services.seance.coffre
        assert coffre is not None
        return ask(self.fenetre.contexte.services, lambda: coffre.dossiers.read(reference), self.qtbot)

    def follow(self, reference: str, fait: TypeEvenement | None = None) -> EcranSuivi:
        """The dossier, with the form of this fact open if one is named."""
        self.fenetre.pages.go_to("suivi", VersDossier(reference, fait))
        self.qtbot.waitUntil(lambda: self._shows(reference))
        return page_of(self.fenetre, EcranSuivi)

    def _shows(self, reference: str) -> bool:
        panneau = page_of(self.fenetre, EcranSuivi).panneau
        return panneau.drawn and panneau.dossier is not None and panneau.dossier.reference == reference

    def note(self, reference: str, fait: TypeEvenement, jour: str) -> None:
        """Says that this happened that day."""
        formulaire = self.follow(reference, fait).panneau.formulaires.fait
        self.qtbot.waitUntil(formulaire.date.isVisible)
        formulaire.date.clear()
        type_in(formulaire.date, jour)
        QTest.keyClick(formulaire.date, ENTREE)
        self.qtbot.waitUntil(lambda: any(lu.evenement.type is fait for lu in self.read(reference).faits))

    def send(self, image: str = "") -> str:
        """To the end of the letter being written, read again, kept and said to be sent; the reference of its dossier."""
        page = self.assistant
        if image:
            go_to(page, page.textes("assistant.relire.titre"), self.qtbot)
            self.show(image)
        go_to(page, page.textes("assistant.fin.titre"), self.qtbot)
        self.qtbot.waitUntil(lambda: page.textes("assistant.fin.kit.apres") in list(texts_of(screen(page))))
        tab_to(page.textes("assistant.fin.envoyee"))
        with self.qtbot.waitSignal(page.page_wanted) as demandee:
            press(ENTREE)
        quoi = demandee.args[0].quoi
        assert isinstance(quoi, VersDossier)
        assert quoi.fait is not None
        self.note(quoi.reference, quoi.fait, f"{self.horloge.today():%d/%m/%Y}")
        return quoi.reference


@pytest.fixture
def permanence(make_fenetre: MakeFenetre, horloge: Horloge, tmp_path: Path, qtbot: QtBot) -> Permanence:
    horloge.maintenant = dt.datetime(2026, 3, 16, 10, 15, tzinfo=dt.UTC)
    (tmp_path / "papiers").mkdir()
    return Permanence(make_fenetre(), horloge, tmp_path / "papiers", qtbot)


def test_from_the_papers_of_march_to_the_cnil(permanence: Permanence, tmp_path: Path) -> None:
    _fill_the_grille(permanence)
    _take_papers_out(permanence)
    open_coffre(permanence.fenetre, tmp_path / "permanence.coffre", permanence.qtbot)
    documents, delegue = _begin_two_letters(permanence)
    opposition = _help_someone_object(permanence)

    permanence.on(dt.date(2026, 3, 20))
    for reference in (documents, delegue, opposition):
        permanence.note(reference, _T.RECU, "18/03/2026")
    permanence.on(dt.date(2026, 4, 20))
    permanence.note(opposition, _T.REFUS, "15/04/2026")
    permanence.note(delegue, _T.REPONSE_COMPLETE, "17/04/2026")
    permanence.on(dt.date(2026, 5, 11))
    assert _state(permanence, documents) == "refus_tacite"
    assert _state(permanence, delegue) == "repondu_complet"
    assert _state(permanence, opposition) == "refuse"
    permanence.follow(documents)
    permanence.show("suivi")

    _seize_the_cada(permanence, documents)
    _complain_to_the_cnil(permanence, opposition)
    _export_figures(permanence)
    assert permanence.montres == list(IMAGES)


def test_the_guide_shows_each_moment_of_the_story() -> None:
    montres = re.findall(r"!\[[^]]+\]\(images/([a-z0-9-]+)\.png\)", GUIDE.read_text(encoding="utf-8"))

    assert montres == list(IMAGES)
    assert {image.stem for image in (GUIDE.parent / "images").iterdir()} == set(IMAGES)


def _fill_the_grille(permanence: Permanence) -> None:
    permanence.fenetre.pages.go_to("grille")
    page = permanence.grille
    press(ENTREE)
    sujet = page.editeur.ecran_sujet
    type_in(sujet.nom, "Dossier social informatisé")
    type_in(sujet.organisme, "Département des Deux-Collines")
    press(ENTREE)
    for genre, jour, dits in PAPIERS:
        press(Qt.Key.Key_N, CTRL)
        source = page.editeur.source
        source.genre.setCurrentIndex(source.genre.findData(genre))
        type_in(source.jour, jour)
        press(ENTREE)
        id_ = page.atelier.grille.sources[-1].id
        for point, texte in dits.items():
            page.editeur.table.go_to((id_, point))
            QGuiApplication.clipboard().setText(texte)
            press(Qt.Key.Key_V, CTRL)
            with permanence.qtbot.waitSignal(page.editeur.examined):
                press(ENTREE, CTRL)
    lignes = page.editeur.ecarts.liste.lignes
    trouves = {lignes.line(rang).id.partition(":")[0] for rang in range(lignes.rowCount())}
    assert trouves >= {
        *("refus_sans_aide", "affiche_disparue", "conservation_divergente", "conservation_depassee"),
        *("identifiants_commentaires", "tout_le_personnel", "evaluation_agents", "source_non_nommee", "finalite_vague"),
        *("absent_du_registre",),
    }
    page.editeur.disposition.show_side("ecarts")
    _confirm_each(permanence)
    page.editeur.ecarts.liste.go_to(lignes.line(0).id)
    permanence.show("grille")
    grilles, grille = permanence.fenetre.contexte.services.grilles, page.atelier.grille
    ecarts = find_ecarts(grille, permanence.fenetre.contexte.services.catalogue)
    permanence.show("grille-a3", grilles.images(grille, ecarts, 1_366, au=permanence.horloge.today())[0])
    page.editeur.table.setFocus()
    choose_folder(permanence.dossier)
    press(Qt.Key.Key_S, CTRL)
    assert b"sans saisie, pas de rendez-vous" in permanence.file("dossier-social-informatise.toml").read_bytes()


def _confirm_each(permanence: Permanence) -> None:
    """Findings are looked at again one by one: a letter takes no other."""
    page = permanence.grille
    face, dire = page.editeur.ecarts, page.textes
    # What nobody had answered yet weighs more once someone did: the order follows.
    for id_ in [face.liste.lignes.line(rang).id for rang in range(face.liste.lignes.rowCount())]:
        face.liste.go_to(id_)
        assert face.trouve is not None
        face.liste.setFocus()
        while face.trouve.ecart.indecis and len(face.trouve.ecart.a_confirmer) > 1:
            # To the first of them, then « Oui ».
            press(ESPACE)
            with permanence.qtbot.waitSignal(page.editeur.examined):
                press(ESPACE)
            face.liste.setFocus()
        tab_to(dire("grille.ecarts.confirmer_oui" if face.trouve.ecart.indecis else "grille.ecarts.confirmer"))
        with permanence.qtbot.waitSignal(page.editeur.examined):
            press(ESPACE)
        assert face.trouve is not None
        assert face.trouve.ecart.confirme


def _take_papers_out(permanence: Permanence) -> None:
    page = permanence.grille
    page.editeur.show_suites()
    suites = page.editeur.ecran_suites
    permanence.qtbot.waitUntil(suites.isEnabled)
    permanence.show("suites")
    for forme in FormeGrille:
        ecran: EcranPapiers = suites
        if forme is FormeGrille.SYNTHESE_SANS_NOM:
            # What is taken out of it is read first.
            suites.sans_nom.click()
            ecran = page.editeur.ecran_sans_nom
        for format_ in ("pdf", "docx"):
            choose_folder(permanence.dossier)
            ecran.papiers[forme, format_].click()
            permanence.file(f"{forme.replace('_', '-')}-ecarts.{format_}")
    section = Document(str(permanence.file("grille-ecarts.docx"))).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width > section.page_height


def _begin_two_letters(permanence: Permanence) -> tuple[str, str]:
    """The documents that nobody was shown, then questions to the DPO."""
    references = []
    for lettre in ("registre_aipd", "question_dpo"):
        permanence.fenetre.pages.go_to("grille")
        page = permanence.grille
        page.ask_file = lambda: permanence.dossier / "dossier-social-informatise.toml"
        if not page.is_building:
            with permanence.qtbot.waitSignal(page.editeur.examined):
                page.choix.boutons["ouvrir"].click()
        page.editeur.show_suites()
        permanence.qtbot.waitUntil(page.editeur.ecran_suites.isEnabled)
        page.editeur.ecran_suites.boutons[lettre].click()
        assert title(permanence.assistant) == permanence.assistant.textes("assistant.attente.titre")
        references.append(permanence.send("documents" if lettre == "registre_aipd" else ""))
    documents, delegue = references
    lu = permanence.read(documents).demande
    assert lu.organisme.nom == "Département des Deux-Collines"
    assert "historique" in lu.reponses["documents"]  # type: ignore[operator] # several choices
    ecarts = permanence.read(delegue).demande.reponses["ecarts"]
    assert any("sans saisie, pas de rendez-vous" in str(ligne) for ligne in ecarts)  # type: ignore[union-attr] # lines
    return documents, delegue


def _help_someone_object(permanence: Permanence) -> str:
    """Someone comes, who refuses: what can be refused is read first."""
    permanence.fenetre.pages.go_to("refus")
    refus = page_of(permanence.fenetre, PageRefus)
    assert "Ce que vous ne pouvez pas refuser" in said(refus)
    permanence.show("refus")
    button(refus, "Je refuse l’ordinateur").click()
    page = permanence.assistant
    permanence.qtbot.waitUntil(lambda: title(page) == page.textes("assistant.attente.titre"))
    go_to(page, page.textes("assistant.groupes.soi.titre"), permanence.qtbot)
    answer(page, "concerne_nom", PERSONNE)
    go_to(page, page.textes("assistant.groupes.organisme.titre"), permanence.qtbot)
    answer(page, "organisme_nom", "Département des Deux-Collines")
    dits = page.contexte.services.catalogue.textes_demarche("opposition")
    go_to(page, dits("groupes.situation.titre"), permanence.qtbot)
    tab_to(dits("questions.situations.choix.proche"))
    press(ESPACE)
    go_to(page, dits("groupes.faits.titre"), permanence.qtbot)
    answer(page, "fait_proche", "Ma belle-sœur est à l'accueil, nous sommes fâchées.")
    permanence.show("opposition")
    reference = permanence.send()
    assert permanence.read(reference).demande.demarche == "opposition"
    return reference


def _state(permanence: Permanence, reference: str) -> str:
    """What the list says of it, once the day is counted."""
    permanence.follow(reference)
    coffre = permanence.fenetre.contexte.services.seance.coffre
    assert coffre is not None
    lignes = ask(permanence.fenetre.contexte.services, lambda: coffre.liste.page().lignes, permanence.qtbot)
    return next(ligne.etat for ligne in lignes if ligne.reference == reference)


def _write(permanence: Permanence, reference: str, lettre: str) -> AssistantPage:
    permanence.fenetre.pages.go_to("assistant", VersLettre(reference, *lettre.split("/")))
    page = permanence.assistant
    voulu = page.textes("assistant.groupes.papier_faits.titre")
    ecrans = page.findChildren
    permanence.qtbot.waitUntil(lambda: any(un.isVisible() and un.titre.text() == voulu for un in ecrans(EcranAssistant)))
    settle(page, permanence.qtbot)
    return page


def _seize_the_cada(permanence: Permanence, reference: str) -> None:
    _write(permanence, reference, "saisine_cada/demande")
    assert permanence.send("cada") == reference
    lu = permanence.read(reference)
    assert lu.faits[-1].evenement == Evenement(dt.date(2026, 5, 11), _T.CADA_SAISIE)


def _complain_to_the_cnil(permanence: Permanence, reference: str) -> None:
    page = _write(permanence, reference, "plainte_cnil/demande")
    assert PERSONNE in "".join(texts_of(page))
    assert permanence.send("plainte") == reference
    assert [lu.evenement.type for lu in permanence.read(reference).faits] == [
        *(_T.ENVOYE, _T.RECU, _T.REFUS, _T.PLAINTE_CNIL_ENVOYEE),
    ]


def _export_figures(permanence: Permanence) -> None:
    permanence.fenetre.pages.go_to("chiffres")
    page = page_of(permanence.fenetre, PageChiffres)
    permanence.qtbot.waitUntil(lambda: not page.etat.isVisible() and page.annee.count() > 0)
    permanence.show("chiffres")
    choose_folder(permanence.dossier)
    page.boutons[1].click()
    chiffres = Document(str(permanence.file("chiffres-2026.docx")))
    mots = " ".join([p.text for p in chiffres.paragraphs] + [c.text for t in chiffres.tables for c in t._cells])  # noqa: SLF001
    assert PERSONNE not in mots
    assert "2026" in mots
