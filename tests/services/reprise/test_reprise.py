"""The table of a permanence as a whole: what is known of its columns, remembered, left out, said and saved."""

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.echeances.evenements import Evenement
from droits_usagers.domain.reprise.champs import ChampReprise
from droits_usagers.domain.reprise.correspondance import CorrespondanceColonnes, signature
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.tableaux import Nombre
from droits_usagers.services.reprise.ecran import PresentationReprise
from droits_usagers.services.reprise.reprise import LecteurReprise, nouveaux_of, read_colle, read_tableau, sort_out
from droits_usagers.services.reprise.sans_ecran import count
from tests.services.reprises import AUJOURDHUI, T, chantier, essai, made, motifs, read
from tests.tableaux import as_text, table, xlsx

# ── A whole table ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_three_hundred_lines_of_several_hands_are_read_without_a_word_to_say(catalogue: Catalogue, tmp_path: Path) -> None:
    chemin = tmp_path / "suivi.xlsx"
    chemin.write_bytes(xlsx(table(300)))
    lecteur = LecteurReprise(catalogue)
    lu = lecteur.open(read_tableau(chemin))
    assert (lu.entete, lu.retrouve) == (2, False)
    assert all(valeur.code is not None for valeur in lecteur.values(lu))
    essaye = essai(lecteur.read(lu, AUJOURDHUI))
    assert len(essaye.a_reprendre) == 300
    # The line of the total says nothing that could be a dossier.
    (total,) = essaye.refusees
    assert (total.numero, motifs(total)) == (305, ["rien_a_ecrire"])
    assert sum(nombre for _, nombre in essaye.demarches()) == 300
    assert dict(essaye.demarches())["rectification"] > 20


def test_what_is_pasted_reads_as_the_file_does(catalogue: Catalogue) -> None:
    lecteur, rangees = LecteurReprise(catalogue), table(60)
    colle = lecteur.open(read_colle(as_text(rangees)))
    fichier = lecteur.open(_classeur(xlsx(rangees)))
    assert nouveaux_of(lecteur.read(colle, AUJOURDHUI)) == nouveaux_of(lecteur.read(fichier, AUJOURDHUI))


def _classeur(contenu: bytes):  # type: ignore[no-untyped-def] # noqa: ANN202 - a Classeur
    from droits_usagers.exchange.tableaux import read_tableau as read_bytes

    return read_bytes(contenu, "f")


# ── What a person says of the table ──────────────────────────────────────────────────────────────────────────────────────


def test_a_word_explained_once_holds_for_every_line_and_is_remembered(catalogue: Catalogue) -> None:
    lu = chantier(catalogue, ("Démarche", "Nom"), ("tout savoir", "A"), ("TOUT  SAVOIR", "B"), ("à voir", "C"), organisme="CAF")
    lecteur = LecteurReprise(catalogue)
    mots = [(valeur.texte, valeur.lignes, valeur.code) for valeur in lecteur.values(lu)]
    assert mots == [("tout savoir", 2, None), ("à voir", 1, None)]
    dit = lu.correspondance.with_meaning(ChampReprise.DEMARCHE, "tout savoir", "acces").with_meaning(
        ChampReprise.DEMARCHE, "à voir", ""
    )
    lu = lu.with_correspondance(dit)
    essaye = essai(lecteur.read(lu, AUJOURDHUI))
    assert [ligne.numero for ligne in essaye.a_reprendre] == [2, 3]
    assert [ligne.numero for ligne in essaye.ecartees] == [4]

    # The same table, its columns in another order, in another session.
    plus_tard = LecteurReprise(catalogue, lecteur.remember(lu))
    encore = plus_tard.open(read_colle("Nom\tDémarche\nD\ttout savoir\n"))
    assert (encore.retrouve, encore.correspondance.constantes) == (True, {ChampReprise.ORGANISME: "CAF"})
    assert [made(ligne).demande.organisme.nom for ligne in plus_tard.read(encore, AUJOURDHUI)] == ["CAF"]
    autre = plus_tard.open(read_colle("Nom\tDémarche\tVille\nD\ttout savoir\tX\n"))
    assert not autre.retrouve


