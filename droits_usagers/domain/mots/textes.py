"""Every sentence the program says, by id. None lives in Python: they are in `resources/textes/` and beside the demarches."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from droits_usagers.domain.socle.promesses import Preuve, SansPreuveError


class Textes:
    """Texts of one language by dotted id (« ouverture.commencer »), falling back to French where a translation is missing.

    Values are filled with `str.format` placeholders: `textes("pannes.fichier_existe", fichier="a.docx")`.
    Logic never compares a text. `promesses` are the sentences that promise something, and who must have looked before each.
    """

    def __init__(
        self,
        langue: str,
        par_id: Mapping[str, str],
        secours: "Textes | None" = None,
        *,
        promesses: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        self.langue = langue
        self._par_id = par_id
        self._secours = secours
        self.promesses: Mapping[str, frozenset[str]] = promesses or (secours.promesses if secours is not None else {})

    def __call__(self, id_: str, /, **valeurs: object) -> str:
        """The text, its placeholders filled. Raises KeyError for an id that no language knows: a bug, caught by tests.

        Raises SansPreuveError, another bug, for a sentence that promises.
        """
        if id_ in self.promesses:
            raise SansPreuveError(id_)
        return self.wording(id_, **valeurs)

    def promise(self, id_: str, /, *preuves: Preuve, **valeurs: object) -> str:
        """A sentence that promises, said by who has the proof of it. Raises SansPreuveError without all that it rests on."""
        if self.promesses.get(id_, frozenset()) != {preuve.par for preuve in preuves}:
            raise SansPreuveError(id_)
        return self.wording(id_, **valeurs)

    def wording(self, id_: str, /, **valeurs: object) -> str:
        """The words of any text, for who looks at them; the program says nothing through this."""
        brut = self._par_id.get(id_)
        if brut is None:
            if self._secours is None:
                raise KeyError(id_)
            return self._secours.wording(id_, **valeurs)
        return brut.format(**valeurs) if valeurs else brut

    def under(self, prefixe: str) -> "Chapitre":
        """Those whose ids begin so: what one screen says."""
        return Chapitre(self, prefixe)

    def __contains__(self, id_: str) -> bool:
        """True if some language in the chain has it."""
        return id_ in self._par_id or (self._secours is not None and id_ in self._secours)

    def __iter__(self) -> Iterator[str]:
        """The ids this language itself holds."""
        return iter(self._par_id)

    def langue_de(self, id_: str) -> str:
        """The language the text really comes in, so that a fallback can be marked (and read aloud) as French."""
        if id_ in self._par_id or self._secours is None:
            return self.langue
        return self._secours.langue_de(id_)


@dataclass(frozen=True, slots=True)
class Chapitre:
    """The sentences under one id: `textes.under("accueil")("titre")` is `textes("accueil.titre")`."""

    textes: Textes
    prefixe: str

    def __call__(self, id_: str, /, **valeurs: object) -> str:
        """One of them, its placeholders filled."""
        return self.textes(f"{self.prefixe}.{id_}", **valeurs)

    def promise(self, id_: str, /, *preuves: Preuve, **valeurs: object) -> str:
        """One that promises, with its proofs."""
        return self.textes.promise(f"{self.prefixe}.{id_}", *preuves, **valeurs)


@dataclass(frozen=True, slots=True)
class Langue:
    """One language: its code, its name in itself and in French, and its sentences by id."""

    code: str
    nom: str
    nom_fr: str
    phrases: Mapping[str, str] = field(repr=False)
    #: In what capacity someone who knows it read it again, and when; nobody did while there is no day.
    relue_par: str = ""
    relue_le: dt.date | None = None

    @property
    def relue(self) -> bool:
        """True when it may be given without a warning."""
        return self.relue_le is not None
