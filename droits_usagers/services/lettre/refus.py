"""The page about refusing that a file be computerised: what each of those who come is offered, in words."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from droits_usagers.domain.demarche.situations import Porte
from droits_usagers.domain.personnes.personnes import Qualite

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.services.lettre.amorce import Amorce

#: The demarche whose parts (`Demarche.volets`) say what can be refused and what cannot.
OPPOSITION = "opposition"


@dataclass(frozen=True, slots=True)
class OffreMontree:
    """One thing to do, its name, and what it gives: a letter (`demarche`, in the capacity `qualite`) or a fiche."""

    titre: str
    aide: str
    demarche: str = ""
    fiche: str = ""
    qualite: Qualite | None = None


@dataclass(frozen=True, slots=True)
class PorteMontree:
    """One of those who come. `avis` is what they must know before they begin; most have none."""

    id: str
    titre: str
    phrase: str
    offres: tuple[OffreMontree, ...]
    avis: str = ""


def doors(catalogue: "Catalogue", *, fiches: Collection[str]) -> tuple[PorteMontree, ...]:
    """The doors with something behind them; `fiches` are those one can look at."""
    montrees = (_door(catalogue, porte, fiches) for porte in catalogue.portes_refus)
    return tuple(porte for porte in montrees if porte.offres)


def _door(catalogue: "Catalogue", porte: Porte, fiches: Collection[str]) -> PorteMontree:
    textes, racine = catalogue.textes, f"refus.portes.{porte.id}"
    avis = f"{racine}.avis"
    return PorteMontree(
        porte.id,
        textes(f"{racine}.titre"),
        textes(f"{racine}.phrase"),
        tuple(_offers(catalogue, porte, fiches)),
        textes(avis) if avis in textes else "",
    )


def _offers(catalogue: "Catalogue", porte: Porte, fiches: Collection[str]) -> Iterator[OffreMontree]:
    for offre in porte.offres:
        racine = f"refus.fiches.{offre.fiche}" if offre.fiche else f"refus.demarches.{offre.demarche}"
        if offre.demarche or offre.fiche in fiches:
            titre, aide = catalogue.textes(f"{racine}.titre"), catalogue.textes(f"{racine}.aide")
            yield OffreMontree(titre, aide, offre.demarche, offre.fiche, porte.qualite)


def begin(catalogue: "Catalogue", offre: OffreMontree, voisin: str = "") -> "Amorce":
    """The letter offered, with who writes it where that is known and the letter admits it.

    Whoever wrote here just before, in another capacity, is not named in it. It joins the affaire of the dossier `voisin`, if
    one is named.
    """
    # A dossier only asks whether it leads here: the wizard is not read for that.
    from droits_usagers.services.lettre.amorce import Amorce
    from droits_usagers.services.lettre.formulaires import Section

    qualite = offre.qualite
    if qualite is None or qualite not in catalogue.demarches[offre.demarche].pour:
        return Amorce(offre.demarche, voisin=voisin)
    return Amorce(offre.demarche, {Section.VOUS: {"qualite": qualite.value}}, autre_main=True, voisin=voisin)


def leads_to_others(catalogue: "Catalogue", demarche: str) -> bool:
    """True for what the person concerned writes: there is more to write, on the side of the service and of a union."""
    return any(offre.demarche == demarche for offre in catalogue.portes_refus[0].offres)
