"""French typography, on our own texts only."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.domain.mots import typographie as module
from droits_usagers.domain.mots.typographie import apostrophes, typographie
from tests.chaque import chaque


def visible(texte: str) -> str:
    """The two unbreakable spaces made visible: ~ for the word space, _ for the thin one."""
    return texte.replace("\u00a0", "~").replace("\u202f", "_")


@pytest.mark.parametrize(
    ("source", "attendu"),
    [
        ("Objet : oui ; non ! Pourquoi ?", "Objet~: oui_; non_! Pourquoi_?"),
        ("Objet: oui; non! Pourquoi?", "Objet~: oui_; non_! Pourquoi_?"),
        ("Quoi ?! Rien !!", "Quoi_?! Rien_!!"),
        ("(vraiment ?) Réf. : etc.", "(vraiment_?) Réf.~: etc."),
        ("« oui » «non» « peut-être», dit-on", "«~oui~» «~non~» «~peut-être~», dit-on"),
        ('"peut-être", "oui" : l\'"accès"', "«~peut-être~», «~oui~»~: l’«~accès~»"),
        ("L'organisme qu'il a saisi, l'« accès »", "L’organisme qu’il a saisi, l’«~accès~»"),
        ("n° 12, n°12, N°7, nº 3", "n°~12, n°~12, N°~7, n°~3"),
        ("le 1er mai, art. 1er", "le 1er~mai, art. 1er"),
        ("10 % ou 300 €", "10~% ou 300~€"),
        ("**Objet**: rien", "**Objet**~: rien"),
    ],
)
def test_prose_gets_the_spaces_and_signs_of_french(source: str, attendu: str) -> None:
    assert visible(typographie(source)) == attendu


@pytest.mark.parametrize(
    ("source", "attendu"),
    [
        ("d'{nom} : {n} ?", "d’{nom}~: {n}_?"),
        ("l'{{ organisme }} : n° {{ x }}", "l’{{ organisme }}~: n°~{{ x }}"),
        ("voir https://exemple.fr/?a=1;b=2 : oui", "voir https://exemple.fr/?a=1;b=2~: oui"),
        ("la référence 2026-0113 : oui", "la référence 2026-0113~: oui"),
        ('"{nom}"', "«~{nom}~»"),
    ],
)
def test_prose_around_what_is_protected_still_gets_them(source: str, attendu: str) -> None:
    assert visible(typographie(source)) == attendu


@chaque(
    "source",
    [
        "https://exemple.fr/page?titre=l'accès;suite",
        "www.exemple.fr/l'accès?x",
        "[texte](page.md 'l'accès : oui')",
        "[note]: page.md",
        "dpo@l-exemple.fr",
        "{{ cite('rgpd-15') if x == \"l'un\" }}",
        "{% if reponse == 'd'abord : oui' %}",
        "{# l'auteur : rien ? #}",
        "{nom!r}",
        "`l'accès : oui ?`",
        "```\nl'accès : oui ?\n```",
        "<a href='l'accès'>",
        "&nbsp; &amp;",
        'titre = "l\'accès : oui ?"',
        "[questions.objet]",
        "[[etapes]]",
        "12:30 et 14:05:09, 14 h 30, 9h15",
        "12 bis rue de l'Église\n93000 L'Haÿ",
        "4 place d'Armes, TSA 80715, 75334 Paris cedex 07",
        "AB:2026/0113'4 et L311-6",
        "- ? puce\n1. : point\n| : |",
        "5' 12\"",
        "",
    ],
)
def test_what_is_not_prose_is_left_alone(source: str) -> None:
    assert typographie(source) == source


MORCEAUX = st.sampled_from(
    [
        *" \n\t\u00a0\u202f'’\"«»;:!?.,{}%#`<>()[]=&@/-_*abLnN1230°ºé\ue000",
        *("```", "{#", "#}", "AB", "ab.", "x_", "12 bis rue ", "mailto:", "+", "٣"),
        *("1er", "n°", "http://", "rue ", "12 ", "@a.fr", "www.", "93000 A", "{{", "}}", "{%", "%}", "A-1", "l'a", "12:30"),
    ]
)


@given(st.one_of(st.text(), st.lists(MORCEAUX, max_size=20).map("".join)))
def test_applying_it_twice_changes_nothing_more(texte: str) -> None:
    une_fois = typographie(texte)
    assert typographie(une_fois) == une_fois


@given(st.lists(MORCEAUX, max_size=20).map("".join))
def test_only_spaces_quotes_and_apostrophes_ever_change(texte: str) -> None:
    def noyau(source: str) -> str:
        return "".join(signe for signe in source if not signe.isspace() and signe not in "'’\"«»°º")

    assert noyau(typographie(texte)) == noyau(texte)


# What is protected, said in one expression: it looks again and again at what it saw, which a hostile text makes last for hours.
EN_UNE_FOIS = re.compile(
    r"```.*?``` | \{\{.*?\}\} | \{%.*?%\} | \{\#.*?\#\} |"
    + module._PROTEGE.replace(r"(?<![\w.+-])", "")  # noqa: SLF001 - the same forms
    + r"| \b(?=[A-Z0-9_/.:'-]*\d)[A-Z0-9]{2,}(?:[-_/.:'][A-Z0-9]+)+\b",
    re.VERBOSE | re.DOTALL | re.MULTILINE | re.IGNORECASE,
)


@given(st.lists(MORCEAUX, max_size=40).map("".join))
def test_what_is_protected_is_what_one_expression_would_find(texte: str) -> None:
    passages = [passage.span() for passage in EN_UNE_FOIS.finditer(texte)]
    assert list(module._protected(texte)) == passages  # noqa: SLF001 - what is protected


def test_a_line_that_sets_a_key_protects_itself_and_no_more() -> None:
    assert visible(typographie("titre = \"l'accès : oui\"\nl'accès : oui")) == 'titre = "l\'accès : oui"\nl’accès~: oui'


@chaque("fin", ["", "é1@}}%}#}"])
@chaque(
    "motif",
    [
        *(
            "a.",
            "a. ",
            "aa.",
            "aa_",
            "a",
            "a1.",
            "a@",
            "+",
            "{",
            "{%",
            "{# ",
            "{{ {% {# ```",
            "`",
            "```\n",
            "<a",
            "&a",
            "[",
            "]((",
        ),
        *(
            '" ',
            "«",
            " ",
            "\t=",
            "12 rue ",
            "93000 A",
            "12:30",
            "n° ",
            "1er ",
            "1 ",
            ";",
            "a;",
            "http:",
            "www.",
            "'",
            "a'",
            "\n ",
        ),
    ],
)
def test_a_hostile_text_is_gone_through_as_any_other(motif: str, fin: str) -> None:
    # Were what was seen looked at again, this would last for minutes, and be ended.
    texte = motif * (50_000 // len(motif)) + fin
    assert len(typographie(texte)) >= len(texte) // 2


@pytest.mark.parametrize(
    ("tape", "imprime"),
    [
        ("l'accueil d'Ivry, aujourd'hui", "l’accueil d’Ivry, aujourd’hui"),
        ("12 rue de l'Église", "12 rue de l’Église"),
        ("moins d'1 an, l'« accueil »", "moins d’1 an, l’« accueil »"),
        # A quotation, a length in feet, an address: not apostrophes.
        ("dit 'oui', 6' 2, n'oublie@l'ici.fr, http://l'ici.fr/d'a, www.l'ici.fr", None),
        ("déjà l’accueil\n\td’ici", None),
    ],
)
def test_what_people_type_only_changes_its_apostrophes(tape: str, imprime: str | None) -> None:
    assert apostrophes(tape) == (imprime or tape)
    assert apostrophes(apostrophes(tape)) == apostrophes(tape)
