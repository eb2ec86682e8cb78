"""The letters of a bulk, read once more before they are made: which would not leave, and which ask for a gesture first."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from droits_usagers.domain.controle.cadre import RIEN_DE_DECIDE
from droits_usagers.domain.controle.lecture import key_of
from droits_usagers.domain.controle.lignes import GenreLigne, answers_made, rewritten, still_to_decide, without
from droits_usagers.domain.controle.valeurs import Poids, Regle, must_be_mended, to_confirm
from droits_usagers.domain.demarche.demande import contexte_of
from droits_usagers.domain.demarche.demarches import obstacle_of
from droits_usagers.domain.releve.tri import sentence_key
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.controle.controle import Gestes
from droits_usagers.services.lettre.departs import with_whole
from droits_usagers.services.socle.travail import Avancement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from droits_usagers.catalogue import Catalogue
    from droits_usagers.domain.controle.lignes import LigneALire
    from droits_usagers.domain.controle.valeurs import Alerte
    from droits_usagers.services.envois.tri import LigneTriee
    from droits_usagers.services.lettre.departs import Departs

#: What a letter can do without, or say otherwise, for all of them at once.
ECRITES = frozenset({GenreLigne.PHRASE, GenreLigne.SERVICE, GenreLigne.REFERENCE})
#: Letters composed in one unit.
_PAR_UNITE = 10


class VerdictEnvoi(StrEnum):
    """What becomes of a letter, as far as the control is concerned: ids of `[masse.controle]`."""

    PAS_ENCORE = "pas_encore"
    RIEN = "rien"
    A_CONFIRMER = "a_confirmer"
    GARDEE = "gardee"
    #: Nothing else than sentences that are decided for all letters at once.
    A_DECIDER = "a_decider"
    ARRET = "arret"


@dataclass(frozen=True, slots=True)
class LettreVue:
    """A letter that was looked at: what the control says of it, and its lines to decide."""

    alertes: "tuple[Alerte, ...]" = ()
    lignes: "tuple[LigneALire, ...]" = ()

    def said(self, gestes: Gestes) -> "Iterator[Alerte]":
        """What the control says of it: of its lines to decide, how many are left."""
        restent = [ligne for ligne in self.lignes if not ligne.is_decided(gestes.decisions)]
        for alerte in self.alertes:
            if alerte.regle is not Regle.A_DECIDER:
                yield alerte
            elif restent:
                yield still_to_decide(alerte, restent)


@dataclass(frozen=True, slots=True)
class PhraseADecider:
    """A sentence of letters that someone must not be found by, however it is written: in how many letters it is."""

    #: `sentence_key`, the same for all the ways in which it is written.
    cle: str = field(repr=False)
    texte: str = field(repr=False)
    #: What in it is not ordinary French.
    releves: tuple[str, ...] = field(repr=False)
    nombre: int
    #: Where these stand in it.
    places: tuple[tuple[int, int], ...] = ()
    #: True: a letter can do without it, or say it otherwise. What is no sentence is answered in its dossier.
    ecrite: bool = True
    #: True: it was taken out of so many letters.
    retiree: bool = False
    #: Each way in which it is written, by the key that a decision holds for (`key_of`).
    formes: "Mapping[str, str]" = field(default_factory=dict, repr=False)

    @property
    def autrement(self) -> tuple[str, ...]:
        """How else it is written."""
        return tuple(forme for forme in self.formes.values() if forme != self.texte)

    def is_left(self, laissees: frozenset[str]) -> bool:
        """True once every way in which it is written was left."""
        return laissees.issuperset(self.formes)


def sentences_to_decide(vues: "Mapping[str, LettreVue]", *, proches: bool = False) -> tuple[PhraseADecider, ...]:
    """Each once, however it is written (`sentence_key`); those of most letters first.

    What resembles a hidden address (`proches`) is decided letter by letter.
    """
    memes: dict[tuple[str, bool], list[tuple[LigneALire, str]]] = {}
    for reference, vue in vues.items():
        for ligne in vue.lignes:
            if ligne.proche is proches and not ligne.is_decided(RIEN_DE_DECIDE):
                memes.setdefault(_same(ligne), []).append((ligne, reference))
    return tuple(sorted(map(_sentence, memes.values()), key=lambda phrase: (-phrase.nombre, phrase.cle)))


def _same(ligne: "LigneALire") -> tuple[str, bool]:
    return sentence_key(ligne.texte) or ligne.cle, ligne.genre in ECRITES


def _sentence(dites: "Sequence[tuple[LigneALire, str]]") -> PhraseADecider:
    """As it is written where most of it is no ordinary French; a sentence is not one with a name of the same words."""
    montree = max((ligne for ligne, _ in dites), key=lambda ligne: len(ligne.passages))
    cle, ecrite = _same(montree)
    return PhraseADecider(
        cle if ecrite else f"{montree.genre} {cle}",
        montree.texte,
        tuple(dict.fromkeys(un.texte for ligne, _ in dites for un in ligne.passages)),
        len({reference for _, reference in dites}),
        tuple((un.debut, un.fin) for un in montree.passages),
        ecrite=ecrite,
        formes={ligne.cle: ligne.texte for ligne, _ in dites},
    )


def written_otherwise(ligne: "LigneTriee", ecrites: "Mapping[str, str]", catalogue: "Catalogue") -> "LigneTriee":
    """The same line, its letter without these sentences, by their keys, or with the text that each is given.

    The dossier keeps what was told. Where a question would be left without what its letter needs, that sentence stays in it.
    """
    lettre = ligne.lettre
    if lettre is None:
        return ligne
    for cle, texte in ecrites.items():
        demande = lettre.demande
        demarche = catalogue.demarches[demande.demarche]
        make = partial(rewritten, cle=cle, texte=texte) if texte else partial(without, vise=cle.__eq__)
        demande = replace(demande, reponses=answers_made(demarche.questions, demande.reponses, make))
        demande = with_whole(demande, partial(_whole, cle, texte))
        if obstacle_of(demarche, lettre.etape, reponses=demande.reponses, contexte=contexte_of(demande)) is None:
            lettre = replace(lettre, demande=demande)
    return replace(ligne, lettre=lettre)


def _whole(cle: str, texte: str, dit: str) -> str:
    return texte if key_of(dit) == cle else dit


def looking(departs: "Departs", lignes: "Sequence[LigneTriee]", vues: dict[str, LettreVue]) -> Iterator[Avancement]:
    """Add to `vues` what the control says of each letter, by dossier, in short units for the thread that draws."""
    for rang, ligne in enumerate(lignes, start=1):
        if ligne.lettre is not None:
            try:
                vue = departs.look(ligne.lettre.demande, ligne.lettre.etape)
                vues[ligne.reference] = LettreVue(vue.alertes, vue.lignes)
            except ExpectedError:
                # There is no letter to look at: whoever makes it says why.
                vues[ligne.reference] = LettreVue()
        if rang % _PAR_UNITE == 0:
            yield Avancement(rang, len(lignes))
    yield Avancement(len(lignes), len(lignes))


def verdict(vue: LettreVue | None, gestes: Gestes) -> VerdictEnvoi:
    """What becomes of a letter of which this was found."""
    if vue is None:
        return VerdictEnvoi.PAS_ENCORE
    trouvees = tuple(vue.said(gestes))
    if must_be_mended(trouvees):
        arrets = {alerte.regle for alerte in trouvees if alerte.poids is Poids.ARRET}
        proches = any(ligne.proche and not ligne.is_decided(gestes.decisions) for ligne in vue.lignes)
        return VerdictEnvoi.A_DECIDER if arrets == {Regle.A_DECIDER} and not proches else VerdictEnvoi.ARRET
    a_confirmer = to_confirm(trouvees)
    if not a_confirmer:
        return VerdictEnvoi.RIEN
    return VerdictEnvoi.GARDEE if a_confirmer <= gestes.confirmees(trouvees) else VerdictEnvoi.A_CONFIRMER
