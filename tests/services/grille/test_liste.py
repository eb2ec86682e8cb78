"""Answering the checklist: what is kept, which documents may say it, and a fiche that is taken up or begun."""

import datetime as dt

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.grille import GenreSource, Grille, NaturePassage, PassageMarque, Point, Source, check_ecarts
from droits_usagers.domain.grille.liste import EtatRubrique
from droits_usagers.domain.grille.valeurs import RubriqueGrille, RubriqueListe
from droits_usagers.domain.notice.traitements import A_DEMANDER, Conservation, Donnee, FicheTraitement, Finalite
from droits_usagers.services.grille.atelier import AtelierEcarts, SourceSaisie
from droits_usagers.services.grille.examen import CoteListe, answer, examine, lines_of, openings, sources_for, written
from droits_usagers.services.grille.fiche import answers_of, draft_of
from tests.ecarts import plain

TODAY = dt.date(2026, 11, 24)


def an_atelier() -> AtelierEcarts:
    return AtelierEcarts(lambda contenu, _nom: contenu)


def rubrique(catalogue: Catalogue, id_: RubriqueGrille) -> RubriqueListe:
    return next(une for une in catalogue.ecarts.rubriques if une.id is id_)


#: Answers that are whole, and find no fault with what is done.
_SANS_ECART = {"identifiants.vu_2", "commentaires.vu_2", "appreciations.vu_2", "refus.vu_2"}


def test_every_whole_answer_that_finds_fault_is_heard_by_a_rule_of_its_question(catalogue: Catalogue) -> None:
    sourdes = []
    for une in catalogue.ecarts.rubriques:
        for rang, texte in enumerate(openings(une, CoteListe.VU, catalogue), start=1):
            atelier = an_atelier()
            atelier.answer([answer(une, CoteListe.VU, texte)], TODAY)
            trouves = {ecart.regle for ecart in check_ecarts(atelier.grille, catalogue.ecarts)}
            attendu = texte.endswith(".") and f"{une.id}.vu_{rang}" not in _SANS_ECART
            # Alone, a yearly figure contradicts nothing.
            if texte.endswith(".") and une.id is not RubriqueGrille.CHIFFRES and bool(trouves & set(une.regles)) is not attendu:
                sourdes.append((une.id, texte, trouves))
    assert sourdes == []


def test_no_whole_announcement_finds_fault_by_itself(catalogue: Catalogue) -> None:
    for une in catalogue.ecarts.rubriques:
        atelier = an_atelier()
        id_ = atelier.add_source(SourceSaisie(GenreSource.NOTE, TODAY))
        source = next(une for une in atelier.grille.sources if une.id == id_)
        for texte in openings(une, CoteListe.ANNONCE, catalogue):
            if texte.endswith("."):
                atelier.answer([answer(une, CoteListe.ANNONCE, texte, source=source)], TODAY)

        assert not {ecart.regle for ecart in check_ecarts(atelier.grille, catalogue.ecarts)} & set(une.regles)


def test_what_one_sees_is_an_observation_of_today_and_only_one(catalogue: Catalogue) -> None:
    atelier = an_atelier()
    for id_ in (RubriqueGrille.DONNEES, RubriqueGrille.BUTS):
        une = rubrique(catalogue, id_)
        atelier.answer([answer(une, CoteListe.VU, "Champs vus : adresse.")], TODAY)

    assert [(un.genre, un.date) for un in atelier.grille.sources] == [(GenreSource.OBSERVATION, TODAY)]
    assert [un.rubrique for un in atelier.grille.passages] == [RubriqueGrille.DONNEES, RubriqueGrille.BUTS]
    assert {un.nature for un in atelier.grille.passages} == {NaturePassage.FAIT}
    assert len({un.id for un in atelier.grille.passages}) == 2


def test_an_answer_is_undone_at_once_with_the_document_it_made(catalogue: Catalogue) -> None:
    atelier = an_atelier()
    atelier.answer(
        [answer(rubrique(catalogue, RubriqueGrille.AIPD), CoteListe.VU, "Le service dit qu'il n'y a pas d'analyse d'impact.")],
        TODAY,
    )
    atelier.undo()

    assert atelier.grille == Grille()


def test_what_a_witness_says_is_what_a_witness_says(catalogue: Catalogue) -> None:
    une = rubrique(catalogue, RubriqueGrille.REFUS)

    assert answer(une, CoteListe.VU, "…", source=Source("s", GenreSource.COMPTE_RENDU)).nature is NaturePassage.RAPPORTE
    assert answer(une, CoteListe.ANNONCE, "…", source=Source("n", GenreSource.NOTE)).nature is NaturePassage.ANNONCE


