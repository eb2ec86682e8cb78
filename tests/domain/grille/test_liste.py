"""The checklist: what is announced beside what is seen, and the écarts that are reckoned from the two."""

import datetime as dt
from dataclasses import replace

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.grille import Ecart, Grille, NaturePassage, check_ecarts
from droits_usagers.domain.grille.enumeration import beyond, items
from droits_usagers.domain.grille.liste import EtatRubrique, LigneListe, checklist
from droits_usagers.domain.grille.valeurs import RubriqueGrille
from tests.ecarts import grille, plain


def answered(
    *lignes: tuple[str, str, str], rubriques: tuple[RubriqueGrille | None, ...], date: dt.date | None = None
) -> Grille:
    """A grille in which each line answers a question of the checklist."""
    lue = grille(*lignes)
    sources = tuple(replace(une, date=date) if date else une for une in lue.sources)
    passages = tuple(replace(un, rubrique=rubrique) for un, rubrique in zip(lue.passages, rubriques, strict=True))
    return replace(lue, sources=sources, passages=passages)


def found(catalogue: Catalogue, lue: Grille) -> dict[str, Ecart]:
    return {ecart.regle: ecart for ecart in check_ecarts(lue, catalogue.ecarts)}


def lines(catalogue: Catalogue, lue: Grille) -> dict[RubriqueGrille, LigneListe]:
    ecarts = check_ecarts(lue, catalogue.ecarts)
    return {une.rubrique.id: une for une in checklist(lue, ecarts, catalogue.ecarts)}


# What a list names


@pytest.mark.parametrize(
    ("texte", "attendus"),
    [
        ("Champs vus : état civil, nationalité et santé.", ("état civil", "nationalité", "santé")),
        ("la CAF\nla mairie ; le bailleur", ("la CAF", "la mairie", "le bailleur")),
        ("revenus – dettes – loyer", ("revenus", "dettes", "loyer")),
        ("nom, nom, .", ("nom",)),
        ("", ()),
    ],
)
def test_a_list_is_cut_in_the_things_it_names(texte: str, attendus: tuple[str, ...]) -> None:
    assert items(texte) == attendus


@pytest.mark.parametrize(
    ("nomme", "annonce", "dehors"),
    [
        ("adresse", "Nom, adresse, composition du foyer.", False),
        ("adresses", "Nom et adresse.", False),
        ("numéro de téléphone portable", "Coordonnées : adresse, téléphone.", False),
        ("permis de conduire", "Nom, adresse, ressources.", True),
        ("numéro de plaque d'immatriculation", "numéro de dossier", True),
        ("situation judiciaire", "situation familiale", True),
        ("coordonnées bancaires", "nom et coordonnées", True),
        ("motif du divorce", "motif de la visite", True),
        ("commission de surendettement", "commission d'aide", True),
        ("domicile", "Nom, adresse, ressources.", False),
        ("date de naissance", "État civil.", False),
    ],
)
def test_what_shares_most_of_its_words_with_the_announcement_is_not_beyond_it(
    nomme: str, annonce: str, catalogue: Catalogue, *, dehors: bool
) -> None:
    assert bool(beyond([nomme], [annonce], catalogue.ecarts.synonymes)) is dehors


@pytest.mark.parametrize(
    "texte",
    [
        "Champs vus : rien sur la santé ni la religion.",
        "Champs vus : pas de santé.",
        "Champs vus : les mêmes que ceux annoncés, sans la santé.",
        "Champs vus : la nationalité a été retirée en mai.",
    ],
)
def test_what_a_list_says_is_not_there_is_not_there(texte: str, catalogue: Catalogue) -> None:
    lue = answered(
        ("declaration", "donnees", "Adresse, ressources."),
        ("observation", "donnees", texte),
        rubriques=(RubriqueGrille.DONNEES, RubriqueGrille.DONNEES),
    )

    assert "donnees_non_annoncees" not in found(catalogue, lue)


def test_a_list_seen_is_compared_with_one_that_the_same_document_says_was_announced(catalogue: Catalogue) -> None:
    lue = answered(
        ("syndicat", "donnees", "Données annoncées : adresse, ressources."),
        ("syndicat", "donnees", "Champs vus : adresse, religion."),
        rubriques=(RubriqueGrille.DONNEES, RubriqueGrille.DONNEES),
    )
    annonce, vu = lue.passages
    lue = replace(lue, passages=(replace(annonce, nature=NaturePassage.ANNONCE), replace(vu, nature=NaturePassage.FAIT)))

    assert "religion" in found(catalogue, lue)["donnees_non_annoncees"].fait


