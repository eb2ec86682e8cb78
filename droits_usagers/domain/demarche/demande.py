"""What a person asks, whole: the value the wizard builds, R.toml carries, letters are made from and the coffre keeps."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from droits_usagers.domain.demarche.questions import FAIT, NOMME, PROTEGEE, TUE, Valeur
from droits_usagers.domain.echeances.evenements import Evenement
from droits_usagers.domain.personnes.organismes import Copie, GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Consigne, Personne, Qualite, ReponseA

#: The question that says who holds a medical file, in the demarche that asks for one.
DETENTEUR = "detenteur"
#: The question, and the answer, that say that a body of another kind is a home or a service that cares for people.
_EST_ESSMS, _ETABLISSEMENT = "est_essms", "etablissement"
#: The question that says whether the body is public, where its kind does not tell.
STATUT = "organisme_public"
#: The question that says how far from the judge one lives, where the address is kept from someone: nobody reads it there.
DEMEURE = "demeure"
#: The question that says what was asked first, in a demarche towards an authority.
INITIALE = "demarche_initiale"


class Domicile(StrEnum):
    """What becomes of the home address, where someone was asked who must not know and did not have it protected."""

    #: Asked, and not answered: it is written nowhere. Nothing else changes: neither what the letter asks, nor what is kept.
    TU = "tu"
    #: Nobody has to be kept from knowing: it is written.
    DIT = "dit"


class MoyenPartage(StrEnum):
    """What someone else opens besides the person, and may read the answer in."""

    COMPTE = "compte"
    COURRIEL = "courriel"
    TELEPHONE = "telephone"


@dataclass(frozen=True, slots=True)
class Demande:
    """One demarche towards one organisme, with the answers given so far. Only `demarche` is required."""

    demarche: str
    date: dt.date | None = None
    lieu: str = field(default="", repr=False)
    concerne: Personne | None = field(default=None, repr=False)
    #: None = the concerned person writes in their own name.
    auteur: Auteur | None = field(default=None, repr=False)
    #: None = the answer goes to the author.
    reponse_a: ReponseA | None = field(default=None, repr=False)
    organisme: Organisme = field(default_factory=Organisme, repr=False)
    copies: tuple[Copie, ...] = field(default=(), repr=False)
    reponses: Mapping[str, Valeur] = field(default_factory=dict, repr=False)
    evenements: tuple[Evenement, ...] = ()
    #: None: nobody was asked who must not know where it is, or the address is protected.
    domicile: Domicile | None = field(default=None, repr=False)
    #: Places and names that nothing leaving may say, besides a protected address. Never written down.
    a_taire: tuple[str, ...] = field(default=(), repr=False)
    #: What someone else opens, where an address is protected; and whether the body is asked to change who opens the account.
    #: Never written down.
    ouverts: tuple[MoyenPartage, ...] = field(default=(), repr=False)
    changer_acces: bool = field(default=False, repr=False)
    #: What is not to be done for the person of a dossier of the coffre, which keeps them apart: no part of what is asked.
    consignes: tuple[Consigne, ...] = field(default=(), repr=False, compare=False)
    #: Registered numbers of such a dossier, each as many times as letters of the coffre bear it.
    recommandes: tuple[str, ...] = field(default=(), repr=False, compare=False)
    #: The day such a dossier was made: what it is about was there by then, whatever the day on a letter written anew.
    commencee_le: dt.date | None = field(default=None, repr=False, compare=False)

    @property
    def qualite(self) -> Qualite:
        """In what capacity the author writes."""
        return self.auteur.qualite if self.auteur else Qualite.CONCERNE

    @property
    def detenteur(self) -> GenreOrganisme:
        """What kind of body holds the file: that of the organisme, unless a health professional within it does.

        The doctors of a département and its PMI are such professionals, whoever employs them.
        """
        return GenreOrganisme.SANTE if self.reponses.get(DETENTEUR) == GenreOrganisme.SANTE else self.organisme.genre

    @property
    def genres(self) -> frozenset[GenreOrganisme]:
        """What kinds of body it is to: its own, that of whoever holds the file, and an establishment where one said so."""
        dit = {GenreOrganisme.ESSMS} if self.reponses.get(_EST_ESSMS) == _ETABLISSEMENT else set()
        return frozenset({self.organisme.genre, self.detenteur, *dit})

    @property
    def signataire(self) -> Personne:
        """Who signs: the author when there is one, else the concerned person; blank when neither is known."""
        # That an address is protected says nothing of anyone.
        if self.auteur is not None and replace(self.auteur.personne, adresse_protegee=False) != Personne():
            return self.auteur.personne
        return self.concerne or Personne()


def is_protected(demande: Demande) -> bool:
    """True if someone must not know that this is written, or from where."""
    return any(personne.adresse_protegee for personne in _people(demande))


def is_withheld(demande: Demande) -> bool:
    """True if the home is written nowhere: someone must not know it, or whoever was asked so has not answered."""
    return demande.domicile is Domicile.TU or is_protected(demande)


def contexte_of(demande: Demande) -> Mapping[str, str]:
    """The facts of a demande that conditions may look at beside the answers."""
    faits = {f"{FAIT}{fait.type.value}": "oui" for fait in demande.evenements if not fait.organisme}
    if is_protected(demande):
        faits[PROTEGEE] = "oui"
    if is_withheld(demande):
        faits[TUE] = "oui"
    if demande.organisme.nom.strip():
        faits[NOMME] = "oui"
    return {"auteur.qualite": demande.qualite.value, "organisme.genre": demande.organisme.genre.value} | faits


def _people(demande: Demande) -> Iterator[Personne]:
    if demande.concerne is not None:
        yield demande.concerne
    if demande.auteur is not None:
        yield demande.auteur.personne
