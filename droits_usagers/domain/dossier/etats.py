"""Where a dossier stands on a given day: computed from its facts and their dates, never entered."""

import datetime as dt
from collections.abc import Iterator, Mapping
from enum import StrEnum

from droits_usagers.domain.dossier.derniers_jours import is_kept, last_days
from droits_usagers.domain.droit.voies import Prealable
from droits_usagers.domain.echeances.chronologie import Chronologie
from droits_usagers.domain.echeances.crpa import is_seized
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.echeances.rgpd import read_clock
from droits_usagers.domain.echeances.valeurs import Code, Echeance, Sens

_T = TypeEvenement


class Etat(StrEnum):
    """Where a dossier stands. When several hold, the order of the rules below says which is shown."""

    BROUILLON = "brouillon"
    A_ENVOYER = "a_envoyer"
    EN_ATTENTE_DE_RECEPTION = "en_attente_de_reception"
    EN_ATTENTE = "en_attente"
    SUSPENDU = "suspendu"
    PROLONGE = "prolonge"
    DEPASSE = "depasse"
    REPONDU_PARTIEL = "repondu_partiel"
    REPONDU_COMPLET = "repondu_complet"
    REFUSE = "refuse"
    REFUS_TACITE = "refus_tacite"
    CADA_EN_COURS = "cada_en_cours"
    TA_EN_COURS = "ta_en_cours"
    CNIL_EN_COURS = "cnil_en_cours"
    CLOS = "clos"


class Reserve(StrEnum):
    """What keeps from saying for sure that a day is the last; the end of the ids of the sentences that say it."""

    SANS = ""
    #: Of one's own: it may be over already, a fact being known by its month alone.
    PEUT_ETRE = "peut_etre"
    #: …or the dossier be over, as a table may say without a day: it comes after those that are not.
    PEUT_ETRE_CLOS = "peut_etre_clos"
    #: …or nobody has read all that a table says of it: it goes on as the others do.
    A_VERIFIER = "a_verifier"
    #: Of others: nobody knows which day they got the letter.
    ESTIMEE = "estimee"
    #: Of a medical file: what is over five years old may come later; and both.
    ANCIENS = "anciens"
    ANCIENS_ESTIMEE = "anciens_estimee"


#: Those that a table says.
DITES = frozenset({Reserve.PEUT_ETRE_CLOS, Reserve.A_VERIFIER})


def reserved(dite: Reserve, calculee: Reserve) -> Reserve:
    """Of what a table said of a dossier, and what its dates say, what is to be told of its day."""
    if dite is Reserve.PEUT_ETRE_CLOS:
        return dite
    return calculee or (dite if dite in DITES else Reserve.SANS)


#: What a fact says by itself, the first that happened of these winning, once the dossier is not closed.
_PAR_FAIT = (
    (Etat.CADA_EN_COURS, (_T.CADA_SAISIE, _T.CADA_ENREGISTREE, _T.AVIS_CADA)),
    (Etat.CNIL_EN_COURS, (_T.PLAINTE_CNIL_ENVOYEE, _T.CNIL_A_REPONDU)),
)
_PAR_REPONSE = {
    _T.REPONSE_COMPLETE: Etat.REPONDU_COMPLET,
    _T.REPONSE_PARTIELLE: Etat.REPONDU_PARTIEL,
    _T.REFUS: Etat.REFUSE,
    _T.REFUS_ORAL: Etat.REFUSE,
}
#: First facts that have an etat of their own; any other one, once sent, is simply waiting.
_CONNUS = {
    _T.ENVOYE,
    _T.COURRIER_ETABLI,
    _T.TA_SAISI,
    _T.CONSEIL_ETAT_SAISI,
    *(type_ for _, types in _PAR_FAIT for type_ in types),
}
#: Facts that only a body which has the letter can bring about.
_RECUE = (
    *(_T.RECU, _T.TRANSMIS, _T.ACCUSE_CONFORME, _T.IDENTITE_DEMANDEE, _T.PRECISION_DEMANDEE, _T.PROLONGATION_ANNONCEE),
    _T.LEVEE_LIMITATION_ANNONCEE,
)


#: Nothing more is to be done, or awaited, by the letters of this program.
FINIS = frozenset({Etat.CLOS, Etat.TA_EN_COURS, Etat.REPONDU_COMPLET})


