"""Somebody at the keyboard, who only knows what is said: presses keys, writes down what was heard, and what should have been.

Each thing that is not as it should be is kept with where it was met (`Faute`); the path goes on as long as it can.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tools.livraison.ecoute.seance import Entendu, Objet, SeanceEcoute

#: How many times a key is pressed at most, to come to something or around a page; how many windows long one page may be.
AU_PLUS, ECRANS = 160, 12
#: What is read by sweeping the window, from its top: all lines in one go; and how one leaves the sweep.
BALAYAGE, FIN_BALAYAGE = ("KP_Add", "KP_Add"), "KP_Subtract"
PORTES = ("Écrire", "Suivre", "Informer")
_VIDE = re.compile(r"layered pane|\b0 (?:éléments?|items?)\b")
_BLANCS = re.compile(r"[\s\u00a0\u202f]+")
#: What is only read, never acted on.
_TEXTES = {"label", "static", "heading", "paragraph", "section", "description", "caption", "notification", "info bar"}
#: In front of everything, and named by the title of the window.
_FENETRES = {"frame", "dialog", "window", "alert"}
#: Shorter than this, in letters, a thing said twice is no nuisance: « Oui », a number.
_COURT = 14


@dataclass(frozen=True, slots=True)
class Faute:
    """What was not heard as it should be. `regle`: which rule; `ou`: where in the path."""

    regle: str
    ou: str
    quoi: str

    def __str__(self) -> str:
        return f"{self.regle} — {self.ou} — {self.quoi}"


class Perdu(Exception):  # noqa: N818 - a state, more than an error
    """Nobody could go further: what was looked for was never said."""


class Lecteur:
    """Goes along one path, in one session."""

    def __init__(self, seance: SeanceEcoute) -> None:
        self.seance = seance
        self.lignes: list[str] = []
        self.fautes: list[Faute] = []
        self._partie = ""
        self._dernier = Entendu()
        #: All that was heard since one is on this page.
        self._page: list[str] = []

    # Doing

    def arrive(self) -> Entendu:
        """What is said while nothing was pressed yet."""
        return self._listen("*le programme s'ouvre*")

    def give_up(self, pourquoi: str) -> None:
        """Nobody could go further."""
        self.lignes.append(f"- *perdu : {self._anonymous(pourquoi)}*")
        self._fault("perdu", self._anonymous(pourquoi))

    def begin(self, titre: str) -> None:
        """A part of the path."""
        self._partie = titre
        self.lignes += ["", f"## {titre}", ""]

    def press(self, *touches: str, jusqu_a: str = "") -> Entendu:
        """Presses keys and writes what was heard; `jusqu_a`: what must be said before one goes on."""
        self.seance.press(*touches)
        return self._listen(" ".join(f"`{_key(touche)}`" for touche in touches), jusqu_a)

    def type(self, texte: str, *, montre: str = "") -> Entendu:
        """Types a text; `montre`: what is written of it, where it is nobody's business."""
        self.seance.type(texte)
        return self._listen(f"tape « {montre or texte} »")

    def wait(self, minutes: float, *, jusqu_a: str = "") -> Entendu:
        """As if one had stayed away that long."""
        self.seance.pass_time(minutes)
        return self._listen(f"*{minutes:g} minutes passent*", jusqu_a)

    def go_to(self, mots: str, *, touche: str = "Tab", au_plus: int = AU_PLUS) -> Entendu:
        """Presses a key until this is said first. Raises Perdu where it never is."""
        for _ in range(au_plus):
            if mots.casefold() in _plain(self.press(touche).texte):
                return self._dernier
        msg = f"« {mots} » n'est jamais dit en pressant {_key(touche)}"
        raise Perdu(msg)

    def _listen(self, geste: str, jusqu_a: str = "") -> Entendu:
        if jusqu_a:
            self.seance.wait_for(jusqu_a)
        self._dernier = self.seance.hear()
        self._page += self._dernier.dits
        dits = [f"« {self._anonymous(dit)} »{' (coupé)' if rang in self._dernier.coupes else ''}" for rang, dit in self._said()]
        self.lignes.append(f"- {geste} → {' '.join(dits) or '*rien*'}")
        self._check_said(geste)
        return self._dernier

    def _said(self) -> Iterator[tuple[int, str]]:
        for rang, dit in enumerate(self._dernier.dits):
            if dit:
                yield rang, _BLANCS.sub(" ", dit)

    def _anonymous(self, dit: str) -> str:
        """On one line, without where this was done."""
        return _BLANCS.sub(" ", dit.replace(str(self.seance.dossier / "maison"), "~").replace(str(self.seance.dossier), "…"))

    # Judging

    def _fault(self, regle: str, quoi: str) -> None:
        faute = Faute(regle, self._partie, quoi)
        if faute not in self.fautes:
            self.fautes.append(faute)

    def _check_said(self, geste: str) -> None:
        """Nothing empty, nothing twice, and no door on the way."""
        dits = [dit for _, dit in self._said()]
        for dit in dits:
            if _VIDE.search(dit):
                self._fault("panneau vide annoncé", f"{geste} → « {dit} »")
        for dit in _repeated(dits):
            self._fault("dit deux fois", f"{geste} → « {self._anonymous(dit)} »")
        passage = [nom for nom, role in self._dernier.foyers[:-1] if nom in PORTES and role != "label"]
        if passage and "Tab" not in geste:
            self._fault("une porte prend le foyer en passant", f"{geste} → {', '.join(passage)}")

    def expect_page(self, titre: str, *, etape: str = "") -> None:
        """What was just heard is a new page: its title first, how far one is, then what has the focus."""
        self._page = list(self._dernier.dits)
        entendu, arbre = _plain(self._dernier.texte), self.seance.tree()
        place = entendu.find(_plain(titre))
        if place < 0:
            self._fault("titre muet", f"« {titre} » n'est pas dit en arrivant : « {self._anonymous(self._dernier.texte)} »")
        elif place > max(entendu.find(_plain(_focus(arbre).nom)), 0):
            self._fault("titre après le champ", f"« {titre} » : « {self._anonymous(self._dernier.texte)} »")
        if not any(objet.role == "heading" and _plain(titre) in _plain(objet.nom) for objet in arbre):
            self._fault("titre sans son rôle", f"« {titre} » n'est le nom d'aucun titre de la page")
        if etape and _plain(etape) not in entendu:
            self._fault("étape sans son numéro", f"« {titre} » : « {etape} » n'est pas dit")
        self.check_names(arbre)

    def check_names(self, arbre: list[Objet]) -> None:
        """All that can take the focus has a name."""
        for objet in arbre:
            if "FOCUSABLE" in objet.etats and not objet.nom.strip() and objet.role not in _FENETRES:
                self._fault("sans nom", f"{objet.role}, dans {_way(arbre, objet)}")

    def read(self) -> None:
        """All the page: by sweeping it, then around it by Tab, then what was out of sight. What is never said is a fault."""
        self._sweep()
        self._go_around()
        for _ in range(ECRANS):
            if not self._unheard():
                return
            self.seance.press("Next")
            self.seance.settle()
            self._sweep()
        for texte in self._unheard():
            self._fault("texte qu'on n'atteint pas", f"« {self._anonymous(texte)} »")

    def _go_around(self) -> None:
        """Until the focus is where it was."""
        depart = _focus(self.seance.tree())
        for _ in range(AU_PLUS):
            self.press("Tab")
            foyers = self._dernier.foyers
            if not foyers or foyers[-1] == (depart.nom, depart.role):
                ici = _focus(self.seance.tree())
                if (ici.nom, ici.role, ici.parent) == (depart.nom, depart.role, depart.parent):
                    return
        self._fault("on ne revient pas", f"{AU_PLUS} fois Tab, et pas encore « {depart.nom} »")

    def _sweep(self) -> None:
        """Says what Tab had not."""
        self.seance.press(*BALAYAGE)
        lus = self.seance.hear().dits
        nouveaux = [_BLANCS.sub(" ", lu) for lu in lus if not self._is_heard(lu)]
        self._page += lus
        self.seance.press(FIN_BALAYAGE)
        self.seance.hear()
        if nouveaux:
            self.lignes.append(f"- `balayage` → {' '.join(f'« {self._anonymous(lu)} »' for lu in nouveaux)}")

    def _is_heard(self, texte: str) -> bool:
        entendu = _plain(" ".join(self._page))
        return all(_plain(ligne) in entendu for ligne in texte.splitlines() if len(_plain(ligne)) > 1)

    def _unheard(self) -> list[str]:
        textes = [objet.nom or objet.texte for objet in self.seance.tree() if objet.role in _TEXTES]
        return [texte for texte in textes if texte.strip() and not self._is_heard(texte)]


