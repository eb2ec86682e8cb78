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


#: Years completed, from which one acts for oneself (code civil, art. 388 and 414).
MAJORITE = 18
#: And from which a child may be emancipated by a judge (art. 413-2).
EMANCIPATION = 16


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

    def is_of_age(self, jour: dt.date, majorite: int = MAJORITE) -> bool | None:
        """Whether that many years are completed that day; None when what is known of the birth does not tell."""
        if isinstance(self.naissance, dt.date):
            ans = jour.year - self.naissance.year
            return ans - ((jour.month, jour.day) < (self.naissance.month, self.naissance.day)) >= majorite
        if self.naissance is None or jour.year - self.naissance == majorite:
            return None
        return jour.year - self.naissance > majorite


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


class CodeConsigne(StrEnum):
    """The consignes that are ticked, in the order they are offered; their words are `[consignes.codes]` of the texts."""

    NE_PAS_ECRIRE_AU_DOMICILE = "ne_pas_ecrire_au_domicile"
    NE_PAS_TELEPHONER = "ne_pas_telephoner"
    NE_PAS_LAISSER_DE_MESSAGE = "ne_pas_laisser_de_message"
    #: In words of one's own, that only a person can obey.
    AUTRE = "autre"


@dataclass(frozen=True, slots=True)
class Consigne:
    """Something not to be done for someone (« Ne pas écrire au domicile »); words of one's own when `code` is `AUTRE`."""

    code: CodeConsigne
    texte: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Consignes:
    """Those that hold for a dossier: of its person, whatever the dossier, and of itself."""

    personne: tuple[Consigne, ...] = ()
    dossier: tuple[Consigne, ...] = ()

    @property
    def toutes(self) -> tuple[Consigne, ...]:
        """Each once, those of the person first."""
        return tuple(dict.fromkeys((*self.personne, *self.dossier)))
