"""Chooses templates and has them rendered: ours by an engine that is kept, a user's own in a process apart, once checked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from droits_usagers.domain.errors import ExpectedError
from droits_usagers.letters.articles import Articles
from droits_usagers.letters.citations import Citations
from droits_usagers.letters.gabarits import Gabarit, Gabarits, fields_name
from droits_usagers.letters.isolement import Isoloir
from droits_usagers.letters.moteur import Fragment, Moteur
from droits_usagers.letters.rendus import Commande, render_with
from droits_usagers.letters.verification import Schema, check_source, imported_names, parse


@dataclass(frozen=True, slots=True)
class Redige:
    """What templates gave: the one that was asked for, its body, and the fields of each, by template id."""

    gabarit: Gabarit
    corps: Fragment
    champs: Mapping[str, Fragment] = field(repr=False)


class Atelier:
    """Renders templates by id. Safe from any thread."""

    def __init__(self, gabarits: Gabarits) -> None:
        self._gabarits = gabarits
        self._isoloir = Isoloir()
        self._imports = lru_cache(maxsize=256)(_imports_of)

    @cached_property
    def articles(self) -> Articles:
        """Agreement in French, shared by everything that is rendered."""
        return Articles(self._gabarits.articles)

    @cached_property
    def _moteur(self) -> Moteur:
        return Moteur(_sources(self._gabarits.ours), self.articles)

    def close(self) -> None:
        """End the process that renders a user's own templates, and with it what it was given."""
        self._isoloir.close()

    def render(
        self, id_: str, habillage: str, *, contexte: Mapping[str, object], citations: Citations, schema: Schema
    ) -> Redige:
        """Render a template and, when named, the fields laid out around it.

        Raises ExpectedError GABARIT_… when a user's own template is at fault.
        """
        jeu = self._needed({**self._gabarits.ours, **self._gabarits.users()}, (id_, *filter(None, (habillage,))))
        with_fields = [nom for nom in (id_, habillage) if nom and jeu[nom].champs]
        commande = Commande(_sources(jeu), (id_, *map(fields_name, with_fields)), contexte, citations, self._gabarits.articles)
        corps, *champs = self._run(commande, jeu, schema)
        return Redige(jeu[id_], corps, dict(zip(with_fields, champs, strict=True)))

    def _run(self, commande: Commande, jeu: Mapping[str, Gabarit], schema: Schema) -> tuple[Fragment, ...]:
        users = [gabarit for gabarit in jeu.values() if not gabarit.a_nous]
        if not users:
            return render_with(self._moteur, commande)
        for gabarit in users:
            check_template(gabarit, schema)
        return self._isoloir.render(commande)

    def _needed(self, tous: Mapping[str, Gabarit], racines: tuple[str, ...]) -> dict[str, Gabarit]:
        """These templates and all they import, near or far."""
        jeu: dict[str, Gabarit] = {}
        restants = list(racines)
        while restants:
            nom = restants.pop()
            if nom in tous and nom not in jeu:
                jeu[nom] = tous[nom]
                restants.extend(self._imports(tous[nom].fichier, tous[nom].corps))
        return jeu


def check_template(gabarit: Gabarit, schema: Schema) -> None:
    """Check a body and every field. Raises ExpectedError naming the file, and the line in it."""
    check_source(gabarit.fichier, gabarit.corps, schema)
    for champ, source in gabarit.champs.items():
        try:
            check_source(gabarit.fichier, source, schema)
        except ExpectedError as error:
            # The line of a field counts from its own beginning.
            ligne = gabarit.line_of(champ) + int(error.faits["ligne"]) - 1
            raise ExpectedError(error.panne, **error.faits | {"ligne": str(ligne)}) from None


def _imports_of(fichier: str, corps: str) -> tuple[str, ...]:
    return tuple(imported_names(parse(fichier, corps)))


def _sources(gabarits: Mapping[str, Gabarit]) -> dict[str, str]:
    return dict(_all_sources(gabarits))


def _all_sources(gabarits: Mapping[str, Gabarit]) -> Iterator[tuple[str, str]]:
    for gabarit in gabarits.values():
        yield from gabarit.sources.items()