# What is reckoned


def test_fields_seen_that_no_list_announces_are_named(catalogue: Catalogue) -> None:
    lue = answered(
        ("declaration", "donnees", "État civil, adresse, ressources."),
        ("observation", "donnees", "Champs vus : adresses, permis de conduire et plaque du véhicule."),
        rubriques=(RubriqueGrille.DONNEES, RubriqueGrille.DONNEES),
    )
    ecart = found(catalogue, lue)["donnees_non_annoncees"]

    assert "(permis de conduire, plaque du véhicule)" in plain(ecart.fait)
    assert ecart.passages == ("p2", "p1")


def test_a_list_is_taken_away_from_nothing_where_nothing_is_announced(catalogue: Catalogue) -> None:
    lue = answered(("observation", "donnees", "Champs vus : permis de conduire."), rubriques=(RubriqueGrille.DONNEES,))

    assert "donnees_non_annoncees" not in found(catalogue, lue)


def test_what_is_only_marked_is_not_read_as_a_list(catalogue: Catalogue) -> None:
    lue = grille(
        ("declaration", "donnees", "État civil, adresse."),
        ("observation", "donnees", "On voit le permis, la plaque et le loyer."),
    )

    assert "permis" not in plain(found(catalogue, lue)["donnees_non_annoncees"].fait).split(")")[0]


def test_a_kind_of_data_that_is_announced_by_another_word_is_announced(catalogue: Catalogue) -> None:
    lue = answered(
        ("declaration", "donnees", "État civil, santé."),
        ("observation", "donnees", "Champs vus : maladies, handicap."),
        rubriques=(RubriqueGrille.DONNEES, RubriqueGrille.DONNEES),
    )

    assert "donnees_non_annoncees" not in found(catalogue, lue)


def test_who_opens_and_is_not_announced_is_named_once(catalogue: Catalogue) -> None:
    lue = answered(
        ("declaration", "destinataires", "Le travailleur social référent."),
        ("observation", "habilitations", "Ouvrent les dossiers : les référents, les stagiaires, le vaguemestre."),
        rubriques=(RubriqueGrille.DESTINATAIRES, RubriqueGrille.DESTINATAIRES),
    )
    fait = plain(found(catalogue, lue)["acces_non_prevu"].fait)

    assert "vaguemestre" in fait.split(")")[0]
    assert fait.split(")")[0].count("stagiaires") == 1
    assert fait.count("Ouvrent les dossiers") == 1
    assert "Le travailleur social référent" in fait


def test_a_use_that_no_purpose_announces_is_named(catalogue: Catalogue) -> None:
    lue = answered(
        ("declaration", "finalite", "Instruire les demandes d'aide financière."),
        ("observation", "finalite", "Usages vus : instruction des demandes, envoi du journal municipal."),
        rubriques=(RubriqueGrille.BUTS, RubriqueGrille.BUTS),
    )

    assert "(envoi du journal municipal)" in plain(found(catalogue, lue)["usages_non_annonces"].fait)


def test_what_someone_is_called_in_a_list_does_not_leave(catalogue: Catalogue) -> None:
    lue = answered(
        ("declaration", "destinataires", "Le travailleur social référent."),
        ("observation", "habilitations", "Ouvrent les dossiers : Mme Zyvwk, le vaguemestre."),
        rubriques=(RubriqueGrille.DESTINATAIRES, RubriqueGrille.DESTINATAIRES),
    )

    assert "Zyvwk" not in found(catalogue, lue)["acces_non_prevu"].phrase


def test_the_second_name_of_a_list_does_not_leave_either(catalogue: Catalogue) -> None:
    lue = answered(
        ("declaration", "destinataires", "Le travailleur social référent."),
        ("observation", "habilitations", "Lisent aussi : MM. Diallo et Zyvwk, le vaguemestre."),
        rubriques=(RubriqueGrille.DESTINATAIRES, RubriqueGrille.DESTINATAIRES),
    )

    assert "Zyvwk" not in found(catalogue, lue)["acces_non_prevu"].phrase


