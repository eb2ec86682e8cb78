"""How the locking of a coffre went: what is proven of it is said, and nothing more."""

from collections.abc import Sequence
from dataclasses import dataclass

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.socle.promesses import Preuve, proves


@proves
def all_answered(attendus: int, raisons: Sequence[str]) -> bool:
    """True if no screen is still writing, and none says why something is not kept: each reads back what it wrote."""
    return not attendus and not raisons


@dataclass(frozen=True, slots=True)
class Fermeture:
    """`fermee`: that the file is closed. `gardee`: that all that was begun is in it."""

    fermee: Preuve | None = None
    gardee: Preuve | None = None

    @property
    def titre(self) -> str:
        """The id of its title: of a file that may still be open, only the screen is known to be hidden."""
        return "verrou.titre_fermeture" if self.fermee is None else "verrou.titre"

    def words(self, textes: Textes) -> str:
        """What became of the file, and of what was begun."""
        if self.fermee is None:
            return textes("verrou.mal_ferme")
        if self.gardee is None:
            return textes.promise("verrou.perdu", self.fermee)
        return textes.promise("verrou.phrase", self.fermee, self.gardee)

    def words_of_file(self, textes: Textes) -> str:
        """The same of a coffre that turns out to be damaged: what was said of a draft is only true of one that can be read."""
        return textes("verrou.mal_ferme") if self.fermee is None else textes.promise("verrou.ferme", self.fermee)
