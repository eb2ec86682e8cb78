"""The dossiers chosen in the Suivi, handed to the screen that does something with them; and what the Suivi shows."""

from collections.abc import Sequence

from droits_usagers.domain.dossiers import Filtre, Tri

_TOUS = Filtre()


class Selection:
    """References only, in the order they were shown. In memory; forgotten when the coffre is locked."""

    def __init__(self) -> None:
        self._references: tuple[str, ...] = ()
        self._filtre = _TOUS
        self._tri = Tri.URGENCE

    @property
    def references(self) -> tuple[str, ...]:
        """The dossiers chosen."""
        return self._references

    @property
    def filtre(self) -> Filtre:
        """Which dossiers the Suivi shows."""
        return self._filtre

    @property
    def tri(self) -> Tri:
        """In which order."""
        return self._tri

    @property
    def is_narrowed(self) -> bool:
        """True if the Suivi does not show every dossier."""
        return self._filtre != _TOUS

    def give(self, references: Sequence[str]) -> None:
        """Choose these, in place of the former ones."""
        self._references = tuple(references)

    def look_at(self, filtre: Filtre, tri: Tri) -> None:
        """Say what the Suivi shows now."""
        self._filtre, self._tri = filtre, tri

    def clear(self) -> None:
        """Choose none, and forget what was looked for."""
        self._references = ()
        self._filtre = _TOUS
