"""French texts get their typography when they are first asked for."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from droits_usagers.catalogue.textes import Parties, Typographies, flatten, french, load_textes
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.places import Places


def test_a_text_is_set_once() -> None:
    textes = Typographies({"a": "L'aide : oui", "b": "non"})

    assert textes["a"] == "L’aide\u00a0: oui"
    assert textes["a"] is textes["a"]
    assert len(textes) == 2


def test_placeholders_are_filled_after() -> None:
    assert french({"a": "{fichier} : absent"})("a", fichier="l'ami ?.toml") == "l'ami ?.toml\u00a0: absent"


@pytest.fixture
def francais(tmp_path: Path) -> Path:
    """A small file of texts, one of whose parts comes in two pieces."""
    fichier = tmp_path / "fr.toml"
    fichier.write_text('langue = "fr"\n[un]\na = "A"\n[deux]\nb = "B"\n[un.trois]\nc = "C"\n', encoding="utf-8")
    return fichier


def test_a_text_is_found_wherever_its_part_stands(francais: Path) -> None:
    textes = load_textes(francais.parent, "fr")

    assert [textes(id_) for id_ in ("un.trois.c", "deux.b", "un.a")] == ["C", "B", "A"]
    assert list(textes) == ["un.a", "un.trois.c", "deux.b"]
    with pytest.raises(KeyError):
        textes("quatre.d")


@pytest.mark.parametrize("tort", ["n = 3", "n ="])
def test_a_part_is_not_stopped_by_what_is_wrong_in_another(francais: Path, tort: str) -> None:
    francais.write_text(francais.read_text("utf-8").replace('b = "B"', tort), encoding="utf-8")
    textes = load_textes(francais.parent, "fr")

    assert textes("un.a") == "A"
    with pytest.raises(ExpectedError, match=Panne.RESSOURCE_ABIMEE) as refus:
        textes("deux.b")
    assert refus.value.faits["ligne"] == "5"


def test_read_part_by_part_or_whole_the_texts_are_the_same(places: Places) -> None:
    fichier = places.resources / "textes" / "fr.toml"
    bruts = {id_: texte for id_, texte in _flat(tomllib.loads(fichier.read_text("utf-8"))) if "." in id_}

    parties = Parties(fichier.read_text("utf-8"), flatten, dict)
    assert {id_: parties[id_] for id_ in bruts} == bruts


def test_going_through_the_texts_reads_them_whole(francais: Path) -> None:
    tout = {"un.a": "A", "deux.b": "B"}
    parties = Parties(francais.read_text("utf-8"), flatten, lambda: tout)

    assert dict(parties) == tout
    assert len(parties) == 2


def _flat(table: dict[str, object], prefixe: str = "") -> Iterator[tuple[str, str]]:
    for cle, valeur in table.items():
        if isinstance(valeur, dict):
            yield from _flat(valeur, f"{prefixe}{cle}.")
        else:
            yield prefixe + cle, str(valeur)
