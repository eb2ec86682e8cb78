"""The lines of a bulk in words: what will be made, what is left aside and why, what will be recorded. Knows no screen."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from droits_usagers.domain.echeances.explications import say
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.services.envois.tri import LigneTriee, Motif
from droits_usagers.services.suivi.lignes import Presentation

if TYPE_CHECKING:
    from droits_usagers.services.dossier.faits import Refus
    from droits_usagers.services.envois.envoi import LigneEnvoi

#: The order in which motives are said.
_RANGS = {motif: rang for rang, motif in enumerate(Motif)}


@dataclass(frozen=True, slots=True)
class GroupeEcarte:
    """The dossiers left aside for one reason."""

    motif: Motif
    texte: str
    nombre: int
    #: The person may have their letters made all the same.
    cochable: bool


@dataclass(frozen=True, slots=True)
class ParolesMasse:
    """Says lines in the words of the texts."""

    dit: Presentation

    def demarche(self, demarche: str) -> str:
        """The name of a demarche in one or two words."""
        return self.dit.demarche(demarche)

    def reference(self, ligne: LigneTriee) -> str:
        """Its reference, with the mark of a dossier that has a consigne."""
        return f"{ligne.reference} {self.dit.catalogue.textes('consignes.marque')}" if ligne.consigne else ligne.reference

    def etat(self, ligne: LigneTriee) -> str:
        """What becomes of a dossier, were its letter not ticked."""
        textes = self.dit.catalogue.textes
        if ligne.motif is None:
            return textes("masse.a_ecrire_estimee" if ligne.estimee else "masse.a_ecrire")
        avec_jour = f"masse.motifs_jour.{ligne.motif}"
        if ligne.jour is not None and avec_jour in textes:
            return textes(avec_jour, date=date_courte(ligne.jour))
        return textes(f"masse.motifs.{ligne.motif}")

    def pourquoi(self, ligne: LigneTriee) -> str:
        """Why this letter, that day; empty when there is none."""
        return say((ligne.pourquoi,), self.dit.catalogue.textes) if ligne.pourquoi is not None else ""

    def groupes(self, lignes: Iterable[LigneTriee]) -> tuple[GroupeEcarte, ...]:
        """What is left aside, by reason."""
        motifs = Counter((ligne.motif, ligne.may_be_ticked) for ligne in lignes if ligne.motif is not None)
        return tuple(
            GroupeEcarte(motif, self.dit.catalogue.textes(f"masse.motifs.{motif}"), nombre, cochable)
            for (motif, cochable), nombre in sorted(motifs.items(), key=lambda item: _RANGS[item[0][0]])
        )

    def envoi(self, ligne: "LigneEnvoi") -> str:
        """What will be recorded for a dossier, or why nothing is."""
        textes, envoi = self.dit.catalogue.textes, ligne.envoi
        if ligne.refus is not None:
            return self.refus(ligne.refus)
        if envoi.evenement is not None:
            return textes(f"suivi.faits.{envoi.evenement}")
        return textes("masse.envoi.deja", date=date_courte(envoi.note_le)) if envoi.note_le else textes("masse.envoi.rien")

    def refus(self, refus: "Refus") -> str:
        """Why a date makes no sense."""
        textes = self.dit.catalogue.textes
        autre = textes(f"suivi.faits.{refus.autre}") if refus.autre is not None else ""
        return textes(f"suivi.refus.{refus.id}", fait=autre, **refus.faits)


def arranged(lignes: Sequence[LigneTriee]) -> tuple[LigneTriee, ...]:
    """What is made first, as it was chosen; then what one may add, then the rest, by reason."""
    return tuple(sorted(lignes, key=lambda ligne: -1 if ligne.motif is None else _RANGS[ligne.motif]))


def file_base(nom: str, today: dt.date) -> str:
    """« relances-2026-11-24 »: a name of file that names nobody."""
    return nom.format(date=today.isoformat())
