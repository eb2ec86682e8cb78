"""Exhibits: numbered from the oldest, the same in every letter and in the binder; what is missing is said."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.questions import lines_of
from droits_usagers.domain.grille import EcartSaisi, GenreSource, Grille, NaturePassage, PassageMarque, Point, Source
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.places import Places
from droits_usagers.services.dossier.pieces import Liseuse, RelevePieces
from droits_usagers.services.grille.documents import Documents
from droits_usagers.services.grille.ecarts import exhibits_of, find_ecarts
from droits_usagers.services.grille.pieces import RelieurPieces
from droits_usagers.services.grille.suites import demande_of, document_name, letter_to_cnil
from droits_usagers.services.lettre.courriers import Courriers
from tests.ecarts import plain
from tests.services.grilles import JOUR, pages

SOURCES = (
    Source("note", GenreSource.NOTE, dt.date(2011, 3, 9), "note.txt", nom="Annexe 11"),
    Source("temoin", GenreSource.TEMOIGNAGE, dt.date(2011, 2, 8), "temoin.txt"),
    Source("declaration", GenreSource.DECLARATION, dt.date(2008, 5, 16), "declaration.txt"),
    Source("observation", GenreSource.OBSERVATION, dt.date(2012, 3, 20)),
    Source("affiche", GenreSource.AFFICHE, None, "affiche.png", nom="Affiche de Mme Kerbrat"),
)
PASSAGES = (
    PassageMarque("declaration", Point.CONSERVATION, "6 mois", NaturePassage.ANNONCE, "p1", page=3),
    PassageMarque("affiche", Point.CONSERVATION, "Vos données sont gardées deux ans.", NaturePassage.ANNONCE, "p2"),
    PassageMarque("note", Point.REFUS, "Sans saisie, pas de rendez-vous.", NaturePassage.EXIGE, "p3", page=2),
    PassageMarque("note", Point.REFUS, "Sans saisie, l'aide est refusée.", NaturePassage.EXIGE, "p4", page=1),
    PassageMarque("temoin", Point.REFUS, "On refuse l'aide à qui refuse la saisie.", NaturePassage.FAIT, "p5"),
    PassageMarque("observation", Point.INFORMATION, "L'affiche a disparu du mur.", NaturePassage.FAIT, "p6"),
)
CONFIRMES = ("conservation_divergente", "refus_sans_aide", "affiche_disparue")
SAISIS = tuple(EcartSaisi(regle, confirme=True) for regle in CONFIRMES)
NIR = "Mme Kerbrat, 2 55 08 14 168 025 38."
GRILLE = Grille("Dossier social", sources=SOURCES, passages=PASSAGES, saisis=SAISIS)


@pytest.fixture(scope="module")
def courriers(catalogue: Catalogue, places: Places) -> Iterator[Courriers]:
    courriers = Courriers(catalogue, places)
    yield courriers
    courriers.close()


@pytest.fixture(scope="module")
def relieur(catalogue: Catalogue, courriers: Courriers) -> RelieurPieces:
    return RelieurPieces(catalogue, courriers, Liseuse())


@pytest.fixture
def documents(tmp_path: Path) -> Documents:
    for nom in ("note.txt", "declaration.txt", "temoin.txt"):
        (tmp_path / nom).write_text(f"Le texte de {nom.removesuffix('.txt')}.", encoding="utf-8")
    documents = Documents(lambda contenu, _nom: contenu)
    documents.begin(tmp_path)
    return documents


def test_documents_that_confirmed_findings_quote_are_numbered_from_the_oldest(catalogue: Catalogue) -> None:
    assert exhibits_of(GRILLE, find_ecarts(GRILLE, catalogue)) == {"declaration": 1, "note": 2, "affiche": 3}
    # What nobody confirmed shows nothing; a testimony is signed by nobody.
    assert exhibits_of(GRILLE, find_ecarts(replace(GRILLE, saisis=SAISIS[1:]), catalogue)) == {"note": 1}
    assert exhibits_of(GRILLE, find_ecarts(replace(GRILLE, saisis=()), catalogue)) == {}


def test_each_quote_of_a_letter_refers_to_its_exhibit_and_its_page(catalogue: Catalogue) -> None:
    ecarts = find_ecarts(GRILLE, catalogue)
    reponses = letter_to_cnil(GRILLE, ecarts, catalogue).reponses["plainte_cnil"]
    faits = {str(ligne["ecart_quoi"]): plain(str(ligne["ecart_faits"])) for ligne in lines_of(reponses["ecarts"])}
    refus = faits["Sans informatique, pas d’aide"]

    assert "(pièce 2, note du 9 mars 2011, p. 1 et 2)" in refus
    assert "(témoignage sans nom du 8 février 2011)" in refus
    durees = faits["Des durées de conservation qui se contredisent"]
    assert "(pièce 1, déclaration du 16 mai 2008, p. 3)" in durees
    assert "(pièce 3, affiche, sans date)" in durees
    papiers = [plain(str(ligne["constat_papier"])) for ligne in lines_of(reponses["constats"]) if "constat_papier" in ligne]
    assert papiers == ["Déclaration du 16 mai 2008", "Annexe 11, Note du 9 mars 2011", "Affiche de Mme [nom masqué], Affiche"]


@pytest.mark.parametrize("regles", [CONFIRMES, CONFIRMES[1:], ("conservation_divergente",)])
def test_the_letter_its_enclosures_and_the_binder_have_the_same_numbers(
    regles: tuple[str, ...], relieur: RelieurPieces, documents: Documents, catalogue: Catalogue, courriers: Courriers
) -> None:
    """Whatever one chooses to say."""
    choisis = [ecart for ecart in find_ecarts(GRILLE, catalogue) if ecart.regle in regles]
    demande = demande_of(letter_to_cnil(GRILLE, choisis, catalogue), catalogue, JOUR)
    lettre = plain(courriers.text(courriers.compose(demande)))
    relies = plain(pages(relieur.bind(GRILLE, choisis, documents.read, au=JOUR, releve=RelevePieces()).contenu)[0])

    for id_, numero in exhibits_of(GRILLE, choisis).items():
        nom = plain(document_name(next(une for une in SOURCES if une.id == id_), Grille(), catalogue))
        assert f"n° {numero} – {nom}" in lettre
        assert re.search(rf"Pièce n° {numero} {re.escape(nom)}", relies)
        assert re.search(rf"\(pièce {numero}, ", lettre)
        # Where the facts are listed too.
        assert f"(pièce n° {numero})" in lettre


def test_the_binder_holds_their_list_then_each_of_them(
    relieur: RelieurPieces, documents: Documents, catalogue: Catalogue
) -> None:
    faites = relieur.bind(GRILLE, find_ecarts(GRILLE, catalogue), documents.read, au=JOUR, releve=RelevePieces())
    lues = [plain(page) for page in pages(faites.contenu)]

    assert "Annexe 11, Note du 9 mars 2011" in lues[0]
    assert "Affiche de Mme [nom masqué]" in lues[0]
    assert "À joindre" in lues[0]
    assert [page for page in lues if "Le texte de declaration." in page and "Pièce n° 1" in page]
    assert [page for page in lues if "Le texte de note." in page and "Pièce n° 2" in page]
    assert not any("temoin" in page for page in lues)
    # The poster is no longer beside the grille.
    assert faites.manques == (3,)
    encore = relieur.bind(GRILLE, find_ecarts(GRILLE, catalogue), documents.read, au=JOUR, releve=RelevePieces())
    assert faites.contenu == encore.contenu


def test_without_any_there_is_no_binder(relieur: RelieurPieces, documents: Documents, catalogue: Catalogue) -> None:
    sans = replace(GRILLE, saisis=SAISIS[2:])
    with pytest.raises(ExpectedError) as refus:
        relieur.bind(sans, find_ecarts(sans, catalogue), documents.read, au=JOUR, releve=RelevePieces())
    assert refus.value.panne is Panne.SANS_PIECE


def test_what_nobody_decided_of_a_document_holds_them_all_back_and_it_is_read_once(
    relieur: RelieurPieces, documents: Documents, catalogue: Catalogue, tmp_path: Path
) -> None:
    ecarts, releve = find_ecarts(GRILLE, catalogue), RelevePieces()
    (tmp_path / "note.txt").write_text(f"Le texte de note. {NIR}", encoding="utf-8")
    with pytest.raises(ExpectedError) as refus:
        relieur.bind(GRILLE, ecarts, documents.read, au=JOUR, releve=releve)
    assert refus.value.panne is Panne.PIECES_A_VOIR
    [vue] = releve.a_decider
    assert (vue.reference, vue.rang, [un.texte for un in vue.lue.trouves]) == ("note", 2, ["2 55 08 14 168 025 38"])

    releve.decidees[vue.cle] = False
    faites = relieur.bind(GRILLE, ecarts, documents.read, au=JOUR, releve=releve)
    assert (faites.manques, faites.ecartees) == ((2, 3), (2,))
    assert "025 38" not in plain(" ".join(pages(faites.contenu)))
    assert releve.vues[vue.cle].lue is vue.lue
    releve.decidees[vue.cle] = True
    faites = relieur.bind(GRILLE, ecarts, documents.read, au=JOUR, releve=releve)
    assert (faites.manques, faites.ecartees) == ((3,), ())
    assert "025 38" in plain(" ".join(pages(faites.contenu)))

    # Decided of what it said then.
    (tmp_path / "note.txt").write_text(f"Un autre texte. {NIR}", encoding="utf-8")
    with pytest.raises(ExpectedError):
        relieur.bind(GRILLE, ecarts, documents.read, au=JOUR, releve=releve)
