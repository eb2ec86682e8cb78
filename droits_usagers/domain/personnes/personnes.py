"""People and the roles they take in a dossier. Anything may be missing: people live « chez », « SNP », nowhere."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum


class Civilite(StrEnum):
    """How the letter addresses or names someone; absent when the person does not say."""

    MME = "Mme"
    M = "M."


class Qualite(StrEnum):
    """In what capacity the author writes (its role is *auteur*)."""

    CONCERNE = "concerne"
    MANDATAIRE = "mandataire"
    REPRESENTANT_LEGAL = "representant_legal"
    HERITIER = "heritier"
    AGENT = "agent"
    ORGANISATION = "organisation"


class Role(StrEnum):
    """What a person or organisme is in a dossier, as stored in the coffre."""

    CONCERNE = "concerne"
    AUTEUR = "auteur"
    REPONSE_A = "reponse_a"
    COPIE = "copie"


@dataclass(frozen=True, slots=True)
class Personne:
    """Someone, or an organisation when only `denomination` is filled. Nothing is required and nothing shows in `repr`."""

    civilite: Civilite | None = field(default=None, repr=False)
    prenom: str = field(default="", repr=False)
    nom: str = field(default="", repr=False)
    nom_naissance: str = field(default="", repr=False)
    #: A full date, or only the year as an int, because that is all some people know or wish to say.
    naissance: dt.date | int | None = field(default=None, repr=False)
    denomination: str = field(default="", repr=False)
    reference_dossier: str = field(default="", repr=False)
    adresse: tuple[str, ...] = field(default=(), repr=False)
    #: True: nobody may read this address. It is printed nowhere; the reply address stands for it.
    adresse_protegee: bool = False

    @property
    def nom_complet(self) -> str:
        """First then last name, or the denomination; empty when nothing is known."""
        return " ".join(part for part in (self.prenom, self.nom) if part) or self.denomination


@dataclass(frozen=True, slots=True)
class Auteur:
    """Who writes the letter, and in what capacity."""

    qualite: Qualite = Qualite.CONCERNE
    personne: Personne = field(default_factory=Personne, repr=False)


@dataclass(frozen=True, slots=True)
class ReponseA:
    """Where the answer must go when it is not the author's own address, for safety or want of one."""

    nom: str = field(default="", repr=False)
    adresse: tuple[str, ...] = field(default=(), repr=False)
    enveloppe_neutre: bool = False
