"""The annuaire as the rest of the program asks for it: read at first use, in whatever thread asks first."""

import threading
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from droits_usagers.domain.controle.meme_lieu import says_number
from droits_usagers.domain.mots.dates import date_courte, mois_ou_annee
from droits_usagers.domain.personnes.annuaire import SOURCES_A_SOI, Adressage, EntreeAnnuaire, SourceAnnuaire, Succession
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.annuaire.entrees import Entrees, FabriqueEntrees, entry_of
from droits_usagers.services.annuaire.lecture import CommuneAnnuaire, LigneAnnuaire, load_donnees, load_nearest
from droits_usagers.services.annuaire.lieux import ZONE, Lieux
from droits_usagers.services.annuaire.recherche import PLUS, RechercheAnnuaire

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from droits_usagers.domain.controle.meme_lieu import CleLieu
    from droits_usagers.domain.mots.textes import Textes
    from droits_usagers.services.annuaire.coffre import BilanAnnuaire


class Annuaire:
    """Reading it takes a moment: whoever draws asks from another thread.

    Every method may raise ExpectedError (RESSOURCE_ABIMEE).
    """

    def __init__(self, resources: Path, gabarits: Path) -> None:
        self._resources, self._gabarits = resources, gabarits
        self._verrou = threading.Lock()
        self._lu: _Lu | None = None
        self._refus: ExpectedError | None = None

    def search(self, mots: str, plus: int = PLUS) -> tuple[EntreeAnnuaire, ...]:
        """The bodies that these words may name, the best first."""
        return self._read().recherche.search(mots, plus)

    def lacks(self, mots: str, trouvees: "Collection[EntreeAnnuaire]") -> bool:
        """True where these words name a kind of body that none of what was found is of; False where nothing can be read."""
        try:
            return self._read().recherche.lacks(mots, trouvees)
        except ExpectedError:
            return False

    def communes(self, code_postal: str) -> tuple[CommuneAnnuaire, ...]:
        """The communes of a postcode, the most inhabited first."""
        return self._read().lieux.at(code_postal)

    def communes_named(self, nom: str) -> tuple[CommuneAnnuaire, ...]:
        """The communes that are called so, each with its postcodes, the most inhabited first."""
        return self._read().lieux.called(nom)

    def nearest(self, code_postal: str) -> EntreeAnnuaire | None:
        """A maison de justice et du droit or a point d'accès au droit: in a commune of this postcode, or in the département.

        Each letter asks for it: it was looked for beforehand (`tools/acces_droit.py`), and nothing else is read.
        """
        if len(code_postal) <= ZONE:
            return None
        ligne = self._proches.get(code_postal) or self._proches.get(code_postal[:ZONE])
        return entry_of(ligne) if ligne is not None and ligne.nom else None

    @cached_property
    def _proches(self) -> "Mapping[str, LigneAnnuaire]":
        return load_nearest(self._resources)

    def identify(self, mots: tuple[str, ...]) -> str:
        """What tells the body that these words name for sure; empty where they name none, or where nothing can be read.

        Unlike the others, it raises nothing: whoever asks does without.
        """
        try:
            return self._read().recherche.identify(" ".join(mots))
        except ExpectedError:
            return ""

    def is_at(self, adresse: "Sequence[str]", lieu: "CleLieu") -> bool:
        """True for the place of a body that is shipped; False where nothing can be read: whoever asks then is asked.

        Unlike the others, it raises nothing.
        """
        ici = lieu(adresse)
        try:
            return says_number(ici) and any(lieu(autre) == ici for autre in self._read().entrees.at(ici.rpartition(" ")[2]))
        except ExpectedError:
            return False

    def has_service(self, nom: str) -> bool:
        """True for what a service is called where it is shipped; False where nothing can be read: whoever asks then is asked.

        Unlike the others, it raises nothing.
        """
        try:
            return nom in self._read().entrees.services
        except ExpectedError:
            return False

    def fabrique(self) -> FabriqueEntrees:
        """What makes entries of other lists as these are made."""
        return self._read().fabrique

    def succession(self, entree: EntreeAnnuaire) -> Succession | None:
        """What this body became since it was noted."""
        return self._read().successions.get(entree.succession) if entree.succession else None

    def _read(self) -> "_Lu":
        """Read once; refused once and for all, as what is shipped does not mend itself."""
        with self._verrou:
            if self._refus is not None:
                raise self._refus
            if self._lu is None:
                try:
                    self._lu = _Lu(self._resources, self._gabarits)
                except ExpectedError as refus:
                    self._refus = refus
                    raise
            return self._lu


