"""Everything the program knows besides its code: texts, demarches, law, situations. Each part is read on first use, then kept.

Safe from any thread: two threads may read the same part twice at worst, and find the same values.
"""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from droits_usagers.catalogue.demarches import Demarches, References
    from droits_usagers.domain.controle.reference import Reference as Controle
    from droits_usagers.domain.demarche.demarches import CanalEnvoi
    from droits_usagers.domain.demarche.situations import Porte, Situation, UrgenceDite
    from droits_usagers.domain.demonstration.invention import Invention
    from droits_usagers.domain.droit.droit import Delai, Droit
    from droits_usagers.domain.droit.feries import Feries
    from droits_usagers.domain.droit.voies import Voie
    from droits_usagers.domain.grille import ReferenceGrille as Ecarts
    from droits_usagers.domain.mots.textes import Langue, Textes
    from droits_usagers.domain.notice import ReferenceMentions
    from droits_usagers.domain.releve.vocabulaire import LexiqueReleve
    from droits_usagers.domain.reprise.adresses import Demeures, Pays
    from droits_usagers.domain.reprise.lexique import Lexique


def load_catalogue(resources: Path, langue: str = "fr") -> "Catalogue":
    """The catalogue over a resources folder, in one language ("pseudo" is made up for tests). Reads nothing yet."""
    return Catalogue(resources, langue)


