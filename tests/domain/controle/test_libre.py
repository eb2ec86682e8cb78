"""The permission to leave: only the control gives it, and it tells nothing of what it carries."""

import pytest

from droits_usagers.domain.controle.libre import Libre, grant, together
from droits_usagers.domain.controle.valeurs import Regle


def test_nobody_makes_a_permission_without_the_key() -> None:
    with pytest.raises(TypeError):
        Libre(object(), "une lettre", frozenset())


def test_a_permission_never_says_what_it_carries() -> None:
    assert "Diallo" not in repr(grant("Madame Diallo"))
    assert repr(grant("Madame Diallo")) == repr(grant("Monsieur Bernard"))


def test_what_is_made_of_something_free_is_free_and_remembers_what_was_confirmed() -> None:
    ecrite = grant("lettre", frozenset({Regle.NUMERO})).map(str.upper)

    assert ecrite.contenu == "LETTRE"
    assert ecrite.confirmees == {Regle.NUMERO}
    assert grant("lettre").confirmees == frozenset()


def test_several_things_leave_together_with_all_that_was_confirmed_for_any() -> None:
    lettre, mandat = grant("lettre", frozenset({Regle.NUMERO})), grant("mandat", frozenset({Regle.CONSIGNE}))
    ensemble = together([lettre, mandat, grant("feuille")])

    assert ensemble.contenu == ("lettre", "mandat", "feuille")
    assert ensemble.confirmees == {Regle.NUMERO, Regle.CONSIGNE}
