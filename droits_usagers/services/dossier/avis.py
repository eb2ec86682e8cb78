"""A return slip: of which letter, where more than one is out, and what its day changes, said before it is recorded.

That of another letter than the request proves that it arrived, and starts no clock: it is kept as a note. Recorded as that of
the request, it would move every date.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.echeances.valeurs import SENS, Code, Sens
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.services.dossier.faits import INITIAL, Refus

if TYPE_CHECKING:
    from droits_usagers.domain.demarche.demande import Demande
    from droits_usagers.domain.mots.textes import Textes
    from droits_usagers.services.socle.suivant import Suivant

_T = TypeEvenement

#: Before the type of a letter that is not the request.
AVIS = "avis:"
#: The letters, besides the request, that may have left registered.
AUTRES_LETTRES = (
    _T.RELANCE_ENVOYEE,
    _T.IDENTITE_FOURNIE,
    _T.PRECISION_FOURNIE,
    _T.PLAINTE_CNIL_ENVOYEE,
    _T.CADA_SAISIE,
    _T.MOTIFS_DEMANDES,
    _T.RECOURS_HIERARCHIQUE_ENVOYE,
    _T.RECOURS_PREALABLE_ENVOYE,
    _T.MEDIATION_SAISIE,
    _T.AIDE_JURIDICTIONNELLE_DEMANDEE,
    _T.TA_SAISI,
    _T.CONSEIL_ETAT_SAISI,
    _T.DEFENSEUR_SAISI,
)
#: How many dates that change are told.
_DITES = 3


def lettre_of(choix: str) -> TypeEvenement:
    """The letter whose return slip it is."""
    return TypeEvenement(choix.removeprefix(AVIS))


def sent_on(choix: str, connus: Iterable[Evenement], recue: dt.date = dt.date.max) -> dt.date | None:
    """The day the letter of a return slip left; of several, the last that had left when one was received."""
    type_ = _T.ENVOYE if choix == _T.RECU else lettre_of(choix)
    jours = [connu.date for connu in connus if connu.type is type_]
    return max((jour for jour in jours if jour <= recue), default=min(jours, default=None))


def received_on(connus: Iterable[Evenement]) -> dt.date | None:
    """The day the request itself arrived at the body it was for, if it is known."""
    return min((connu.date for connu in connus if connu.type is _T.RECU and connu.organisme != INITIAL), default=None)


def letters_out(connus: Iterable[Evenement]) -> tuple[str, ...]:
    """Whose slip one that comes now may be, the last sent first: `AVIS` and a letter, or the receipt of the request.

    Empty unless that receipt is awaited and another letter is out: then it goes without saying, or is asked by its own name.
    """
    connus = tuple(connus)
    if received_on(connus) is not None:
        return ()
    autres = [f"{AVIS}{type_}" for type_ in AUTRES_LETTRES if any(connu.type is type_ for connu in connus)]
    if not autres:
        return ()
    # On the same day, the request left first.
    parties = {choix: sent_on(choix, connus) or dt.date.min for choix in (*autres, _T.RECU.value)}
    return tuple(sorted(parties, key=lambda choix: parties[choix], reverse=True))


def check_slip(choix: str, date: dt.date, *, connus: Iterable[Evenement], today: dt.date) -> Refus | None:
    """None when the slip of another letter can bear that day; else why not."""
    if date > today:
        return Refus("futur", {"date": date_courte(date)})
    envoi = sent_on(choix, connus, date)
    if envoi is not None and date < envoi:
        return Refus("trop_tot", {"date": date_courte(envoi)}, lettre_of(choix))
    return None


def say_letter(choix: str, connus: Iterable[Evenement], textes: "Textes") -> str:
    """« Reçue : la relance envoyée (10 novembre 2026) »."""
    envoi = sent_on(choix, connus)
    lettre = textes("avis.demande" if choix == _T.RECU else f"courrier_du_jour.lettres.{lettre_of(choix)}")
    return textes("avis.recue" if envoi else "avis.recue_sans_date", lettre=lettre, date=date_courte(envoi) if envoi else "")


def say_note(choix: str, date: dt.date, *, connus: Iterable[Evenement], textes: "Textes") -> str:
    """What is kept of the slip of another letter."""
    lettre, envoi = textes(f"courrier_du_jour.lettres.{lettre_of(choix)}"), sent_on(choix, connus, date)
    return textes("courrier_du_jour.note", lettre=lettre, envoi=date_courte(envoi or date), date=date_courte(date))


def foresee(suivant: "Suivant", demande: "Demande", textes: "Textes", *, choix: str, date: dt.date) -> str:
    """Which dates the slip would change, before it is recorded."""
    if choix.startswith(AVIS):
        return textes("avis.rien_ne_change")
    apres = replace(demande, evenements=(*demande.evenements, Evenement(date, TypeEvenement(choix))))
    changes = [*_changes(_counted(suivant, demande), _counted(suivant, apres), textes)][:_DITES]
    return textes("avis.change", quoi=textes("avis.et").join(changes)) if changes else textes("avis.aucune_date")


def _counted(suivant: "Suivant", demande: "Demande") -> Mapping[Code, dt.date]:
    """The last days of the person, then of the body: those that one goes by."""
    dates = {une.code: une.date for une in reversed(suivant.echeances(demande)) if une.date is not None}
    rangs = (Sens.VOTRE_DERNIER_JOUR, Sens.LEUR_DERNIER_JOUR)
    return {code: dates[code] for sens in rangs for code in Code if code in dates and SENS[code] is sens and code not in _MUETS}


def _changes(avant: Mapping[Code, dt.date], apres: Mapping[Code, dt.date], textes: "Textes") -> Iterator[str]:
    for code, date in apres.items():
        if avant.get(code) != date:
            titre, connue = textes(f"echeances.titres.{code}"), avant.get(code)
            id_ = "avis.devient" if connue else "avis.nouvelle"
            yield textes(id_, titre=titre, date=date_courte(date), avant=date_courte(connue) if connue else "")


#: Nobody's act.
_MUETS = frozenset({Code.ANNONCE_PROLONGATION})