class Catalogue:
    """The parts of `resources/`. Any of them may raise ExpectedError (RESSOURCE_ABIMEE) naming file and line."""

    def __init__(self, resources: Path, langue: str) -> None:
        self.resources = resources
        self.langue = langue

    @cached_property
    def textes(self) -> "Textes":
        """The texts of the window and of the command line."""
        from droits_usagers.catalogue.textes import load_promesses, load_textes

        dossier = self.resources / "textes"
        return load_textes(dossier, self.langue, load_promesses(dossier / "promesses.toml"))

    @cached_property
    def demarches(self) -> "Demarches":
        """The demarches by id (a Mapping[str, Demarche]); each file is read when its demarche is asked for."""
        from droits_usagers.catalogue.demarches import Demarches

        return Demarches(self.resources / "demarches", self.langue, lambda: self._references)

    def textes_demarche(self, id_: str) -> "Textes":
        """The texts of one demarche: titre, phrase, attente, questions.<id>.libelle… Raises KeyError for an unknown one."""
        return self.demarches.textes(id_)

    @cached_property
    def droit(self) -> "Droit":
        """The whole legal base. `delais` alone is much quicker when nothing has to be cited."""
        from droits_usagers.catalogue.droit import load_droit

        return load_droit(self.resources / "droit", self.delais)

    @cached_property
    def delais(self) -> "Mapping[str, Delai]":
        """The delays set by law, by id."""
        from droits_usagers.catalogue.droit import load_delais

        return load_delais(self.resources / "droit", self._droit_ids)

    @cached_property
    def feries(self) -> "Feries":
        """The public holidays, by territoire."""
        from droits_usagers.catalogue.droit import load_feries

        return load_feries(self.resources / "droit", self._droit_ids)

    @cached_property
    def voies(self) -> "tuple[Voie, ...]":
        """How decisions on aids are contested."""
        from droits_usagers.catalogue.droit import load_voies

        return load_voies(self.resources / "droit" / "voies.toml", self._droit_ids)

    @cached_property
    def situations(self) -> "tuple[Situation, ...]":
        """What people say, and the demarches that answer it."""
        from droits_usagers.catalogue.situations import load_situations

        return load_situations(self.resources / "situations.toml", self.demarches)

    @cached_property
    def urgences(self) -> "tuple[UrgenceDite, ...]":
        """What people say that presses more than a letter."""
        from droits_usagers.catalogue.situations import load_urgences

        return load_urgences(self.resources / "situations.toml")

    @cached_property
    def portes_refus(self) -> "tuple[Porte, ...]":
        """Who comes to refuse that a file be computerised, and what each is offered."""
        from droits_usagers.catalogue.situations import load_portes

        return load_portes(self.resources / "refus.toml", self.demarches)

    @cached_property
    def canaux(self) -> "Mapping[str, CanalEnvoi]":
        """The ways of sending a letter; their texts are `canaux.<id>.…` of `textes`."""
        from droits_usagers.catalogue.situations import load_canaux

        return load_canaux(self.resources / "canaux.toml")

    @cached_property
    def mentions(self) -> "ReferenceMentions":
        """What a notice is checked against."""
        from droits_usagers.catalogue.notices import load_reference

        return load_reference(self.resources / "mentions", self._droit_ids)

    def textes_notice(self, langue: str) -> "Textes":
        """The fixed sentences of printed notices in one language, French where it is silent."""
        from droits_usagers.catalogue.textes import load_textes

        return load_textes(self.resources / "notices", langue)

    def langues_notice(self) -> "dict[str, Langue]":
        """The languages in which the fixed sentences of notices exist beside the French, by code."""
        from droits_usagers.catalogue.notices import load_langues

        prefixe = "langues."
        francaises = {id_.removeprefix(prefixe) for id_ in self.textes_notice("fr") if id_.startswith(prefixe)}
        return load_langues(self.resources / "notices" / "langues", francaises - {"colonne", "notice"})

    @cached_property
    def ecarts(self) -> "Ecarts":
        """What the rules of the grille d'écarts are told."""
        from droits_usagers.catalogue.ecarts import load_ecarts

        return load_ecarts(self.resources / "ecarts", self._droit_ids, self.mentions.durees, releve=self.releve)

    @cached_property
    def controle(self) -> "Controle":
        """What the rules of the control before leaving are told."""
        from droits_usagers.catalogue.controle import load_controle

        return load_controle(self.resources / "controle" / "regles.toml", lambda: self.releve)

    @cached_property
    def releve(self) -> "LexiqueReleve":
        """The words of ordinary French, and those that are names."""
        from droits_usagers.catalogue.controle import load_lexique

        return load_lexique(self.resources / "releve", lambda: self._code_articles)

    @cached_property
    def mots_devinables(self) -> tuple[str, ...]:
        """What a guesser tries first against a phrase, the most likely first."""
        from droits_usagers.catalogue.invention import load_mots_devinables

        return load_mots_devinables(self.resources / "phrases.toml")

    @cached_property
    def invention(self) -> "Invention":
        """What invented dossiers are made from."""
        from droits_usagers.catalogue.invention import load_invention

        return load_invention(self.resources / "invention.toml", self.demarches)

    @cached_property
    def lexique_reprise(self) -> "Lexique":
        """The words of the tables people keep, and what they mean."""
        from droits_usagers.catalogue.reprise import load_lexique

        return load_lexique(
            self.resources / "reprise.toml",
            self.demarches,
            self.canaux,
            titre=lambda id_: self.textes_demarche(id_)("titre"),
            francais=self.releve,
            pays=frozenset().union(*self.pays),
        )

    @cached_property
    def demeures(self) -> "Demeures":
        """Where an address is."""
        from droits_usagers.catalogue.annuaire import load_demeures

        return load_demeures(self.resources, self.pays)

    @cached_property
    def pays(self) -> "Pays":
        """How people name the country of an address."""
        from droits_usagers.catalogue.annuaire import load_pays

        return load_pays(self.resources / "pays.toml")

    @cached_property
    def _droit_ids(self) -> frozenset[str]:
        from droits_usagers.catalogue.droit import droit_ids

        return droit_ids(self.resources / "droit")

    @cached_property
    def _code_articles(self) -> frozenset[str]:
        from droits_usagers.catalogue.controle import code_articles

        return code_articles(self.droit)

    @cached_property
    def _references(self) -> "References":
        from droits_usagers.catalogue.demarches import References, demarche_ids, load_communs

        dossier = self.resources / "demarches"
        return References(self._droit_ids, self.delais, self.canaux, demarche_ids(dossier), load_communs(dossier))
