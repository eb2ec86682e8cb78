"""What should have been heard: judges a tree of accessible objects, and what was said, without having to listen again."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

PORTES = ("Écrire", "Suivre", "Informer")
_VIDE = re.compile(r"layered pane|\b0 (?:éléments?|items?)\b")
_BLANCS = re.compile(r"[\s\u00a0\u202f]+")
#: What is only read, never acted on.
_TEXTES = {"label", "static", "heading", "paragraph", "description", "caption", "notification", "info bar"}
#: In front of everything, and named by the title of the window; and what never has the focus but by what is in it.
CELLULE = "table cell"
_FENETRES = {"frame", "dialog", "window", "alert", "page tab list"}
#: Shorter than this, in letters, a thing said twice is no nuisance: « Oui », a number.
_COURT = 14
#: Shorter than this, what is inside another sentence is a way of speaking: « saisir la CADA », then before which day.
_DEDANS = 30
#: How near two ends of the same words are, in letters, to be one thing said twice.
_PRES = 400


@dataclass(frozen=True, slots=True)
class Objet:
    """What a screen reader is told of one thing in the window. `parent`: its place in the tree; -1 at the root."""

    role: str
    nom: str = ""
    description: str = ""
    texte: str = ""
    etats: frozenset[str] = frozenset()
    attributs: Mapping[str, str] | None = None
    cadre: tuple[int, ...] = ()
    parent: int = -1


@dataclass(frozen=True, slots=True)
class Faute:
    """What was not heard as it should be. `regle`: which rule; `ou`: where in the path."""

    regle: str
    ou: str
    quoi: str

    def __str__(self) -> str:
        return f"{self.regle} — {self.ou} — {self.quoi}"


#: A rule that does not hold, and what was seen or heard.
Ecoute = tuple[str, str]


def one_line(texte: str) -> str:
    """Spaces of any kind are one."""
    return _BLANCS.sub(" ", texte).strip()


def plain(texte: str) -> str:
    """Without what is not heard: spaces and apostrophes of any kind, case, and the full stop that Orca adds."""
    return one_line(texte).strip(" .").replace("’", "'").casefold()


def repeated(dits: Sequence[str]) -> list[str]:
    """The sentences said again among them: whole, inside another, or twice in the same breath."""
    phrases = [phrase for dit in dits for phrase in _sentences(dit)]
    simples = [plain(phrase) for phrase in phrases]
    return [
        phrases[rang]
        for rang, phrase in enumerate(simples)
        if len(phrase) >= _COURT
        and any(
            rang < la if phrase == autre else len(phrase) >= _DEDANS and phrase in autre
            for la, autre in enumerate(simples)
            if la != rang
        )
    ]


def _sentences(dit: str) -> list[str]:
    """As they are said; what is said twice without a stop between is two."""
    coupes = [phrase for phrase in _FINS.split(one_line(dit)) if phrase]
    doubles = [_TWICE.search(phrase) for phrase in coupes]
    return coupes + [double.group(1) for double in doubles if double is not None]


_FINS = re.compile(r"(?<=[.?!…:])\s")
_TWICE = re.compile(rf"(?<!\w)(\w.{{{_COURT},{_PRES}}}\w)(?!\w).*?(?<!\w)\1(?!\w)", re.IGNORECASE)


def of_what_is_said(dits: Sequence[str], *, entier: bool = True) -> Iterator[Ecoute]:
    """After any key: nothing empty, and nothing twice. Not `entier`: after several, that may each be told the same."""
    for dit in dits:
        if _VIDE.search(dit):
            yield "panneau vide annoncé", f"« {dit} »"
    for dit in repeated(dits) if entier else ():
        yield "dit deux fois", f"« {dit} »"


def of_a_new_page(arbre: Sequence[Objet], dits: Sequence[str], *, titre: str, etape: str = "") -> Iterator[Ecoute]:
    """Its title comes first and has the role of one, then how far one is, then what has the focus; nothing is nameless."""
    entendu = plain(" ".join(dits))
    place, champ = entendu.find(plain(titre)), entendu.find(plain(focus(arbre).nom))
    if place < 0:
        yield "titre muet", f"« {titre} » n'est pas dit en arrivant : « {one_line(' '.join(dits))} »"
    elif 0 <= champ < place:
        yield "titre après le champ", f"« {titre} » : « {one_line(' '.join(dits))} »"
    if not any(objet.role == "heading" and plain(titre) in plain(objet.nom) for objet in arbre):
        yield "titre sans son rôle", f"« {titre} » n'est le nom d'aucun titre de la page"
    if etape and plain(etape) not in entendu:
        yield "étape sans son numéro", f"« {titre} » : « {etape} » n'est pas dit"
    yield from of_names(arbre)


def of_names(arbre: Sequence[Objet]) -> Iterator[Ecoute]:
    """All that can take the focus has a name."""
    for objet in arbre:
        if "FOCUSABLE" in objet.etats and not objet.nom.strip() and objet.role not in _FENETRES and not _is_said(arbre, objet):
            yield "sans nom", f"{objet.role}, dans {_way(arbre, objet)}"


def _is_said(arbre: Sequence[Objet], cellule: Objet) -> bool:
    """Of a line that one of its cells says whole, the others say nothing again."""
    autres = (un for un in arbre if un.role == cellule.role == CELLULE and un.parent == cellule.parent and un.nom.strip())
    return any(un.cadre[1:2] == cellule.cadre[1:2] for un in autres)


def unheard(arbre: Sequence[Objet], dits: Sequence[str], *, tab: bool = True) -> list[str]:
    """The texts of the window that nothing said. Not `tab`: nobody pressed it, and what it stops at is reached all the same."""
    entendu = plain(" ".join(dits))
    # A label is the name of its field.
    arrets = {plain(objet.nom) for objet in arbre if "FOCUSABLE" in objet.etats and not tab} - {""}
    lus = (objet for objet in arbre if objet.role in _TEXTES and plain(objet.nom) not in arrets)
    textes = [objet.nom or objet.texte for objet in lus]
    return [texte for texte in textes if texte.strip() and not is_heard(texte, entendu)]


def is_heard(texte: str, entendu: str) -> bool:
    """Each line of it is in what was heard, already made plain."""
    return all(plain(ligne) in entendu for ligne in _LIGNES.split(texte) if len(plain(ligne)) > 1)


#: Lines; and in the line of the title, how far one is.
_LIGNES = re.compile(r"\n|, (?=étape )")


def focus(arbre: Sequence[Objet]) -> Objet:
    """What has the focus: the innermost of those that say so."""
    vus = (objet for objet in reversed(arbre) if {"FOCUSED", "FOCUSABLE"} <= objet.etats and objet.role != "page tab")
    return next(vus, Objet(""))


def _way(arbre: Sequence[Objet], objet: Objet) -> str:
    """The names around it, the nearest first."""
    noms: list[str] = []
    parent = objet.parent
    while parent >= 0:
        noms += [arbre[parent].nom] if arbre[parent].nom else []
        parent = arbre[parent].parent
    return " < ".join(noms[:3]) or "la fenêtre"
