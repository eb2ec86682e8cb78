"""Where stored demandes stand: the computation of the domain, with the demarches, the channels and the law of the catalogue."""

import datetime as dt
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from droits_usagers.domain.demarche.demande import INITIALE, contexte_of
from droits_usagers.domain.demarche.questions import effective_answers
from droits_usagers.domain.dette.dette import Dette, dette_of
from droits_usagers.domain.dossier.dossiers import Suivi
from droits_usagers.domain.dossier.etats import Etat
from droits_usagers.domain.dossier.faits import contests, faits_of, home_of, initial_of, possible_initials, said_home
from droits_usagers.domain.dossier.suivi import Bilan, compute_bilan, suivi_of
from droits_usagers.domain.droit.feries import is_territoire
from droits_usagers.domain.droit.voies import Decision, Voie, voie_of
from droits_usagers.domain.echeances import Regles
from droits_usagers.domain.echeances.calcul import echeances_of
from droits_usagers.domain.echeances.chronologie import Chronologie
from droits_usagers.domain.mots.horaires import SANS_HORAIRES, Horaires

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.demarche.demande import Demande
    from droits_usagers.domain.echeances import Echeance, FaitsDossier


class Suivant:
    """Tells where a demande stands on a given day (the `CalculSuivi` a coffre asks for). Reads the law on first use."""

    def __init__(self, catalogue: "Catalogue", horaires: Horaires = SANS_HORAIRES) -> None:
        self._catalogue = catalogue
        self._horaires = horaires

    @cached_property
    def regles(self) -> Regles:
        """The delays, the holidays, and when the desk receives."""
        return Regles(self._catalogue.delais, self._catalogue.feries, self._catalogue.voies, self._horaires)

    @cached_property
    def version(self) -> int:
        """The version of the rules: another one makes every line of the Suivi be computed again."""
        return self.regles.version

    def __call__(
        self, demande: "Demande", today: dt.date, *, revoir_le: dt.date | None = None, cree_le: dt.date | None = None
    ) -> "Suivi":
        """The line of the demande in the Suivi; without any date of law for a demarche that only a newer version knows.

        `revoir_le`: the day someone chose to look at it again; `cree_le`: when it was made.
        """
        if demande.demarche not in self._catalogue.demarches:
            jour = revoir_le or cree_le
            etat = Etat.EN_ATTENTE if demande.evenements else Etat.A_ENVOYER
            return Suivi(etat.value, prochaine_date=jour, revoir_le=jour)
        return suivi_of(self.faits(demande, revoir_le=revoir_le, cree_le=cree_le), self.regles, today)

    def bilan(
        self, demande: "Demande", today: dt.date, *, revoir_le: dt.date | None = None, cree_le: dt.date | None = None
    ) -> Bilan:
        """Everything that can be said of the demande that day. The two days: as for its line."""
        return compute_bilan(self.faits(demande, revoir_le=revoir_le, cree_le=cree_le), self.regles, today)

    def echeances(self, demande: "Demande") -> "tuple[Echeance, ...]":
        """The dates its facts give, unexplained; none without facts, or a day on its letter. Raises as `faits`."""
        return echeances_of(Chronologie(self.faits(demande), self.regles)) if demande.evenements or demande.date else ()

    def voie(self, faits: "FaitsDossier") -> Voie | None:
        """How the decision contested is contested; None when there is none, or nobody can tell."""
        return voie_of(self.regles.voies, faits.genre, faits.contestee, territoire=faits.territoire)

    def dette(self, demande: "Demande") -> Dette | None:
        """The sum claimed back that it is about, and what the texts make of it; None when it is about none."""
        demarche = self._catalogue.demarches[demande.demarche]
        if not contests(demarche):
            return None
        faits = self.faits(demande)
        voie = self.voie(replace(faits, contestee=replace(faits.contestee, decision=Decision.INDU)))
        reponses = effective_answers(demarche.questions, demande.reponses, contexte_of(demande))
        return dette_of(reponses, faits.evenements, voie=voie, longueur=self.regles.length)

    def faits(self, demande: "Demande", *, revoir_le: dt.date | None = None, cree_le: dt.date | None = None) -> "FaitsDossier":
        """What the dates of the demande depend on. Raises KeyError for a demarche this version does not know.

        The two days: as for its line. A code typed as a territory and that is none counts for nothing: one dossier must not
        keep the others from being listed.
        """
        demarches = self._catalogue.demarches
        demarche, initiale = demarches[demande.demarche], initial_of(demande, demarches)
        adresse = home_of(demande)
        faits = faits_of(
            demande,
            demarche,
            self._catalogue.canaux,
            initiale=initiale,
            possibles=possible_initials(demarche, str(demande.reponses.get(INITIALE, "")), demarches),
            demeure=self._catalogue.demeures.of(adresse) if any(adresse) else said_home(demande),
        )
        faits = replace(faits, revoir_le=revoir_le, cree_le=cree_le or demande.commencee_le)
        return faits if is_territoire(faits.territoire) else replace(faits, territoire="")