@pytest.mark.parametrize(
    "dit",
    [
        "Aucune analyse d'impact n'a été vue, nous l'avons demandée le 3 mars 2025.",
        "L'analyse d'impact a été mise à jour en mars 2024.",
    ],
)
def test_a_day_of_something_else_is_not_that_of_the_assessment(dit: str, catalogue: Catalogue) -> None:
    lue = answered(
        ("observation", "formalites", "Le logiciel est utilisé depuis janvier 2021."),
        ("observation-2", "formalites", dit),
        rubriques=(RubriqueGrille.DEBUT, RubriqueGrille.AIPD),
    )

    assert "aipd_tardive" not in found(catalogue, lue)


def test_what_is_reckoned_from_what_is_reported_is_no_surer(catalogue: Catalogue) -> None:
    lue = answered(
        ("compte_rendu", "formalites", "Le logiciel est utilisé depuis janvier 2020."),
        ("compte_rendu-2", "formalites", "L'analyse d'impact est datée de mars 2024."),
        rubriques=(RubriqueGrille.DEBUT, RubriqueGrille.AIPD),
    )
    fait = plain(found(catalogue, lue)["aipd_tardive"].fait)

    assert "Si c'est exact : Le fichier sert" in fait.replace("\u2019", "'")


def test_the_oldest_file_is_reckoned_against_what_is_announced(catalogue: Catalogue) -> None:
    lue = answered(
        ("declaration", "conservation", "Les données sont conservées 2 ans après le dernier entretien."),
        ("observation", "conservation", "Le plus ancien dossier encore visible date de mai 2003."),
        rubriques=(RubriqueGrille.DUREE, RubriqueGrille.DUREE),
        date=dt.date(2011, 1, 20),
    )
    fait = plain(found(catalogue, lue)["conservation_depassee"].fait)

    assert "au moins 91 mois" in fait
    assert "24 mois" in fait


@pytest.mark.parametrize(("vu", "depasse"), [("janvier 2009", False), ("décembre 2008", True), ("2009", False)])
def test_what_may_be_within_the_time_announced_is_not_beyond_it(vu: str, catalogue: Catalogue, *, depasse: bool) -> None:
    lue = answered(
        ("declaration", "conservation", "Les données sont conservées 2 ans."),
        ("observation", "conservation", f"Le plus ancien dossier encore visible date de {vu}."),
        rubriques=(RubriqueGrille.DUREE, RubriqueGrille.DUREE),
        date=dt.date(2011, 1, 31),
    )

    assert ("conservation_depassee" in found(catalogue, lue)) is depasse


@pytest.mark.parametrize(
    ("annonce", "vu"),
    [
        ("2 ans après le dernier contact.", "On voit encore un dossier de mars 2010, celui d'une dame née en 1931."),
        ("2 ans après le dernier contact.", "Le plus ancien dossier encore visible date de 2003, mais il est encore suivi."),
        ("Dix ans après la majorité de l'enfant.", "Le plus ancien dossier encore visible date de 1995."),
    ],
)
def test_what_tells_nothing_of_how_old_a_file_is_shows_nothing(annonce: str, vu: str, catalogue: Catalogue) -> None:
    lue = answered(
        ("declaration", "conservation", annonce),
        ("observation", "conservation", vu),
        rubriques=(RubriqueGrille.DUREE, RubriqueGrille.DUREE),
        date=dt.date(2011, 1, 31),
    )

    assert "conservation_depassee" not in found(catalogue, lue)


def test_how_long_ago_is_not_how_long(catalogue: Catalogue) -> None:
    lue = answered(
        ("declaration", "conservation", "2 ans après le dernier contact."),
        ("observation", "conservation", "Le dernier contact remonte à il y a douze ans."),
        rubriques=(RubriqueGrille.DUREE, RubriqueGrille.DUREE),
    )

    assert "conservation_divergente" not in found(catalogue, lue)


