"""`demarches`: what one can start, for people and for programs."""

import json

from tests.cli.conftest import Lance


def test_demarches_are_listed_with_their_titles(lance: Lance) -> None:
    fin = lance("demarches")

    assert (fin.code, fin.err) == (0, "")
    assert "acces\N{NO-BREAK SPACE}: Voir mon dossier et en recevoir une copie\n" in fin.out


def test_json_gives_what_each_asks(lance: Lance) -> None:
    acces = next(demarche for demarche in json.loads(lance("demarches", "--json").out) if demarche["id"] == "acces")
    questions = {question["id"]: question for question in acces["questions"]}

    assert list(acces) == ["id", "titre", "pour", "etapes", "questions"]
    assert acces["etapes"] == ["demande", "relance", "complement", "contestation_refus"]
    assert "mandataire" in acces["pour"]
    assert questions["envoi"] == {
        "id": "envoi",
        "genre": "choix",
        "defaut": "lrar",
        "obligatoire": False,
        "choix": ["lrar", "guichet", "simple", "courriel"],
        "questions": [],
    }
    assert questions["consultation"]["defaut"] is False
    assert [ligne["id"] for ligne in questions["documents"]["questions"]] == ["document_quoi", "document_quand"]
