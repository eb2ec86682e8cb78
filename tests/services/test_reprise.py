"""The table of a permanence as it is: every hand's dates, words and slips; what is read of it, refused and said."""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.demande import Demande
from droits_usagers.domain.errors import ExpectedError, Panne
from droits_usagers.domain.evenements import Evenement, TypeEvenement
from droits_usagers.domain.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes import Auteur, Civilite, Personne, Qualite
from droits_usagers.domain.reprise.champs import Champ
from droits_usagers.domain.reprise.correspondance import Correspondance
from droits_usagers.services.coffre_valeurs import NouveauDossier
from droits_usagers.services.reprise import Chantier, Essai, Lecteur, demandes_of, read_colle, read_tableau, sort_out
from droits_usagers.services.reprise_ecran import PresentationReprise
from droits_usagers.services.reprise_lignes import LigneReprise
from tests.tableaux import as_text, table, xlsx

T = TypeEvenement
AUJOURDHUI = dt.date(2026, 11, 24)


def chantier(catalogue: Catalogue, *rangees: Sequence[object], **constantes: str) -> Chantier:
    """A table of these rows, headings first, read as the program guesses."""
    lu = Lecteur(catalogue).open(read_colle(as_text(rangees)))
    dit = lu.correspondance
    for champ, valeur in constantes.items():
        dit = dit.with_constant(Champ(champ), valeur)
    return lu.with_correspondance(dit)


def read(catalogue: Catalogue, *rangees: Sequence[object], **constantes: str) -> tuple[LigneReprise, ...]:
    return Lecteur(catalogue).read(chantier(catalogue, *rangees, **constantes), AUJOURDHUI)


def read_one(catalogue: Catalogue, cellules: Mapping[str, object]) -> LigneReprise:
    """A line of a table that has an access request to a body in it, and these cells under these headings."""
    connus: dict[str, object] = {"Démarche": "accès", "Nom": "Œuvrard", "Organisme": "CCAS de Pantin"}
    dites = {**connus, **cellules}
    (ligne,) = read(catalogue, tuple(dites), tuple(dites.values()))
    return ligne


def made(ligne: LigneReprise) -> NouveauDossier:
    assert ligne.nouveau is not None, ligne.motifs
    return ligne.nouveau


def motifs(ligne: LigneReprise) -> list[str]:
    assert ligne.nouveau is None or not ligne.motifs
    return [motif.id for motif in ligne.motifs]


def avis(ligne: LigneReprise) -> set[str]:
    return {motif.id for motif in ligne.avis}


def essai(lignes: Sequence[LigneReprise], connus: Sequence[str] = ()) -> Essai:
    return sort_out(lignes, connus or [""] * len(demandes_of(lignes)))


# ── A whole table ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_three_hundred_lines_of_several_hands_are_read_without_a_word_to_say(catalogue: Catalogue, tmp_path: Path) -> None:
    chemin = tmp_path / "suivi.xlsx"
    chemin.write_bytes(xlsx(table(300)))
    lecteur = Lecteur(catalogue)
    lu = lecteur.open(read_tableau(chemin))
    assert (lu.entete, lu.retrouve) == (2, False)
    assert all(valeur.code is not None for valeur in lecteur.values(lu))
    essaye = essai(lecteur.read(lu, AUJOURDHUI))
    assert len(essaye.a_reprendre) == 300
    # The line of the total says nothing that could be a dossier.
    (total,) = essaye.refusees
    assert (total.numero, motifs(total)) == (305, ["sans_demarche"])
    assert sum(nombre for _, nombre in essaye.demarches()) == 300
    assert dict(essaye.demarches())["rectification"] > 20


def test_what_is_pasted_reads_as_the_file_does(catalogue: Catalogue) -> None:
    lecteur, rangees = Lecteur(catalogue), table(60)
    colle = lecteur.open(read_colle(as_text(rangees)))
    fichier = lecteur.open(_classeur(xlsx(rangees)))
    assert demandes_of(lecteur.read(colle, AUJOURDHUI)) == demandes_of(lecteur.read(fichier, AUJOURDHUI))


