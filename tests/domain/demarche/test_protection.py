"""Someone must not know where a person is: whose address is hidden, and what stands for it."""

from dataclasses import replace

import pytest

from droits_usagers.domain.demarche.demande import Demande, is_protected
from droits_usagers.domain.demarche.protection import (
    hides_auteur,
    hides_concerne,
    is_elsewhere,
    place_of,
    protected_addresses,
    town_of,
    without_mention,
    without_protection,
)
from droits_usagers.domain.personnes.personnes import Auteur, Personne, Qualite, ReponseA
from tests.chaque import chaque

FOYER = ("12 rue des Lilas", "93000 Bobigny")
BOURSE = ("Bourse du travail", "93500 Pantin")
#: Nobody may know where she lives.
AWA = Personne(prenom="Awa", nom="Koné", adresse=FOYER, adresse_protegee=True)
REPONSE = ReponseA("Maître Diallo", ("9 place Jules Verne", "75012 Paris cedex 12"))


def written_by(qualite: Qualite, adresse: tuple[str, ...], *, concerne: Personne | None = AWA) -> Demande:
    return Demande("acces", concerne=concerne, auteur=Auteur(qualite, Personne(nom="Martin", adresse=adresse)))


def test_whoever_writes_for_themselves_hides_their_own() -> None:
    cachee, connue = Demande("acces", concerne=AWA), Demande("acces", concerne=replace(AWA, adresse_protegee=False))

    assert hides_concerne(cachee)
    assert hides_auteur(cachee)
    assert not hides_concerne(connue)
    assert not hides_auteur(connue)


def test_whoever_acts_by_mandate_from_elsewhere_shows_where_the_answer_goes() -> None:
    demande = written_by(Qualite.MANDATAIRE, BOURSE)

    assert hides_concerne(demande)
    assert not hides_auteur(demande)
    assert protected_addresses(demande) == (FOYER,)


@chaque("adresse", [FOYER, ("12, RUE DES LILAS, 93000 Bobigny",)])
def test_a_mandataire_who_lives_with_them_is_hidden_however_the_address_is_written(adresse: tuple[str, ...]) -> None:
    demande = written_by(Qualite.MANDATAIRE, adresse)

    assert hides_auteur(demande)
    assert set(protected_addresses(demande)) == {FOYER, adresse}


def test_a_mandataire_without_an_address_does_not_live_with_someone_who_has_none() -> None:
    assert not hides_auteur(written_by(Qualite.MANDATAIRE, (), concerne=replace(AWA, adresse=())))
    # Nor with nobody: it is that no home is known.
    assert not hides_auteur(written_by(Qualite.MANDATAIRE, BOURSE, concerne=None))


@chaque("qualite", sorted(set(Qualite) - {Qualite.MANDATAIRE}))
def test_whoever_else_writes_for_someone_who_hides_would_give_the_home_away(qualite: Qualite) -> None:
    demande = written_by(qualite, BOURSE)

    assert hides_auteur(demande)
    assert protected_addresses(demande) == (FOYER, BOURSE)


def test_an_author_whose_own_address_is_protected_hides_it_by_mandate_too() -> None:
    demande = written_by(Qualite.MANDATAIRE, BOURSE, concerne=replace(AWA, adresse_protegee=False))
    assert demande.auteur is not None
    cachee = replace(demande, auteur=replace(demande.auteur, personne=replace(demande.auteur.personne, adresse_protegee=True)))

    assert protected_addresses(demande) == ()
    # One address that nobody may know hides the other: they are in one story.
    assert protected_addresses(cachee) == (FOYER, BOURSE)


def test_an_address_that_is_hidden_twice_or_unknown_is_not_listed_twice() -> None:
    assert protected_addresses(written_by(Qualite.REPRESENTANT_LEGAL, FOYER)) == (FOYER,)
    assert protected_addresses(written_by(Qualite.HERITIER, ())) == (FOYER,)
    assert protected_addresses(written_by(Qualite.HERITIER, BOURSE, concerne=None)) == ()
    assert protected_addresses(Demande("acces")) == ()


def test_the_page_that_bears_it_reads_everyone_where_they_live_and_nowhere_else() -> None:
    demande = replace(
        written_by(Qualite.REPRESENTANT_LEGAL, BOURSE), reponse_a=REPONSE, lieu="Bobigny", reponses={"envoi": "guichet"}
    )
    assert demande.auteur is not None
    cachee = replace(demande, auteur=replace(demande.auteur, personne=replace(demande.auteur.personne, adresse_protegee=True)))

    montree = without_protection(cachee)

    assert is_protected(cachee)
    assert not is_protected(montree)
    assert (montree.concerne, montree.auteur) == (replace(AWA, adresse_protegee=False), demande.auteur)
    assert montree.reponse_a is None
    # Nothing else of it changes.
    assert replace(montree, concerne=cachee.concerne, auteur=cachee.auteur, reponse_a=REPONSE) == cachee


def test_nobody_is_invented_to_be_shown() -> None:
    assert without_protection(Demande("acces")) == Demande("acces")


def test_a_letter_is_written_from_the_town_of_the_reply_when_the_other_must_not_be_known() -> None:
    cachee = Demande("acces", lieu="Bobigny", concerne=AWA)

    assert place_of(replace(cachee, concerne=replace(AWA, adresse_protegee=False))) == "Bobigny"
    assert place_of(replace(cachee, reponse_a=REPONSE)) == "Paris"
    assert not place_of(cachee)
    assert not place_of(replace(cachee, reponse_a=ReponseA("Maître Diallo")))


@pytest.mark.parametrize(
    ("adresse", "ville"),
    [
        (("Hôtel du département", "93006 Bobigny cedex 2"), "Bobigny"),
        (("93000 Bobigny", "97400 Saint-Denis "), "Saint-Denis"),
        (("93000 Bobigny", "chez Awa"), "Bobigny"),
        (("chez Awa", "9300 Bobigny"), ""),
        ((), ""),
    ],
)
def test_a_town_follows_the_last_postcode(adresse: tuple[str, ...], ville: str) -> None:
    assert town_of(adresse) == ville


@chaque(
    ("reponse_a", "ailleurs"),
    [
        (None, False),
        (ReponseA(enveloppe_neutre=True), False),
        (ReponseA("Mme Diallo"), True),
        (ReponseA(adresse=BOURSE), True),
    ],
)
def test_a_neutral_envelope_alone_is_nowhere_else(reponse_a: ReponseA | None, *, ailleurs: bool) -> None:
    assert is_elsewhere(Demande("acces", reponse_a=reponse_a)) is ailleurs


@chaque(
    ("adresse", "reste", "dite"),
    [
        (FOYER, FOYER, False),
        (("Adresse protégée", "93000 Bobigny"), (), True),
        (("12 rue des Lilas (adresse protégée)", "93000 Bobigny"), FOYER, True),
        (("Adresse protégée", *FOYER), FOYER, True),
        # Said not to be: the town stays, and nothing is hidden.
        (("Adresse protégée : non", "93000 Bobigny"), ("93000 Bobigny",), False),
    ],
)
def test_what_says_that_nobody_may_read_an_address_is_no_line_of_it(
    adresse: tuple[str, ...], reste: tuple[str, ...], *, dite: bool
) -> None:
    assert without_mention(adresse, ("adresse protégée",)) == (reste, dite)
