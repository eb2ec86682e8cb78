"""Letters that leave: composed, read once more with what goes with them, then let go, or held back with the reason why."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from droits_usagers.domain.controle.cadre import RIEN_DE_DECIDE, Cadre, Decisions, Sortant
from droits_usagers.domain.controle.lecture import key_of
from droits_usagers.domain.controle.lignes import answers_without, holds, sentences_said
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.lettre.cadre import cadre_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator, Sequence

    from droits_usagers.catalogue import Catalogue
    from droits_usagers.domain.controle.libre import Libre
    from droits_usagers.domain.controle.lignes import LigneALire
    from droits_usagers.domain.controle.valeurs import Alerte, Regle
    from droits_usagers.domain.lettre.lettre import Document
    from droits_usagers.services.controle.controle import Controle, Gestes
    from droits_usagers.services.lettre.courriers import Courriers, Exemplaire


def whole_of(demande: Demande) -> tuple[str, ...]:
    """Those that were typed."""
    dites = (demande.organisme.service, demande.concerne.reference_dossier if demande.concerne else "")
    return tuple(filter(None, dites))


def with_whole(demande: Demande, make: Callable[[str], str]) -> Demande:
    """The same demande, each of them made again."""
    concerne, organisme = demande.concerne, demande.organisme
    if concerne is not None:
        concerne = replace(concerne, reference_dossier=make(concerne.reference_dossier))
    return replace(demande, concerne=concerne, organisme=replace(organisme, service=make(organisme.service)))


@dataclass(frozen=True, slots=True)
class Epreuve:
    """A document looked at for the last time: what the control says of it and of what goes with it, and the lines to decide."""

    document: "Document" = field(repr=False)
    alertes: "tuple[Alerte, ...]" = ()
    lignes: "tuple[LigneALire, ...]" = ()


@dataclass(frozen=True, slots=True)
class Departs:
    """What goes with a letter is read with it, whichever of them leaves: what is said on « Relire » is what holds it back."""

    catalogue: "Catalogue"
    courriers: "Courriers"
    controle: "Controle"
    today: "Callable[[], dt.date]"

    def cadre(
        self,
        demande: "Demande",
        etape: str | None = None,
        *,
        confirmees: "frozenset[Regle]" = frozenset(),
        decisions: Decisions = RIEN_DE_DECIDE,
    ) -> "Cadre":
        """What the control is told of this letter."""
        demarche = self.catalogue.demarches[demande.demarche]
        etape = etape or demarche.etapes[0].id
        return cadre_of(demande, demarche, etape, today=self.today(), confirmees=confirmees, decisions=decisions)

    def proof(self, demande: "Demande", etape: str | None = None, decisions: Decisions = RIEN_DE_DECIDE) -> Epreuve:
        """What the étape makes, looked at for the last time. Raises as `Courriers.compose`."""
        kit = self.courriers.kit(demande, etape)
        return Epreuve(kit[0].document, *self.controle.look_at(_sortant(kit), self.cadre(demande, etape, decisions=decisions)))

    def known(self, kit: "Sequence[Exemplaire]", demande: "Demande", etape: str | None = None) -> "tuple[Alerte, ...]":
        """What is to be known of a kit that is made."""
        return self.controle.examine(_sortant(kit), self.cadre(demande, etape))

    def alertes(self, demande: "Demande", etape: str | None = None) -> "tuple[Alerte, ...]":
        """What is to be known of this letter and of what goes with it. Raises what `Courriers.compose` raises."""
        return self.proof(demande, etape).alertes

    def undecided(self, demande: "Demande", etape: str | None, decisions: Decisions) -> "Iterator[LigneALire]":
        """The lines of this letter that nobody decided, and that hold it back."""
        return (ligne for ligne in self.proof(demande, etape).lignes if not ligne.is_decided(decisions))

    def without(self, demande: "Demande", dits: "Collection[str]") -> "Demande":
        """The same without the typed sentences that hold one of these, nor the copies, the service, the reference that do.

        Raises ExpectedError RETRAIT_ABSENT (`texte`).
        """
        questions = self.catalogue.demarches[demande.demarche].questions

        def cut(entiere: "Demande", dit: str) -> "Demande":
            vise = partial(holds, dit)
            copies = tuple(copie for copie in entiere.copies if not vise(key_of(copie.en_une_ligne)))
            sans = replace(entiere, reponses=answers_without(questions, entiere.reponses, vise), copies=copies)
            return with_whole(sans, lambda entier: "" if vise(key_of(entier)) else entier)

        restante = demande
        for dit in dits:
            # One may already have gone with the sentence of another.
            if cut(demande, dit) == demande:
                raise ExpectedError(Panne.RETRAIT_ABSENT, texte=dit)
            restante = cut(restante, dit)
        return restante

    def taken_out(self, demande: "Demande", dits: "Collection[str]") -> "Iterator[str]":
        """What `without` takes out, whole: no name of file says it."""
        questions = self.catalogue.demarches[demande.demarche].questions
        for vise in (partial(holds, dit) for dit in dits):
            yield from sentences_said(questions, demande.reponses, vise)
            entieres = (*(copie.en_une_ligne for copie in demande.copies), *whole_of(demande))
            yield from (entiere for entiere in entieres if vise(key_of(entiere)))

    def letter(
        self, demande: "Demande", etape: str, *, gestes: "Gestes | None" = None, reference: str = ""
    ) -> "Libre[Document]":
        """The letter alone, of many: nothing goes with it; it bears our reference, if one is given. Raises SortieRetenue."""
        document = self.courriers.referenced(self.courriers.compose(demande, etape), reference)
        return self.controle.release_document(document, self.cadre(demande, etape), id_="lettre", gestes=gestes)

    def look(self, demande: "Demande", etape: str) -> Epreuve:
        """The letter alone, of many, looked at before it is made."""
        document = self.courriers.compose(demande, etape)
        return Epreuve(document, *self.controle.look_at(Sortant({"lettre": document}), self.cadre(demande, etape)))

    def kit(
        self,
        demande: "Demande",
        etape: str | None = None,
        *,
        gestes: "Gestes | None" = None,
        confirmees: "frozenset[Regle]" = frozenset(),
        decisions: Decisions = RIEN_DE_DECIDE,
        nom: str = "",
        emporter: "Collection[str]" = (),
    ) -> "Libre[tuple[Exemplaire, ...]]":
        """The letter and what goes with it. Raises SortieRetenue."""
        kit = self.courriers.kit(demande, etape, emporter=emporter)
        cadre = self.cadre(demande, etape, confirmees=confirmees, decisions=decisions)
        return self.controle.release(kit, _sortant(kit), cadre, gestes=gestes, nom=nom)

    def document(
        self,
        demande: "Demande",
        etape: str | None = None,
        *,
        id_: str = "",
        gestes: "Gestes | None" = None,
        confirmees: "frozenset[Regle]" = frozenset(),
        nom: str = "",
        emporter: "Collection[str]" = (),
    ) -> "Libre[Document]":
        """The letter alone, or the page `id_` of its kit. Raises SortieRetenue."""
        libre = self.kit(demande, etape, gestes=gestes, confirmees=confirmees, nom=nom, emporter=emporter)
        return libre.map(lambda kit: next(un.document for un in kit if not id_ or un.id == id_))

    def address_sheet(self, demande: "Demande") -> "Libre[Exemplaire]":
        """The one page on which an address that nobody may read is written, for a lawyer or a court: asked apart, alone."""
        feuille = self.courriers.address_sheet(demande)
        return self.controle.release(feuille, Sortant({feuille.id: feuille.document}), Cadre())


def _sortant(kit: "Sequence[Exemplaire]") -> Sortant:
    return Sortant({exemplaire.id: exemplaire.document for exemplaire in kit})
