"""Chooses templates and has them rendered: ours by an engine that is kept, a user's own in a process apart, once checked."""

import json
import re
import traceback
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from multiprocessing.connection import Connection
from typing import Any

from jinja2 import TemplateError, TemplateNotFound, UndefinedError

from droits_usagers.domain.lettre.lettre import ACompleter, Inline, SautDeLigne, Texte
from droits_usagers.domain.mots.nettoyage import first_forbidden
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.letters.lettre.citations import Citations, UncitableError
from droits_usagers.letters.lettre.gabarits import Gabarit, Gabarits, Sources, fields_name, template_of
from droits_usagers.letters.lettre.jetons import ENTRE_CHAMPS, cut, first_stray
from droits_usagers.letters.lettre.markdown import to_blocks
from droits_usagers.letters.lettre.moteur import Fragment, Moteur, OverflowingError, UnfitValueError
from droits_usagers.letters.lettre.processus import Limites, Processus, answer_all
from droits_usagers.letters.lettre.raccords import Articles
from droits_usagers.letters.lettre.verification import Schema, check_template

#: Characters of values, repeated ones included, in a rendering of templates that are not ours.
VALEURS_MAX = 600_000
#: Lines of such a rendering, empty ones included: each is laid out by the program itself, where nobody ends it.
LIGNES_MAX = 4_000


@dataclass(frozen=True, slots=True)
class CommandeRendu:
    """What to render: sources by name, the names to render in order, the context, and what may be cited."""

    sources: Mapping[str, str] = field(repr=False)
    noms: tuple[str, ...]
    contexte: Mapping[str, object] = field(repr=False)
    citations: Citations
    articles: Mapping[str, object] = field(repr=False)
    #: Templates that are not ours, as they were written: made ready and checked where they are rendered…
    etrangers: tuple[Gabarit, ...] = ()
    #: …the names they use among these.
    schema: Mapping[str, Schema] = field(default_factory=dict)


def render_once(commande: CommandeRendu) -> tuple[Fragment, ...]:
    """Render with an engine made for the occasion: templates that are not ours are not kept. Raises as `render_with`.

    All that such a template could make last is done here, where it is ended.
    """
    nom = commande.noms[0]
    try:
        return _rendered_apart(commande)
    except ExpectedError:
        raise
    except (RecursionError, MemoryError, SyntaxError, OverflowError):
        # Too deep to be read, checked, compiled or laid out, wherever that showed; or too large a number.
        raise ExpectedError(Panne.GABARIT_DEMESURE, fichier=nom) from None
    except Exception as error:  # noqa: BLE001 - nothing here but what a stranger's template makes happen
        raise _refusal(nom, commande.sources, Panne.GABARIT_REFUSE, error, type(error).__name__) from None


def _rendered_apart(commande: CommandeRendu) -> tuple[Fragment, ...]:
    sources = dict(commande.sources)
    for gabarit in commande.etrangers:
        sources.update(_checked(gabarit, commande.schema).sources)
    fragments = render_with(Moteur(sources, Articles(commande.articles)), commande)
    check_rendered(commande, fragments)
    if commande.etrangers:
        _measure(fragments, commande.noms[0])
    return fragments


def check_rendered(commande: CommandeRendu, fragments: Sequence[Fragment]) -> None:
    """Looks at what comes out as at what came in. Raises ExpectedError GABARIT_CARACTERE: it would be no text, or no value."""
    for nom, fragment in zip(commande.noms, fragments, strict=True):
        champs = commande.sources.get(nom, "").count(ENTRE_CHAMPS)
        interdit = first_forbidden(fragment.texte)
        cle = interdit[1] if interdit else first_stray(fragment.texte, len(fragment.valeurs), champs)
        if cle is not None:
            siens = {gabarit.id: gabarit.fichier for gabarit in commande.etrangers}
            fichier = siens.get(template_of(nom)) or next(iter(siens.values()), nom)
            raise ExpectedError(Panne.GABARIT_CARACTERE, fichier=fichier, ligne="1", cle=cle)


def _checked(gabarit: Gabarit, schema: Mapping[str, Schema]) -> Gabarit:
    """With its typography, and then checked: what is checked is what is rendered."""
    soigne = gabarit.with_typography()
    check_template(soigne, schema)
    return soigne


def _measure(fragments: Sequence[Fragment], nom: str) -> None:
    """Refuses more than any letter holds, or a text whose Markdown is too deep to be read."""
    taille = sum(map(_length, fragments))
    to_blocks(fragments[0].texte, fragments[0].valeurs)
    if taille > VALEURS_MAX or any(fragment.texte.count("\n") > LIGNES_MAX for fragment in fragments):
        raise ExpectedError(Panne.GABARIT_DEMESURE, fichier=nom)


def _length(fragment: Fragment) -> int:
    """Characters of all values, each as many times as it is said, and once when it is not."""
    fois = Counter(morceau for morceau in cut(fragment.texte) if isinstance(morceau, int))
    longueurs = (sum(len(inline.texte) for inline in valeur if isinstance(inline, Texte)) for valeur in fragment.valeurs)
    return sum(longueur * max(1, fois[rang]) for rang, longueur in enumerate(longueurs))


