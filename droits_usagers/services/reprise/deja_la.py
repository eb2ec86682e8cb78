"""What a line says more than the dossier, or the line, that it is the double of: kept there, to be checked.

A line that is the same cell for cell says nothing more, whatever was made of it since.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from droits_usagers.domain.dossier.a_verifier import AVerifier, RaisonAVerifier
from droits_usagers.domain.mots.pliage import words
from droits_usagers.domain.reprise.champs import DATES, ChampReprise
from droits_usagers.services.reprise.trouvailles import A_LIRE, DE_REMARQUE, ENTENDUE_PEUT_ETRE, MotifLigne, MotsLibres, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from droits_usagers.domain.dossier.dossiers import DossierLu
    from droits_usagers.domain.reprise.correspondance import EmpreinteLigne
    from droits_usagers.services.reprise.valeurs import LigneReprise

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