def test_so_many_tables_are_remembered_the_latest_ones(catalogue: Catalogue) -> None:
    memoire: dict[str, object] = {}
    for rang in range(20):
        lecteur = LecteurReprise(catalogue, memoire)
        memoire = lecteur.remember(lecteur.open(read_colle(f"Nom\tDémarche\tColonne{rang}\nA\taccès\tz\n")))
    assert len(memoire) == 12
    assert [signature(("Nom", "Démarche", f"Colonne{rang}")) in memoire for rang in (0, 7, 8, 19)] == [False, False, True, True]


def test_nobody_named_where_headings_should_be_is_remembered(catalogue: Catalogue) -> None:
    lecteur = LecteurReprise(catalogue)
    lu = lecteur.open(read_colle("Élodie Œuvrard\taccès\tCAF\nAwa Diarra\taccès\tCAF\n"))
    lu = lu.with_correspondance(lu.correspondance.with_column(0, ChampReprise.NOM))
    memoire = json.dumps(lecteur.remember(lu), ensure_ascii=False)
    assert "uvrard" not in memoire.casefold()


def test_what_is_missing_is_known_before_lines_are_read(catalogue: Catalogue) -> None:
    lu = chantier(catalogue, ("Nom", "Date de réponse", "Envoyé le"), ("A", "3/10/2026", "1/9/2026"))
    assert lu.missing == (ChampReprise.DEMARCHE, ChampReprise.ISSUE)
    assert ChampReprise.DEMARCHE in lu.constants()
    dit = lu.correspondance.with_constant(ChampReprise.DEMARCHE, "acces").with_constant(ChampReprise.ISSUE, T.REFUS)
    lu = lu.with_correspondance(dit)
    assert lu.missing == ()
    (ligne,) = LecteurReprise(catalogue).read(lu, AUJOURDHUI)
    assert Evenement(dt.date(2026, 10, 3), T.REFUS) in made(ligne).demande.evenements


def test_another_sheet_or_line_of_headings_is_read_anew(catalogue: Catalogue) -> None:
    lecteur = LecteurReprise(catalogue)
    classeur = _classeur(xlsx([("Notes",), ("x",)], [("Nom", "Démarche"), ("Prénom", "Organisme"), ("A", "B")]))
    assert lecteur.open(classeur, feuille=1).correspondance == CorrespondanceColonnes((ChampReprise.NOM, ChampReprise.DEMARCHE))
    deuxieme = lecteur.open(classeur, feuille=1, entete=1)
    assert (deuxieme.correspondance.colonnes, deuxieme.table.premiere) == ((ChampReprise.PRENOM, ChampReprise.ORGANISME), 3)
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


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "  ", "-", "accès", "mot inconnu", "total"]),
            st.sampled_from(["", "Œuvrard", "Martin", "-", "Total 2"]),
            st.sampled_from(["", "3/10/2026", "-"]),
            st.sampled_from(["", "à rappeler", "12"]),
        ),
        min_size=1,
    )
)
def test_every_line_where_something_is_written_is_taken_or_left_out(
    catalogue: Catalogue, lignes: list[tuple[str, ...]]
) -> None:
    # Nothing is read under the last heading.
    lues = read(catalogue, ("Démarche", "Nom", "Envoyé le", "Zzz"), *lignes, ("accès", "Dupont", "", ""))
    bilan = count(sort_out(lues, [""] * len(nouveaux_of(lues))))

    assert (
        bilan.lignes == bilan.prises + bilan.ecartees == 1 + sum(not {*map(str.strip, ligne)} <= {"", "-"} for ligne in lignes)
    )


def test_what_is_worth_knowing_is_said_once_for_all_lines(catalogue: Catalogue) -> None:
    lignes = read(catalogue, ("Démarche", "Nom", "Envoyé le"), *[("accès", nom, "3/10/2026") for nom in "ABC"], organisme="CAF")
    dits = {motif.id: numeros for motif, numeros in essai(lignes).notices()}
    assert dits == {"sans_reception": (2, 3, 4), "genre_deduit": (2, 3, 4)}


