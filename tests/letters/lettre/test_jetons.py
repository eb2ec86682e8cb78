"""Values come back as they were put aside, whatever they hold."""

from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.domain.lettre.lettre import ACompleter, SautDeLigne, Texte
from droits_usagers.letters.lettre.jetons import ENTRE_CHAMPS, MARQUE, RESERVES, Jetons, cut, typed


def test_a_newline_in_a_value_is_a_line_break() -> None:
    assert typed("un\n\ndeux") == (
        Texte("un", saisi=True),
        SautDeLigne(),
        SautDeLigne(),
        Texte("deux", saisi=True),
    )


@given(st.lists(st.text(), max_size=30))
def test_a_value_is_found_again_among_the_text_around_it(valeurs: list[str]) -> None:
    jetons = Jetons()
    texte = "-".join(jetons.put(typed(valeur)) for valeur in valeurs)

    numeros = [morceau for morceau in cut(texte) if isinstance(morceau, int)]

    assert [jetons.valeurs[numero] for numero in numeros] == [typed(valeur) for valeur in valeurs]
    assert "".join(morceau for morceau in cut(texte) if isinstance(morceau, str)) == "-" * max(0, len(valeurs) - 1)


def test_a_value_made_of_private_use_characters_is_no_token() -> None:
    jetons = Jetons()
    faux = jetons.put((ACompleter(3),))
    vrai = jetons.put(typed(faux))

    assert list(cut(vrai)) == [1]
    assert jetons.valeurs[1] == (Texte(faux, saisi=True),)


def test_the_characters_of_tokens_are_reserved() -> None:
    jetons = Jetons([()] * 1234)

    assert all(RESERVES.match(signe) for signe in jetons.put(()))
    assert RESERVES.match(MARQUE)
    assert RESERVES.match(ENTRE_CHAMPS)
