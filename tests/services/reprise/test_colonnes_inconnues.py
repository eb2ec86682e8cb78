"""A column that nothing is read under: whatever a line says there stays with its dossier, until someone says what it is."""

import datetime as dt
import json

import pytest

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.dossier.dossiers import RaisonAVerifier
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.reprise.champs import ChampReprise
from droits_usagers.services.reprise.ecran import PresentationReprise, look_at
from droits_usagers.services.reprise.remarques import remarks_of
from droits_usagers.services.reprise.reprise import LecteurReprise, read_colle
from droits_usagers.services.reprise.sans_ecran import as_read
from tests.services.reprises import AUJOURDHUI, chantier, essai, kept, made, read, read_one
from tests.tableaux import as_text

#: None of them is a heading of ours; some have words of ours.
TITRES = (
    *("Fin", "C'est réglé ?", "Terminé O/N", "Plus rien à faire", "Sortie", "Fin de suivi", "Suivi terminé", "À ranger"),
    *(
        "Fermeture",
        "Effectué",
        "Fin prévue",
        "Rangé carton 12",
        "Relance faite par tél",
        "✔",
        "Dossier rangé",
        "Envoi soldé",
        "Date",
    ),
)
MARQUES = ("✓", "x", "X", "oui", "O", "1", "le 14/10", "14/10/2026", "fini", "☑")
ADRESSE = {"Adresse": "12 rue Pasteur", "CP": "42000", "Ville": "Saint-Étienne"}


@pytest.mark.parametrize("titre", TITRES)
def test_what_a_line_says_in_a_column_that_nobody_understands_stays_to_be_checked(catalogue: Catalogue, titre: str) -> None:
    entetes = ("Nom", *ADRESSE, "Organisme", "Démarche", "Envoyé le", titre)
    lignes = [(f"Nom{rang}", *ADRESSE.values(), "CAF", "accès", "02/09/2026", mot) for rang, mot in enumerate((*MARQUES, ""))]
    essaye = essai(read(catalogue, entetes, *lignes))

    # Once the remarks are read too: that says nothing but of addresses.
    for tente in (essaye, as_read(essaye)):
        *marquees, vide = tente.a_reprendre
        perdues = [mot for mot, ligne in zip(MARQUES, marquees, strict=True) if (titre, mot) not in _cells(ligne)]
        assert perdues == []
        assert made(vide).a_verifier == ()


def _cells(ligne: object) -> set[tuple[str, str]]:
    return {(colonne, texte) for colonne, texte, *_ in kept(ligne)}  # type: ignore[arg-type]


def test_a_cell_is_kept_once_whatever_else_it_may_say(catalogue: Catalogue) -> None:
    for mot in ("✓", "ne pas écrire", "fini", "12"):
        ligne = read_one(catalogue, {**ADRESSE, "Sortie": mot})
        assert [texte for titre, texte, *_ in kept(ligne) if titre == "Sortie"] == [mot]


@pytest.mark.parametrize(
    ("titre", "cellule"),
    [("Tél. 2", "06 39 98 12 34"), ("Courriel", "a@exemple.fr"), ("Âge", "54"), ("", "17")],
)
def test_what_says_nothing_of_a_dossier_is_not_kept(catalogue: Catalogue, titre: str, cellule: str) -> None:
    assert made(read_one(catalogue, {**ADRESSE, titre: cellule})).a_verifier == ()


@pytest.mark.parametrize("titre", ["Prochain RDV", "Rendez-vous", "Date du RDV", "Permanence du"])
def test_when_someone_comes_says_nothing_of_a_dossier(catalogue: Catalogue, titre: str) -> None:
    ligne = read_one(catalogue, {**ADRESSE, "Envoyé le": "02/09/2026", titre: "14/10/2026"})
    assert made(ligne).a_verifier == ()


@pytest.mark.parametrize("titre", ["Échéance", "Date limite", "Prévu le", "Fin des RDV", "RDV de clôture"])
def test_any_other_day_under_a_heading_that_says_nothing_of_it_is_kept(catalogue: Catalogue, titre: str) -> None:
    ligne = read_one(catalogue, {**ADRESSE, "Envoyé le": "02/09/2026", titre: "14/10/2026"})
    assert _cells(ligne) == {(titre, "14/10/2026")}


