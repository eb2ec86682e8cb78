"""Days of a table that are no fact: planned, of something else, or said in a cell that says more. None becomes a date."""

import datetime as dt

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.services.reprise.reprise import LecteurReprise
from droits_usagers.services.reprise.valeurs import LigneReprise
from tests.chaque import chaque
from tests.services.reprises import AUJOURDHUI, T, chantier, doutes, kept, made, read, read_one

_ENVOI = {"Envoyé le": "13/01/2026"}


@chaque(
    "entete",
    [
        *("Relance prévue", "Prochaine relance", "Relance à faire le", "Date limite CADA", "CADA avant le", "Délai CADA"),
        *("CNIL à saisir le", "Plainte CNIL possible le", "Réponse attendue le", "Date limite de réponse", "Envoi prévu le"),
        *("Refus implicite le", "Date du rejet implicite", "Clôture prévue", "Date d'archivage prévue", "Non envoyé"),
        *("Prolongation possible", "Relance max"),
    ],
)
def test_a_heading_that_says_what_is_to_come_dates_no_fact(*, catalogue: Catalogue, entete: str) -> None:
    faits = made(read_one(catalogue, {**_ENVOI, entete: "16/03/2026"})).demande.evenements
    assert [fait.type for fait in faits] == [T.ENVOYE]


@chaque(
    "entete",
    [
        *("Pièces reçues le", "Pièce d'identité reçue le", "Mandat reçu le", "Personne reçue le", "Reçu à la permanence le"),
        *("Usager reçu le", "Remis à l'usager le", "Communiqué à la personne le", "Date de notification", "Notifié le"),
        *("Réception de la décision", "Avis CADA le", "Récépissé CNIL", "Réponse orale le", "Dossier reçu le"),
        # Of two facts, nobody knows which.
        *("Réponse CADA", "AR CNIL", "AR CADA", "Relance CNIL", "AR relance"),
        # A word that nobody expects there says something.
        *(
            "Paiement reçu le",
            "Droits clos le",
            "Contrôle clos le",
            "Courrier CAF reçu le",
            "Courrier CAF du",
            "Relance J+30",
            "Recours reçu le",
        ),
    ],
)
def test_a_heading_that_says_something_else_dates_no_fact(*, catalogue: Catalogue, entete: str) -> None:
    faits = made(read_one(catalogue, {**_ENVOI, entete: "16/03/2026"})).demande.evenements
    assert [fait.type for fait in faits] == [T.ENVOYE]


@chaque(
    ("entete", "type_"),
    [
        ("Courrier parti le", T.ENVOYE),
        ("Envoyé RH", T.ENVOYE),
        ("Date de réception de la demande", T.RECU),
        ("Date d'avis de réception", T.RECU),
        ("Retour LRAR", T.RECU),
        ("Refus reçu le", T.REFUS),
        ("Réponse partielle reçue le", T.REPONSE_PARTIELLE),
        ("Rép. complète", T.REPONSE_COMPLETE),
        ("Dern. relance", T.RELANCE_ENVOYEE),
        ("Saisie CADA le", T.CADA_SAISIE),
        ("Date d'envoi effectif (LRAR)", T.ENVOYE),
        ("Reçu par la CAF le", T.RECU),
        ("2e relance écrite", T.RELANCE_ENVOYEE),
        ("Relance(s)", T.RELANCE_ENVOYEE),
        ("Demande(s) envoyée(s) le", T.ENVOYE),
        ("Plainte CNIL envoyée le", T.PLAINTE_CNIL_ENVOYEE),
    ],
)
def test_a_heading_that_says_one_fact_in_more_words_dates_it(*, catalogue: Catalogue, entete: str, type_: T) -> None:
    (fait,) = made(read_one(catalogue, {entete: "16/03/2026"})).demande.evenements
    assert fait.type is type_


