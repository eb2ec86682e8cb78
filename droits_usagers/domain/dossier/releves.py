"""A dossier as a line of a table that leaves the coffre. Values only."""

import datetime as dt
from dataclasses import dataclass, field

from droits_usagers.domain.dossier.etats import Reserve


@dataclass(frozen=True, slots=True)
class Releve:
    """Everything a table may say of a dossier. What names someone, or was typed freely, comes last: it leaves if asked for."""

    numero: int
    reference: str
    demarche: str
    etat: str
    organisme: str = field(repr=False)
    genre: str
    territoire: str
    envoyee_le: dt.date | None
    recue_le: dt.date | None
    repondue_le: dt.date | None
    dernier_jour: dt.date | None
    prochaine_date: dt.date | None
    prochaine_etape: str
    #: As in `Suivi`: what says which act is the next one, and its day.
    votre_date: dt.date | None
    votre_delai: str
    leur_date: dt.date | None
    leur_delai: str
    revoir_le: dt.date | None
    clos_le: dt.date | None
    #: An organisation writes in its own name: the dossier is about nobody.
    en_propre: bool
    personne: str = field(repr=False)
    service: str = field(repr=False)
    #: What the body calls the person's file.
    leur_reference: str = field(repr=False)
    recommande: str = field(repr=False)
    affaire: str = field(repr=False)
    #: How sure one's own day is.
    votre_reserve: Reserve = Reserve.SANS
    #: Where each of its people lives, if nobody may know it (nothing where even we do not): said by no cell of this line.
    chez: tuple[tuple[str, ...], ...] = field(default=(), repr=False)

    @property
    def est_tu(self) -> bool:
        """True where someone must not find its people: what was typed at will was decided by nobody for a table."""
        return bool(self.chez)

    @property
    def jours_de_reponse(self) -> int | None:
        """Days from the receipt, or from the sending when that is not known, to the first answer."""
        depuis = self.recue_le or self.envoyee_le
        if depuis is None or self.repondue_le is None:
            return None
        return (self.repondue_le - depuis).days
