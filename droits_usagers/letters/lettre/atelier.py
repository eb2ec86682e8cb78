"""Chooses templates and has them rendered: ours by an engine that is kept, a user's own in a process apart, once checked."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.letters.lettre.articles import Articles
from droits_usagers.letters.lettre.citations import Citations
from droits_usagers.letters.lettre.gabarits import Gabarit, Gabarits, Sources, fields_name, template_of
from droits_usagers.letters.lettre.isolement import Isoloir
from droits_usagers.letters.lettre.moteur import Fragment, Moteur
from droits_usagers.letters.lettre.rendus import CommandeRendu, render_with
from droits_usagers.letters.lettre.verification import Schema

#: What a template imports, without reading it as Jinja would: that takes longer, and is done apart for a user's own.
IMPORT = re.compile(r"""\{%[-+]?\s*(?:from|import|include)\s*["']([^"'\n]*)["']""")


@dataclass(frozen=True, slots=True)
class Redige:
    """What templates gave: the one that was asked for, its body, and the fields of each, by template id."""

    gabarit: Gabarit
    #: Every template that took part, by id.
    gabarits: Mapping[str, Gabarit]
    corps: Fragment
    champs: Mapping[str, Fragment]

    @property
    def citees(self) -> frozenset[str]:
        """The entries of the law that it cites anywhere, by id."""
        return self.corps.citees.union(*(champ.citees for champ in self.champs.values()))


class Atelier:
    """Renders templates by id. Safe from any thread."""

    def __init__(self, gabarits: Gabarits) -> None:
        self._gabarits = gabarits
        self._isoloir = Isoloir()
        self._jeux: dict[tuple[str, str], _Jeu] = {}

    @cached_property
    def articles(self) -> Articles:
        """Agreement in French, shared by everything that is rendered."""
        return Articles(self._gabarits.articles)

    @cached_property
    def _moteur(self) -> Moteur:
        return Moteur(Sources(self._gabarits.ours), self.articles)

    def close(self) -> None:
        """End the process that renders a user's own templates, and with it what it was given."""
        self._isoloir.close()

    def render(
        self,
        id_: str,
        habillage: str,
        *,
        contexte: Mapping[str, object],
        citations: Citations,
        schema: Callable[[], Mapping[str, Schema]],
    ) -> Redige:
        """Render a template and, when named, the fields laid out around it. `schema` is only asked for a user's own template.

        Raises ExpectedError GABARIT_… when a user's own template is at fault, LETTRE_DEMESUREE when too much was answered.
        """
        jeu = self._set_of(id_, habillage)
        corps, *champs = self._run(CommandeRendu({}, jeu.noms, contexte, citations, self._gabarits.articles), jeu, schema)
        return Redige(jeu.gabarits[id_], jeu.gabarits, corps, dict(zip(jeu.avec_champs, champs, strict=True)))

    def _run(self, commande: CommandeRendu, jeu: "_Jeu", schema: Callable[[], Mapping[str, Schema]]) -> tuple[Fragment, ...]:
        users = tuple(gabarit for gabarit in jeu.gabarits.values() if not gabarit.a_nous)
        if not users:
            return self._run_ours(commande)
        apart = replace(commande, sources=dict(Sources(jeu.gabarits)), etrangers=users, schema=schema())
        try:
            return self._isoloir.render(apart)
        except ExpectedError as error:
            # What fails while it is rendered is known by the name of what was compiled.
            gabarit = jeu.gabarits.get(template_of(error.faits.get("fichier", "")))
            if gabarit is None:
                raise
            if gabarit.a_nous:
                _tell_ours(error)
            raise ExpectedError(error.panne, **error.faits | {"fichier": gabarit.fichier}) from None

    def _run_ours(self, commande: CommandeRendu) -> tuple[Fragment, ...]:
        """Ours are never too long by themselves: only what was answered makes them so."""
        try:
            return render_with(self._moteur, commande)
        except ExpectedError as error:
            if error.panne is Panne.GABARIT_DEMESURE:
                raise ExpectedError(Panne.LETTRE_DEMESUREE) from None
            _tell_ours(error)
            raise

    def _set_of(self, id_: str, habillage: str) -> "_Jeu":
        """What a rendering needs. Ours alone is found once; with the user's own templates it is found each time."""
        users = self._gabarits.users()
        if users:
            return _gather({**self._gabarits.ours, **users}, id_, habillage)
        if (id_, habillage) not in self._jeux:
            self._jeux[id_, habillage] = _gather(self._gabarits.ours, id_, habillage)
        return self._jeux[id_, habillage]


def _tell_ours(error: ExpectedError) -> None:
    """A text that one of ours would cite is not for whoever writes: no template is to be mended."""
    if error.panne is Panne.GABARIT_CITATION:
        raise ExpectedError(Panne.CITATION_REFUSEE, cle=error.faits["cle"]) from None


@dataclass(frozen=True, slots=True)
class _Jeu:
    """Templates that go together: those to render and all they import, near or far."""

    gabarits: Mapping[str, Gabarit]
    #: The templates whose fields are rendered, and all the names to render, the body first.
    avec_champs: tuple[str, ...]
    noms: tuple[str, ...]


def _gather(tous: Mapping[str, Gabarit], id_: str, habillage: str) -> _Jeu:
    jeu: dict[str, Gabarit] = {}
    restants = [id_, *filter(None, (habillage,))]
    while restants:
        nom = restants.pop()
        if nom in tous and nom not in jeu:
            jeu[nom] = tous[nom]
            sources = (tous[nom].corps, *tous[nom].champs.values())
            restants.extend(importe for source in sources for importe in IMPORT.findall(source))
    avec_champs = tuple(nom for nom in (id_, habillage) if nom and jeu[nom].champs)
    return _Jeu(jeu, avec_champs, (id_, *map(fields_name, avec_champs)))