class _Lu:
    """All of it, in memory."""

    def __init__(self, resources: Path, gabarits: Path) -> None:
        donnees = load_donnees(resources, gabarits)
        self.lieux = Lieux(donnees.communes, donnees.departements, donnees.successions)
        self.entrees = Entrees(donnees, self.lieux)
        self.successions: Mapping[str, Succession] = donnees.successions

    @cached_property
    def recherche(self) -> RechercheAnnuaire:
        """Made when something is first looked for: a letter only asks what is near."""
        return RechercheAnnuaire(self.entrees, self.lieux, self.successions.values())

    @cached_property
    def fabrique(self) -> FabriqueEntrees:
        """Made with the first list."""
        return FabriqueEntrees(self.entrees, self.lieux)


_DITES = {
    Adressage.PROPRE: "relevee",
    Adressage.MAIRIE: "de_la_mairie",
    Adressage.DEPARTEMENT: "du_departement",
}


_PRISES = {
    Adressage.PROPRE: "prise",
    Adressage.MAIRIE: "prise_mairie",
    Adressage.DEPARTEMENT: "prise_siege",
}


def filled(entree: EntreeAnnuaire, succession: "Succession | None", textes: "Textes") -> str:
    """What was filled in with an entry, what is left to look at, and what that body became, a sentence each."""
    dite = _filled(entree, textes)
    return f"{dite} {succession.phrase}" if succession else dite


def _filled(entree: EntreeAnnuaire, textes: "Textes") -> str:
    dire = textes.under("annuaire.recherche")
    if entree.adressage is Adressage.AUCUNE:
        return dire("prise_sans")
    if entree.source in SOURCES_A_SOI:
        return dire("prise_sienne")
    if entree.releve_le is None:
        return dire("prise_autorite")
    return dire(_PRISES[entree.adressage], mois=mois_ou_annee(entree.releve_le))


#: Of those that are not shipped: what is said of where they come from, and of when.
_AUTRES = {
    SourceAnnuaire.CNIL: "de_la_cnil",
    SourceAnnuaire.LISTE: "de_la_liste",
    SourceAnnuaire.CORRIGE: "gardee",
}


def notes(entree: EntreeAnnuaire, textes: "Textes") -> Iterator[str]:
    """Each in a few words, without a capital nor a full stop."""
    if entree.adressage is Adressage.AUCUNE:
        # Two towns of one name are told apart by it.
        lieu = entree.departement
        yield textes("annuaire.sans_adresse_dans", departement=lieu) if lieu else textes("annuaire.sans_adresse")
    elif entree.source in _AUTRES and entree.releve_le is not None:
        yield textes(f"annuaire.{_AUTRES[entree.source]}", jour=date_courte(entree.releve_le))
    elif entree.releve_le is None:
        yield textes("annuaire.du_programme")
    else:
        yield textes(f"annuaire.{_DITES[entree.adressage]}", mois=mois_ou_annee(entree.releve_le))
    if entree.plusieurs:
        yield textes("annuaire.plusieurs")
    if entree.incertaine:
        yield textes("annuaire.incertaine")


def report(bilan: "BilanAnnuaire", textes: "Textes") -> Iterator[str]:
    """What came of a file of bodies, a sentence each."""
    dire = textes.under("annuaire.fichiers")
    yield dire(f"fait_{bilan.forme}", lignes=bilan.lignes, prises=bilan.prises)
    comptes = {
        "deja": bilan.deja,
        "remplacees": bilan.remplacees,
        "ecartees": bilan.ecartees,
        "sans_adresse": bilan.sans_adresse,
        "courriels": bilan.courriels,
    }
    for cle, combien in comptes.items():
        if combien:
            yield dire(cle, combien=combien)
    if bilan.ignorees:
        yield dire("ignorees", entetes=", ".join(bilan.ignorees))
