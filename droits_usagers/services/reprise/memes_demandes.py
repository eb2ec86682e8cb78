"""Which lines are about the same request, and which dossier is that of a line: two people of one name have two."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from droits_usagers.domain.dossier.a_verifier import RaisonAVerifier
from droits_usagers.domain.mots.pliage import fold, words

if TYPE_CHECKING:
    from droits_usagers.domain.demarche.demande import Demande
    from droits_usagers.services.coffre.valeurs import NouveauDossier
    from droits_usagers.vault.semblables import Proches

#: Why a dossier is not known by what is asked, and when: it was put somewhere, or a day is only likely.
_DOUTEUSES = frozenset({RaisonAVerifier.CLASSE, RaisonAVerifier.PEUT_ETRE})


def request_of(nouveau: "NouveauDossier") -> tuple[object, ...] | None:
    """What two lines of one request have in common; None for one that names neither a person nor a body.

    What could not be read of what is asked is only like itself.
    """
    from droits_usagers.vault.semblables import key_of

    cle = key_of(nouveau.demande)
    classe = (words(une.texte) for une in nouveau.a_verifier if une.raison is RaisonAVerifier.CLASSE)
    return None if cle is None else (next(classe, ()), *cle)


def are_two(une: "Demande", autre: "Demande", *, corrigee: bool = False) -> bool:
    """True for two people of one name: born on two days, or of two numbers and two homes.

    `corrigee`: one is the other as it was before. A day of birth alone was mistyped, where the number is the same, or the home;
    whoever is of the same day has another number and has moved.
    """
    from droits_usagers.vault.suivi import personne_shown

    qui, elle = personne_shown(une), personne_shown(autre)
    # « 190 0733 5 » is « 19007335 ».
    numeros = tuple("".join(filter(str.isalnum, fold(dite.reference_dossier))) for dite in (qui, elle))
    lieux = words(" ".join(qui.adresse)), words(" ".join(elle.adresse))
    autre_numero, autre_lieu = (all(dits) and dits[0] != dits[1] for dits in (numeros, lieux))
    if _are_two_days(qui.naissance, elle.naissance):
        return not corrigee or autre_numero or not any(all(dits) and dits[0] == dits[1] for dits in (numeros, lieux))
    nee = isinstance(qui.naissance, dt.date) and qui.naissance == elle.naissance
    return autre_numero and autre_lieu and not (corrigee and nee)


def _are_two_days(une: dt.date | int | None, autre: dt.date | int | None) -> bool:
    if une is None or autre is None:
        return False
    if isinstance(une, dt.date) and isinstance(autre, dt.date):
        return une != autre
    annees = [jour.year if isinstance(jour, dt.date) else jour for jour in (une, autre)]
    return annees[0] != annees[1]


def days_of(nouveau: "NouveauDossier") -> frozenset[str]:
    """The days on which it left, or may have."""
    cle = request_of(nouveau)
    lus = {une.lu for une in nouveau.a_verifier if une.raison is RaisonAVerifier.PEUT_ETRE}
    return frozenset() if cle is None else frozenset({str(cle[-1])} if cle[-1] else {"", *lus})


def dossiers_of(
    nouveaux: "Sequence[NouveauDossier]",
    reconnues: Sequence[str],
    proches: "Proches",
    *,
    cellules: Mapping[str, frozenset[str]],
    read: "Callable[[str], Demande]",
) -> tuple[str, ...]:
    """For each line, the reference of its dossier; empty when there is none.

    `reconnues`: those that are known to be by what their lines say. One is of several lines where these are about the same
    request; of those that may be it, that with the most cells of the line is.
    """
    trouves = [*reconnues]
    prises = defaultdict[str, list["NouveauDossier"]](list)
    for nouveau, reference in zip(nouveaux, reconnues, strict=True):
        prises[reference].append(nouveau)

    def is_its(nouveau: "NouveauDossier", reference: str) -> bool:
        autres = prises.get(reference, ())
        if are_two(nouveau.demande, read(reference), corrigee=not autres):
            return False
        memes = (request_of(autre) == request_of(nouveau) and not are_two(nouveau.demande, autre.demande) for autre in autres)
        return not autres or any(memes)

    # What is sure comes first: the others are of what is left.
    for rang in sorted(
        (rang for rang, connue in enumerate(reconnues) if not connue), key=lambda rang: _is_doubtful(nouveaux[rang])
    ):
        nouveau = nouveaux[rang]
        siennes = nouveau.empreinte.cellules if nouveau.empreinte else frozenset[str]()
        possibles = [reference for reference in _near(nouveau, proches) if is_its(nouveau, reference)]
        if possibles:
            trouves[rang] = max(possibles, key=lambda une: len(siennes & cellules.get(une, frozenset())))
            prises[trouves[rang]].append(nouveau)
    return tuple(trouves)


def _is_doubtful(nouveau: "NouveauDossier") -> bool:
    return not _DOUTEUSES.isdisjoint(une.raison for une in nouveau.a_verifier)


def _near(nouveau: "NouveauDossier", proches: "Proches") -> Iterable[str]:
    """Of the same person, body and day, and about the same thing where that is known for sure."""
    from droits_usagers.vault.semblables import key_of

    cle = key_of(nouveau.demande)
    if cle is None:
        return
    classe = any(une.raison is RaisonAVerifier.CLASSE for une in nouveau.a_verifier)
    for jour in sorted(days_of(nouveau)):
        for demarche, reference in proches.get((cle[1], cle[2], jour), ()):
            if classe or demarche == cle[0]:
                yield reference
