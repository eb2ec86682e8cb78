"""A table taken over again: what its lines say more goes to the dossiers that are there, and nothing is dropped in silence."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.dossier.dossiers import DossierLu
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.reprise.coffre import Reprise
from droits_usagers.services.reprise.ecran import PresentationReprise
from droits_usagers.services.reprise.reprise import Essai, read_colle
from droits_usagers.services.reprise.sans_ecran import as_read, count, try_table
from tests.coffres import PHRASE, Horloge, make_coffres
from tests.services.reprises import AUJOURDHUI, essai, kept, read
from tests.tableaux import as_text

_RIEN: Mapping[str, str] = MappingProxyType({})
ENTETES = ("Nom", "Prénom", "Adresse", "CP", "Ville", "Démarche", "Organisme", "Envoyé le", "Suite", "Bénévole", "Remarques")
LIGNE = dict(
    zip(
        ENTETES,
        ("Koné", "Awa", "12 rue des Lilas", "93000", "Bobigny", "accès", "CCAS de Pantin", "03/09/2026", "", "", ""),
        strict=True,
    )
)


@pytest.fixture
def coffre(tmp_path: Path, horloge: Horloge) -> Iterator[Coffre]:
    coffre = make_coffres(horloge).create(tmp_path / "a.coffre", PHRASE, accept_weak=True)
    yield coffre
    coffre.close()


def attempt(coffre: Coffre, catalogue: Catalogue, cellules: Mapping[str, str] = _RIEN, *, lu: bool = False) -> Essai:
    table = read_colle(as_text((ENTETES, tuple({**LIGNE, **cellules}.values()))))
    essai = try_table(coffre, catalogue, table, fichier="a", today=AUJOURDHUI)[1]
    return as_read(essai) if lu else essai


def take(coffre: Coffre, essai: Essai) -> DossierLu:
    for _ in coffre.reprise.creating(Reprise(essai.chosen(), ajouts=essai.added())):
        pass
    return coffre.dossiers.read("2026-0001")


def withheld(lu: DossierLu) -> bool:
    return lu.demande.concerne is not None and lu.demande.concerne.adresse_protegee


@pytest.mark.parametrize(
    ("colonne", "cellule", "tue"),
    [
        *((colonne, "NE RIEN ENVOYER AU DOMICILE", True) for colonne in ("Bénévole", "Remarques", "Suite")),
        *(("Remarques", dite, True) for dite in ("décédée", "à rappeler")),
        *(("Suite", dite, False) for dite in ("clos le 12/10/2026", "refus")),
        ("Nom", "Koné TGD", True),
        ("Adresse", "3 rue Jackie Cardon", True),
    ],
)
def test_what_a_line_says_more_is_kept_in_the_dossier_that_is_there(
    coffre: Coffre, catalogue: Catalogue, *, colonne: str, cellule: str, tue: bool
) -> None:
    avant = take(coffre, attempt(coffre, catalogue))
    assert (withheld(avant), avant.a_verifier) == (False, ())
    essai = attempt(coffre, catalogue, {colonne: cellule})
    assert (count(essai).prises, count(essai).completes) == (0, 1)
    # A try writes nothing.
    assert coffre.dossiers.read("2026-0001").a_verifier == ()
    lu = take(coffre, essai)
    assert [(une.colonne, une.texte) for une in lu.a_verifier] == [(colonne, cellule)]
    assert (withheld(lu), lu.demande.evenements) == (tue, avant.demande.evenements)
    # Said once, it is said.
    assert count(attempt(coffre, catalogue, {colonne: cellule})).completes == 0


@pytest.mark.parametrize(
    ("colonne", "cellule", "tue"),
    [
        *(("Suite", dite, False) for dite in ("clos le 12/10/2026", "refus", "clos")),
        *(("Suite", dite, True) for dite in ("NE RIEN ENVOYER", "refus, planquée")),
        *((colonne, "à rappeler", True) for colonne in ("Bénévole", "Remarques")),
    ],
)
def test_a_line_without_an_address_withholds_that_of_the_dossier_where_it_says_more_than_a_day(
    coffre: Coffre, catalogue: Catalogue, *, colonne: str, cellule: str, tue: bool
) -> None:
    take(coffre, attempt(coffre, catalogue))
    essai = attempt(coffre, catalogue, {"Adresse": "", "CP": "", "Ville": "", colonne: cellule})
    assert (count(essai).prises, count(essai).completes) == (0, 1)
    lu = take(coffre, essai)
    assert [(une.colonne, une.texte) for une in lu.a_verifier] == [(colonne, cellule)]
    assert withheld(lu) == tue


def test_the_same_table_says_nothing_more_whatever_was_made_of_its_words(coffre: Coffre, catalogue: Catalogue) -> None:
    lu = take(coffre, attempt(coffre, catalogue, {"Bénévole": "à rappeler"}, lu=True))
    assert (withheld(lu), lu.a_verifier) == (False, ())
    essai = attempt(coffre, catalogue, {"Bénévole": "à rappeler"})
    assert (essai.added(), len(essai.doublons)) == ((), 1)


def test_what_is_quoted_of_a_line_says_where_it_is_cut(coffre: Coffre, catalogue: Catalogue) -> None:
    take(coffre, attempt(coffre, catalogue))
    long = "à rappeler chez sa sœur, allée des Tilleuls, 03000 Moulins, avant le 12"
    (double,) = attempt(coffre, catalogue, {"Bénévole": long}).doublons
    assert PresentationReprise(catalogue).more(double) == f"Bénévole : {long[:59]}…"
    (double,) = attempt(coffre, catalogue, {"Bénévole": long[:59]}).doublons
    assert PresentationReprise(catalogue).more(double) == f"Bénévole : {long[:59]}"


def test_words_that_were_read_and_were_there_before_are_added_nowhere(coffre: Coffre, catalogue: Catalogue) -> None:
    lu = take(
        coffre, attempt(coffre, catalogue, {"Bénévole": "à rappeler", "Démarche": "accès à son dossier ; par Zoé"}, lu=True)
    )
    avant = lu.a_verifier
    essai = attempt(
        coffre, catalogue, {"Bénévole": "à rappeler", "Démarche": "accès à son dossier ; par Zoé", "Suite": "refus"}, lu=True
    )
    lu = take(coffre, essai)
    assert [(une.colonne, une.texte) for une in lu.a_verifier if une not in avant] == [("Suite", "refus")]
    assert not withheld(lu)
    # A double that someone keeps is a dossier of its own.
    essai = attempt(coffre, catalogue, {"Bénévole": "⚠"})
    assert essai.added([essai.doublons[0].ligne.numero]) == ()


@pytest.mark.parametrize("avant", [False, True])
@pytest.mark.parametrize(
    ("colonne", "cellule", "tue"),
    [
        ("Démarche", "accès ; passer par sa marraine", True),
        ("Démarche", "accès (la voisine prend les plis)", True),
        ("Bénévole", "Colombe (la voisine prend les plis)", False),
    ],
)
def test_a_cell_that_changed_since_is_to_be_checked_though_it_was_read(
    coffre: Coffre, catalogue: Catalogue, *, colonne: str, cellule: str, tue: bool, avant: bool
) -> None:
    take(coffre, attempt(coffre, catalogue, lu=avant))
    lu = take(coffre, attempt(coffre, catalogue, {colonne: cellule}, lu=True))
    assert [(une.colonne, une.texte) for une in lu.a_verifier] == [(colonne, cellule)]
    assert withheld(lu) == tue
    # Said once, it is said; and so it is once another cell changes.
    for suite in ("", "refus"):
        essai = attempt(coffre, catalogue, {colonne: cellule, "Suite": suite}, lu=True)
        assert [une.texte for ajout in essai.added() for une in ajout.cellules] == [suite] * bool(suite)


#: Most of the table asks for something else.
EFFACEMENT = {**LIGNE, "Démarche": "effacement"}
AUTRES = tuple({**LIGNE, "Nom": nom} for nom in ("Mercier", "Delorme"))


def attempt_all(coffre: Coffre, catalogue: Catalogue, *lignes: Mapping[str, str], lu: bool = False) -> Essai:
    table = read_colle(as_text((ENTETES, *(tuple(ligne.values()) for ligne in (*AUTRES, *lignes)))))
    essai = try_table(coffre, catalogue, table, fichier="a", today=AUJOURDHUI)[1]
    return as_read(essai) if lu else essai


@pytest.mark.parametrize("lu", [False, True])
@pytest.mark.parametrize(
    ("colonne", "cellule"),
    [("Démarche", "effacement, jamais par écrit"), ("Envoyé le", "03/09/2026 (passer par sa marraine)")],
)
def test_a_line_that_does_not_say_any_more_what_is_asked_or_when_is_still_known(
    coffre: Coffre, catalogue: Catalogue, *, colonne: str, cellule: str, lu: bool
) -> None:
    take(coffre, attempt_all(coffre, catalogue, EFFACEMENT))
    essai = attempt_all(coffre, catalogue, {**EFFACEMENT, colonne: cellule}, lu=lu)
    assert count(essai).prises == 0
    take(coffre, essai)
    dossier = coffre.dossiers.read("2026-0003")
    assert [(une.colonne, une.texte) for une in dossier.a_verifier] == [(colonne, cellule)]
    assert withheld(dossier)


def test_what_nobody_understands_is_a_dossier_of_its_own_beside_the_line_of_the_other(
    coffre: Coffre, catalogue: Catalogue
) -> None:
    take(coffre, attempt_all(coffre, catalogue, EFFACEMENT))
    essai = attempt_all(coffre, catalogue, EFFACEMENT, {**LIGNE, "Démarche": "une tout autre affaire"})
    assert (count(essai).prises, count(essai).completes) == (1, 0)


def test_whoever_follows_one_dossier_and_then_another_is_no_news(coffre: Coffre, catalogue: Catalogue) -> None:
    autre = {"Nom": "Mercier", "Bénévole": "Colombe"}
    take(coffre, attempt(coffre, catalogue, autre, lu=True))
    take(coffre, attempt(coffre, catalogue, {"Bénévole": "Zoé"}, lu=True))
    assert attempt(coffre, catalogue, {"Bénévole": "Colombe"}, lu=True).added() == ()


@pytest.mark.parametrize("dite", ["affaire terminée", "a téléphoné mardi", "réponse complète reçue"])
def test_a_note_that_was_read_goes_to_the_dossier_that_is_there_as_it_does_to_a_new_one(
    coffre: Coffre, catalogue: Catalogue, dite: str
) -> None:
    take(coffre, attempt(coffre, catalogue))
    lu = take(coffre, attempt(coffre, catalogue, {"Remarques": dite}, lu=True))
    assert [(une.colonne, une.texte) for une in lu.a_verifier] == [("Remarques", dite)]
    assert not withheld(lu)


def test_a_note_that_the_dossier_has_is_not_said_again(coffre: Coffre, catalogue: Catalogue) -> None:
    lu = take(coffre, attempt(coffre, catalogue, {"Remarques": "a téléphoné mardi"}, lu=True))
    assert (lu.a_verifier, [note.texte for note in lu.notes]) == ((), ["a téléphoné mardi"])
    essai = attempt(coffre, catalogue, {"Remarques": "a téléphoné mardi", "Suite": "clos le 12/10/2026"}, lu=True)
    assert [(une.colonne, une.texte) for une in take(coffre, essai).a_verifier] == [("Suite", "clos le 12/10/2026")]


@pytest.mark.parametrize(
    ("titre", "cellule"),
    [
        *(("Suite", dite) for dite in ("clos le 12/10/2026", "rép. complète", "affaire classée")),
        *(("Clos", dite) for dite in ("12/10/2026", "✓")),
        *(("Relance", "12/10/2026"), ("Sortie", "✓"), ("Remarques", "affaire terminée")),
    ],
)
def test_what_the_second_line_of_a_request_says_stays_once_the_remarks_are_read(
    catalogue: Catalogue, titre: str, cellule: str
) -> None:
    ligne = {**LIGNE, "Clos": "", "Relance": "", "Sortie": ""}
    essaye = as_read(essai(read(catalogue, tuple(ligne), tuple(ligne.values()), tuple({**ligne, titre: cellule}.values()))))
    (gardee,) = essaye.a_reprendre
    assert [(colonne, texte) for colonne, texte, *_ in kept(gardee)] == [(titre, cellule)]


def test_a_mere_remark_of_the_second_line_is_settled_once_read(catalogue: Catalogue) -> None:
    essaye = essai(read(catalogue, ENTETES, tuple(LIGNE.values()), tuple({**LIGNE, "Bénévole": "à rappeler"}.values())))
    assert essaye.a_verifier == 1
    assert as_read(essaye).a_verifier == 0