def test_each_side_is_told_by_its_own_documents() -> None:
    grille = Grille(sources=(Source("d", GenreSource.DECLARATION), Source("t", GenreSource.TEMOIGNAGE)))

    assert [un.id for un in sources_for(grille, CoteListe.ANNONCE)] == ["d", "t"]
    assert [un.id for un in sources_for(grille, CoteListe.VU)] == ["t"]


@pytest.mark.parametrize(
    ("texte", "ecrit"),
    [
        ("Champs vus :\n- adresse\n- permis", "Champs vus : adresse, permis"),
        ("Champs vus : adresse\npermis", "Champs vus : adresse, permis"),
        ("Une phrase.\nUne autre.", "Une phrase. Une autre."),
        ("  ", ""),
    ],
)
def test_lines_are_written_as_a_list(texte: str, ecrit: str, catalogue: Catalogue) -> None:
    assert written(texte, catalogue) == ecrit


def test_names_and_numbers_of_an_answer_are_hidden(catalogue: Catalogue) -> None:
    ecrit = written("Ouvrent les dossiers : Mme Zyvwk, n° CAF 1234567", catalogue)

    assert "Zyvwk" not in ecrit
    assert "1234567" not in ecrit


# Fiches


FICHE = FicheTraitement(
    nom="Dossier social",
    finalites=(Finalite("Instruire les aides"), Finalite(A_DEMANDER)),
    donnees=(Donnee("État civil"), Donnee("Ressources")),
    destinataires=A_DEMANDER,
    conservations=(Conservation("Dossiers", "2 ans", "après le dernier contact"), Conservation("Notes", A_DEMANDER)),
)


def test_a_fiche_is_what_is_announced(catalogue: Catalogue) -> None:
    atelier = an_atelier()
    atelier.answer(answers_of(FICHE, catalogue), TODAY, SourceSaisie(GenreSource.REGISTRE, nom="Fiche"))
    lignes = {une.rubrique.id: une for une in lines_of(examine(atelier.grille, catalogue), catalogue)}

    assert [un.genre for un in atelier.grille.sources] == [GenreSource.REGISTRE]
    assert plain(lignes[RubriqueGrille.DONNEES].annonces[0].texte) == "Données annoncées : État civil ; Ressources."
    assert plain(lignes[RubriqueGrille.DUREE].annonces[0].texte) == "Dossiers : 2 ans à compter de : après le dernier contact."
    assert not lignes[RubriqueGrille.DUREE].sans_depart
    assert lignes[RubriqueGrille.DESTINATAIRES].etat is EtatRubrique.SANS_REPONSE
    assert len(lignes[RubriqueGrille.DUREE].annonces) == 1


def test_what_is_announced_is_the_draft_of_a_fiche_and_the_rest_is_asked(catalogue: Catalogue) -> None:
    atelier = an_atelier()
    atelier.answer(answers_of(FICHE, catalogue), TODAY, SourceSaisie(GenreSource.REGISTRE))
    atelier.answer([answer(rubrique(catalogue, RubriqueGrille.DONNEES), CoteListe.VU, "Champs vus : permis.")], TODAY)
    fiche = draft_of(atelier.grille, lines_of(examine(atelier.grille, catalogue), catalogue), catalogue)

    assert fiche.donnees is not A_DEMANDER
    assert [un.libelle for un in fiche.donnees] == ["État civil", "Ressources"]
    assert fiche.finalites is not A_DEMANDER
    assert [(un.libelle, un.base) for un in fiche.finalites] == [("Instruire les aides", A_DEMANDER)]
    assert fiche.conservations is not A_DEMANDER
    dites = [(un.donnees, un.duree, plain(str(un.depart))) for un in fiche.conservations]
    assert dites == [("Dossiers", "2 ans", "à compter de : après le dernier contact")]
    assert fiche.destinataires is A_DEMANDER
    assert fiche.droits is A_DEMANDER
    assert fiche.nom is A_DEMANDER


def test_the_draft_of_a_fiche_names_nobody(catalogue: Catalogue) -> None:
    sources = (Source("d", GenreSource.DECLARATION),)
    dit = "Destinataires annoncés : Mme Zyvwk, n° CAF 1234567"
    passages = (PassageMarque("d", Point.DESTINATAIRES, dit, id="p1", rubrique=RubriqueGrille.DESTINATAIRES),)
    grille = Grille("Dossier de Mme Zyvwk", sources=sources, passages=passages)
    fiche = draft_of(grille, lines_of(examine(grille, catalogue), catalogue), catalogue)

    assert "Zyvwk" not in repr((fiche.nom, [un.libelle for un in fiche.destinataires]))  # type: ignore[union-attr] # said
    assert "1234567" not in repr([un.libelle for un in fiche.destinataires])  # type: ignore[union-attr] # the same
