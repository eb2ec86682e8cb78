"""A fiche made from a model, in its page: what is the model's is named, nothing of it is told as done, and one may say so."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from droits_usagers.domain.notice import Statut
from droits_usagers.ui.notice.editeur import PARTIES, BoutonPartie, EtatPartie, ListeParties
from droits_usagers.ui.notice.page import PageNotices
from droits_usagers.ui.socle.destination import VersModele
from tests.ui.notice.gestes import part, write


def states(page: PageNotices) -> dict[str, EtatPartie]:
    liste = page.editeur.findChild(ListeParties)
    assert liste is not None
    boutons = {id_: liste.button(id_) for id_ in PARTIES}
    return {id_: bouton.etat for id_, bouton in boutons.items() if isinstance(bouton, BoutonPartie)}


def proposed(page: PageNotices) -> int:
    return sum(constat.statut is Statut.PROPOSEE for constat in page.atelier.constats())


def begin(page: PageNotices) -> None:
    """From a model, with all that it leaves blank filled in."""
    page.arrive(VersModele("service-social"))
    write(page, "responsable", "responsable_nom", "Département de l'Arance")
    write(page, "responsable", "responsable_courriel", "accueil@arance.exemple.fr")
    write(page, "dpo", "dpo_courriel", "dpo@arance.exemple.fr")
    write(page, "droits", "droits_contact", "dpo@arance.exemple.fr")


def test_nothing_of_a_model_is_ticked_unread(page: PageNotices) -> None:
    begin(page)

    dites = states(page)
    assert EtatPartie.REMPLIE not in {dites[id_] for id_ in ("finalites", "donnees", "destinataires", "conservations")}
    assert page.textes("notices.verification.complet") not in page.editeur.verdict.accessibleName()
    lignes = page.editeur.verification.liste.lignes
    montrees = [lignes.line(rang) for rang in range(lignes.rowCount())]
    # Each is named, and leads to where it is written.
    assert any("2 ans" in une.sous_titre for une in montrees if une.mot == page.textes("notices.verification.statuts.proposee"))


def test_a_line_is_said_to_be_true_by_keyboard_and_taken_back(page: PageNotices) -> None:
    begin(page)
    avant = proposed(page)
    ecran = part(page, "conservations")
    assert ecran.origines.isVisible()
    assert ecran.origines.choix is not None
    premiere = ecran.origines.choix.card(page.atelier.proposed(ecran.partie)[0].nom)
    premiere.setFocus(Qt.FocusReason.TabFocusReason)

    QTest.keyClick(premiere, Qt.Key.Key_Space)
    assert proposed(page) == avant - 1
    assert len(page.atelier.fiche.confirmees) == 1
    # It is still where it was, ticked, under the focus.
    assert premiere.isChecked()
    QTest.keyClick(premiere, Qt.Key.Key_Space)
    assert proposed(page) == avant
    assert not page.atelier.fiche.confirmees


def test_once_all_is_true_the_part_is_done(page: PageNotices) -> None:
    begin(page)
    ecran = part(page, "conservations")
    assert ecran.origines.choix is not None
    for une in page.atelier.proposed(ecran.partie):
        ecran.origines.choix.card(une.nom).click()

    assert states(page)["conservations"] is EtatPartie.REMPLIE
    # As it is when one comes back to it.
    assert all(une.confirmee for une in page.atelier.proposed(part(page, "conservations").partie))


def test_writing_something_else_is_enough(page: PageNotices) -> None:
    begin(page)
    write(page, "fichier", "nom", "Dossiers du pôle Solidarité")
    ecran = part(page, "fichier")

    assert page.atelier.proposed(ecran.partie) == ()
    assert not ecran.origines.isVisible()


def test_they_are_hidden_with_the_rest(page: PageNotices) -> None:
    begin(page)
    ecran = part(page, "conservations")
    page.be_discreet(discreet=True)
    assert not ecran.origines.isVisible()
    page.be_discreet(discreet=False)
    assert ecran.origines.isVisible()


def test_a_line_picked_in_the_referentiel_is_one_of_a_model(page: PageNotices) -> None:
    page.choix.boutons["vierge"].click()
    write(page, "finalites", "finalites", "Tenir les clés")
    assert proposed(page) == 0
    page.atelier.answer("finalites", ({"finalite_libelle": "Verser les aides légales et les aides facultatives"},))
    assert proposed(page) == 1
