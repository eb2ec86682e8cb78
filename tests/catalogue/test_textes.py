"""French texts get their typography when they are first asked for."""

from droits_usagers.catalogue.textes import Typographies, french


def test_a_text_is_set_once() -> None:
    textes = Typographies({"a": "L'aide : oui", "b": "non"})

    assert textes["a"] == "L’aide\u00a0: oui"
    assert textes["a"] is textes["a"]
    assert len(textes) == 2


def test_placeholders_are_filled_after() -> None:
    assert french({"a": "{fichier} : absent"})("a", fichier="l'ami ?.toml") == "l'ami ?.toml\u00a0: absent"
