"""Who wrote a document, for when it was promised and when it came: asked by its form, behind one line."""

import datetime as dt
from dataclasses import replace

from droits_usagers.services.grille.documents import FichiersGrille
from droits_usagers.ui.composants import Avis, LigneTexte
from droits_usagers.ui.grille.page import PageGrille
from tests.ui.gestes import CTRL, ENTREE, settle, type_in
from tests.ui.grille.gestes import key, said

AUTEUR, PROMIS, RECU = "Service informatique", dt.date(2010, 10, 1), dt.date(2011, 1, 20)


def begin(page: PageGrille, genre: str) -> None:
    """A new source of this kind, its form unfolded."""
    page.editeur.tete.ajouter.click()
    source = page.editeur.source
    source.genre.setCurrentIndex(source.genre.findData(genre))
    assert not source.provenance.auteur.isVisible()
    source.provenance.deplier.click()
    assert source.provenance.auteur.isVisible()


def test_what_is_typed_behind_the_line_is_kept_and_written(ouverte: PageGrille) -> None:
    begin(ouverte, "aipd")
    provenance = ouverte.editeur.source.provenance
    type_in(provenance.auteur, f"  {AUTEUR} ")
    type_in(provenance.promis.ligne, "1er octobre 2010")
    type_in(provenance.recu.ligne, "20/1/2011")
    key(ouverte, ENTREE, CTRL)
    source = ouverte.atelier.grille.sources[-1]
    assert (source.auteur, source.promis_le, source.recu_le) == (AUTEUR, PROMIS, RECU)
    ecrit = FichiersGrille.write(ouverte.atelier.grille).decode()
    assert f'auteur = "{AUTEUR}"' in ecrit
    assert "promis_le = 2010-10-01" in ecrit


def test_changing_something_else_loses_none_of_it(ouverte: PageGrille) -> None:
    grille = ouverte.atelier.grille
    note = replace(grille.sources[0], auteur=AUTEUR, promis_le=PROMIS, recu_le=RECU)
    ouverte.atelier.open(replace(grille, sources=(note, *grille.sources[1:])))
    editeur = ouverte.editeur
    editeur.begin()
    editeur.disposition.show_side("source")
    # What is said is in view; what another does not say is folded again.
    assert editeur.source.provenance.recu.ligne.text() == "20 janvier 2011"
    assert editeur.source.provenance.recu.isVisible()
    type_in(editeur.source.nom, "Annexe 11")
    editeur.source.valider.click()
    assert ouverte.atelier.grille.sources[0] == replace(note, nom="Annexe 11")
    editeur.table.setCurrentIndex(editeur.modele.index(0, 1))
    assert not editeur.source.provenance.recu.isVisible()
    assert not editeur.source.is_dirty


def test_a_document_may_be_promised_for_later_but_not_have_come_yet(ouverte: PageGrille) -> None:
    begin(ouverte, "aipd")
    source = ouverte.editeur.source
    type_in(source.provenance.promis.ligne, "le 35 mai")
    source.valider.click()
    assert ouverte.textes("grille.source_.jour_illisible") in said(source)
    source.provenance.promis.ligne.clear()
    assert said(source) == ""
    type_in(source.provenance.promis.ligne, "3/2/2099")
    type_in(source.provenance.recu.ligne, "4/2/2099")
    # Folded meanwhile, what is refused is seen all the same.
    source.provenance.deplier.click()
    source.valider.click()
    assert ouverte.textes("grille.source_.jour_a_venir") in said(source)
    assert source.provenance.recu.ligne.hasFocus()
    settle()
    [avis] = [un for un in source.findChildren(Avis) if un.isVisible()]
    assert avis.visibleRegion().boundingRect().height() == avis.height()
    source.provenance.recu.ligne.clear()
    source.valider.click()
    assert ouverte.atelier.grille.sources[-1].promis_le == dt.date(2099, 2, 3)


def test_a_testimony_is_not_asked_who_speaks(ouverte: PageGrille) -> None:
    ouverte.editeur.tete.ajouter.click()
    source = ouverte.editeur.source
    for genre, demande in (("temoignage", False), ("note", True)):
        source.genre.setCurrentIndex(source.genre.findData(genre))
        assert source.provenance.isVisible() is demande
    source.provenance.deplier.click()
    type_in(source.provenance.auteur, AUTEUR)
    source.genre.setCurrentIndex(source.genre.findData("temoignage"))
    assert source.provenance.auteur.isVisible()


def test_the_author_is_hidden_with_the_rest(ouverte: PageGrille) -> None:
    begin(ouverte, "aipd")
    auteur = ouverte.editeur.source.provenance.auteur
    ouverte.be_discreet(discreet=True)
    assert auteur.echoMode() is LigneTexte.EchoMode.Password
    ouverte.be_discreet(discreet=False)
    assert auteur.echoMode() is LigneTexte.EchoMode.Normal
