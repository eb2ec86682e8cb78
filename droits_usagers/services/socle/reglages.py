"""How the window looks and what this computer is, as someone set it. Holds nothing about anyone.

Read at every start; written only where the mode allows a trace. Elsewhere a choice lasts as long as the session.
"""

import tomllib
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from droits_usagers.services.socle.permanence import FORMAT as FORMAT_PERMANENCE
from droits_usagers.services.socle.permanence import NOM, TABLE, Permanence, read_permanence, written_addresses

if TYPE_CHECKING:
    from droits_usagers.domain.personnes.annuaire import EntreeAnnuaire

FORMAT = 1


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
        self._programme = programme
        self._permanence = read_permanence(programme)
        self._reglages = self._au_depart = self._read()

    @property
    def reglages(self) -> Reglages:
        """As they stand."""
        return self._reglages

    @property
    def poste_partage(self) -> bool:
        """True if this computer is shared: by its settings, or by what is written beside the program."""
        return self._reglages.poste_partage or self._permanence.poste_partage

    @property
    def permanence(self) -> Permanence:
        """What the desk decided, as it was written when the program started."""
        return self._permanence

    @property
    def fichier_permanence(self) -> Path:
        """Where that is, or would be, written."""
        return self._permanence.fichier or self._programme / NOM

    def go_back(self) -> Reglages:
        """The settings as they were at the start: those of the person before are not those of the next."""
        self._reglages = self._au_depart
        return self._reglages

    def set(self, reglages: Reglages, *, keep: bool) -> None:
        """Changes settings for the session, and for the next ones if `keep`.

        Raises ExpectedError DISQUE_PLEIN or DOSSIER_INACCESSIBLE; the session follows the change all the same.
        """
        self._reglages = reglages
        if keep and self._chemin is not None:
            import tomli_w

            from droits_usagers.services.socle.ecriture import keep_file

            contenu = {"format": FORMAT, **asdict(reglages)}
            keep_file(self._chemin, tomli_w.dumps(contenu).encode(), remplacer=True, creer_dossier=True)

    def share_computer(self) -> None:
        """Leaves the file that makes a shared computer of this one, from the next start on. What else is in it stays.

        Raises ExpectedError DOSSIER_INACCESSIBLE where the program's folder belongs to someone else.
        """
        actuelle = read_permanence(self._programme)
        if not actuelle.poste_partage:
            self._write(replace(actuelle, poste_partage=True))
        self._permanence = read_permanence(self._programme)

    def keep_address(self, entree: "EntreeAnnuaire") -> None:
        """Has the address of a body stay for everyone who comes to this desk; nothing where it does not allow it.

        Raises ExpectedError DISQUE_PLEIN or DOSSIER_INACCESSIBLE.
        """
        actuelle = read_permanence(self._programme)
        if actuelle.garder_adresses:
            autres = (autre for autre in actuelle.adresses if autre.cle != entree.cle)
            self._write(replace(actuelle, adresses=(entree, *autres)))
        self._permanence = read_permanence(self._programme)

    def drop_address(self, cle: str) -> None:
        """Takes back what was kept for a body. Raises ExpectedError DISQUE_PLEIN or DOSSIER_INACCESSIBLE."""
        actuelle = read_permanence(self._programme)
        restent = tuple(autre for autre in actuelle.adresses if autre.cle != cle)
        if restent != actuelle.adresses:
            self._write(replace(actuelle, adresses=restent))
        self._permanence = read_permanence(self._programme)

    def drop_unread_addresses(self) -> None:
        """Takes away those that nobody looked at. Raises ExpectedError DISQUE_PLEIN or DOSSIER_INACCESSIBLE."""
        actuelle = read_permanence(self._programme)
        if actuelle.non_relues:
            self._write(replace(actuelle, non_relues=()))
        self._permanence = read_permanence(self._programme)

    def _write(self, permanence: Permanence) -> None:
        import tomli_w

        from droits_usagers.services.socle.ecriture import keep_file

        contenu: dict[str, object] = {"format": FORMAT_PERMANENCE, "poste_partage": permanence.poste_partage}
        if permanence.code_retour:
            contenu["code_retour"] = permanence.code_retour
        if permanence.garder_adresses:
            contenu["garder_adresses"] = True
        if permanence.ecrits:
            contenu[TABLE] = dict(permanence.ecrits)
        if adresses := written_addresses(permanence):
            contenu["adresses"] = adresses
        keep_file(permanence.fichier or self._programme / NOM, tomli_w.dumps(contenu).encode(), remplacer=True)

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