@pytest.mark.parametrize(
    ("une", "autre"),
    [
        ("1 an et 6 mois", "18 mois"),
        ("deux ans et six mois", "30 mois"),
        ("un an", "365 jours"),
        ("52 semaines", "un an"),
        ("4 semaines", "1 mois"),
    ],
)
def test_one_length_in_two_units_is_no_contradiction(catalogue: Catalogue, une: str, autre: str) -> None:
    duree = RubriqueGrille.DUREE
    lue = answered(("registre", "conservation", une), ("affiche", "conservation", autre), rubriques=(duree, duree))
    assert "conservation_divergente" not in found(catalogue, lue)


@pytest.mark.parametrize("dite", ["730 jours", "104 semaines", "24 mois"])
def test_two_years_are_not_more_than_two_years(catalogue: Catalogue, dite: str) -> None:
    lue = answered(("registre", "conservation", dite), rubriques=(RubriqueGrille.DUREE,))
    assert "conservation_repere" not in found(catalogue, lue)


def test_how_long_each_thing_is_kept_is_no_contradiction(catalogue: Catalogue) -> None:
    lignes = (
        ("registre", "conservation", "Dossiers : 2 ans à compter de : le dernier contact."),
        ("registre", "conservation", "Journal des connexions des agents : 6 mois."),
    )
    duree = RubriqueGrille.DUREE
    assert "conservation_divergente" not in found(catalogue, answered(*lignes, rubriques=(duree, duree)))

    vu = ("note", "conservation", "Les dossiers sont conservés 2 ans.")
    assert "conservation_divergente" not in found(catalogue, answered(*lignes, vu, rubriques=(duree, duree, duree)))

    autre = ("note", "conservation", "Les dossiers sont conservés 10 ans.")
    assert "conservation_divergente" in found(catalogue, answered(*lignes, autre, rubriques=(duree, duree, duree)))


def test_a_day_that_was_only_announced_begins_nothing(catalogue: Catalogue) -> None:
    lue = answered(
        ("note", "formalites", "La mise en service du logiciel est annoncée pour le 1er janvier 2024."),
        ("registre", "formalites", "L'analyse d'impact est datée de avril 2024."),
        rubriques=(RubriqueGrille.DEBUT, RubriqueGrille.AIPD),
    )

    assert "aipd_tardive" not in found(catalogue, lue)


@pytest.mark.parametrize(
    ("debut", "aipd", "tard"),
    [
        ("mars 2021", "12 mai 2023", True),
        ("2021", "décembre 2021", False),
        ("3 mars 2021", "2 mars 2021", False),
        # No assessment was asked for before 25 May 2018.
        ("2009", "12 mai 2023", False),
        ("2018", "12 mai 2023", False),
    ],
)
def test_an_assessment_comes_after_when_no_reading_of_the_dates_makes_it_come_before(
    debut: str, aipd: str, catalogue: Catalogue, *, tard: bool
) -> None:
    lue = answered(
        ("observation", "formalites", f"Le logiciel est utilisé depuis {debut}."),
        ("registre", "formalites", f"L'analyse d'impact est datée de {aipd}."),
        rubriques=(RubriqueGrille.DEBUT, RubriqueGrille.AIPD),
    )

    assert ("aipd_tardive" in found(catalogue, lue)) is tard


def test_the_day_of_a_document_alone_is_a_question(catalogue: Catalogue) -> None:
    lue = answered(
        ("observation", "formalites", "Le logiciel est utilisé depuis mars 2021."),
        ("aipd", "formalites", "Analyse d'impact, version 2."),
        rubriques=(RubriqueGrille.DEBUT, None),
        date=dt.date(2023, 5, 12),
    )
    assert found(catalogue, lue)["aipd_tardive"].gravite == 1

    dite = replace(lue, passages=(lue.passages[0], replace(lue.passages[1], rubrique=RubriqueGrille.AIPD)))
    assert "aipd_tardive" not in found(catalogue, dite)


def test_people_who_were_told_after_it_began_were_told_late(catalogue: Catalogue) -> None:
    lue = answered(
        ("observation", "formalites", "Le logiciel est utilisé depuis janvier 2021."),
        ("observation", "information", "Une affiche est en place depuis le 3 mai 2022."),
        rubriques=(RubriqueGrille.DEBUT, RubriqueGrille.INFORMATION),
    )
    ecart = found(catalogue, lue)["information_tardive"]

    assert "31 janvier 2021" in plain(ecart.fait)
    assert "3 mai 2022" in plain(ecart.fait)


