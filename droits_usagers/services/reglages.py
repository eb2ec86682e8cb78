"""How the window looks and what this computer is, as someone set it. Holds nothing about anyone.

Read at every start; written only where the mode allows a trace. Elsewhere a choice lasts as long as the session.
"""

import tomllib
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

FORMAT = 1
#: A file with this name beside the program makes the computer a shared one, whatever the settings say.
MARQUE = "poste-partage"


@dataclass(frozen=True, slots=True)
class Reglages:
    """What can be set. Unknown values are kept out by whoever shows them."""

    apparence: str = "systeme"
    zoom: float = 1.0
    poste_partage: bool = False


class Carnet:
    """The settings of this session and, where there may be one, their file."""

    def __init__(self, chemin: Path | None, programme: Path) -> None:
        self._chemin = chemin
        self._marque = programme / MARQUE
        self._reglages = self._read()

    @property
    def reglages(self) -> Reglages:
        """As they stand."""
        return self._reglages

    @property
    def poste_partage(self) -> bool:
        """True if this computer is shared: by its settings, or by the file beside the program."""
        return self._reglages.poste_partage or self._marque.exists() or self._marque.with_suffix(".txt").exists()

    @property
    def marque(self) -> Path:
        """The file beside the program that makes a shared computer of this one."""
        return self._marque

    def set(self, reglages: Reglages, *, keep: bool) -> None:
        """Changes settings for the session, and for the next ones if `keep`.

        Raises ExpectedError DISQUE_PLEIN or DOSSIER_INACCESSIBLE; the session follows the change all the same.
        """
        self._reglages = reglages
        if keep and self._chemin is not None:
            import tomli_w

            from droits_usagers.services.ecriture import keep_file

            contenu = {"format": FORMAT, **asdict(reglages)}
            keep_file(self._chemin, tomli_w.dumps(contenu).encode(), remplacer=True, creer_dossier=True)

    def share_computer(self) -> None:
        """Leaves the file that makes a shared computer of this one, from the next start on.

        Raises ExpectedError DOSSIER_INACCESSIBLE where the program's folder belongs to someone else.
        """
        from droits_usagers.services.ecriture import keep_file

        if not self._marque.exists():
            keep_file(self._marque, b"")

    def _read(self) -> Reglages:
        """The file's, or the defaults: a damaged settings file must never keep anyone from writing a letter."""
        try:
            contenu = tomllib.loads(self._chemin.read_text("utf-8")) if self._chemin is not None else {}
        except (OSError, ValueError):
            return Reglages()
        lus = Reglages()
        for champ in fields(Reglages):
            valeur = contenu.get(champ.name)
            # TOML writes 2.0 as someone may have typed it: 2.
            valeur = float(valeur) if champ.name == "zoom" and type(valeur) is int else valeur
            if isinstance(valeur, type(getattr(lus, champ.name))):
                lus = replace(lus, **{champ.name: valeur})
        return lus