def test_a_column_of_addresses_of_mail_stays_in_the_table_and_is_said_to(catalogue: Catalogue) -> None:
    entetes = ("Nom", "Organisme", "Démarche", "Contact du conseiller")
    lu = chantier(catalogue, entetes, ("Roux", "CAF", "accès", "odile@exemple.fr"), ("Diop", "CAF", "accès", "-"))
    assert look_at(lu).colonnes_laissees == ("Contact du conseiller",)
    # With a word among them, all of it is kept: the table may be said to be of no use any more.
    lu = chantier(catalogue, entetes, ("Roux", "CAF", "accès", "odile@exemple.fr"), ("Diop", "CAF", "accès", "fini"))
    assert look_at(lu).colonnes_laissees == ()
    lues = LecteurReprise(catalogue).read(lu, AUJOURDHUI)
    assert [[texte for _, texte, *_ in kept(ligne)] for ligne in lues] == [["odile@exemple.fr"], ["fini"]]


@pytest.mark.parametrize("titre", ["Dossier", "Suivi", "Observations", "Service", "Bilan", "Mode d'envoi"])
def test_a_tick_where_words_are_expected_is_kept_once_remarks_are_read(catalogue: Catalogue, titre: str) -> None:
    for signe in ("✓", "☑", "x") if titre == "Bilan" else ("✓", "☑"):
        lue = as_read(essai([read_one(catalogue, {**ADRESSE, "Envoyé le": "02/09/2026", titre: signe})]))
        assert [texte for colonne, texte, *_ in kept(lue.a_reprendre[0]) if colonne == titre] == [signe]


@pytest.mark.parametrize("titre", ["Suivi", "Suivi par", "N° LRAR", "Réf", "Affaire", "Consignes"])
@pytest.mark.parametrize("mot", ["clos", "rép. complète"])
def test_what_may_be_over_may_be_so_under_any_heading_once_remarks_are_read(catalogue: Catalogue, titre: str, mot: str) -> None:
    lue = as_read(essai([read_one(catalogue, {**ADRESSE, "Envoyé le": "02/09/2026", titre: mot})]))
    assert [(une.texte, une.raison) for une in made(lue.a_reprendre[0]).a_verifier] == [(mot, RaisonAVerifier.FINI)]


def test_a_status_that_nobody_explained_is_one_under_the_plainest_heading(catalogue: Catalogue) -> None:
    lue = as_read(essai([read_one(catalogue, {**ADRESSE, "Envoyé le": "02/09/2026", "Suivi": "affaire classée"})]))
    assert [une.raison for une in made(lue.a_reprendre[0]).a_verifier] == [RaisonAVerifier.INDECIS]


@pytest.mark.parametrize("titres", [("Suivi", "Statut"), ("Statut", "Suivi")])
def test_the_plainest_heading_is_no_status_where_another_is(catalogue: Catalogue, titres: tuple[str, str]) -> None:
    lu = chantier(catalogue, ("Nom", "Organisme", "Démarche", *titres), ("Roux", "CAF", "accès", "vu", "vu"))
    assert lu.correspondance.columns_of(ChampReprise.ISSUE) == (3 + titres.index("Statut"),)


def test_how_it_left_may_be_ticked(catalogue: Catalogue) -> None:
    lue = as_read(essai([read_one(catalogue, {"Envoyé le": "02/09/2026", "LRAR": "✓"})]))
    assert lue.a_verifier == 0


def test_the_second_column_of_ends_is_kept_as_any_other(catalogue: Catalogue) -> None:
    """Only one column says it: nothing of the other is lost."""
    ligne = read_one(catalogue, {"Envoyé le": "02/09/2026", "Date de clôture": "", "Affaire terminée": "✓"})
    assert [texte for _, texte, *_ in kept(ligne)] == ["✓"]


