"""What a heading is not: the name or the address of someone else is never taken for those of the person."""

import pytest

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.reprise.champs import ChampReprise
from droits_usagers.domain.reprise.correspondance import guess
from tests.chaque import chaque
from tests.services.reprises import kept, made, motifs, read

_C = ChampReprise


def _guessed(catalogue: Catalogue, *entetes: str) -> tuple[ChampReprise | None, ...]:
    return guess(entetes, [("Bla",) * len(entetes)] * 5, catalogue.lexique_reprise).colonnes


@chaque(
    "entete",
    ["Nom de l'avocat", "Nom du conseiller", "Nom du contact", "Agent CAF", "Qui suit", "Nom du bénévole", "Nom enfant"],
)
def test_someone_else_is_not_the_person(*, catalogue: Catalogue, entete: str) -> None:
    (ligne,) = read(catalogue, (entete, "Usager", "Organisme"), ("Sylvie Legrand", "Diop Awa", "CAF"))
    concerne = made(ligne).demande.concerne
    assert concerne is not None
    assert "Legrand" not in f"{concerne.prenom} {concerne.nom}"


@chaque("entete", ["Adresse mail", "Adresse e-mail", "Adresse CAF", "Adresse de la mairie", "Adresse de l'avocat"])
def test_another_address_is_not_theirs(*, catalogue: Catalogue, entete: str) -> None:
    assert _guessed(catalogue, entete) in {(None,), (_C.ORGANISME_ADRESSE,)}


@pytest.mark.parametrize("entete", ["Suivi par", "Suivi par qui", "Qui suit", "Qui a envoyé", "Qui a reçu"])
def test_who_does_it_is_nothing_of_the_letter(*, catalogue: Catalogue, entete: str) -> None:
    assert _guessed(catalogue, entete) == (None,)


@chaque(
    ("entete", "champ"),
    [
        *(("Obs.", _C.NOTE), ("Observ.", _C.NOTE), ("Rmq", _C.NOTE), ("Comm.", _C.NOTE), ("Suites / notes", _C.NOTE)),
        *(("État", _C.ISSUE), ("Statut", _C.ISSUE), ("Où en est-on ?", _C.ISSUE), ("Avancement", _C.ISSUE)),
        *(
            ("Agent (NOM Prénom)", _C.PRENOM_NOM),
            ("Justiciable", _C.PRENOM_NOM),
            ("Bénéf.", _C.PRENOM_NOM),
            ("Client", _C.PRENOM_NOM),
        ),
        *(("dde", _C.DEMARCHE), ("Quoi", _C.DEMARCHE), ("N° alloc", _C.REFERENCE), ("Dest.", _C.ORGANISME)),
        *(("Nom usager", _C.NOM), ("Adresse de l'usager", _C.ADRESSE), ("N° de suivi LRAR", _C.RECOMMANDE)),
    ],
)
def test_a_short_heading_is_understood(*, catalogue: Catalogue, entete: str, champ: ChampReprise) -> None:
    assert _guessed(catalogue, entete) == (champ,)


def test_a_second_line_of_headings_is_no_dossier(catalogue: Catalogue) -> None:
    entetes, suite = ("Demandeur", "Organisme", "Envoi", "AR"), ("Nom", "", "date", "date")
    seconde, ligne = read(catalogue, entetes, suite, ("Diop", "CAF", "13/01/2026", "15/01/2026"))
    assert motifs(seconde) == ["titres_repetes"]
    assert made(ligne).demande.organisme.nom == "CAF"


@chaque("cellule", ["idem", "Id.", "ditto", "//", "''", "la même"])
def test_the_same_as_above_is_nobody_and_no_body(*, catalogue: Catalogue, cellule: str) -> None:
    entetes = ("Nom", "Prénom", "Organisme", "Adresse", "Demande", "Envoyé le")
    ligne = read(catalogue, entetes, (cellule, "Awa", cellule, cellule, "accès", "13/01/2026"))[0]
    demande = made(ligne).demande
    assert demande.concerne is not None
    assert (demande.concerne.nom, demande.concerne.adresse, demande.organisme.nom) == ("", (), "")
    assert {texte for _, texte, *_ in kept(ligne)} == {cellule}
    assert len(kept(ligne)) == 3