#: The courts, by the fact that they were seized: the last days for them, and what must be done before them.
_JUGES: Mapping[TypeEvenement, tuple[frozenset[Code], frozenset[Code]]] = {
    _T.TA_SAISI: (
        frozenset({Code.RECOURS_TA, Code.RECOURS_JUGE}),
        frozenset({Code.SAISINE_CADA, Code.RECOURS_PREALABLE, Code.MEDIATION_PREALABLE}),
    ),
    _T.CONSEIL_ETAT_SAISI: (frozenset({Code.RECOURS_CONSEIL_ETAT}), frozenset()),
}


class Jour:
    """The facts known by a day, and what they make of it. `dates` are those of `echeances`, by code."""

    def __init__(self, chronologie: Chronologie, echeances: tuple[Echeance, ...], au: dt.date) -> None:
        self.chronologie = chronologie
        self.echeances = echeances
        self.au = au
        self.dates: dict[Code, dt.date] = {}
        for echeance in echeances:
            if echeance.date is None:
                continue
            # Of two dates for a medical file, the first; of two others, the first that is not over.
            connue = self.dates.setdefault(echeance.code, echeance.date)
            if echeance.sens is not Sens.LEUR_DERNIER_JOUR and connue < au:
                self.dates[echeance.code] = max(connue, echeance.date)
        #: The last days of the person that nothing keeps and that are not over, a silence still to come or not.
        self.restent = last_days(echeances, chronologie.evenements, au)
        self.etat = self._etat()
        #: The last days of the person that count that day, the first one first.
        self.derniers = () if self.etat in FINIS else tuple(un for un in self.restent if un.ouvert)

    @property
    def rgpd(self) -> bool:
        """True when the clock of the RGPD runs from this demarche."""
        return Code.REPONSE in self.chronologie.faits.delais

    def happened(self, *types: TypeEvenement) -> bool:
        """True when a fact of one of these types is known."""
        return any(self.chronologie.dates(type_) for type_ in types)

    def kept(self, code: Code) -> bool:
        """True when what this last day of the person is for was done."""
        siennes = [une for une in self.echeances if une.code is code]
        return bool(siennes) and all(is_kept(self.chronologie.evenements, une) for une in siennes)

    @property
    def levee(self) -> dt.date | None:
        """As in `Chronologie.levee`."""
        return self.chronologie.levee

    def passed(self, code: Code) -> dt.date | None:
        """The date of this code, if that day is over."""
        date = self.dates.get(code)
        return date if date is not None and date < self.au else None

    def _etat(self) -> Etat:
        if self.happened(_T.CLOS):
            return Etat.CLOS
        if self._is_before_a_court():
            return Etat.TA_EN_COURS
        propre = self._of_its_first_fact()
        if propre is not None:
            return propre
        for etat, types in _PAR_FAIT:
            if self.happened(*types) and (etat is not Etat.CADA_EN_COURS or is_seized(self.chronologie)):
                return etat
        if (repondu := self._answered()) is not None:
            return repondu
        if self.passed(Code.REFUS_TACITE):
            return Etat.REFUS_TACITE
        return Etat.DEPASSE if self.late() else self._waiting()

    def _is_before_a_court(self) -> bool:
        """True once a court was seized of what it may judge, or has judged, and nothing of one's own can be lost elsewhere."""
        if not self.happened(_T.JUGEMENT_RECU) and not any(self._has_seized(fait) for fait in _JUGES):
            return False
        return not self.restent

    def _has_seized(self, fait: TypeEvenement) -> bool:
        """True when this court was seized, neither before there was a decision, nor before what must be done first."""
        siens, avant = _JUGES[fait]
        jours = [une for une in self.echeances if une.code in siens] or [une for une in self.echeances if une.code in avant]
        if not self.happened(fait) or any(une.code in avant for une in jours):
            return False
        return not jours or any(is_kept(self.chronologie.evenements, une) for une in jours)

    def _of_its_first_fact(self) -> Etat | None:
        """Of what is not first a letter to the body: not sent yet, or waiting for what it asked; None otherwise."""
        premier = self.chronologie.faits.premier
        etabli, horloge = self.happened(_T.COURRIER_ETABLI), self.rgpd or Code.REFUS_TACITE in self.chronologie.faits.delais
        parti = self.happened(premier) or self._is_gracious() or self._is_mediated()
        if premier is not _T.ENVOYE and not parti and (etabli or not horloge):
            # What is known of the letter to the body is not what this one awaits.
            return Etat.A_ENVOYER if etabli else Etat.BROUILLON
        if premier is _T.RECOURS_PREALABLE_ENVOYE:
            return self._contested()
        if premier not in _CONNUS and (depuis := self.chronologie.first(premier)) is not None:
            reponse = self.chronologie.derniere_reponse
            return _PAR_REPONSE[reponse.type] if reponse is not None and reponse.date >= depuis else Etat.EN_ATTENTE
        return None

    def _is_gracious(self) -> bool:
        """True where nothing is compulsory before the judge, and the letter that contests was noted as one that wrote above."""
        voie, recue = self.chronologie.voie, self.chronologie.first(_T.DECISION_RECUE)
        libre = voie is not None and voie.prealable is Prealable.AUCUN
        appel = self.chronologie.faits.premier is _T.RECOURS_PREALABLE_ENVOYE and libre
        return appel and self.chronologie.first(_T.RECOURS_HIERARCHIQUE_ENVOYE, recue or dt.date.min) is not None

    def _is_mediated(self) -> bool:
        """True where the letter that contests seizes a mediator, or may, and the mediator was seized of this decision."""
        voie, recue = self.chronologie.voie, self.chronologie.first(_T.DECISION_RECUE)
        appel = self.chronologie.faits.premier is _T.RECOURS_PREALABLE_ENVOYE
        mediation = voie is None or voie.prealable is Prealable.MEDIATION
        return appel and mediation and self.chronologie.first(_T.MEDIATION_SAISIE, recue or dt.date.min) is not None

    def _answered(self) -> Etat | None:
        """What the latest answer of the body, or its rejection of an appeal, makes of it."""
        reponse, rejete = self.chronologie.derniere_reponse, self.chronologie.dates(_T.RECOURS_REJETE)
        if rejete and (reponse is None or reponse.date <= rejete[-1]):
            return Etat.REFUSE
        if reponse is not None and self.levee is not None:
            return Etat.REFUSE
        return None if reponse is None else _PAR_REPONSE[reponse.type]

    def _contested(self) -> Etat:
        """Of an appeal that was sent: what became of it, up to the judge."""
        return self._answered() or (Etat.REFUS_TACITE if self.passed(Code.REJET_IMPLICITE) else Etat.EN_ATTENTE)

    def _waiting(self) -> Etat:
        horloge = read_clock(self.chronologie) if self.rgpd else None
        if horloge is not None and horloge.suspendue:
            return Etat.SUSPENDU
        if horloge is not None and horloge.prolongee_le is not None:
            return Etat.PROLONGE
        if self.happened(*_RECUE):
            return Etat.EN_ATTENTE
        if self.happened(_T.ENVOYE):
            return Etat.EN_ATTENTE_DE_RECEPTION
        return Etat.A_ENVOYER if self.happened(_T.COURRIER_ETABLI) else Etat.BROUILLON

    def due(self) -> Iterator[dt.date]:
        """The last days of the body that count: that of a medical file only when the age of its items is known."""
        if Code.REPONSE in self.dates:
            yield self.dates[Code.REPONSE]
        if Code.DOSSIER_MEDICAL in self.dates and (self.chronologie.faits.pieces_medicales or not self.rgpd):
            yield self.dates[Code.DOSSIER_MEDICAL]

    def late(self) -> dt.date | None:
        """The first of those days that is over."""
        return min((jour for jour in self.due() if jour < self.au), default=None)

    def is_guessed(self, code: Code) -> bool:
        """True when a date of this code is an estimate for another reason than a question that held up the delay."""
        recue = self.chronologie.responsable
        supposee = recue is not None and recue.estimee
        siennes = (echeance for echeance in self.echeances if echeance.code is code)
        return any(une.estimation and (supposee or une.date_sans_suspension is None) for une in siennes)

    def is_part(self, jour: dt.date) -> bool:
        """True when that last day is for medical items of less than five years, and others may come later."""
        dates = [echeance.date for echeance in self.echeances if echeance.code is Code.DOSSIER_MEDICAL]
        return jour in dates[:1] and (len(dates) > 1 or not self.chronologie.faits.pieces_medicales)
