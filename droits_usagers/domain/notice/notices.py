"""What can be printed for a fiche de traitement, and on which paper."""

from enum import StrEnum


class Forme(StrEnum):
    """The documents made from a fiche."""

    AFFICHE = "affiche"
    DEPLIANT = "depliant"
    COMPLETE = "complete"
    SIMPLIFIEE = "simplifiee"
    CLAUSE = "clause"
    ATTESTATION = "attestation"
    #: The fixed sentences in other languages, beside the French.
    LANGUES = "langues"
    #: Where posters were put up, and who went to see: no notice, evidence of one.
    JOURNAL = "journal"

    @property
    def papiers(self) -> "tuple[Papier, ...]":
        """The papers it can be printed on, the usual one first."""
        return tuple(Papier) if self is Forme.AFFICHE else (Papier.A4,)


class Papier(StrEnum):
    """Sheets. `A4X2`: two A4 that make an A3 once put one above the other."""

    A3 = "a3"
    A4 = "a4"
    A4X2 = "a4x2"
