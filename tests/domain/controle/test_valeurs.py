"""What the alerts of a letter ask, together: to be mended, to be confirmed, or nothing."""

from droits_usagers.domain.controle.valeurs import Alerte, Poids, Regle, must_be_mended, to_confirm

GRAVE = Alerte(Regle.ADRESSE_PROTEGEE, Poids.ARRET)
DOUTEUSE = Alerte(Regle.NUMERO, Poids.A_CONFIRMER)
BONNE_A_SAVOIR = Alerte(Regle.FAITS_CONTRADICTOIRES, Poids.A_SAVOIR)


def test_one_grave_alert_among_others_holds_everything_back() -> None:
    assert must_be_mended((BONNE_A_SAVOIR, DOUTEUSE, GRAVE))
    assert not must_be_mended((BONNE_A_SAVOIR, DOUTEUSE))
    assert not must_be_mended(())


def test_only_what_is_doubtful_is_to_be_confirmed() -> None:
    assert to_confirm((BONNE_A_SAVOIR, DOUTEUSE, DOUTEUSE)) == {Regle.NUMERO}
    assert to_confirm((BONNE_A_SAVOIR, GRAVE)) == frozenset()