def _classeur(contenu: bytes):  # type: ignore[no-untyped-def] # noqa: ANN202 - a Classeur
    from droits_usagers.exchange.tableaux import read_tableau as read_bytes

    return read_bytes(contenu, "f")


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
        catalogue, {"Né le": "?", "Adresse": "-", "Envoyé le": " ", "AR reçu le": "néant", "Service": "", "Note": "-"}
    )
    assert made(ligne).demande == Demande(
        "acces", concerne=Personne(nom="Œuvrard"), organisme=Organisme("CCAS de Pantin", GenreOrganisme.CCAS)
    )


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


@pytest.mark.parametrize(
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


# ── What a person says of the table ──────────────────────────────────────────────────────────────────────────────────────


def test_a_word_explained_once_holds_for_every_line_and_is_remembered(catalogue: Catalogue) -> None:
    lu = chantier(catalogue, ("Démarche", "Nom"), ("tout savoir", "A"), ("TOUT  SAVOIR", "B"), ("à voir", "C"), organisme="CAF")
    lecteur = Lecteur(catalogue)
    mots = [(valeur.texte, valeur.lignes, valeur.code) for valeur in lecteur.values(lu)]
    assert mots == [("tout savoir", 2, None), ("à voir", 1, None)]
    dit = lu.correspondance.with_meaning(Champ.DEMARCHE, "tout savoir", "acces").with_meaning(Champ.DEMARCHE, "à voir", "")
    lu = lu.with_correspondance(dit)
    essaye = essai(lecteur.read(lu, AUJOURDHUI))
    assert [ligne.numero for ligne in essaye.a_reprendre] == [2, 3]
    assert [ligne.numero for ligne in essaye.ecartees] == [4]

    # The same table, its columns in another order, in another session.
    plus_tard = Lecteur(catalogue, lecteur.remember(lu))
    encore = plus_tard.open(read_colle("Nom\tDémarche\nD\ttout savoir\n"))
    assert (encore.retrouve, encore.correspondance.constantes) == (True, {Champ.ORGANISME: "CAF"})
    assert [made(ligne).demande.organisme.nom for ligne in plus_tard.read(encore, AUJOURDHUI)] == ["CAF"]
    autre = plus_tard.open(read_colle("Nom\tDémarche\tVille\nD\ttout savoir\tX\n"))
    assert not autre.retrouve


def test_so_many_tables_are_remembered_the_latest_ones(catalogue: Catalogue) -> None:
    memoire: dict[str, object] = {}
    for rang in range(20):
        lecteur = Lecteur(catalogue, memoire)
        memoire = lecteur.remember(lecteur.open(read_colle(f"Nom\tDémarche\tColonne{rang}\nA\taccès\tz\n")))
    assert len(memoire) == 12
    assert any("colonne19" in signature for signature in memoire)
    assert not any("colonne0" in signature.split("|") for signature in memoire)


def test_what_is_missing_is_known_before_lines_are_read(catalogue: Catalogue) -> None:
    lu = chantier(catalogue, ("Nom", "Date de réponse", "Envoyé le"), ("A", "3/10/2026", "1/9/2026"))
    assert lu.missing == (Champ.DEMARCHE, Champ.ISSUE)
    assert Champ.DEMARCHE in lu.constants()
    dit = lu.correspondance.with_constant(Champ.DEMARCHE, "acces").with_constant(Champ.ISSUE, T.REFUS)
    lu = lu.with_correspondance(dit)
    assert lu.missing == ()
    (ligne,) = Lecteur(catalogue).read(lu, AUJOURDHUI)
    assert Evenement(dt.date(2026, 10, 3), T.REFUS) in made(ligne).demande.evenements


def test_another_sheet_or_line_of_headings_is_read_anew(catalogue: Catalogue) -> None:
    lecteur = Lecteur(catalogue)
    classeur = _classeur(xlsx([("Notes",), ("x",)], [("Nom", "Démarche"), ("Prénom", "Organisme"), ("A", "B")]))
    assert lecteur.open(classeur, feuille=1).correspondance == Correspondance((Champ.NOM, Champ.DEMARCHE))
    deuxieme = lecteur.open(classeur, feuille=1, entete=1)
    assert (deuxieme.correspondance.colonnes, deuxieme.table.premiere) == ((Champ.PRENOM, Champ.ORGANISME), 3)
    assert deuxieme.examples(0) == ("A",)


# ── What is already there, and the report ────────────────────────────────────────────────────────────────────────────────


def test_likely_doubles_are_left_out_unless_kept(catalogue: Catalogue) -> None:
    rangees = [("accès", nom, "CAF", "3/10/2026") for nom in ("A", "B", "B", "C")] + [("accès", "", "CAF", "3/10/2026")] * 2
    lignes = read(catalogue, ("Démarche", "Nom", "Organisme", "Envoyé le"), *rangees)
    essaye = essai(lignes, ["2026-0007", "", "", "", "", ""])
    doublons = [(double.ligne.numero, double.reference, double.autre) for double in essaye.doublons]
    assert doublons == [(2, "2026-0007", 0), (4, "", 3)]
    # Nobody is like nobody.
    assert [ligne.numero for ligne in essaye.a_reprendre] == [3, 5, 6, 7]
    gardes = essaye.chosen({4})
    assert [nouveau.demande.concerne.nom for nouveau in gardes if nouveau.demande.concerne] == ["B", "B", "C", "", ""]
    assert len(essaye.chosen()) == 4


def test_what_is_worth_knowing_is_said_once_for_all_lines(catalogue: Catalogue) -> None:
    lignes = read(catalogue, ("Démarche", "Nom", "Envoyé le"), *[("accès", nom, "3/10/2026") for nom in "ABC"], organisme="CAF")
    dits = {motif.id: numeros for motif, numeros in essai(lignes).notices()}
    assert dits == {"sans_reception": (2, 3, 4), "genre_deduit": (2, 3, 4)}


def test_refused_lines_are_saved_corrected_and_taken_over(catalogue: Catalogue) -> None:
    lecteur, dit = Lecteur(catalogue), PresentationReprise(catalogue)
    lu = chantier(
        catalogue, ("Démarche", "Nom", "Organisme", "Envoyé le", "Note"),
        ("accès", "A", "CAF", "3/10/2026", ""), ("accès", "=B", "CAF", "3/10/2027", "+33 6"), ("accès", "C", "CAF", "?", "x"),
    )  # fmt: skip
    refusees = essai(lecteur.read(lu, AUJOURDHUI)).refusees
    for contenu in (dit.rapport_xlsx(lu, refusees), dit.rapport_csv(lu, refusees)):
        (feuille,) = _classeur(contenu).feuilles
        entetes, ligne = feuille.rangees
        assert entetes[:5] == lu.entetes
        assert ligne[1] in {"=B", "'=B"}
        assert ligne[5] == "3"
        assert "n’est pas encore arrivé" in str(ligne[6])
        # As it was saved, but for the date: it is known for the same table.
        corrige = _classeur(xlsx([entetes, (*ligne[:3], dt.date(2026, 10, 3), *ligne[4:])]))
        plus_tard = Lecteur(catalogue, lecteur.remember(lu))
        encore = plus_tard.open(corrige)
        assert encore.retrouve
        (reprise,) = plus_tard.read(encore, AUJOURDHUI)
        assert made(reprise).demande.evenements == (Evenement(dt.date(2026, 10, 3), T.ENVOYE),)


def test_a_file_out_of_reach_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ExpectedError) as refus:
        read_tableau(tmp_path / "absent.xlsx")
    assert refus.value.panne is Panne.FICHIER_ABSENT


def test_every_meaning_a_word_may_be_given_has_a_name(catalogue: Catalogue) -> None:
    dit = PresentationReprise(catalogue)
    assert all(dit.champ(champ) for champ in Champ)
    for champ in (Champ.DEMARCHE, Champ.GENRE, Champ.QUALITE, Champ.CANAL, Champ.CIVILITE, Champ.ISSUE):
        noms = [nom for _, nom in dit.codes(champ)]
        assert all(noms)
        assert len(set(noms)) == len(noms)
    assert "acces" in dict(dit.codes(Champ.DEMARCHE))


def test_no_name_shows_in_what_a_bug_could_print(catalogue: Catalogue) -> None:
    lu = chantier(catalogue, ("Démarche", "Nom", "Note"), ("accès", "Zéphyrine", "Zéphyrine"), organisme="Zéphyrine")
    lignes = Lecteur(catalogue).read(lu, AUJOURDHUI)
    assert "phyrine" not in repr((lu, lu.table, lignes, essai(lignes)))