def test_lines_left_out_are_saved_mended_and_taken_over(catalogue: Catalogue) -> None:
    lecteur, dit = LecteurReprise(catalogue), PresentationReprise(catalogue)
    lu = chantier(
        catalogue, ("Démarche", "Nom", "Organisme", "Envoyé le", "Note"),
        ("accès", "A", "CAF", "3/10/2026", ""), ("=accès", "", "", "3/10/2026", "+33 6"), ("accès", "C", "CAF", "?", "x"),
    )  # fmt: skip
    refusees = essai(lecteur.read(lu, AUJOURDHUI)).refusees
    for contenu in (dit.rapport_xlsx(lu, refusees), dit.rapport_csv(lu, refusees)):
        (feuille,) = _classeur(contenu).feuilles
        entetes, ligne = feuille.rangees
        assert entetes[:5] == lu.entetes
        assert ligne[0] in {"=accès", "'=accès"}
        assert ligne[5] == "3"
        assert "rien à écrire" in str(ligne[6])
        # As it was saved, but for the name: it is known for the same table.
        corrige = _classeur(xlsx([entetes, ("accès", "B", *ligne[2:])]))
        plus_tard = LecteurReprise(catalogue, lecteur.remember(lu))
        encore = plus_tard.open(corrige)
        assert encore.retrouve
        (reprise,) = plus_tard.read(encore, AUJOURDHUI)
        assert made(reprise).demande.evenements == (Evenement(dt.date(2026, 10, 3), T.ENVOYE),)


@pytest.mark.parametrize("depuis_1904", [False, True])
def test_a_date_or_a_number_of_the_table_is_one_of_the_report(*, catalogue: Catalogue, depuis_1904: bool) -> None:
    lecteur, jour, nombre = LecteurReprise(catalogue), dt.date(2026, 10, 3), 44707
    entetes = ("Démarche", "Nom", "Envoyé le", "AR reçu le", "CP", "Note")
    ecrite = ("accès", "", jour, nombre, "01000", "46169")
    lu = lecteur.open(_classeur(xlsx([entetes, ecrite], date_1904=depuis_1904)))
    (refusee,) = essai(lecteur.read(lu, AUJOURDHUI)).refusees
    classeur = _classeur(PresentationReprise(catalogue).rapport_xlsx(lu, (refusee,)))
    cellules = classeur.feuilles[0].rangees[1][:6]
    assert cellules == ("accès", "", jour, str(nombre), "01000", "46169")
    assert [isinstance(cellule, Nombre) for cellule in cellules] == [False, False, False, True, False, False]
    # Counted as in the table it comes from: read again, it is the same day.
    assert classeur.depuis_1904 is depuis_1904


def test_a_file_out_of_reach_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ExpectedError) as refus:
        read_tableau(tmp_path / "absent.xlsx")
    assert refus.value.panne is Panne.FICHIER_ABSENT


def test_every_meaning_a_word_may_be_given_has_a_name(catalogue: Catalogue) -> None:
    dit = PresentationReprise(catalogue)
    assert all(dit.champ(champ) for champ in ChampReprise)
    for champ in (
        ChampReprise.DEMARCHE,
        ChampReprise.GENRE,
        ChampReprise.QUALITE,
        ChampReprise.CANAL,
        ChampReprise.CIVILITE,
        ChampReprise.ISSUE,
    ):
        noms = [nom for _, nom in dit.codes(champ)]
        assert all(noms)
        assert len(set(noms)) == len(noms)
    assert "acces" in dict(dit.codes(ChampReprise.DEMARCHE))


def test_no_name_shows_in_what_a_bug_could_print(catalogue: Catalogue) -> None:
    lu = chantier(catalogue, ("Démarche", "Nom", "Note"), ("accès", "Zéphyrine", "Zéphyrine"), organisme="Zéphyrine")
    lignes = LecteurReprise(catalogue).read(lu, AUJOURDHUI)
    assert "phyrine" not in repr((lu, lu.table, lignes, essai(lignes)))
