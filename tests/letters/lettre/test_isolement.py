"""Templates that are not ours are rendered elsewhere, and stopped when they go too far."""

from collections.abc import Iterator

import pytest

from droits_usagers.domain.lettre.lettre import ACompleter, SautDeLigne, Texte
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.letters.lettre.atelier import CommandeRendu, Isoloir, render_once
from droits_usagers.letters.lettre.citations import Citations
from droits_usagers.letters.lettre.gabarits import Gabarits

SANS_FIN = "{% for a in t %}" * 8 + "{% endfor %}" * 8
#: In seconds: what is ended after three, as anyone has it, and far less than what no limit would let go on.
pytestmark = pytest.mark.timeout(120)


@pytest.fixture(scope="module")
def isoloir() -> Iterator[Isoloir]:
    isoloir = Isoloir()
    yield isoloir
    isoloir.close()


def commande(gabarits: Gabarits, citations: Citations, source: str) -> CommandeRendu:
    contexte = {"nom": "Œuvrard\n\ue000", "long": "x" * 10_000, "t": list("abcdefghijklmnopqrstuvwxyz")}
    return CommandeRendu({"essai": source}, ("essai",), contexte, citations, gabarits.articles)


def test_it_comes_out_the_same(gabarits: Gabarits, citations: Citations, isoloir: Isoloir) -> None:
    ordre = commande(gabarits, citations, "{{ nom }} {{ a_completer(3) }} {{ cite('rgpd-15') }}{{ nom | du }}")

    rendus = isoloir.render(ordre)

    assert rendus == render_once(ordre)
    assert rendus[0].valeurs[0] == (Texte("Œuvrard", saisi=True), SautDeLigne(), Texte("\ue000", saisi=True))
    assert rendus[0].valeurs[1] == (ACompleter(3),)


def test_a_failure_comes_back(gabarits: Gabarits, citations: Citations) -> None:
    isoloir = Isoloir()
    with pytest.raises(ExpectedError) as erreur:
        isoloir.render(commande(gabarits, citations, "\n{{ absent }}"))
    isoloir.close()

    assert erreur.value.panne is Panne.GABARIT_NOM_INCONNU
    assert erreur.value.faits == {"fichier": "essai", "ligne": "2", "cle": "absent"}


def test_what_never_ends_is_ended_and_the_next_one_is_rendered(
    gabarits: Gabarits, citations: Citations, isoloir: Isoloir
) -> None:
    with pytest.raises(ExpectedError) as erreur:
        isoloir.render(commande(gabarits, citations, SANS_FIN))

    assert erreur.value.panne is Panne.GABARIT_DEMESURE
    assert isoloir.render(commande(gabarits, citations, "a"))[0].texte == "a"


def test_what_says_too_much_is_refused(gabarits: Gabarits, citations: Citations, isoloir: Isoloir) -> None:
    bavard = "{% for a in t %}{% for b in t %}" + "x" * 1000 + "{% endfor %}{% endfor %}"

    with pytest.raises(ExpectedError) as erreur:
        isoloir.render(commande(gabarits, citations, bavard))

    assert erreur.value.panne is Panne.GABARIT_DEMESURE


def test_values_repeated_without_end_are_refused(gabarits: Gabarits, citations: Citations, isoloir: Isoloir) -> None:
    repete = "{% for a in t %}{% for b in t %}{% for c in t %}{{ long }}{% endfor %}{% endfor %}{% endfor %}"

    with pytest.raises(ExpectedError) as erreur:
        isoloir.render(commande(gabarits, citations, repete))

    assert erreur.value.panne is Panne.GABARIT_DEMESURE


def test_once_closed_another_can_be_started(gabarits: Gabarits, citations: Citations) -> None:
    isoloir = Isoloir()
    ordre = commande(gabarits, citations, "{{ nom }}{{ a_completer(3) }}")

    un = isoloir.render(ordre)
    isoloir.close()

    assert isoloir.render(ordre) == un
    isoloir.close()


def test_one_that_does_not_come_is_not_waited_for(gabarits: Gabarits, citations: Citations) -> None:
    with pytest.raises(ExpectedError) as erreur:
        Isoloir(arrivee_max_s=0).render(commande(gabarits, citations, "a"))

    assert erreur.value.panne is Panne.GABARIT_DEMESURE


def test_one_that_never_started_can_be_closed() -> None:
    Isoloir().close()
