"""What is written freely on the lines of a table, and what a person made of it: until they have read it, no home is written to.

Some of it is heard as a warning without anyone; that the rest is none, only someone who reads it can say. Names of bodies that
nobody knows are of it: once read, they are written as they are typed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from droits_usagers.domain.personnes.personnes import Personne, Qualite
from droits_usagers.domain.reprise.champs import ChampReprise
from droits_usagers.services.reprise.trouvailles import (
    DE_REMARQUE,
    ENTENDUE,
    NOM_ET_PLUS,
    PLUS_QU_UN_NOM,
    REFERENCE_ET_PLUS,
    NomALire,
    tidy,
)

if TYPE_CHECKING:
    from droits_usagers.domain.demarche.demande import Demande
    from droits_usagers.services.reprise.reprise import Doublon, Essai
    from droits_usagers.services.reprise.valeurs import LigneReprise

#: Who writes for others, under the name of a body.
_DENOMMES = frozenset({Qualite.MANDATAIRE, Qualite.ORGANISATION})
#: Where a body is named, or where it is.
_DES_CORPS = frozenset({ChampReprise.ORGANISME, ChampReprise.SERVICE, ChampReprise.ORGANISME_ADRESSE, ChampReprise.AUTEUR})

#: Where anything may be written of someone.
_LIBRES = frozenset({None, ChampReprise.NOTE, ChampReprise.CONSIGNE})


@dataclass(frozen=True, slots=True)
class RemarqueMontree:
    """The same words, once, with the lines where they are."""

    texte: str = field(repr=False)
    entendue: bool
    lignes: tuple[int, ...]
    #: It stands where a body is named.
    nom: bool = False


def remarks_of(essai: "Essai") -> tuple[RemarqueMontree, ...]:
    """Those of the lines that may be taken over, in the order of the table; those that are heard come first."""
    lignes = sorted((*essai.a_reprendre, *(double.ligne for double in essai.doublons)), key=lambda ligne: ligne.numero)
    numeros: dict[str, list[int]] = {}
    entendues: set[str] = set()
    noms: set[str] = set()
    for ligne in lignes:
        dits = [nom.mots for nom in ligne.noms]
        noms.update(nom.mots.texte for nom in ligne.noms if nom.champ in _DES_CORPS)
        entendues.update(une.texte for une in (*ligne.remarques, *dits) if une.entendue)
        for texte in dict.fromkeys(une.texte for une in (*ligne.remarques, *dits)):
            numeros.setdefault(texte, []).append(ligne.numero)
    dites = (RemarqueMontree(texte, texte in entendues, tuple(ou), texte in noms) for texte, ou in numeros.items())
    # Nor does anything come before what is about every line.
    return tuple(sorted(dites, key=lambda une: not une.entendue and len(une.lignes) < len(lignes)))


def decide(essai: "Essai", decisions: Mapping[str, bool], *, at_once: bool = False) -> "Essai":
    """The dry run once someone said of these words whether they withhold the address: what nobody spoke of still does.

    `at_once`: nobody spoke of each of them, and a name that may be a warning is printed nowhere an address is withheld.
    """
    return replace(
        essai,
        a_reprendre=tuple(_decided(ligne, decisions, at_once=at_once) for ligne in essai.a_reprendre),
        doublons=tuple(_decided_double(double, decisions, at_once=at_once) for double in essai.doublons),
    )


def _decided_double(double: "Doublon", decisions: Mapping[str, bool], *, at_once: bool) -> "Doublon":
    """Words that were read, and withhold nothing, are added to no dossier, but those that are new; and a note, as to one made.

    New words in a column that says something else are decided of in the dossier alone: they withhold its address until then.
    """
    etrangeres = {
        tidy(une.texte)
        for une in double.ligne.cellules
        if une.champ not in _LIBRES and (une.colonne, une.texte) in double.neuves
    }
    lue = _decided(
        double.ligne,
        {mots: tait for mots, tait in decisions.items() if tait or mots not in etrangeres},
        at_once=at_once,
    )
    avant = double.ligne.nouveau.a_verifier if double.ligne.nouveau else ()
    reste = lue.nouveau.a_verifier if lue.nouveau else ()
    notes = {(une.colonne, une.texte) for une in double.ligne.cellules if une.champ is ChampReprise.NOTE} | double.neuves
    otees = {cellule for cellule in avant if cellule not in reste and (cellule.colonne, cellule.texte) not in notes}
    return replace(double, ligne=lue, plus=tuple(une for une in double.plus if une not in otees))


def _decided(ligne: "LigneReprise", decisions: Mapping[str, bool], *, at_once: bool) -> "LigneReprise":
    nouveau = ligne.nouveau
    dits = {*(une.texte for une in ligne.remarques), *(nom.mots.texte for nom in ligne.noms)}
    if nouveau is None or decisions.keys().isdisjoint(dits):
        return ligne
    demande = nouveau.demande
    taisent = [une for une in ligne.remarques if une.tait]
    tue = not taisent or any(decisions.get(une.texte, True) for une in taisent)
    # What withheld nothing does once someone says that it has to.
    a_taire = any(decisions.get(une.texte, False) for une in ligne.remarques if not une.tait)
    if demande.concerne is not None and (a_taire or not tue):
        demande = replace(demande, concerne=replace(demande.concerne, adresse_protegee=a_taire))
    withheld = demande.concerne is not None and demande.concerne.adresse_protegee
    # What is heard as a warning is printed nowhere, whoever knows the address.
    noms = ligne.noms if not (at_once and withheld) else ()
    # Whoever has a name in a column of its own is called by no other one.
    nommee = demande.concerne is not None and bool(demande.concerne.nom)
    ecrivables = (nom for nom in noms if not (nommee and nom.champ is ChampReprise.PRENOM_NOM))
    lus = [nom for nom in ecrivables if not nom.entendue and not decisions.get(nom.mots.texte, True)]
    demande = _named(demande, lus)
    ecrits = {nom.mots.texte for nom in lus}
    gardes = [
        (doute, cellule)
        for doute, cellule in zip(ligne.doutes, nouveau.a_verifier, strict=True)
        if not (doute.id in {NOM_ET_PLUS, REFERENCE_ET_PLUS, PLUS_QU_UN_NOM} and tidy(doute.valeur) in ecrits)
        and (doute.id not in DE_REMARQUE or decisions.get(tidy(doute.valeur), True))
    ]
    return replace(
        ligne,
        nouveau=replace(nouveau, demande=demande, a_verifier=tuple(cellule for _, cellule in gardes)),
        doutes=tuple(doute for doute, _ in gardes),
        avis=tuple(avis for avis in ligne.avis if tue or avis.id != ENTENDUE),
        remarques=tuple(une for une in ligne.remarques if une.texte not in decisions),
        noms=tuple(nom for nom in ligne.noms if nom.mots.texte not in decisions),
    )


def _named(demande: "Demande", noms: Iterable[NomALire]) -> "Demande":
    """The same, with these names and references as they are typed."""
    organisme, auteur, concerne = demande.organisme, demande.auteur, demande.concerne
    for nom in noms:
        match nom.champ:
            case ChampReprise.ORGANISME:
                organisme = replace(organisme, nom=nom.texte)
            case ChampReprise.SERVICE:
                organisme = replace(organisme, service=nom.texte)
            case ChampReprise.ORGANISME_ADRESSE:
                organisme = replace(organisme, adresse=tuple(nom.texte.splitlines()))
            case ChampReprise.AUTEUR if auteur is not None and auteur.qualite in _DENOMMES:
                auteur = replace(auteur, personne=replace(auteur.personne, denomination=nom.texte))
            case _ if concerne is not None:
                concerne = _called(concerne, nom)
    return replace(demande, organisme=organisme, auteur=auteur, concerne=concerne)


def _called(personne: Personne, nom: NomALire) -> Personne:
    match nom.champ:
        case ChampReprise.REFERENCE:
            return replace(personne, reference_dossier=nom.texte)
        case ChampReprise.PRENOM:
            return replace(personne, prenom=nom.texte)
        case ChampReprise.NOM | ChampReprise.PRENOM_NOM:
            return replace(personne, nom=nom.texte)
        case ChampReprise.NOM_NAISSANCE:
            return replace(personne, nom_naissance=nom.texte)
    return personne