def render_with(moteur: Moteur, commande: CommandeRendu) -> tuple[Fragment, ...]:
    """Render with an engine that already holds the sources.

    Raises ExpectedError GABARIT_… naming the template (`fichier`), and the line and the name where they are known.
    """
    return tuple(_render(moteur, nom, commande) for nom in commande.noms)


def _render(moteur: Moteur, nom: str, commande: CommandeRendu) -> Fragment:
    refuse = partial(_refusal, nom, moteur.noms)
    try:
        return moteur.render(nom, commande.contexte, commande.citations)
    except UncitableError as error:
        raise refuse(Panne.GABARIT_CITATION, error, ", ".join(map(str, error.args))) from None
    except TemplateNotFound as error:
        raise refuse(Panne.GABARIT_NOM_INCONNU, error, str(error.name)) from None
    except UndefinedError as error:
        raise refuse(Panne.GABARIT_NOM_INCONNU, error, _quoted(error)) from None
    except (OverflowingError, RecursionError, MemoryError):
        raise ExpectedError(Panne.GABARIT_DEMESURE, fichier=nom) from None
    except (TemplateError, UnfitValueError, TypeError, ValueError, LookupError, AttributeError) as error:
        # A template may misuse what it was given in any of these ways; what it was given is never told.
        raise refuse(Panne.GABARIT_REFUSE, error, type(error).__name__) from None


def _refusal(nom: str, noms: Collection[str], panne: Panne, error: Exception, cle: str) -> ExpectedError:  # noqa: PLR0917
    """The refusal, at the innermost line of a template."""
    lieu = (nom, getattr(error, "lineno", None) or 1)
    for cadre in traceback.extract_tb(error.__traceback__):
        if cadre.filename in noms:
            lieu = (cadre.filename, cadre.lineno or 1)
    return ExpectedError(panne, fichier=lieu[0], ligne=str(lieu[1]), cle=cle)


def _quoted(error: UndefinedError) -> str:
    """The name an undefined error speaks of: « 'dict object' has no attribute 'prenm' » → prenm."""
    morceaux = (error.message or "").split("'")
    return morceaux[-2] if len(morceaux) > 2 else ""  # noqa: PLR2004 - a quoted word makes three pieces


#: How long a rendering may take once the process is there (ours take milliseconds), and how long the process may take to come.
DUREE_MAX_S = 3.0
ARRIVEE_MAX_S = 30.0


class Isoloir:
    """One kept process, started on first use, replaced when it had to be ended. Safe from any thread."""

    def __init__(self, *, duree_max_s: float = DUREE_MAX_S, arrivee_max_s: float = ARRIVEE_MAX_S) -> None:
        # It may say far more than any letter, values included.
        self._processus = Processus(serve, Limites(duree_max_s, arrivee_max_s))

    def render(self, commande: CommandeRendu) -> tuple[Fragment, ...]:
        """As `rendus.render_once`. Raises ExpectedError, GABARIT_DEMESURE when the process had to be ended."""
        try:
            reponse = self._processus.ask(commande)
        except (OSError, EOFError) as error:
            raise ExpectedError(Panne.GABARIT_DEMESURE, fichier=commande.noms[0]) from error
        return _read(json.loads(reponse))

    def close(self) -> None:
        """End the process: what it was given is gone with it."""
        self._processus.close()


def serve(fil: Connection) -> None:
    """The child: renders what it is sent until the other end is closed."""
    answer_all(fil, _answer)


def _answer(commande: Any) -> bytes:  # noqa: ANN401 - a Commande, through a pipe
    try:
        return json.dumps([_written(fragment) for fragment in render_once(commande)]).encode()
    except ExpectedError as error:
        return json.dumps({"panne": error.panne.value, "faits": error.faits}).encode()


def _written(fragment: Fragment) -> dict[str, object]:
    valeurs = [[_written_inline(inline) for inline in valeur] for valeur in fragment.valeurs]
    return {"texte": fragment.texte, "valeurs": valeurs, "citees": sorted(fragment.citees)}


def _written_inline(inline: Inline) -> object:
    match inline:
        case Texte():
            return [inline.texte, inline.saisi]
        case ACompleter():
            return inline.largeur
        case _:
            return None


def _read(reponse: Any) -> tuple[Fragment, ...]:  # noqa: ANN401 - JSON, in the shape that `_answer` gives it
    if isinstance(reponse, dict):
        raise ExpectedError(Panne(reponse["panne"]), **{str(cle): str(valeur) for cle, valeur in reponse["faits"].items()})
    return tuple(
        Fragment(
            str(fragment["texte"]),
            tuple(tuple(map(_read_inline, valeur)) for valeur in fragment["valeurs"]),
            frozenset(map(str, fragment["citees"])),
        )
        for fragment in reponse
    )


def _read_inline(inline: object) -> Inline:
    match inline:
        case [str(texte), bool(saisi)]:
            return Texte(texte, saisi=saisi)
        case int(largeur):
            return ACompleter(largeur)
        case _:
            return SautDeLigne()


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
