"""A line of a table: every hand's dates, words and slips; what is read of it, refused and said."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.mots.nettoyage import clean
from droits_usagers.domain.mots.pliage import words
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Civilite, Personne, Qualite
from droits_usagers.domain.reprise.champs import ChampReprise
from droits_usagers.domain.reprise.correspondance import guess
from droits_usagers.domain.reprise.jours import read_day, read_without_year
from droits_usagers.domain.socle.tableaux import Cellule, Classeur, FeuilleTableau, shown
from droits_usagers.exchange.tableaux import read_tableau
from droits_usagers.services.reprise.ecran import PresentationReprise
from droits_usagers.services.reprise.reprise import LecteurReprise
from droits_usagers.services.reprise.valeurs import LigneReprise
from tests.chaque import chaque
from tests.services.reprises import AUJOURDHUI, T, avis, chantier, doutes, kept, made, motifs, read, read_one
from tests.tableaux import xlsx

_COMPLETE = {
    "Civ.": "Mme",
    "Prénom": " Élodie ",
    "Nom": "Œuvrard",
    "Nom de jeune fille": "Martin",
    "Né le": "3/2/70",
    "Adresse": "12 rue X, bât. B",
    "CP": "1000",
    "Ville": "Oyonnax",
    "N° dossier": "2019-44",
    "Organisme": "Conseil départemental",
    "Service": "Archives",
    "Adresse organisme": "Hôtel du département, 93006 Bobigny cedex",
    "Démarche": "droit d'accès",
    "Mode d'envoi": "LRAR",
    "Date courrier": "1/9/2026",
    "Envoyé le": dt.date(2026, 9, 2),
    "N° LRAR": "1A 234",
    "AR reçu le": "04.09.26",
    "Relance 1": "5 octobre 2026; 12/10/2026",
    "Relance 2": "le 20/10/2026",
    "Prolongation": "2026-09-30",
    "Réponse partielle": "25/10/2026 14:30",
    "Plainte CNIL": "1er novembre 2026",
    "Affaire": "Fichier social",
    "Commentaire": "vue deux fois",
    "Note": "rappeler",
}


def test_a_line_is_the_dossier_it_tells(catalogue: Catalogue) -> None:
    (ligne,) = read(catalogue, tuple(_COMPLETE), tuple(_COMPLETE.values()))
    jours = {
        T.COURRIER_ETABLI: (9, 1), T.ENVOYE: (9, 2), T.RECU: (9, 4), T.PROLONGATION_ANNONCEE: (9, 30),
        T.REPONSE_PARTIELLE: (10, 25), T.PLAINTE_CNIL_ENVOYEE: (11, 1),
    }  # fmt: skip
    faits = [Evenement(dt.date(2026, mois, jour), type_) for type_, (mois, jour) in jours.items()]
    faits += [Evenement(dt.date(2026, 10, jour), T.RELANCE_ENVOYEE) for jour in (5, 12, 20)]
    attendue = Demande(
        "acces",
        date=dt.date(2026, 9, 1),
        concerne=Personne(
            *(Civilite.MME, "Élodie", "Œuvrard", "Martin", dt.date(1970, 2, 3)),
            reference_dossier="2019-44",
            adresse=("12 rue X, bât. B", "01000 Oyonnax"),
            # Nobody has read what is noted of her.
            adresse_protegee=True,
        ),
        organisme=Organisme(
            *("Conseil départemental", GenreOrganisme.DEPARTEMENT, "Archives", ("Hôtel du département", "93006 Bobigny cedex")),
            territoire="93",
        ),
        reponses={"envoi": "lrar"},
        evenements=tuple(sorted(faits)),
    )
    nouveau = made(ligne)
    assert nouveau.demande == attendue
    assert (nouveau.affaire, nouveau.note) == ("Fichier social", "Commentaire : vue deux fois\nNote : rappeler")
    assert nouveau.recommandes == {T.ENVOYE: "1A 234"}


def test_an_empty_cell_stays_empty(catalogue: Catalogue) -> None:
    ligne = read_one(
        catalogue, {"Né le": "?", "Adresse": "-", "Envoyé le": " ", "AR reçu le": "néant", "Service": "Néant", "Note": "-"}
    )
    assert made(ligne).demande == Demande(
        "acces", concerne=Personne(nom="Œuvrard"), organisme=Organisme("CCAS de Pantin", GenreOrganisme.CCAS)
    )


def test_a_table_may_say_that_an_address_is_protected(catalogue: Catalogue) -> None:
    ligne = read_one(catalogue, {"Adresse": "Adresse PROTÉGÉE", "Ville": "Bobigny"})
    assert made(ligne).demande.concerne == Personne(nom="Œuvrard", adresse_protegee=True)


LILAS = ("12 rue des Lilas", "93000 Bobigny")


@pytest.mark.parametrize("cellule", ["oui", "X", "1", "Oui, danger", "ordonnance du 3 mai"])
def test_a_column_may_say_that_an_address_is_protected(catalogue: Catalogue, cellule: str) -> None:
    ligne = read_one(catalogue, {"Adresse": LILAS[0], "CP": "93000", "Ville": "Bobigny", "Adresse protégée": cellule})
    assert made(ligne).demande.concerne == Personne(nom="Œuvrard", adresse=LILAS, adresse_protegee=True)


@pytest.mark.parametrize("cellule", ["", "non", "NON", "0", "-"])
def test_a_column_may_say_that_it_is_not(catalogue: Catalogue, cellule: str) -> None:
    ligne = read_one(catalogue, {"Adresse": LILAS[0], "CP": "93000", "Ville": "Bobigny", "Adresse protégée": cellule})
    assert made(ligne).demande.concerne == Personne(nom="Œuvrard", adresse=LILAS)


@pytest.mark.parametrize(
    "cellule",
    ["12 rue des Lilas (adresse protégée)", "12 rue des Lilas - CONFIDENTIELLE", "12 rue des Lilas, à ne pas communiquer"],
)
def test_an_address_with_the_mention_is_kept_and_protected(catalogue: Catalogue, cellule: str) -> None:
    ligne = read_one(catalogue, {"Adresse": cellule, "CP": "93000", "Ville": "Bobigny"})
    assert made(ligne).demande.concerne == Personne(nom="Œuvrard", adresse=LILAS, adresse_protegee=True)


def test_a_line_where_nothing_is_written_is_no_line(catalogue: Catalogue) -> None:
    lignes = read(catalogue, ("Nom", "Démarche", "Vu"), ("Roux", "accès", ""), (" ", "-", ""), ("", "", "x"), organisme="CAF")
    assert [(ligne.numero, motifs(ligne)) for ligne in lignes] == [(2, []), (4, ["rien_a_ecrire"])]
    assert made(lignes[0]).demande.organisme == Organisme("CAF", GenreOrganisme.CAF)


@pytest.mark.parametrize(
    ("entete", "cellule", "prenom", "nom"),
    [
        ("NOM Prénom", "Mme DE LA TOUR Jean-Éric", "Jean-Éric", "DE LA TOUR"),
        ("Usager", "Élodie ŒUVRARD", "Élodie", "ŒUVRARD"),
        ("NOM Prénom", "É. ŒUVRARD", "É.", "ŒUVRARD"),
        ("NOM Prénom", "Œuvrard Élodie", "Élodie", "Œuvrard"),
        ("Prénom Nom", "Élodie Œuvrard", "Élodie", "Œuvrard"),
        ("Usager", "Élodie Œuvrard", "", "Élodie Œuvrard"),
        ("NOM Prénom", "Ben Ali Mohamed", "", "Ben Ali Mohamed"),
        ("NOM Prénom", "DURAND Zoé MARTIN", "", "DURAND Zoé MARTIN"),
        ("NOM Prénom", "DURAND ZOÉ", "ZOÉ", "DURAND"),
        ("Usager", "M", "", "M"),
        ("Usager", "Petit", "", "Petit"),
        ("Usager", "김민준", "", "김민준"),
    ],
)
def test_a_whole_name_is_cut_only_where_it_says_how(
    *, catalogue: Catalogue, entete: str, cellule: str, prenom: str, nom: str
) -> None:
    (ligne,) = read(catalogue, (entete, "Démarche"), (cellule, "accès"))
    concerne = made(ligne).demande.concerne
    assert concerne is not None
    assert (concerne.prenom, concerne.nom) == (prenom, nom)
    assert (concerne.civilite is Civilite.MME) is cellule.startswith("Mme")


@chaque(
    "cellule",
    [
        *(
            "DIOP Awa (06 12 34 56 78)",
            "DIOP Awa 06 12 34 56 78",
            "DIOP Awa 🙂",
            "DIOP Awa*",
            "DIOP Awa - tutelle",
            "DIOP Awa (décédée)",
        ),
        *(
            "DIOP Awa ; DIOP Ali",
            "DIOP Awa + DIOP Ali",
            "DIOP Awa, née le 12/03/1980",
            "1. DIOP Awa",
            "** DIOP Awa",
            "DIOP Awa\n(mère de Lina)",
        ),
    ],
)
def test_a_name_is_printed_without_what_else_its_cell_says(*, catalogue: Catalogue, cellule: str) -> None:
    ligne = read_one(catalogue, {"Usager": cellule, "Nom": ""})
    concerne = made(ligne).demande.concerne
    assert concerne is not None
    assert (concerne.prenom, concerne.nom) == ("Awa", "DIOP")
    assert kept(ligne) == [("Usager", " ".join(cellule.split()), "laisse", "")]


@chaque(
    ("cellule", "naissance"),
    [("DIOP Awa (née SOW)", "SOW"), ("DIOP-SOW Awa", ""), ("D'ALMEIDA Awa", ""), ("DIOP Awa (nee Sow)", "Sow")],
)
def test_a_name_that_is_only_one_is_not_to_be_checked(*, catalogue: Catalogue, cellule: str, naissance: str) -> None:
    ligne = read_one(catalogue, {"Usager": cellule, "Nom": ""})
    concerne = made(ligne).demande.concerne
    assert concerne is not None
    assert (concerne.prenom, concerne.nom_naissance) == ("Awa", naissance)
    assert not kept(ligne)


@pytest.mark.parametrize(
    ("colonne", "cellule", "code"),
    [("93", "", "93"), ("93 - Seine", "", "93"), ("Seine-Saint-Denis", "", "93"), ("Haute-Loire", "", "43"), ("1", "", "01"),
     ("2a", "", "2A"), ("La Réunion (974)", "", "974"), ("", "20200 Bastia", "2B"), ("Narnia", "", ""), ("99", "", "")],
)  # fmt: skip
def test_the_departement_is_read_however_it_is_said(catalogue: Catalogue, colonne: str, cellule: str, code: str) -> None:
    ligne = read_one(catalogue, {"Dépt": colonne, "Adresse organisme": cellule})
    assert made(ligne).demande.organisme.territoire == code
    assert ("territoire_inconnu" in doutes(ligne)) is (bool(colonne) and not code)


# ── Who writes ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_who_writes_is_said_or_left_in_no_doubt(catalogue: Catalogue) -> None:
    syndicat, luc = Personne(denomination="Syndicat X"), Personne(prenom="Luc", nom="DURAND")
    registre = {"Démarche": "registre", "Nom": ""}
    cas: list[tuple[dict[str, object], Auteur | None]] = [
        ({}, None),
        ({"Mandataire": "Syndicat X"}, Auteur(Qualite.MANDATAIRE, syndicat)),
        ({**registre, "Mandataire": "Syndicat X"}, Auteur(Qualite.ORGANISATION, syndicat)),
        ({"Démarche": "accès agent"}, Auteur(Qualite.AGENT)),
        ({"Qualité": "tuteur", "Mandataire": "M. DURAND Luc"}, Auteur(Qualite.REPRESENTANT_LEGAL, luc)),
        ({**registre, "Mandataire": "Syndicat X", "Qualité": "mandataire"}, Auteur(Qualite.ORGANISATION, syndicat)),
    ]
    for cellules, auteur in cas:
        ligne = read_one(catalogue, cellules)
        assert made(ligne).demande.auteur == auteur, cellules
    propre = read_one(catalogue, {**registre, "Mandataire": "Syndicat X", "Qualité": "mandataire"})
    assert made(propre).demande.concerne is None
    assert "organisation_deduite" in avis(propre)
    ignore = read_one(catalogue, {"Qualité": "usager", "Mandataire": "Syndicat X"})
    assert doutes(ignore) == ["auteur_ignore"]
    assert kept(ignore) == [("Mandataire", "Syndicat X", "laisse", "")]


@chaque(
    ("cellules", "motif", "garde"),
    [
        ({"Démarche": "héritier"}, "qualite_a_dire", ("À quel titre on écrit", "", "qualite", "heritier")),
        ({"Démarche": "accès", "Qualité": "organisation", "Nom": ""}, "qualite_refusee",
         ("Qualité", "organisation", "qualite", "concerne")),
        ({"Démarche": "registre", "Qualité": "syndicat"}, "organisation_et_personne", ("Nom", "Œuvrard", "laisse", "")),
        ({"Démarche": ""}, "sans_demarche", ("Démarche", "", "classe", "acces")),
        ({"Démarche": "tout savoir"}, "mot_inconnu", ("Démarche", "tout savoir", "classe", "acces")),
        ({"Démarche": "opposition et effacement"}, "mot_inconnu", ("Démarche", "opposition et effacement", "classe", "acces")),
        ({"Démarche": "opposition du 3 mai"}, "demarche_probable", ("Démarche", "opposition du 3 mai", "classe", "opposition")),
        ({"Mode d'envoi": "pigeon"}, "mot_inconnu", ("Mode d'envoi", "pigeon", "laisse", "")),
        ({"Mode d'envoi": "par un ami, lettre"}, "mot_inconnu", ("Mode d'envoi", "par un ami, lettre", "laisse", "")),
        ({"Démarche": "saisine cada", "Mode d'envoi": "main propre"}, "canal_ignore",
         ("Mode d'envoi", "main propre", "laisse", "")),
        ({"N° LRAR": "1A 23"}, "recommande_sans_envoi", ("N° LRAR", "1A 23", "laisse", "")),
        ({"Né le": "vers 1970"}, "naissance", ("Né le", "vers 1970", "laisse", "")),
        ({"Né le": "2031"}, "naissance", ("Né le", "2031", "laisse", "")),
        ({"CP": "750012", "Ville": "Paris"}, "code_postal", ("CP", "750012", "laisse", "")),
        ({"Envoyé le": "LRAR"}, "pas_une_date", ("Envoyé le", "LRAR", "laisse", "")),
        ({"Envoyé le": "x"}, "pas_une_date", ("Envoyé le", "x", "laisse", "")),
        ({"Envoyé le": "LRAR du 3/10/2026 ?"}, "pas_une_date", ("Envoyé le", "LRAR du 3/10/2026 ?", "peut_etre", "2026-10-03")),
        ({"Envoyé le": "4500"}, "nombre", ("Envoyé le", "4500", "laisse", "")),
        ({"Envoyé le": "fin mai 2026"}, "sans_jour", ("Envoyé le", "fin mai 2026", "laisse", "")),
        ({"Envoyé le": "31/02/2026"}, "n_existe_pas", ("Envoyé le", "31/02/2026", "laisse", "")),
        ({"Envoyé le": "3/10/1926"}, "autre_siecle", ("Envoyé le", "3/10/1926", "laisse", "")),
        ({"Envoyé le": "lundi 3/10/2026"}, "autre_jour", ("Envoyé le", "lundi 3/10/2026", "peut_etre", "2026-10-03")),
        ({"Envoyé le": "3/10/2026 et 4/10/2026"}, "plusieurs_dates",
         ("Envoyé le", "3/10/2026 et 4/10/2026", "laisse", "")),
        ({"Envoyé le": "3/10/2027"}, "futur", ("Envoyé le", "3/10/2027", "laisse", "")),
        ({"Réponse": "3/10/2026"}, "reponse_sans_issue", ("Réponse", "3/10/2026", "peut_etre", "2026-10-03")),
        ({"Suite donnée": "refus"}, "issue_sans_jour", ("Suite donnée", "refus", "laisse", "")),
        ({"Nom": "n" * 301}, "trop_long", ("Nom", "n" * 301, "laisse", "")),
    ],
)  # fmt: skip
def test_nothing_optional_keeps_a_line_out(
    *, catalogue: Catalogue, cellules: dict[str, str], motif: str, garde: tuple[str, str, str, str]
) -> None:
    ligne = read_one(catalogue, cellules)
    assert doutes(ligne) == [motif]
    assert kept(ligne) == [garde]
    assert made(ligne).demande.evenements == ()
    dit = PresentationReprise(catalogue).motif(ligne.doutes[0])
    assert "{" not in dit
    assert dit.endswith(".")


def test_what_is_not_understood_is_all_kept(catalogue: Catalogue) -> None:
    ligne = read_one(catalogue, {"Démarche": "tout savoir", "Envoyé le": "hier", "Suite donnée": "refus", "Né le": "3/3/1980"})
    assert doutes(ligne) == ["pas_une_date", "issue_sans_jour", "mot_inconnu"]


@chaque(
    ("rangee", "motif"),
    [
        (("", "accès", "", "", "3/10/2026", "vu"), "rien_a_ecrire"),
        (("", "", "", "", "", "note seule"), "rien_a_ecrire"),
        (("NOM", "Démarche", "Organisme", "N° dossier", "Envoyé le", "Note"), "titres_repetes"),
        (("TOTAL", "", "", "", "", "300"), "total"),
        (("Total : 300", "", "", "", "", ""), "total"),
        (("98 demandes chez Karim", "", "", "", "", ""), "total"),
        (("ANNÉE 2025", "", "", "", "", ""), "titre"),
    ],
)
def test_only_a_line_without_anything_to_write_on_is_left_out(
    *, catalogue: Catalogue, rangee: tuple[str, ...], motif: str
) -> None:
    entetes = ("Nom", "Démarche", "Organisme", "N° dossier", "Envoyé le", "Note")
    ligne, bonne = read(catalogue, entetes, rangee, ("Roux", "accès", "CAF", "", "", ""))
    assert motifs(ligne) == [motif]
    assert motifs(bonne) == []
    assert PresentationReprise(catalogue).motif(ligne.motifs[0]).endswith(".")


@chaque("rangee", [("Roux", "", "", ""), ("", "", "CAF", ""), ("", "", "", "2019-44"), ("", "", "CAF", "2019-44")])
def test_a_name_a_body_or_a_reference_is_enough(*, catalogue: Catalogue, rangee: tuple[str, ...]) -> None:
    (ligne,) = read(catalogue, ("Nom", "Démarche", "Organisme", "N° dossier"), rangee)
    assert doutes(ligne) == ["sans_demarche"]


def test_a_line_without_its_demarche_is_put_with_most_of_the_table(catalogue: Catalogue) -> None:
    lignes = read(catalogue, ("Démarche", "Nom"), ("rectif", "A"), ("rectif", "B"), ("accès", "C"), ("", "D"), ("quoi ?", "E"))
    assert [made(ligne).demande.demarche for ligne in lignes] == [
        *("rectification", "rectification", "acces", "rectification", "rectification")
    ]
    assert [doutes(ligne) for ligne in lignes[3:]] == [["sans_demarche"], ["mot_inconnu"]]


def test_dates_with_the_month_first_make_the_others_of_their_column_and_line_doubtful(catalogue: Catalogue) -> None:
    lignes = read(
        catalogue, ("Démarche", "Nom", "Envoyé le", "AR reçu le"),
        ("accès", "A", "10/24/2026", "2/11/2026"), ("accès", "B", "10/2/2026", "2/11/2026"),
        ("accès", "C", "10/10/2026", "13/11/2026"),
    )  # fmt: skip
    assert [doutes(ligne) for ligne in lignes] == [["n_existe_pas", "deux_facons"], ["deux_facons"], []]


# ── Statuses ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@chaque("mot", ["reçu", "OK", "oui", "favorable", "transmis au pôle"])
def test_a_status_that_nobody_confirmed_is_no_fact(*, catalogue: Catalogue, mot: str) -> None:
    ligne = read_one(catalogue, {"Envoyé le": "1/9/2026", "Réponse reçue le": "3/10/2026", "Suite donnée": mot})
    assert {fait.type for fait in made(ligne).demande.evenements} == {T.ENVOYE}
    assert [(colonne, texte) for colonne, texte, *_ in kept(ligne)] == [
        ("Réponse reçue le", "3/10/2026"), ("Suite donnée", mot),
    ]  # fmt: skip


def test_a_status_once_confirmed_is_the_fact_it_implies(catalogue: Catalogue) -> None:
    entetes = ("Démarche", "Nom", "Envoyé le", "AR reçu le", "Réponse reçue le", "Statut de la réponse")
    lu = chantier(
        catalogue, entetes, ("accès", "A", "1/9/2026", "3/9/2026", "", "reçu"),
        ("accès", "B", "1/9/2026", "", "3/10/2026", "OK"),
        ("accès", "C", "1/9/2026", "", "", "reçu"),
        ("accès", "D", "1/9/2026", "", "", "en cours"),
    )  # fmt: skip
    dit = lu.correspondance.with_column(5, ChampReprise.ISSUE)
    for mot, code in (("reçu", "recu"), ("OK", "reponse_complete"), ("en cours", "")):
        dit = dit.with_meaning(ChampReprise.ISSUE, mot, code)
    lignes = LecteurReprise(catalogue).read(lu.with_correspondance(dit), AUJOURDHUI)
    assert [doutes(ligne) for ligne in lignes] == [[], [], ["issue_sans_jour"], []]
    assert facts(lignes[0]) == {T.ENVOYE: "2026-09-01", T.RECU: "2026-09-03"}
    assert facts(lignes[1]) == {T.ENVOYE: "2026-09-01", T.REPONSE_COMPLETE: "2026-10-03"}
    assert PresentationReprise(catalogue).implied(ChampReprise.ISSUE, "recu").startswith("note que la lettre est arriv")


@chaque(
    "titre",
    ["Clos", "Clos ?", "Clôturé", "Terminé", "Archivé le", "Dossier clos", "Dossier clos ?", "Affaire terminée", "Bouclé"],
)
def test_what_is_ticked_where_the_day_of_the_end_would_be_may_be_over(*, catalogue: Catalogue, titre: str) -> None:
    for coche in ("✓", "✔", "☑", "✗", "x", "X", "oui", "OK", "1", "VRAI", "clos", "terminé"):
        assert kept(read_one(catalogue, {"Envoyé le": "1/9/2026", titre: coche})) == [(titre, coche, "fini", "")], coche
    for rien in ("", "-", "non", "?", "☐"):
        assert kept(read_one(catalogue, {"Envoyé le": "1/9/2026", titre: rien})) == [], rien
    assert ("indecis", "") in [
        une[2:] for une in kept(read_one(catalogue, {"Envoyé le": "1/9/2026", titre: "armoire du fond"}))
    ]


def test_a_sign_is_never_lost_where_a_day_would_be(catalogue: Catalogue) -> None:
    ligne = read_one(catalogue, {"Envoyé le": "✓", "AR reçu le": "→"})
    assert kept(ligne) == [("Envoyé le", "✓", "laisse", ""), ("AR reçu le", "→", "laisse", "")]


# ── Days that contradict, that are counted, or that lack their year ──────────────────────────────────────────────────────


def facts(ligne: LigneReprise) -> dict[TypeEvenement, str]:
    return {fait.type: fait.date.isoformat() for fait in made(ligne).demande.evenements}


def test_of_two_days_that_contradict_neither_is_a_fact(catalogue: Catalogue) -> None:
    ligne = read_one(catalogue, {"Envoyé le": "3/10/2026", "AR reçu le": "2/10/2026", "Prolongation": "20/10/2026"})
    assert doutes(ligne) == ["contredit", "contredit"]
    assert [texte for _, texte, *_ in kept(ligne)] == ["3/10/2026", "2/10/2026"]
    assert facts(ligne) == {T.PROLONGATION_ANNONCEE: "2026-10-20"}
    assert PresentationReprise(catalogue).motif(ligne.doutes[0]).endswith("2 octobre 2026.")


def test_a_day_that_what_another_cell_may_mean_contradicts_is_no_fact(catalogue: Catalogue) -> None:
    ligne = read_one(catalogue, {"Envoyé le": "06/01/2026 ?", "AR reçu le": "09/01/2025"})
    assert facts(ligne) == {}
    assert {texte for _, texte, *_ in kept(ligne)} == {"06/01/2026 ?", "09/01/2025"}


@chaque(
    "remarque",
    [
        "finalement pas parti, elle ne veut plus",
        "relance pas partie",
        "l'AR est celui de l'autre dossier",
        "toutes les dates sont à revoir",
        "date d'envoi à vérifier, j'ai plus le bordereau",
        "pas sûr du jour de l'AR",
        "brouillon",
    ],
)
def test_days_that_a_remark_of_their_line_takes_back_are_no_facts(*, catalogue: Catalogue, remarque: str) -> None:
    ligne = read_one(catalogue, {"Envoyé le": "12/05/2026", "AR reçu le": "16/05/2026", "Colonne libre": remarque})
    assert facts(ligne) == {}
    assert [lu for *_, lu in kept(ligne)][:2] == ["2026-05-12", "2026-05-16"]
    assert PresentationReprise(catalogue).motif(ligne.doutes[0]).endswith("n’est pas sûr.")
    sans_annee = read_one(catalogue, {"Envoyé le": "12/10/2026", "AR reçu le": "16/10", "Colonne libre": remarque})
    assert facts(sans_annee) == {}
    assert [texte for _, texte, *_ in kept(sans_annee)][:2] == ["12/10/2026", "16/10"]
    autre = read_one(catalogue, {"Envoyé le": "12/05/2026", "Colonne libre": "partie en vacances, dossier à revoir"})
    assert facts(autre) == {T.ENVOYE: "2026-05-12"}


def test_a_letter_that_took_a_year_to_come_has_a_year_wrong(catalogue: Catalogue) -> None:
    ligne = read_one(catalogue, {"Envoyé le": dt.date(2025, 1, 5), "AR reçu le": "09/01/2026"})
    assert facts(ligne) == {}
    assert doutes(ligne) == ["contredit", "contredit"]


def test_a_day_that_one_way_of_reading_another_makes_impossible_is_no_fact(catalogue: Catalogue) -> None:
    entetes = ("Nom", "Organisme", "Demande", "Envoyé le", "AR reçu le")
    ligne, _ = read(
        *(catalogue, entetes, ("Roux", "CAF", "accès", "08/12/2025", "08/11/2025")),
        ("Diop", "CAF", "accès", "12/14/2025", ""),
    )
    assert facts(ligne) == {}


def test_of_a_pair_of_days_without_their_year_the_second_is_no_year(catalogue: Catalogue) -> None:
    ligne = read_one(catalogue, {"Relance": "11/2 - 18/2"})
    assert [lu for *_, lu in kept(ligne)] == [""]


def test_a_table_that_counts_the_others_is_no_request(catalogue: Catalogue) -> None:
    entetes = ("Usager", "Organisme", "Envoyé le", "Relance")
    lignes = read(catalogue, entetes, ("TOTAL", "300", "courriers", ""), ("CAF", "31", "29", "25"), ("Roux", "CAF", "", ""))
    assert [motifs(ligne) for ligne in lignes] == [["total"], ["total"], []]
    annees, seul, titre = read(catalogue, entetes, ("Récap", "2024", "2025", "2026"), ("103", "", "", ""), ("nb", "", "", ""))
    assert [motifs(annees), motifs(seul), motifs(titre)] == [["total"], ["total"], ["total"]]


def test_someone_known_by_a_number_is_someone(catalogue: Catalogue) -> None:
    entetes = ("Usager", "Organisme", "Envoyé le")
    (ligne,) = read(catalogue, entetes, ("1045", "CAF", "3/10/2026"))
    assert motifs(ligne) == []
    assert facts(ligne) == {T.ENVOYE: "2026-10-03"}


def test_a_pension_is_no_consent_taken_back(catalogue: Catalogue) -> None:
    assert made(read_one(catalogue, {"Démarche": "retraite"})).demande.demarche != "retrait_consentement"


def test_what_a_column_too_narrow_hides_is_kept_to_be_checked(catalogue: Catalogue) -> None:
    ligne = read_one(catalogue, {"Envoyé le": "########"})
    assert kept(ligne) == [("Envoyé le", "########", "laisse", "")]


def test_the_line_of_a_sum_is_no_request_wherever_it_says_so(catalogue: Catalogue) -> None:
    entetes = ("N°", "Usager", "Organisme", "Envoyé le")
    somme, bonne = read(catalogue, entetes, ("TOTAL", "300 demandes", "", "142"), ("2", "Roux", "CAF", ""))
    assert motifs(somme) == ["total"]
    assert motifs(bonne) == []


@chaque("entete", ["Écrit à", "Courrier à"])
def test_to_whom_one_wrote_is_a_body(*, catalogue: Catalogue, entete: str) -> None:
    (ligne,) = read(catalogue, ("Usager", entete, "Envoyé le"), ("", "CAF du Rhône", "3/10/2026"))
    assert made(ligne).demande.organisme.nom == "CAF du Rhône"


@chaque(
    ("nom", "genre"),
    [
        ("CG 93", GenreOrganisme.DEPARTEMENT),
        ("Dpt 93", GenreOrganisme.DEPARTEMENT),
        ("Dépt Seine-St-Denis", GenreOrganisme.DEPARTEMENT),
        ("CGSS Martinique", GenreOrganisme.CPAM),
        ("CARSAT Normandie", GenreOrganisme.RETRAITE),
        ("Ville Evrard", GenreOrganisme.SANTE),
        ("Ville de Pantin", GenreOrganisme.CCAS),
    ],
)
def test_the_kind_of_a_body_is_read_in_its_short_names(*, catalogue: Catalogue, nom: str, genre: GenreOrganisme) -> None:
    (ligne,) = read(catalogue, ("Usager", "Organisme"), ("Roux", nom))
    assert made(ligne).demande.organisme.genre is genre


def test_initials_are_of_a_first_name_and_nobody_is_called_the_same_person(catalogue: Catalogue) -> None:
    concerne = made(read_one(catalogue, {"Usager": "Dupont J.-P.", "Nom": ""})).demande.concerne
    assert concerne is not None
    assert (concerne.prenom, concerne.nom) == ("J.-P.", "Dupont")
    memes = read_one(catalogue, {"Usager": "même personne", "Nom": "", "Organisme": "CAF"})
    assert made(memes).demande.concerne in {None, Personne()}
    assert kept(memes)[0][1] == "même personne"


def test_a_day_that_alone_contradicts_several_is_the_one_that_is_wrong(catalogue: Catalogue) -> None:
    ligne = read_one(catalogue, {"Envoyé le": "3/11/2026", "AR reçu le": "5/10/2026", "Relance": "5/10/2026"})
    assert kept(ligne) == [("Envoyé le", "3/11/2026", "laisse", "")]
    assert facts(ligne) == {T.RECU: "2026-10-05", T.RELANCE_ENVOYEE: "2026-10-05"}


@chaque(
    ("cellules", "attendu", "raison"),
    [
        # The line leaves one year only, or the table does.
        ({"Envoyé le": "15/04/2026", "AR reçu le": "le 27/05"}, "2026-05-27", "lu"),
        ({"Envoyé le": "15/12/2025", "AR reçu le": "10/01"}, "2026-01-10", "lu"),
        ({"Envoyé le": "", "AR reçu le": "27 mai"}, "2026-05-27", "lu"),
        ({"Envoyé le": "", "AR reçu le": "lundi 25/05"}, "2026-05-25", "lu"),
        # Never a day to come; and what may well be planned is no fact.
        ({"Envoyé le": "10/12/2025", "AR reçu le": "15/12"}, "2025-12-15", "lu"),
        # No year makes it that day of the week, or that day at all.
        ({"Envoyé le": "20/10/2026", "AR reçu le": "15/10"}, "", "laisse"),
    ],
)
def test_a_day_without_its_year_is_read_where_one_year_alone_can_be(
    *, catalogue: Catalogue, cellules: dict[str, str], attendu: str, raison: str
) -> None:
    ligne = read_one(catalogue, cellules)
    assert doutes(ligne) == ["sans_annee"]
    assert kept(ligne)[0][2:] == (raison, attendu)
    assert facts(ligne).get(T.RECU, "") == attendu


def test_a_day_that_soon_comes_again_may_be_a_plan(catalogue: Catalogue) -> None:
    ligne = read_one(catalogue, {"Relance": "15/12"})
    assert kept(ligne) == [("Relance", "15/12", "peut_etre", "2025-12-15")]
    assert facts(ligne) == {}


def test_a_day_without_its_year_is_no_fact_where_the_table_goes_over_years(catalogue: Catalogue) -> None:
    lignes = read(
        catalogue, ("Démarche", "Nom", "Envoyé le", "AR reçu le"),
        ("accès", "A", "3/3/2024", ""), ("accès", "B", "1/10/2026", ""), ("accès", "C", "27/05", ""),
        ("accès", "D", "2/5/2025", "27/05"),
    )  # fmt: skip
    assert facts(lignes[2]) == {}
    # Nor is one of these years proposed rather than another.
    assert kept(lignes[2]) == [("Envoyé le", "27/05", "laisse", "")]
    # Three weeks after the sending, and not a year and three weeks.
    assert facts(lignes[3]) == {T.ENVOYE: "2025-05-02", T.RECU: "2025-05-27"}


def test_a_table_of_another_year_says_the_year_of_its_days(catalogue: Catalogue) -> None:
    lignes = read(
        catalogue, ("Démarche", "Nom", "Envoyé le"),
        ("accès", "A", "3/3/2024"), ("accès", "B", "1/9/2024"), ("accès", "C", "27/05"),
    )  # fmt: skip
    assert facts(lignes[2]) == {T.ENVOYE: "2024-05-27"}


def test_a_day_that_stands_as_a_number_is_a_fact_where_it_is_of_the_table(catalogue: Catalogue) -> None:
    lignes = read(
        catalogue, ("Démarche", "Nom", "Envoyé le", "Né le"),
        ("accès", "A", "27/05/2026", ""), ("accès", "B", "46169", "25628"), ("accès", "C", "44707", "99999"),
    )  # fmt: skip
    assert [facts(ligne) for ligne in lignes] == [{T.ENVOYE: "2026-05-27"}, {T.ENVOYE: "2026-05-27"}, {}]
    concerne = made(lignes[1]).demande.concerne
    assert concerne is not None
    assert concerne.naissance == dt.date(1970, 3, 1)
    assert doutes(lignes[2]) == ["nombre", "naissance"]


def test_days_counted_from_1904_are_those_days(catalogue: Catalogue) -> None:
    lecteur = LecteurReprise(catalogue)
    rangees = ("Démarche", "Nom", "Envoyé le", "AR reçu le"), ("accès", "A", dt.date(2026, 5, 27), 44707)
    lu = lecteur.open(read_tableau(xlsx(rangees, date_1904=True), "f"))
    (ligne,) = lecteur.read(lu, AUJOURDHUI)
    assert facts(ligne) == {T.ENVOYE: "2026-05-27", T.RECU: "2026-05-27"}


@pytest.mark.parametrize(
    ("cellules", "attendu"),
    [
        ({"Envoyé le": "3/10/2026"}, "sans_reception"),
        ({"Nom": ""}, "sans_personne"),
        ({"Organisme": ""}, "sans_organisme"),
        ({"Nom": "Œuvrard\u202e"}, "nettoye"),
        ({"Nom": "Œuv\x07rard"}, "nettoye"),
        ({"Commentaire": "sécu 2 84 05 75 123 456 72"}, "numero_nir"),
        ({"Commentaire": "allocataire 1234567"}, "numero_caf"),
        ({"Commentaire": "IBAN FR76 3000 6000 0112 3456 7890 189"}, "numero_autre"),
    ],
)
def test_what_is_worth_knowing_is_said_and_refuses_nothing(
    catalogue: Catalogue, cellules: dict[str, str], attendu: str
) -> None:
    ligne = read_one(catalogue, cellules)
    assert attendu in avis(ligne)
    made(ligne)


def test_a_reference_may_be_a_number_of_the_caf(catalogue: Catalogue) -> None:
    assert avis(read_one(catalogue, {"N° dossier": "1234567A"})) == {"genre_deduit"}
    assert avis(read_one(catalogue, {"N° dossier": "12AB34567"})) == {"genre_deduit"}


# ── Nothing is invented ──────────────────────────────────────────────────────────────────────────────────────────────────

_TEXTES = st.one_of(
    st.sampled_from(["", "-", "néant", "DURAND Élodie", "CCAS", "12 rue X, 93000 Y", "x\x07y", "\u202ex", "1970", "non"]),
    st.text(max_size=8),
)


def _days(mois: int) -> st.SearchStrategy[Cellule]:
    """A day of that month, or nothing; now and then what no one can read, or another month."""
    jours = st.dates(dt.date(2026, mois, 1), dt.date(2026, mois, 28))
    ecrits = jours.flatmap(
        lambda jour: st.sampled_from([jour, f"{jour:%d/%m/%Y}", f"{jour:%d.%m.%y}", f"le {jour.isoformat()}"])
    )
    return st.one_of(
        ecrits, ecrits, ecrits, st.just(""), st.just(""), st.sampled_from(["31/02/2026", "5 mars", "1/6/2026", "oui"])
    )


_COLONNES: dict[str, st.SearchStrategy[Cellule]] = {
    "Démarche": st.sampled_from(["accès", "accès", "rectif", "effacement", "tout"]),
    **dict.fromkeys(
        ("NOM Prénom", "Adresse", "CP", "Ville", "N° dossier", "Mandataire", "Organisme", "Service", "Note"), _TEXTES
    ),
    **dict.fromkeys(("N° LRAR", "Affaire"), _TEXTES),
    "Né le": st.sampled_from(["", "1970", "3/2/81", "vers 1970"]),
    "Qualité": st.sampled_from(["", "", "", "mandataire", "agent"]),
    "Suite donnée": st.sampled_from(["", "", "", "refus", "complète", "pas complet"]),
    "Date courrier": _days(1),
    "Envoyé le": _days(2),
    "AR reçu le": _days(3),
    "Relance": _days(5),
    "Réponse reçue le": st.one_of(st.just(""), st.just(""), _days(7)),
    "Clos le": _days(9),
}


def _said(demande: Demande) -> set[str]:
    """Every word of the people and the body of a demande."""
    organisme, auteur = demande.organisme, demande.auteur or Auteur()
    dits = [organisme.nom, organisme.service, *organisme.adresse]
    for un in (demande.concerne or Personne(), auteur.personne):
        dits += [un.prenom, un.nom, un.denomination, un.reference_dossier, *un.adresse]
    # A postcode may get its first zero back.
    return {mot.lstrip("0") for dit in dits for mot in words(dit)}


@given(st.tuples(*_COLONNES.values()))
def test_whatever_is_in_a_table_nothing_more_is_in_its_dossiers(catalogue: Catalogue, cellules: tuple[Cellule, ...]) -> None:
    lecteur = LecteurReprise(catalogue)
    lu = lecteur.open(Classeur((FeuilleTableau("", (tuple(_COLONNES), cellules)),)))
    lu = lu.with_correspondance(guess(lu.entetes, (), catalogue.lexique_reprise))
    (ligne,) = lecteur.read(lu, AUJOURDHUI)
    assert (ligne.nouveau is None) is bool(ligne.motifs)
    if ligne.nouveau is None:
        return
    demande, propres = ligne.nouveau.demande, [clean(shown(cellule).strip()).texte for cellule in cellules]
    assert _said(demande) <= {mot.lstrip("0") for propre in propres for mot in words(propre)}
    jours = {jour for cellule in cellules if isinstance(jour := read_day(cellule, american=False), dt.date)}
    sans_annee = {(dit.jour, dit.mois) for cellule in cellules if (dit := read_without_year(cellule)) is not None}
    assert all(fait.date in jours or (fait.date.day, fait.date.month) in sans_annee for fait in demande.evenements)
    assert all(fait.date <= AUJOURDHUI for fait in demande.evenements)
    assert {ligne.nouveau.affaire, ligne.nouveau.note} <= {
        "",
        *propres,
        *(" ".join(un.split()) for un in propres),
    }


def test_a_note_is_kept_as_it_is(catalogue: Catalogue) -> None:
    assert made(read_one(catalogue, {"Note": "à faire", "Affaire": "X"})).note == "à faire"
    assert made(read_one(catalogue, {"Note": "à faire", "Affaire": "X"})).affaire == "X"


def test_before_the_name_of_a_spouse_a_name_alone_is_that_of_birth(catalogue: Catalogue) -> None:
    concerne = made(read_one(catalogue, {"Usager": "Martin épouse Durand", "Nom": ""})).demande.concerne
    assert concerne is not None
    assert (concerne.prenom, concerne.nom, concerne.nom_naissance) == ("", "Durand", "Martin")


def test_a_figure_that_is_no_number_makes_no_reference(catalogue: Catalogue) -> None:
    ligne = read_one(catalogue, {"N° dossier": "mA²"})
    concerne = made(ligne).demande.concerne
    assert concerne is not None
    assert (concerne.reference_dossier, doutes(ligne)) == ("", ["reference_et_plus"])
