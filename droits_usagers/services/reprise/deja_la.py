"""What a line says more than the dossier, or the line, that it is the double of: kept there, to be checked.

A line that is the same cell for cell says nothing more, whatever was made of it since.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from droits_usagers.domain.dossier.dossiers import AVerifier, RaisonAVerifier
from droits_usagers.domain.mots.pliage import fold, words
from droits_usagers.domain.reprise.champs import DATES, ChampReprise
from droits_usagers.services.reprise.trouvailles import A_LIRE, DE_REMARQUE, ENTENDUE_PEUT_ETRE, MotifLigne, MotsLibres, tidy

if TYPE_CHECKING:
    from droits_usagers.domain.demarche.demande import Demande
    from droits_usagers.domain.dossier.dossiers import DossierLu
    from droits_usagers.domain.reprise.correspondance import EmpreinteLigne
    from droits_usagers.services.coffre.valeurs import NouveauDossier
    from droits_usagers.services.reprise.valeurs import LigneReprise
    from droits_usagers.vault.connus import Proches

_C = ChampReprise
#: What a dossier holds as it is typed, in whatever order and under whatever heading.
_TEXTES = frozenset(
    {
        *(_C.NOTE, _C.CONSIGNE, _C.PRENOM, _C.NOM, _C.PRENOM_NOM, _C.NOM_NAISSANCE, _C.REFERENCE),
        *(_C.ADRESSE, _C.CODE_POSTAL, _C.VILLE, _C.REPONSE_ADRESSE),
    }
)
#: Why the line that is kept is to be checked: another one, taken for the same request, says that.
DE_SA_SEMBLABLE = "ligne_semblable"
#: What happened, and when: nothing of an address.
_FAITS = DATES | {_C.ISSUE}
#: Those after which it may be over.
_FINS = dict.fromkeys((_C.ISSUE, _C.CLOS, _C.REPONSE_COMPLETE), RaisonAVerifier.INDECIS)


@dataclass(frozen=True, slots=True)
class Ajout:
    """What is added to a dossier that is there."""

    reference: str
    cellules: tuple[AVerifier, ...] = field(repr=False)
    #: Its address is written nowhere any more.
    tue: bool
    #: Of the line as it is now.
    empreinte: "EmpreinteLigne | None" = field(default=None, repr=False)
    #: Where the line says that the person lives.
    adresse: tuple[str, ...] = field(default=(), repr=False)


def more_than_line(gardee: "LigneReprise", double: "LigneReprise") -> tuple[AVerifier, ...]:
    """What the cells of a line say, that those of another one do not; of a column that nothing is read under, its remarks."""
    connues = {(une.colonne, _key(une.texte)) for une in gardee.cellules}
    connues |= {(une.colonne, _key(une.texte)) for une in _to_check(gardee)}
    lues = [AVerifier(une.colonne, une.texte) for une in double.cellules if une.champ is not None]
    # What it says of a third line, that one says too.
    dites, siennes = {_key(une.texte) for une in _to_check(gardee)}, {(une.colonne, une.texte) for une in double.cellules}
    propres = (une for une in _to_check(double) if _place(une) in siennes or _key(une.texte) not in dites)
    return _news((*propres, *lues), connues)


def more_than_dossier(double: "LigneReprise", lu: "DossierLu") -> tuple[AVerifier, ...]:
    """What a line says, that nothing of a dossier does: neither its texts, nor its days, nor its cells to be checked."""
    nouveau = double.nouveau
    if nouveau is None:
        return ()
    connus = _words_of(lu)
    faits = {(fait.type, fait.date) for fait in lu.demande.evenements}
    tait = lu.demande.concerne is not None and lu.demande.concerne.adresse_protegee
    neufs = {fait.type.value for fait in nouveau.demande.evenements if (fait.type, fait.date) not in faits}
    dites = [
        AVerifier(une.colonne, une.texte, _FINS.get(une.champ, RaisonAVerifier.LAISSE))
        for une in double.cellules
        if (une.champ in _TEXTES and not connus.issuperset(words(une.texte)))
        or (une.champ is _C.PROTEGEE and double.withholds and not tait)
        or (neufs and une.champ in _FAITS and (une.champ.value in neufs or une.champ in {_C.ISSUE, _C.REPONSE}))
    ]
    deja = {(une.colonne, _key(une.texte)) for une in lu.a_verifier}
    notes = (une for une in double.cellules if une.champ is _C.NOTE)
    deja |= {(une.colonne, _key(une.texte)) for une in notes if _is_noted(une.colonne, une.texte, lu)}
    return _news((*_to_check(double), *dites), deja)


def joined(gardee: "LigneReprise", double: "LigneReprise", plus: Sequence[AVerifier]) -> "LigneReprise":
    """The line that is kept, with what its double says more: to be checked, and read before its address is written.

    Remarks are settled once they are read; what is read under a heading of ours, or kept of a column, is not.
    """
    nouveau = gardee.nouveau
    restent = {_place(une) for une in plus} - _settled_by_reading(double)
    dites = {_key(une.texte) for une in _to_check(gardee)}
    plus = [une for une in plus if _place(une) in restent or _key(une.texte) not in dites]
    if nouveau is None or not plus:
        return gardee
    empreinte, autre = nouveau.empreinte, double.nouveau.empreinte if double.nouveau else None
    if empreinte is not None and autre is not None:
        empreinte = replace(empreinte, cellules=empreinte.cellules | autre.cellules)
    demande = nouveau.demande
    concerne, entendues = demande.concerne, {une.texte for une in double.remarques if une.entendue}
    mots = tuple(MotsLibres(tidy(une.texte), tidy(une.texte) in entendues) for une in plus)
    pour_de_bon = gardee.withholds_for_good or double.withholds_for_good
    if concerne is not None:
        demande = replace(demande, concerne=replace(concerne, adresse_protegee=True))
    remarque = (ENTENDUE_PEUT_ETRE if mot.entendue else A_LIRE for mot in mots)
    doutes = (
        MotifLigne(DE_SA_SEMBLABLE if _place(une) in restent else id_, une.colonne, une.texte)
        for une, id_ in zip(plus, remarque, strict=True)
    )
    # What was heard of the other line is said under its own heading now.
    redites, siennes = {_key(une.texte) for une in plus}, {(une.colonne, une.texte) for une in gardee.cellules}
    avant = [
        (cellule, doute)
        for cellule, doute in zip(nouveau.a_verifier, gardee.doutes, strict=True)
        if doute.id not in DE_REMARQUE or _place(cellule) in siennes or _key(cellule.texte) not in redites
    ]
    return replace(
        gardee,
        nouveau=replace(nouveau, demande=demande, a_verifier=(*(cellule for cellule, _ in avant), *plus), empreinte=empreinte),
        doutes=(*(doute for _, doute in avant), *doutes),
        remarques=tuple(replace(mot, tait=mot.tait and not pour_de_bon) for mot in (*gardee.remarques, *mots)),
    )


def _settled_by_reading(double: "LigneReprise") -> set[tuple[str, str]]:
    """Its cells that are remarks and nothing else: nothing is read under their heading, nor is it kept."""
    doutes = [*zip(double.nouveau.a_verifier, double.doutes, strict=True)] if double.nouveau else []
    remarques = {_place(cellule) for cellule, doute in doutes if doute.id in DE_REMARQUE}
    retenues = {_place(cellule) for cellule, doute in doutes if doute.id not in DE_REMARQUE}
    libres, lues = (
        {(une.colonne, une.texte) for une in double.cellules if (une.champ is None) is libre} for libre in (True, False)
    )
    return (remarques | libres) - retenues - lues


def addition(double: "LigneReprise", reference: str, plus: tuple[AVerifier, ...]) -> Ajout:
    """What is added to a dossier: of a line without an address, what is more than a day or an issue may be of its own."""
    nouveau = double.nouveau
    concerne = double.concerne
    faits = {(une.colonne, une.texte) for une in double.cellules if une.champ in _FAITS}
    dit = any((une.colonne, une.texte) not in faits for une in plus)
    tue = double.withholds or (dit and (concerne is None or not concerne.adresse))
    return Ajout(reference, plus, tue, nouveau.empreinte if nouveau else None, concerne.adresse if concerne else ())


def _to_check(ligne: "LigneReprise") -> "tuple[AVerifier, ...]":
    """Its cells to be checked; and those that nothing is read of, and that are heard."""
    entendues = [
        AVerifier(une.colonne, une.texte)
        for une in ligne.cellules
        if une.champ is None and any(tidy(une.texte) in remarque.texte for remarque in ligne.remarques)
    ]
    return (*(ligne.nouveau.a_verifier if ligne.nouveau else ()), *entendues)


def _place(cellule: AVerifier) -> tuple[str, str]:
    return cellule.colonne, cellule.texte


def _news(dites: "Iterable[AVerifier]", connues: set[tuple[str, tuple[str, ...]]]) -> tuple[AVerifier, ...]:
    neuves: dict[tuple[str, tuple[str, ...]], AVerifier] = {}
    for une in dites:
        cle = une.colonne, _key(une.texte)
        if cle not in connues:
            neuves.setdefault(cle, une)
    return tuple(neuves.values())


def _is_noted(colonne: str, texte: str, lu: "DossierLu") -> bool:
    """True for what a note of a dossier says: nothing else, or under the same heading, as where there are several."""
    seule, titree = _key(texte), f" {' '.join(_key(f'{colonne} : {texte}'))} "
    notes = [_key(note.texte) for note in lu.notes]
    return any(note == seule or titree in f" {' '.join(note)} " for note in notes)


def _words_of(lu: "DossierLu") -> frozenset[str]:
    """Every word that a dossier holds of its person, of what was noted, and of where to answer."""
    demande = lu.demande
    dits = [*(un.texte for un in lu.a_verifier), *(note.texte for note in lu.notes)]
    dits += [consigne.texte for consigne in lu.consignes.toutes]
    for qui in (demande.concerne, demande.auteur.personne if demande.auteur else None):
        if qui is None:
            continue
        dits += [qui.nom_complet, qui.nom, qui.prenom, qui.nom_naissance, qui.reference_dossier, *qui.adresse]
        dits.append(qui.civilite.value if qui.civilite else "")
    if demande.reponse_a is not None:
        dits += [demande.reponse_a.nom, *demande.reponse_a.adresse]
    return frozenset(words(" ".join(dits)))


def _key(texte: str) -> tuple[str, ...]:
    return words(texte) or (texte.strip(),)


#: Why a dossier is not known by what is asked, and when: it was put somewhere, or a day is only likely.
_DOUTEUSES = frozenset({RaisonAVerifier.CLASSE, RaisonAVerifier.PEUT_ETRE})


def request_of(nouveau: "NouveauDossier") -> tuple[object, ...] | None:
    """What two lines of one request have in common; None for one that names neither a person nor a body.

    What could not be read of what is asked is only like itself.
    """
    from droits_usagers.vault.connus import key_of

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
    from droits_usagers.vault.connus import key_of

    cle = key_of(nouveau.demande)
    if cle is None:
        return
    classe = any(une.raison is RaisonAVerifier.CLASSE for une in nouveau.a_verifier)
    for jour in sorted(days_of(nouveau)):
        for demarche, reference in proches.get((cle[1], cle[2], jour), ()):
            if classe or demarche == cle[0]:
                yield reference