def _key(touche: str) -> str:
    """As it is engraved on a French keyboard."""
    noms = {
        "Return": "Entrée", "Escape": "Échap", "space": "Espace", "Down": "↓", "Up": "↑", "Left": "←", "Right": "→",
        "shift": "Maj", "ctrl": "Ctrl", "alt": "Alt", "Next": "Page suivante", "Home": "Début", "End": "Fin", "Delete": "Suppr",
        "shift+Tab": "Maj+Tab",
    }  # fmt: skip
    return "+".join(noms.get(partie, partie.upper() if len(partie) == 1 else partie) for partie in touche.split("+"))


def _plain(texte: str) -> str:
    """Without what is not heard: spaces of any kind, case, and the full stop that Orca adds."""
    return _BLANCS.sub(" ", texte).strip(" .").casefold()


def _repeated(dits: list[str]) -> list[str]:
    """What is said again among them, whole or inside another."""
    longs = [(rang, _plain(dit)) for rang, dit in enumerate(dits) if len(dit) >= _COURT]
    ailleurs = [
        dits[rang]
        for rang, dit in longs
        for autre, texte in enumerate(map(_plain, dits))
        if rang != autre and dit in texte and (dit != texte or rang < autre)
    ]
    dedans = [dit for dit in dits if re.search(rf"(\w.{{{_COURT},}}\w)\W.*\1", _plain(dit))]
    return ailleurs + dedans


def _focus(arbre: list[Objet]) -> Objet:
    """What has the focus: the innermost of those that say so."""
    return next(
        (objet for objet in reversed(arbre) if {"FOCUSED", "FOCUSABLE"} <= objet.etats and objet.role != "page tab"),
        Objet("", "", "", "", frozenset(), {}, (), -1),
    )


def _way(arbre: list[Objet], objet: Objet) -> str:
    """The names around it, the nearest first."""
    noms: list[str] = []
    parent = objet.parent
    while parent >= 0:
        noms += [arbre[parent].nom] if arbre[parent].nom else []
        parent = arbre[parent].parent
    return " < ".join(noms[:3]) or "la fenêtre"
