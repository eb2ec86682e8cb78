"""What is not to be done for someone, in one dossier and in all of hers."""

from droits_usagers.domain.personnes.personnes import CodeConsigne, Consigne, Consignes

DOMICILE, TELEPHONE = Consigne(CodeConsigne.NE_PAS_ECRIRE_AU_DOMICILE), Consigne(CodeConsigne.NE_PAS_TELEPHONER)


def test_a_consigne_of_the_person_and_of_the_dossier_is_said_once_and_hers_come_first() -> None:
    assert Consignes((TELEPHONE,), (DOMICILE, TELEPHONE)).toutes == (TELEPHONE, DOMICILE)
    assert Consignes().toutes == ()


def test_two_consignes_in_ones_own_words_are_two() -> None:
    deux = Consigne(CodeConsigne.AUTRE, "Appeler le soir"), Consigne(CodeConsigne.AUTRE, "Ne pas sonner")

    assert Consignes(deux[:1], deux[1:]).toutes == deux
