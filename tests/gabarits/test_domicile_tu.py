"""Who must not know was passed over: no document shows the home, and none says anything more than it would otherwise."""

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import product

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande, Domicile
from droits_usagers.domain.demarche.protection import place_of
from droits_usagers.domain.lettre.lettre import Lettre
from droits_usagers.domain.personnes.personnes import Personne, Qualite, ReponseA
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.letters.lettre.composer import blanks_of
from droits_usagers.services.lettre.cadre import cadre_of
from droits_usagers.services.lettre.courriers import Courriers, place_to_ask
from tests.gabarits.lettres import demandes_of
from tests.letters.cas import ORDINAIRE, by

#: Nothing of it is in any text of ours.
CANARI = ("Villa Zanzibar", "77 impasse du Xylophone", "59123 Quetzalville")
INDICES = ("zanzibar", "xylophone", "quetzalville", "59123")
AILLEURS = ReponseA("Maître Awa Koné", ("9 place Jules Verne", "75012 Paris"))


def lived_at(demande: Demande, domicile: Domicile | None, ou: ReponseA | None = None) -> Demande:
    """The same, where everyone lives there, and signed from there."""
    concerne = None
    if demande.qualite is not Qualite.ORGANISATION:
        concerne = replace(demande.concerne or Personne(), adresse=CANARI)
    auteur = demande.auteur
    if auteur is not None:
        auteur = replace(auteur, personne=replace(auteur.personne, adresse=CANARI))
    return replace(demande, concerne=concerne, auteur=auteur, reponse_a=ou, lieu="Quetzalville", domicile=domicile)


def tells(texte: str) -> list[str]:
    return [indice for indice in INDICES if indice in texte.casefold()]


@pytest.mark.lent
def test_no_document_shows_it_and_none_says_anything_of_others(catalogue: Catalogue, courriers_livres: Courriers) -> None:
    """Every document of every étape of every demarche, for every kind of author."""
    montrent, demandent, combien = [], [], 0
    for nom, texte in _papers(catalogue, courriers_livres):
        combien += 1
        montrent += [nom] if tells(texte) else []
        demandent += [nom] if "À aucun particulier" in texte else []
    assert (montrent, demandent) == ([], [])
    assert combien > 1000


def _papers(catalogue: Catalogue, courriers: Courriers) -> Iterator[tuple[str, str]]:
    for demarche in catalogue.demarches.values():
        for (demande, variante), ou in product(demandes_of(demarche), (None, AILLEURS)):
            for etape in demarche.etapes:
                with suppress(ExpectedError):  # these answers lead to another letter, or to none
                    for un in courriers.kit(lived_at(demande, Domicile.TU, ou), etape.id):
                        nom = f"{demarche.id}/{etape.id}/{demande.qualite}/{variante}/{un.id}"
                        yield nom, courriers.text(un.document)


@pytest.mark.parametrize("qualite", [*Qualite])
def test_the_letter_comes_out_with_lines_to_fill_by_hand(courriers_livres: Courriers, qualite: Qualite) -> None:
    demande = lived_at(by(qualite, replace(ORDINAIRE, demarche="question_dpo", reponses={})), Domicile.TU)
    lettre = courriers_livres.compose(demande)
    texte = courriers_livres.text(lettre)
    assert not tells(texte)
    assert "Adresse de réponse" in texte
    assert isinstance(lettre, Lettre)
    assert blanks_of(lettre) >= 2


def test_the_place_is_that_of_the_reply_or_none(courriers_livres: Courriers) -> None:
    for ou, lieu in ((AILLEURS, "Paris"), (None, "")):
        demande = lived_at(replace(ORDINAIRE, reponses={}), Domicile.TU, ou)
        assert place_of(demande) == lieu
        assert f"\n{lieu + ', le' if lieu else 'Le'} 24 novembre 2026" in courriers_livres.text(
            courriers_livres.compose(demande)
        )


def test_all_that_goes_with_it_is_printed_as_for_anyone(courriers_livres: Courriers) -> None:
    demande = replace(ORDINAIRE, reponses={"envoi": "guichet"})
    tue, dite = (courriers_livres.kit(lived_at(demande, domicile, AILLEURS)) for domicile in (Domicile.TU, Domicile.DIT))
    assert [(un.id, un.nombre) for un in tue] == [(un.id, un.nombre) for un in dite]


def test_help_is_not_looked_for_near_the_home() -> None:
    demande = lived_at(ORDINAIRE, Domicile.TU)
    assert place_to_ask(demande) != "59123"
    assert place_to_ask(replace(demande, domicile=Domicile.DIT)) == "59123"


@pytest.mark.parametrize("ou", [None, AILLEURS])
def test_never_asked_or_answered_no_it_is_as_it_was(courriers_livres: Courriers, ou: ReponseA | None) -> None:
    for qualite in Qualite:
        base = by(qualite, replace(ORDINAIRE, demarche="question_dpo", reponses={}))
        jamais, dite = (
            [courriers_livres.text(un.document) for un in courriers_livres.kit(lived_at(base, domicile, ou))]
            for domicile in (None, Domicile.DIT)
        )
        assert jamais == dite
        assert ou is not None or any(map(tells, jamais))


def test_the_control_reads_for_it_in_this_letter_and_for_it_alone(catalogue: Catalogue) -> None:
    demarche = catalogue.demarches["acces"]
    tu, dit = (
        cadre_of(lived_at(ORDINAIRE, un), demarche, "demande", today=dt.date(2026, 11, 24))
        for un in (Domicile.TU, Domicile.DIT)
    )
    assert (tu.adresses_protegees, tu.adresses_retenues) == ((), (CANARI,))
    assert dit.adresses_retenues == ()


def test_it_is_said_of_the_letter(courriers_livres: Courriers) -> None:
    dits = {
        domicile: {remarque.id for remarque in courriers_livres.compose(lived_at(ORDINAIRE, domicile)).remarques}
        for domicile in (None, *Domicile)
    }
    assert [domicile for domicile, ids in dits.items() if "domicile_retenu" in ids] == [Domicile.TU]
