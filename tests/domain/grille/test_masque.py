"""Nobody is named by what is quoted: whoever is named, however often, and wherever the line or the selection cuts the name."""

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.grille import Masque
from droits_usagers.domain.grille.masque import hidden
from tests.chaque import chaque

X = "[nom masqué]"


@pytest.fixture
def masque(catalogue: Catalogue) -> Masque:
    return Masque(catalogue.ecarts.civilites, catalogue.ecarts.mots)


@chaque(
    ("texte", "masquee"),
    [
        ("le dossier de Mme Kerbrat et celui de M. Diallo", f"le dossier de Mme {X} et celui de M. {X}"),
        ("J'ai vu Mme\nKerbrat. Elle part.", f"J'ai vu Mme\n{X}. Elle part."),
        ("M. et Mme Diallo sont là", f"M. et Mme {X} sont là"),
        ("MM. Diallo et Traoré sont là", f"MM. {X} sont là"),
        ("les familles Diallo et Traoré", f"les familles {X}"),
        ("Mme le Goff, M. ben Ali, M. d'Ys", f"Mme {X}, M. {X}, M. {X}"),
        ("Mme van der Meer, M. Ali d' Ys, M. von den Berg", f"Mme {X}, M. {X}, M. {X}"),
        ("M.Diallo et Me Kerbrat", f"M.{X} et Me {X}"),
        ("Mme Ker-\nbrat est là", f"Mme {X} est là"),
        ("M. A. Diallo dit. La suite", f"M. {X} dit. La suite"),
        ("Monsieur le Maire, Madame la Présidente", "Monsieur le Maire, Madame la Présidente"),
        ("on me dit Oui, la famille nombreuse", "on me dit Oui, la famille nombreuse"),
        ("Mme CAF-1234567 est là", f"Mme {X} est là"),
        ("Madame Maître Kerbrat plaide", f"Madame {X} plaide"),
        ("Madame, Monsieur, la CAF", "Madame, Monsieur, la CAF"),
    ],
)
def test_each_name_is_hidden_and_nothing_else(*, masque: Masque, texte: str, masquee: str) -> None:
    assert masque.hide(texte) == masquee


def test_a_part_of_a_text_hides_what_the_whole_names(masque: Masque) -> None:
    texte = "J'ai vu Mme Kerbrat, CAF 1234567 A, hier."
    spans = masque.spans(texte)
    for extrait in ("Kerbrat, CAF", "brat", "1234567", "4567 A, hier"):
        debut = texte.index(extrait)
        part = hidden(texte, spans, (debut, debut + len(extrait)))
        assert "rbrat" not in part
        assert not any(signe.isdigit() for signe in part)
    assert hidden(texte, spans) == masque.hide(texte)