def test_someone_says_what_the_column_is_or_leaves_it_in_the_table(catalogue: Catalogue) -> None:
    lu = chantier(catalogue, ("Nom", "Organisme", "Démarche", "Sortie"), ("Roux", "CAF", "accès", "✓"))
    assert lu.correspondance.gardees == {3}
    assert look_at(lu).colonnes_laissees == ()
    essaye = essai(LecteurReprise(catalogue).read(lu, AUJOURDHUI))
    assert essaye.colonnes_gardees == ("Sortie",)
    assert any("ne comprend pas" in dite and "Sortie" in dite for dite in PresentationReprise(catalogue).regard(lu, essaye))

    dite = lu.with_correspondance(lu.correspondance.with_column(3, ChampReprise.CLOS))
    (ligne,) = LecteurReprise(catalogue).read(dite, AUJOURDHUI)
    assert ("Sortie", "✓", "fini", "") in kept(ligne)

    laissee = lu.with_correspondance(lu.correspondance.with_column(3, None))
    assert laissee.left == ("Sortie",)
    essaye = essai(LecteurReprise(catalogue).read(laissee, AUJOURDHUI))
    # A remark may still ask to withhold the address.
    assert [une.texte for une in remarks_of(essaye)] == ["Sortie : ✓"]
    assert as_read(essaye).a_verifier == 0


@pytest.mark.parametrize("titre", ["Sortie", "Rideau", "Vu et rangé", "C'est réglé ?"])
def test_saying_that_a_column_is_the_end_leaves_the_others_alive(catalogue: Catalogue, titre: str) -> None:
    entetes = ("Nom", *ADRESSE, "Organisme", "Démarche", "Envoyé le", titre)
    lignes = [(f"Nom{rang}", *ADRESSE.values(), "CAF", "accès", "02/09/2026", mot) for rang, mot in enumerate(("✓", ""))]
    lu = chantier(catalogue, entetes, *lignes)
    rang = len(entetes) - 1
    lu = lu.with_correspondance(lu.correspondance.with_column(rang, ChampReprise.CLOS))
    close, vive = LecteurReprise(catalogue).read(lu, AUJOURDHUI)
    assert kept(close) == [(titre, "✓", "fini", "")]
    assert (made(vive).a_verifier, remarks_of(essai([vive]))) == ((), ())


def test_saying_what_a_column_is_frees_no_address_that_its_heading_withholds(catalogue: Catalogue) -> None:
    entetes = ("Nom", *ADRESSE, "Organisme", "Démarche", "Adresse à taire : sortie")
    lu = chantier(catalogue, entetes, ("Roux", *ADRESSE.values(), "CAF", "accès", "✓"))
    lu = lu.with_correspondance(lu.correspondance.with_column(len(entetes) - 1, ChampReprise.CLOS))
    (ligne,) = LecteurReprise(catalogue).read(lu, AUJOURDHUI)
    concerne = made(ligne).demande.concerne
    assert concerne is not None
    assert concerne.adresse_protegee


def test_what_is_taken_from_a_column_leaves_it_kept(catalogue: Catalogue) -> None:
    lu = chantier(catalogue, ("Nom", "Organisme", "Démarche", "Clos", "Sortie"), ("Roux", "CAF", "accès", "12/10/2026", "✓"))
    dit = lu.correspondance.with_column(4, ChampReprise.CLOS)
    assert (dit.colonnes[3], sorted(dit.gardees)) == (None, [3])
    (ligne,) = LecteurReprise(catalogue).read(lu.with_correspondance(dit), AUJOURDHUI)
    assert ("Clos", "12/10/2026") in _cells(ligne)


def test_what_was_said_of_it_is_remembered(catalogue: Catalogue) -> None:
    rangees = (("Nom", "Organisme", "Démarche", "Sortie", "Rangé"), ("Roux", "CAF", "accès", "✓", "✓"))
    lu = chantier(catalogue, *rangees)
    lu = lu.with_correspondance(lu.correspondance.with_column(4, None))
    memoire = json.loads(json.dumps(LecteurReprise(catalogue).remember(lu)))
    retrouve = LecteurReprise(catalogue, memoire).open(read_colle(as_text(rangees)))
    assert (retrouve.retrouve, sorted(retrouve.correspondance.gardees)) == (True, [3])


def test_a_column_of_days_that_ends_something_else_is_no_fact(catalogue: Catalogue) -> None:
    ligne = read_one(catalogue, {"Envoyé le": "02/09/2026", "Fin de droits": "31/10/2026"})
    assert [fait.type for fait in made(ligne).demande.evenements] == [TypeEvenement.ENVOYE]
    assert _cells(ligne) == {("Fin de droits", "31/10/2026")}
    assert made(ligne).demande.evenements[0].date == dt.date(2026, 9, 2)
