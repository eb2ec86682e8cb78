"""What is pasted from a printed page is heard as if it had been typed."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.grille.lexique import unwrap
from tests.chaque import chaque
from tests.domain.grille.test_tournures import Tournure, read, rules_of

TOURNURES = read("tournure")


@chaque(
    ("colle", "ecrit"),
    [
        ("infor-\nmatique", "informatique"),
        ("un rendez-\nvous", "un rendez-vous"),
        ("celui-\nci", "celui-ci"),
        ("Base-\nÉlèves", "Base-\nÉlèves"),
        (
            "Les réponses à la Base-\nÉlèves n'engagent que le\nministère et lui seul, sur",
            "Les réponses à la Base-\nÉlèves n'engagent que le ministère et lui seul, sur",
        ),
        (
            "Les agents ont accès à\ntous les dossiers.\nRien d'autre.",
            "Les agents ont accès à tous les dossiers.\nRien d'autre.",
        ),
        ("la réponse de la\nCNIL", "la réponse de la CNIL"),
        ("DESTINATAIRES\nLes assistants", "DESTINATAIRES\nLes assistants"),
        ("• la durée\n• les droits", "la durée\nles droits"),
        ("1/ la durée 2/ les droits", "la durée\nles droits"),
        ("a) la durée\nb) les droits", "la durée\nles droits"),
        ("Rien n'est\n\x0c12\neffacé", "Rien n'est effacé"),
        ("fin.\nPage 3/8\nSuite", "fin.\nSuite"),
        ("les statistiques (1) papier[2] et l'enquête²", "les statistiques (1) papier et l'enquête"),
        ("l'enquête(3)", "l'enquête"),
        ("infor\u00admatique", "informatique"),
        ("\r\nDeux lignes,\r\nune phrase.", "Deux lignes, une phrase."),
        ("N° CAF et 12. janvier", "N° CAF et 12. janvier"),
        ("Un paragraphe\n\nUn autre", "Un paragraphe\nUn autre"),
        ("- \n", ""),
        ("", ""),
    ],
)
def test_lines_are_put_together_again(colle: str, ecrit: str) -> None:
    assert unwrap(colle) == ecrit


@pytest.mark.timeout(30)
def test_a_paragraph_of_many_lines_takes_no_longer_a_line() -> None:
    assert unwrap("\n".join("k" * 60_000)) == " ".join("k" * 60_000)


@given(st.text(alphabet="éb .-\n•«»:", max_size=40))
def test_no_letter_is_lost(texte: str) -> None:
    assert [signe for signe in unwrap(texte) if signe.isalpha()] == [signe for signe in texte if signe.isalpha()]


def hyphenate(texte: str) -> str:
    """Cuts the longest plain word at the end of a line."""
    mot = max(re.findall(r"[a-zéèêàûç]+", texte), key=len)
    return texte.replace(mot, f"{mot[: len(mot) // 2]}-\n{mot[len(mot) // 2 :]}", 1) if len(mot) > 5 else texte


VARIANTES: dict[str, Callable[[str], str]] = {
    "curly apostrophes": lambda texte: texte.replace("'", "’"),
    "spaces that do not break": lambda texte: texte.replace(" ", "\u00a0"),
    "capitals": str.upper,
    "a bullet": lambda texte: f"•\u00a0{texte}",
    "a number": lambda texte: f"2/ {texte}",
    "a page before": lambda texte: f"12\n\x0c{texte}",
    "a note": lambda texte: re.sub(r"(?<=\w)(?=[.?]$)", "[3]", texte),
    "short lines": lambda texte: re.sub(r" (?=[a-zé])", "\n", texte),
    "a hyphen": hyphenate,
    "soft hyphens": lambda texte: re.sub(r"(?<=\w{3})(?=\w{3})", "\u00ad", texte),
    "a carriage return": lambda texte: f"{texte}\r\n",
}


@given(tournure=st.sampled_from(TOURNURES), variante=st.sampled_from(sorted(VARIANTES)))
def test_a_grievance_pasted_is_heard_as_typed(tournure: Tournure, variante: str, catalogue: Catalogue) -> None:
    colle = tournure._replace(texte=VARIANTES[variante](tournure.texte))

    assert tournure.regle in rules_of(colle, catalogue)