def test_dates_that_are_only_feared_or_asked_are_not_compared(catalogue: Catalogue) -> None:
    lue = answered(
        ("observation", "formalites", "Le logiciel est utilisé depuis janvier 2021."),
        ("observation", "information", "L'affiche serait en place depuis mai 2022."),
        rubriques=(RubriqueGrille.DEBUT, RubriqueGrille.INFORMATION),
    )
    doutes = replace(lue, passages=(lue.passages[0], replace(lue.passages[1], nature=NaturePassage.CRAINT)))

    assert "information_tardive" not in found(catalogue, doutes)


def test_a_document_that_came_after_the_day_it_was_promised_for_is_late(catalogue: Catalogue) -> None:
    lue = grille(("courrier", "formalites", "Vous trouverez ci-joint les documents."))
    promis, recu = dt.date(2011, 3, 1), dt.date(2011, 5, 4)
    tard = replace(lue, sources=(replace(lue.sources[0], promis_le=promis, recu_le=recu),))
    a_temps = replace(lue, sources=(replace(lue.sources[0], promis_le=recu, recu_le=promis),))

    fait = plain(found(catalogue, tard)["reponse_tardive"].fait)
    assert "Promis pour le 1er mars 2011, reçu le 4 mai 2011 : 64 jours plus tard." in fait
    assert "«" not in fait
    assert "reponse_tardive" not in found(catalogue, a_temps)


# How the questions stand


def test_a_question_looks_for_notions_and_rules_that_exist(catalogue: Catalogue) -> None:
    reference = catalogue.ecarts

    assert {une.notion for une in reference.rubriques} - {""} <= set(reference.notions)
    assert {regle for une in reference.rubriques for regle in une.regles} <= set(reference.regles)


def test_every_question_is_there_and_waits_for_an_answer(catalogue: Catalogue) -> None:
    assert {ligne.etat for ligne in lines(catalogue, Grille()).values()} == {EtatRubrique.SANS_REPONSE}
    assert list(lines(catalogue, Grille())) == list(RubriqueGrille)


def test_passages_that_were_marked_answer_the_questions_of_their_point(catalogue: Catalogue) -> None:
    lue = grille(
        ("declaration", "conservation", "Les données sont conservées 6 mois."),
        ("observation", "commentaires", "Les collègues notent en commentaire les numéros de CAF."),
        ("registre", "formalites", "Une analyse d'impact a été faite."),
        ("syndicat", "refus", "Que devient une personne qui refuse ?"),
    )
    trouvees = lines(catalogue, lue)

    assert trouvees[RubriqueGrille.DUREE].etat is EtatRubrique.ANNONCE_SEUL
    assert trouvees[RubriqueGrille.DUREE].sans_depart
    assert trouvees[RubriqueGrille.IDENTIFIANTS].etat is EtatRubrique.ECART
    assert [un.id for un in trouvees[RubriqueGrille.AIPD].annonces] == ["p3"]
    assert [un.id for un in trouvees[RubriqueGrille.REFUS].douteux] == ["p4"]
    assert not trouvees[RubriqueGrille.REGISTRE].annonces


def test_a_length_of_time_that_says_from_when_it_runs_lacks_nothing(catalogue: Catalogue) -> None:
    lue = grille(("declaration", "conservation", "Les données sont conservées 6 mois après le dernier entretien."))

    assert not lines(catalogue, lue)[RubriqueGrille.DUREE].sans_depart


def test_an_answer_stands_where_it_was_given_whatever_its_words(catalogue: Catalogue) -> None:
    lue = answered(("observation", "formalites", "On ne sait pas trop."), rubriques=(RubriqueGrille.AIPD,))
    trouvees = lines(catalogue, lue)

    assert trouvees[RubriqueGrille.AIPD].etat is EtatRubrique.VU_SEUL
    assert trouvees[RubriqueGrille.DEBUT].etat is EtatRubrique.SANS_REPONSE


def test_both_sides_known_without_an_ecart_is_not_called_agreement(catalogue: Catalogue) -> None:
    lue = grille(
        ("declaration", "conservation", "2 ans après le dernier contact."), ("observation", "conservation", "Rien de plus.")
    )

    assert lines(catalogue, lue)[RubriqueGrille.DUREE].etat is EtatRubrique.DEUX_COTES
