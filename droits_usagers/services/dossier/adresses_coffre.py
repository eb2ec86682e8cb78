"""An address that someone protects, and that other dossiers of a coffre have: asked once, then held until let go by name."""

from typing import TYPE_CHECKING

from droits_usagers.domain.dossier.dossiers import Action

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from droits_usagers.domain.dossier.adresses import AdresseAPartager, AdresseTenue, ReponseAdresse
    from droits_usagers.services.coffre.gardien import Moyens
    from droits_usagers.vault.depot import Depot


class AdressesCoffre:
    """Those of an opened coffre. `tell`: the control is told of what changed."""

    def __init__(self, depot: "Depot", moyens: "Moyens", tell: "Callable[[], None]") -> None:
        self._depot = depot
        self._moyens = moyens
        self._tell = tell

    def to_ask(self, reference: str = "") -> "tuple[AdresseAPartager, ...]":
        """What is to be asked, of one dossier or of all: not of a body's address, nor of one where an organisation is.

        An unknown reference raises ExpectedError DOSSIER_INCONNU.
        """
        if self._depot.lecture_seule is not None:
            return ()
        with self._depot.reading():
            numero = self._depot.dossiers.number_of(reference) if reference else None
            possibles = self._depot.adresses.anyone_protects(numero)
        if not possibles:
            return ()
        self._place_all()
        with self._depot.reading():
            return tuple(self._asked(self._depot.adresses.to_share(numero)))

    def _asked(self, trouvees: "Iterable[AdresseAPartager]") -> "Iterable[AdresseAPartager]":
        for trouvee in trouvees:
            connue = self._moyens.adresses.is_body(trouvee.adresse)
            if not connue and not self._depot.is_known_place(trouvee.lieu, trouvee.adresse):
                yield trouvee

    def _place_all(self) -> None:
        """A coffre of before does not know where anyone lives."""
        with self._depot.reading():
            if not self._depot.adresses.lacks_places():
                return
        with self._depot.writing():
            while self._depot.adresses.place_some():
                pass

    def known(self) -> "tuple[AdresseTenue, ...]":
        """Every place of which one answered, the held ones first, and who lives there; then those of which nobody did."""
        with self._depot.reading():
            repondues, autres = self._depot.adresses.known(), self._depot.unanswered_addresses()
        return (*repondues, *(une for une in autres if not self._moyens.adresses.is_body(une.habitants[0].adresse)))

    def answer(self, lieu: str, reponse: "ReponseAdresse | None") -> "ReponseAdresse | None":
        """Hold a place, leave it, or (None) have it asked again. Returns what was answered before, to be put back."""
        with self._depot.writing():
            avant = self._depot.adresses.answer(lieu, reponse)
            self._depot.journal.add(self._moyens.now(), Action.ADRESSE_CHANGEE)
        self._tell()
        return avant

    def let_go(self, personne: int, *, libre: bool = True) -> None:
        """Let the address of someone be read although the place is held; or hold it again."""
        with self._depot.writing():
            self._depot.adresses.let_go(personne, libre=libre)
            self._depot.journal.add(self._moyens.now(), Action.ADRESSE_CHANGEE)
        self._tell()
