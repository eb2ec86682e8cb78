"""The lines of one person: what withholds her address on one of them withholds it on all, until someone has read it.

So do two lines that say that she lives in two places: which may be written to, only a person says.
"""

from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from droits_usagers.domain.dossier.dossiers import AVerifier
from droits_usagers.domain.mots.pliage import words
from droits_usagers.services.reprise.trouvailles import A_LIRE, ENTENDUE_PEUT_ETRE, MotifLigne, MotsLibres

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from droits_usagers.domain.controle.meme_lieu import CleLieu
    from droits_usagers.domain.personnes.personnes import Personne
    from droits_usagers.services.reprise.valeurs import LigneReprise

#: What is noted of a line whose address another one withholds for good.
AUTRE_LIGNE = "autre_ligne"
#: …and of one whose address another one contradicts.
AUTRE_ADRESSE = "autre_adresse"


@dataclass(slots=True)
class _Dites:
    """What lines of one person say, each with the number of the first that says it."""

    #: Of one whose address is withheld whatever is read.
    tue: int = 0
    mots: dict[MotsLibres, int] = field(default_factory=dict)
    #: Where they live, by the key of the place, with the address.
    lieux: dict[str, tuple[int, tuple[str, ...]]] = field(default_factory=dict)

    def hear(self, ligne: "LigneReprise", lieu: str) -> None:
        if lieu and ligne.concerne is not None:
            self.lieux.setdefault(lieu, (ligne.numero, ligne.concerne.adresse))
        if ligne.withholds_for_good:
            self.tue = self.tue or ligne.numero
        for mot in (une for une in ligne.remarques if une.tait):
            self.mots.setdefault(mot, ligne.numero)


def share(lignes: "Sequence[LigneReprise]", ligne_de: "Callable[[int], str]", cle: "CleLieu") -> "tuple[LigneReprise, ...]":
    """The same lines, each with what the others of the same person say. `ligne_de`: how a line is called, by its number.

    Two people of one name, whose births are both told and differ, are two.
    """
    par_nom: dict[frozenset[str], list[LigneReprise]] = {}
    for ligne in lignes:
        if (qui := who(ligne)) is not None:
            par_nom.setdefault(frozenset(words(qui.nom_complet)), []).append(ligne)
    autres: dict[int, LigneReprise] = {}
    for memes in par_nom.values():
        if len(memes) > 1 and any(qui.adresse for ligne in memes if (qui := ligne.concerne) is not None):
            autres |= {ligne.numero: ligne for ligne in _shared(memes, ligne_de, cle)}
    return tuple(autres.get(ligne.numero, ligne) for ligne in lignes)


def who(ligne: "LigneReprise") -> "Personne | None":
    """The person a line names; None where it names nobody."""
    return ligne.concerne if ligne.concerne is not None and ligne.concerne.nom_complet else None


def _shared(memes: "Sequence[LigneReprise]", ligne_de: "Callable[[int], str]", cle: "CleLieu") -> "Iterable[LigneReprise]":
    par_naissance: dict[object, _Dites] = {}
    toutes = _Dites()
    lieux = {ligne.numero: cle(ligne.concerne.adresse) if ligne.concerne is not None else "" for ligne in memes}
    for ligne in memes:
        qui = who(ligne)
        par_naissance.setdefault(qui.naissance if qui else None, _Dites()).hear(ligne, lieux[ligne.numero])
        toutes.hear(ligne, lieux[ligne.numero])
    sans = par_naissance.get(None, _Dites())
    for ligne in memes:
        qui = who(ligne)
        if qui is None or qui.naissance is None:
            yield _with(ligne, toutes, ligne_de, lieu=lieux[ligne.numero])
        else:
            siennes = par_naissance[qui.naissance]
            dites = _Dites(siennes.tue or sans.tue, sans.mots | siennes.mots, sans.lieux | siennes.lieux)
            yield _with(ligne, dites, ligne_de, lieu=lieux[ligne.numero])


def _with(ligne: "LigneReprise", dites: _Dites, ligne_de: "Callable[[int], str]", *, lieu: str) -> "LigneReprise":
    tue = dites.tue
    # One is enough: hundreds may be called by one name.
    ailleurs = [*islice((dite for autre, dite in dites.lieux.items() if lieu and autre != lieu), 1)]
    deja = {mot.texte for mot in ligne.remarques if mot.tait}
    neufs = [(mot, numero) for mot, numero in dites.mots.items() if mot.texte not in deja]
    nouveau = ligne.nouveau
    if nouveau is None or nouveau.demande.concerne is None or ligne.withholds_for_good or not (tue or neufs or ailleurs):
        return ligne
    demande = replace(nouveau.demande, concerne=replace(nouveau.demande.concerne, adresse_protegee=True))
    doutes = [MotifLigne(ENTENDUE_PEUT_ETRE if mot.entendue else A_LIRE, ligne_de(numero), mot.texte) for mot, numero in neufs]
    cellules = [AVerifier(ligne_de(numero), mot.texte) for mot, numero in neufs]
    if tue:
        doutes.append(MotifLigne(AUTRE_LIGNE, valeur=str(tue)))
        cellules.append(AVerifier(ligne_de(tue), ligne_de(0)))
    doutes += (MotifLigne(AUTRE_ADRESSE, valeur=str(numero)) for numero, _ in ailleurs)
    cellules += (AVerifier(ligne_de(numero), ", ".join(adresse)) for numero, adresse in ailleurs)
    return replace(
        ligne,
        nouveau=replace(nouveau, demande=demande, a_verifier=(*nouveau.a_verifier, *cellules)),
        doutes=(*ligne.doutes, *doutes),
        # Once withheld for good, reading the words frees nothing.
        remarques=tuple(
            replace(mot, tait=mot.tait and not (tue or ailleurs)) for mot in (*ligne.remarques, *(mot for mot, _ in neufs))
        ),
    )
