"""The line of a key in TOML text, which the standard parser does not give."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.domain.mots.lecture import key_at, line_of, lines_of

DOCUMENT = '''\
format = 1
titre = """
[ceci] n'est = "pas une clé"
"""

[concerne]
"nom" = "A"   # [commentaire]
adresse = [
    "12 rue des Lilas, [bâtiment C]",  # prenom = "B"
    "93000 Bobigny",
]

[[groupe]]
id = "un"
[[groupe.question]]
id = "a"
[[groupe.question]]
id = "b"
si = { a = ["oui"] }

[[groupe]]
id = "deux"
[[groupe.question]]
texte.aide = 'c'
litteral = \'\'\'
id = "non"
\'\'\'
[groupe.question.choix]
oui = "Oui"
'''


def test_keys_and_tables_are_found_by_their_dotted_place() -> None:
    lignes = lines_of(DOCUMENT)

    assert lignes == {
        "format": 1,
        "titre": 2,
        "concerne": 6,
        "concerne.nom": 7,
        "concerne.adresse": 8,
        "groupe[1]": 13,
        "groupe[1].id": 14,
        "groupe[1].question[1]": 15,
        "groupe[1].question[1].id": 16,
        "groupe[1].question[2]": 17,
        "groupe[1].question[2].id": 18,
        "groupe[1].question[2].si": 19,
        "groupe[2]": 21,
        "groupe[2].id": 22,
        "groupe[2].question[1]": 23,
        "groupe[2].question[1].texte.aide": 24,
        "groupe[2].question[1].litteral": 25,
        "groupe[2].question[1].choix": 28,
        "groupe[2].question[1].choix.oui": 29,
    }


def test_what_is_inside_a_line_has_the_line_of_what_encloses_it() -> None:
    assert line_of(DOCUMENT, "groupe[1].question[2].si.a") == 19
    assert line_of(DOCUMENT, "concerne.adresse[2]") == 8
    assert line_of(DOCUMENT, "inconnu.du.tout") == 1


def test_the_key_that_begins_on_a_line_or_before_is_found() -> None:
    assert key_at(DOCUMENT, 10) == "concerne.adresse"
    assert key_at("", 3) == ""


_CLES = st.text("abcdefgh_-09", min_size=1, max_size=6)
_VALEURS = st.sampled_from(
    ["1", "true", '"x"', "'#'", '"\\"["', "[1, 2]", "{ a = [1] }", "[\n  1,\n  ']',\n]", '"""\n[x]\ny = 1\n"""']
)


@given(st.lists(st.tuples(_CLES, st.dictionaries(_CLES, _VALEURS, max_size=4)), max_size=6, unique_by=lambda table: table[0]))
def test_every_key_of_any_document_is_found_on_its_line(tables: list[tuple[str, dict[str, str]]]) -> None:
    texte, attendus = "", {}
    for nom, valeurs in tables:
        attendus[nom] = texte.count("\n") + 1
        texte += f"[{nom}]\n"
        for cle, valeur in valeurs.items():
            attendus[f"{nom}.{cle}"] = texte.count("\n") + 1
            texte += f"{cle} = {valeur}\n"
    tomllib.loads(texte)

    assert lines_of(texte) == attendus


@given(st.text(max_size=400))
def test_whatever_the_text_an_answer_is_given(texte: str) -> None:
    assert line_of(texte, "a.b[2]") >= 1
