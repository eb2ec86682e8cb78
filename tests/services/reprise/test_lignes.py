"""A line of a table: every hand's dates, words and slips; what is read of it, refused and said."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.echeances.evenements import Evenement
from droits_usagers.domain.mots.nettoyage import clean
from droits_usagers.domain.mots.pliage import words
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Civilite, Personne, Qualite
from droits_usagers.domain.reprise.correspondance import guess
from droits_usagers.domain.reprise.jours import read_day
from droits_usagers.domain.socle.tableaux import Cellule, Classeur, FeuilleTableau, shown
from droits_usagers.services.reprise.ecran import PresentationReprise
from droits_usagers.services.reprise.reprise import LecteurReprise
from tests.chaque import chaque
from tests.services.reprises import AUJOURDHUI, T, avis, made, motifs, read, read_one

_COMPLETE = {
    "Civ.": "Mme",
    "Prénom": " Élodie ",
    "Nom": "Œuvrard",
    "Nom de jeune fille": "Martin",
    "Né le": "3/2/70",
    "Adresse": "12 rue X, bât. B",
    "CP": "1000",
    "Ville": "Champbourg",
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
            adresse=("12 rue X, bât. B", "01000 Champbourg"),
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
    ligne = read_one(catalogue, {"Adresse": "Adresse PROTÉGÉE", "Ville": "Champbourg"})
    assert made(ligne).demande.concerne == Personne(nom="Œuvrard", adresse_protegee=True)


LILAS = ("12 rue des Lilas", "93000 Champbourg")


@pytest.mark.parametrize("cellule", ["oui", "X", "1", "Oui, danger", "ordonnance du 3 mai"])
def test_a_column_may_say_that_an_address_is_protected(catalogue: Catalogue, cellule: str) -> None:
    ligne = read_one(catalogue, {"Adresse": LILAS[0], "CP": "93000", "Ville": "Champbourg", "Adresse protégée": cellule})
    assert made(ligne).demande.concerne == Personne(nom="Œuvrard", adresse=LILAS, adresse_protegee=True)


@pytest.mark.parametrize("cellule", ["", "non", "NON", "0", "-"])
def test_a_column_may_say_that_it_is_not(catalogue: Catalogue, cellule: str) -> None:
    ligne = read_one(catalogue, {"Adresse": LILAS[0], "CP": "93000", "Ville": "Champbourg", "Adresse protégée": cellule})
    assert made(ligne).demande.concerne == Personne(nom="Œuvrard", adresse=LILAS)


@pytest.mark.parametrize(
    "cellule",
    ["12 rue des Lilas (adresse protégée)", "12 rue des Lilas - CONFIDENTIELLE", "12 rue des Lilas, à ne pas communiquer"],
)
def test_an_address_with_the_mention_is_kept_and_protected(catalogue: Catalogue, cellule: str) -> None:
    ligne = read_one(catalogue, {"Adresse": cellule, "CP": "93000", "Ville": "Champbourg"})
    assert made(ligne).demande.concerne == Personne(nom="Œuvrard", adresse=LILAS, adresse_protegee=True)


def test_a_line_where_nothing_is_written_is_no_line(catalogue: Catalogue) -> None:
    lignes = read(catalogue, ("Nom", "Démarche", "Vu"), ("Roux", "accès", ""), ("", "", "x"), (" ", "-", ""), organisme="CAF")
    assert [ligne.numero for ligne in lignes] == [2]
    assert made(lignes[0]).demande.organisme == Organisme("CAF", GenreOrganisme.CAF)


@pytest.mark.parametrize(
    ("entete", "cellule", "prenom", "nom"),
    [
        ("NOM Prénom", "Mme DE LA TOUR Jean-Éric", "Jean-Éric", "DE LA TOUR"),
        ("Usager", "Élodie ŒUVRARD", "Élodie", "ŒUVRARD"),
        ("NOM Prénom", "Œuvrard Élodie", "Élodie", "Œuvrard"),
        ("Prénom Nom", "Élodie Œuvrard", "Élodie", "Œuvrard"),
        ("Usager", "Élodie Œuvrard", "", "Élodie Œuvrard"),
        ("NOM Prénom", "Ben Ali Mohamed", "", "Ben Ali Mohamed"),
        ("NOM Prénom", "DURAND Zoé MARTIN", "", "DURAND Zoé MARTIN"),
        ("NOM Prénom", "DURAND ZOÉ", "ZOÉ", "DURAND"),
        ("Usager", "M", "", "M"),
        ("Usager", "Néant", "", "Néant"),
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


@pytest.mark.parametrize(
    ("colonne", "cellule", "code"),
    [("93", "", "93"), ("93 - Seine", "", "93"), ("Seine-Saint-Denis", "", "93"), ("Haute-Loire", "", "43"), ("1", "", "01"),
     ("2a", "", "2A"), ("La Réunion (974)", "", "974"), ("", "20200 Bastia", "2B"), ("Narnia", "", ""), ("99", "", "")],
)  # fmt: skip
def test_the_departement_is_read_however_it_is_said(catalogue: Catalogue, colonne: str, cellule: str, code: str) -> None:
    ligne = read_one(catalogue, {"Dépt": colonne, "Adresse organisme": cellule})
    assert made(ligne).demande.organisme.territoire == code
    assert ("territoire_inconnu" in avis(ligne)) is (bool(colonne) and not code)


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
    assert "auteur_ignore" in avis(read_one(catalogue, {"Qualité": "usager", "Mandataire": "Syndicat X"}))


@chaque(
    ("cellules", "motif"),
    [
        ({"Démarche": "héritier"}, "qualite_a_dire"),
        ({"Démarche": "accès", "Qualité": "organisation", "Nom": ""}, "qualite_refusee"),
        ({"Démarche": "registre", "Qualité": "syndicat"}, "organisation_et_personne"),
        ({"Démarche": ""}, "sans_demarche"),
        ({"Démarche": "tout savoir"}, "mot_inconnu"),
        ({"Démarche": "opposition et effacement"}, "mot_inconnu"),
        ({"Né le": "vers 1970"}, "naissance"),
        ({"Né le": "2031"}, "naissance"),
        ({"Envoyé le": "LRAR"}, "pas_une_date"),
        ({"Envoyé le": "46330"}, "nombre"),
        ({"Envoyé le": "5 octobre"}, "sans_annee"),
        ({"Envoyé le": "5/10"}, "sans_annee"),
        ({"Envoyé le": "31/02/2026"}, "n_existe_pas"),
        ({"Envoyé le": "3/10/1926"}, "autre_siecle"),
        ({"Envoyé le": "3/10/2026 et 4/10/2026"}, "plusieurs_dates"),
        ({"Envoyé le": "3/10/2027"}, "futur"),
        ({"Envoyé le": "3/10/2026", "AR reçu le": "2/10/2026"}, "trop_tot"),
        ({"AR reçu le": "2/10/2026", "Envoyé le": "3/10/2026"}, "trop_tard"),
        ({"Réponse": "3/10/2026"}, "reponse_sans_issue"),
        ({"Suite donnée": "refus"}, "issue_sans_jour"),
        ({"Nom": "n" * 301}, "trop_long"),
    ],
)  # fmt: skip
def test_a_line_that_says_too_little_or_too_much_is_refused(catalogue: Catalogue, cellules: dict[str, str], motif: str) -> None:
    ligne = read_one(catalogue, cellules)
    assert motifs(ligne) == [motif]
    dit = PresentationReprise(catalogue).motif(ligne.motifs[0])
    assert "{" not in dit
    assert dit.endswith(".")


def test_every_reason_of_a_line_is_said_at_once(catalogue: Catalogue) -> None:
    ligne = read_one(catalogue, {"Démarche": "tout savoir", "Envoyé le": "hier", "Suite donnée": "refus", "Né le": "3/3/1980"})
    assert motifs(ligne) == ["mot_inconnu", "pas_une_date", "issue_sans_jour"]


def test_dates_with_the_month_first_make_the_others_of_their_column_doubtful(catalogue: Catalogue) -> None:
    lignes = read(
        catalogue, ("Démarche", "Nom", "Envoyé le", "AR reçu le"),
        ("accès", "A", "10/24/2026", "2/11/2026"), ("accès", "B", "10/2/2026", "2/11/2026"), ("accès", "C", "10/10/2026", ""),
    )  # fmt: skip
    assert [motifs(ligne) for ligne in lignes] == [["n_existe_pas"], ["deux_facons"], []]


@pytest.mark.parametrize(
    ("cellules", "attendu"),
    [
        ({"Envoyé le": "3/10/2026"}, "sans_reception"),
        ({"Nom": ""}, "sans_personne"),
        ({"Organisme": ""}, "sans_organisme"),
        ({"N° LRAR": "1A 23"}, "recommande_sans_envoi"),
        ({"Démarche": "saisine cada", "Mode d'envoi": "main propre"}, "canal_ignore"),
        ({"Nom": "Œuvrard\u202e"}, "nettoye"),
        ({"Nom": "Œuv\x07rard"}, "nettoye"),
        ({"Commentaire": "sécu 2 84 05 75 123 456 72"}, "numero_nir"),
        ({"Commentaire": "allocataire 1234567"}, "numero_caf"),
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
    assert {fait.date for fait in demande.evenements} <= jours
    assert all(fait.date <= AUJOURDHUI for fait in demande.evenements)
    assert {ligne.nouveau.affaire, ligne.nouveau.note} <= {
        "",
        *propres,
        *(" ".join(un.split()) for un in propres),
    }


def test_a_note_is_kept_as_it_is(catalogue: Catalogue) -> None:
    assert made(read_one(catalogue, {"Note": "à faire", "Affaire": "X"})).note == "à faire"
    assert made(read_one(catalogue, {"Note": "à faire", "Affaire": "X"})).affaire == "X"