def test_the_birth_of_someone_else_is_not_theirs(catalogue: Catalogue) -> None:
    concerne = made(read_one(catalogue, {"Date naiss. enfant": "16/03/2014"})).demande.concerne
    assert concerne is not None
    assert concerne.naissance is None


@chaque(
    "cellule",
    [
        *("12/06/2026, pas envoyée", "20/06/2026 ; non faite", "20/06/2026 + annulée", "20/06/2026 puis RDV 25/06/2026"),
        *(
            "entre le 03/06/2026 et le 17/06/2026",
            "20 et 21/06/2026",
            "3, 4 et 15 mai 2026",
            "prévue le 20/06/2026, 25/07/2026",
        ),
    ],
)
def test_a_cell_of_reminders_that_says_more_than_days_dates_none(*, catalogue: Catalogue, cellule: str) -> None:
    ligne = read_one(catalogue, {**_ENVOI, "Relances": cellule})
    assert [fait.type for fait in made(ligne).demande.evenements] == [T.ENVOYE]
    assert [(colonne, texte) for colonne, texte, *_ in kept(ligne)] == [("Relances", cellule)]


@chaque("cellule", ["20/03/2026 et 21/05/2026", "20/03/2026 ; 21/05/2026", "le 20/03/2026 puis le 21/05/2026"])
def test_a_cell_of_reminders_may_hold_several_days(*, catalogue: Catalogue, cellule: str) -> None:
    faits = made(read_one(catalogue, {**_ENVOI, "Relances": cellule})).demande.evenements
    assert [fait.date.isoformat() for fait in faits] == ["2026-01-13", "2026-03-20", "2026-05-21"]


def test_whoever_puts_the_month_first_does_so_along_the_whole_line(catalogue: Catalogue) -> None:
    entetes = ("Démarche", "Nom", "Organisme", "Envoyé le", "AR reçu le")
    premiere, seconde = read(
        catalogue,
        entetes,
        ("accès", "Œuvrard", "CCAS de Pantin", "03/28/2026", "04/02/2026"),
        ("accès", "Diop", "CCAS de Pantin", "30/03/2026", "05/04/2026"),
        ("accès", "Sow", "CCAS de Pantin", "", "16/04/2026"),
    )[:2]
    assert not made(premiere).demande.evenements
    assert doutes(premiere) == ["n_existe_pas", "deux_facons"]
    assert [fait.date.isoformat() for fait in made(seconde).demande.evenements] == ["2026-03-30", "2026-04-05"]


def test_a_column_that_never_says_which_comes_first_is_doubtful_in_a_table_where_the_month_may(catalogue: Catalogue) -> None:
    lignes = read(
        catalogue,
        ("Nom", "Organisme", "Demande", "Envoyé le", "AR reçu le", "Relance"),
        ("Œuvrard", "CAF", "accès", "3/4/2026", "3/6/2026", "16/03/2026"),
        ("Diop", "CAF", "accès", "3/27/2026", "4/2/2026", ""),
    )
    # Nor is a reminder that the letter may have left after.
    assert made(lignes[0]).demande.evenements == ()
    assert doutes(lignes[0]) == ["deux_facons", "deux_facons", "contredit"]


@chaque("cellule", ["l2/06/2026", "I2/06/2026"])
def test_a_day_with_a_letter_in_it_proposes_no_other(*, catalogue: Catalogue, cellule: str) -> None:
    assert kept(read_one(catalogue, {"Envoyé le": cellule})) == [("Envoyé le", cellule, "laisse", "")]


@chaque("cellule", ["20/06/20", "12/03/2016", "26-06-15"])
def test_a_day_years_away_from_all_others_is_to_be_checked(*, catalogue: Catalogue, cellule: str) -> None:
    ligne = _of_two_years(catalogue, cellule)
    assert not made(ligne).demande.evenements
    assert doutes(ligne) == ["annee_courte" if cellule.endswith("-15") else "loin"]


def test_a_day_of_the_year_before_the_others_is_a_fact(catalogue: Catalogue) -> None:
    (fait,) = made(_of_two_years(catalogue, "20/06/2023")).demande.evenements
    assert fait.date.isoformat() == "2023-06-20"


