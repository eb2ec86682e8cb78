"""One rendering, whoever wrote the templates: body and fields in one go, and every failure of a template told in our words."""

import traceback
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from jinja2 import TemplateError, TemplateNotFound, UndefinedError

from droits_usagers.domain.lettre.lettre import Texte
from droits_usagers.domain.mots.nettoyage import first_forbidden
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.letters.lettre.citations import Citations, UncitableError
from droits_usagers.letters.lettre.gabarits import Gabarit, template_of
from droits_usagers.letters.lettre.jetons import ENTRE_CHAMPS, cut, first_stray
from droits_usagers.letters.lettre.markdown import to_blocks
from droits_usagers.letters.lettre.moteur import Fragment, Moteur, OverflowingError, UnfitValueError
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
