"""A mode can forbid any way out."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from droits_usagers.domain.controle.libre import Libre, grant
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.impression import Support
from droits_usagers.services.socle.modes import REGLES, Mode, Sortie
from droits_usagers.services.socle.sorties import Liasse, SortiesPermises


class Temoin:
    """Remembers what went out."""

    def __init__(self) -> None:
        self.sorties: list[Sortie] = []

    def print_pages(self, _libre: Libre[Sequence[Liasse]]) -> frozenset[int] | None:
        self.sorties.append(Sortie.IMPRIMER)
        return frozenset()

    def save_file(self, _contenu: Libre[bytes], nom: str, _original: Path | None = None) -> Path | None:
        self.sorties.append(Sortie.ENREGISTRER)
        return Path(nom)

    def save_together(self, contenus: Libre[Mapping[str, bytes]], nom: str) -> tuple[Path, ...]:
        self.sorties.append(Sortie.ENREGISTRER)
        return tuple(Path(nom).with_suffix(f".{extension}") for extension in contenus.contenu)

    def choose_file(self, nom: str) -> Path | None:
        self.sorties.append(Sortie.ENREGISTRER)
        return Path(nom)

    def choose_folder(self, propose: Path | None) -> Path | None:
        self.sorties.append(Sortie.ENREGISTRER)
        return propose

    def open_file(self, _chemin: Path) -> None:
        self.sorties.append(Sortie.OUVRIR)

    def copy_text(self, _texte: Libre[str], *, secret: bool = False) -> None:
        assert not secret
        self.sorties.append(Sortie.COPIER)

    def open_link(self, _lien: str) -> None:
        self.sorties.append(Sortie.LIEN)


GESTES: dict[Sortie, Callable[[SortiesPermises], object]] = {
    Sortie.IMPRIMER: lambda sorties: sorties.print_pages(grant([Liasse(b"%PDF", (Support.A4,))])),
    Sortie.ENREGISTRER: lambda sorties: sorties.save_file(grant(b""), "acces.pdf"),
    Sortie.OUVRIR: lambda sorties: sorties.open_file(Path("acces.pdf")),
    Sortie.COPIER: lambda sorties: sorties.copy_text(grant("texte")),
    Sortie.LIEN: lambda sorties: sorties.open_link("https://example.org"),
}


def test_where_to_write_is_asked_only_where_one_may_write() -> None:
    temoin = Temoin()
    assert SortiesPermises(temoin, lambda: REGLES[Mode.COFFRE].sorties).choose_file("dossiers.xlsx") == Path("dossiers.xlsx")
    assert SortiesPermises(temoin, lambda: REGLES[Mode.COFFRE].sorties).choose_folder(Path("lettres")) == Path("lettres")
    permises = SortiesPermises(temoin, lambda: REGLES[Mode.COFFRE].sorties)
    assert permises.save_together(grant({"pdf": b"", "docx": b""}), "acces.pdf") == (Path("acces.pdf"), Path("acces.docx"))
    assert temoin.sorties == [Sortie.ENREGISTRER] * 3
    with pytest.raises(ExpectedError):
        SortiesPermises(temoin, frozenset).choose_file("dossiers.xlsx")
    with pytest.raises(ExpectedError):
        SortiesPermises(temoin, frozenset).choose_folder(None)


@pytest.mark.parametrize("sortie", Sortie)
@pytest.mark.parametrize("mode", Mode)
def test_what_a_mode_allows_goes_out_and_the_rest_is_refused(mode: Mode, sortie: Sortie) -> None:
    temoin = Temoin()
    sorties = SortiesPermises(temoin, lambda: REGLES[mode].sorties)
    if sorties.allows(sortie):
        GESTES[sortie](sorties)
        assert temoin.sorties == [sortie]
    else:
        with pytest.raises(ExpectedError) as refus:
            GESTES[sortie](sorties)
        assert refus.value.panne is Panne.INTERDIT_ICI
        assert temoin.sorties == []


def test_a_shared_computer_opens_neither_word_nor_the_browser() -> None:
    assert not REGLES[Mode.POSTE_PARTAGE].sorties & {Sortie.OUVRIR, Sortie.LIEN}


def test_pages_say_nothing_of_what_is_on_them() -> None:
    assert "canari" not in repr(Liasse(b"canari", (Support.A4,), dessiner=lambda: (b"canari",), en_deux=Liasse(b"canari", ())))