@chaque("ecart", [dt.timedelta(days=30), dt.timedelta(days=60)])
def test_a_column_that_follows_another_by_so_many_days_is_a_formula(*, catalogue: Catalogue, ecart: dt.timedelta) -> None:
    envois = [dt.date(2026, 1, 13) + dt.timedelta(days=5 * rang) for rang in range(12)]
    lignes = read(
        catalogue,
        ("Nom", "Organisme", "Demande", "Envoyé le", "Relance"),
        *(("Diop", "CAF", "accès", f"{envoi:%d/%m/%Y}", f"{envoi + ecart:%d/%m/%Y}") for envoi in envois),
        ("Œuvrard", "CAF", "accès", "13/01/2026", "16/03/2026"),
    )
    assert [[fait.type for fait in made(ligne).demande.evenements] for ligne in lignes] == [[T.ENVOYE]] * 13
    assert all(doutes(ligne) == ["calculee"] for ligne in lignes)


def test_letters_that_all_left_and_were_recalled_together_are_facts(catalogue: Catalogue) -> None:
    lignes = read(
        catalogue,
        ("Nom", "Organisme", "Demande", "Envoyé le", "AR", "Relance"),
        *((f"Diop {rang}", "CAF", "accès", "13/01/2026", "15/01/2026", "13/02/2026") for rang in range(12)),
    )
    assert all(len(made(ligne).demande.evenements) == 3 for ligne in lignes)


def test_days_of_which_nothing_says_what_they_are_stay_in_their_dossier(catalogue: Catalogue) -> None:
    lu = chantier(
        catalogue,
        ("Nom", "Organisme", "Demande", "Date", "Relance prévue", "Tél"),
        ("Œuvrard", "CAF", "accès", "12/03/2026", "mi-mai", "06 12 34 56 78"),
        ("Diop", "CAF", "accès", "13/03/2026", "20/06/2026", "06/12/34/56/78"),
    )
    premiere, seconde = LecteurReprise(catalogue).read(lu, AUJOURDHUI)
    assert kept(premiere) == [("Date", "12/03/2026", "laisse", ""), ("Relance prévue", "mi-mai", "laisse", "")]
    assert kept(seconde) == [("Date", "13/03/2026", "laisse", ""), ("Relance prévue", "20/06/2026", "laisse", "")]
    assert not made(premiere).demande.evenements
    assert lu.left == ("Tél",)


def _of_two_years(catalogue: Catalogue, cellule: str) -> LigneReprise:
    autres = [("accès", f"Diop {rang}", "CAF", f"{13 + rang % 15}/0{1 + rang % 9}/2025") for rang in range(40)]
    return read(catalogue, ("Démarche", "Nom", "Organisme", "Envoyé le"), *autres, ("accès", "Œuvrard", "CAF", cellule))[-1]


@chaque(
    ("entete", "cellule", "type_"),
    [
        *(("AR", f"{devant}16/03/2026", T.RECU) for devant in ("AR ", "AR : ", "Ok. ", "signé ", "reçu le ")),
        *(("Parti le", f"{devant}16/03/2026", T.ENVOYE) for devant in ("parti le ", "LRAR ", "envoyé ", "déposé le ")),
        *(("Rel. 2 et +", f"{devant}16/03/2026", T.RELANCE_ENVOYEE) for devant in ("relance ", "rel. ", "relancé le ", "")),
        *(("Rel. 1", f"{devant}16 mars 2026", T.RELANCE_ENVOYEE) for devant in ("", "le ")),
    ],
)
def test_before_a_day_what_says_again_what_its_column_says_changes_nothing(
    *, catalogue: Catalogue, entete: str, cellule: str, type_: T
) -> None:
    envoi = {} if type_ is T.ENVOYE else _ENVOI
    faits = made(read_one(catalogue, {"Nom": "DIOP Awa", **envoi, entete: cellule})).demande.evenements
    assert (dt.date(2026, 3, 16), type_) in [(fait.date, fait.type) for fait in faits]


@chaque(
    "cellule",
    [
        *(
            "AR non signé 16/03/2026",
            "pas reçu 16/03/2026",
            "AR demandé 16/03/2026",
            "avisé 16/03/2026",
            "ok pour le 16/03/2026",
        ),
        *(
            "AR 16/03/2026 non réclamé",
            "toujours rien au 16/03/2026",
            "reçu par mail 16/03/2026",
            "signé ? 16/03/2026",
        ),
    ],
)
def test_before_a_day_any_other_word_keeps_it_to_be_checked(*, catalogue: Catalogue, cellule: str) -> None:
    ligne = read_one(catalogue, {"Nom": "DIOP Awa", **_ENVOI, "AR": cellule})
    assert [fait.type for fait in made(ligne).demande.evenements] == [T.ENVOYE]
    assert cellule in [texte for _, texte, *_ in kept(ligne)]


def test_one_that_puts_the_month_first_behind_a_word_makes_its_column_doubtful(catalogue: Catalogue) -> None:
    entetes = ("Nom", "Envoyé le", "AR")
    lignes = read(catalogue, entetes, ("A", "02/01/2026", "ok 01/16/2026"), ("B", "02/01/2026", "03/02/2026"))
    assert all(T.RECU not in {fait.type for fait in made(ligne).demande.evenements} for ligne in lignes)


_DE_2026 = ("03/08/2026", "14/09/2026", "21/10/2026", "12/10/2026", "08/07/2026")


def _days(catalogue: Catalogue, *jours: str) -> list[list[str]]:
    """The facts that each of these days, in one column, comes to; no doubt where there is one, one where there is none."""
    lignes = read(catalogue, ("Nom", "Organisme", "Demande", "Envoyé le"), *(("Diop", "CAF", "accès", jour) for jour in jours))
    dits = [[fait.date.isoformat() for fait in made(ligne).demande.evenements] for ligne in lignes]
    assert [bool(doutes(ligne)) for ligne in lignes] == [not dit for dit in dits]
    return dits


@chaque(
    "jours",
    [("26/08/03",), ("26-08-03", "26-09-14"), ("26/08/03", *_DE_2026), ("03/08/00", *_DE_2026), ("24/08/25",), ("44775",)],
)
def test_two_figures_that_may_be_another_year_are_no_fact(*, catalogue: Catalogue, jours: tuple[str, ...]) -> None:
    assert _days(catalogue, *jours)[0] == []


@chaque("clair", ["03/08/26", "31/08/25", "24/08/2025"])
def test_a_table_that_shows_which_figures_are_the_year_is_believed(*, catalogue: Catalogue, clair: str) -> None:
    assert _days(catalogue, "24/08/25", clair)[0] == ["2025-08-24"]
    # Unless another cell of it has its year first.
    assert _days(catalogue, "24/08/25", clair, "26/08/03")[0] == []


def test_a_number_of_days_is_one_where_the_others_tell(catalogue: Catalogue) -> None:
    assert _days(catalogue, "46237", *_DE_2026)[0] == ["2026-08-03"]
    assert _days(catalogue, "44775", *_DE_2026)[0] == []


@chaque("texte", ["3 août 2026", "lundi 3 août 2026", "3-août-26", "le 3 août 2026", "Lundi 03/08/2026"])
def test_a_day_in_words_is_a_day_and_no_remark(*, catalogue: Catalogue, texte: str) -> None:
    lieu = {"Adresse": "12 rue des Lilas", "CP": "93000", "Ville": "Bobigny"}
    ligne = read_one(catalogue, {**lieu, "Envoyé le": texte})
    assert [fait.date for fait in made(ligne).demande.evenements] == [dt.date(2026, 8, 3)]
    assert (doutes(ligne), ligne.remarques) == ([], ())
