"""Somebody at the keyboard, who only knows what is said: presses keys, writes down what was heard, and what should have been.

Each thing that is not as it should be is kept with where it was met (`Faute`); the path goes on as long as it can.
"""

from collections.abc import Iterable, Iterator

from tools.livraison.ecoute.jugement import (
    PORTES,
    Ecoute,
    Faute,
    is_heard,
    of_a_new_page,
    of_what_is_said,
    one_line,
    plain,
    unheard,
)
from tools.livraison.ecoute.seance import Entendu, SeanceEcoute

#: How many times a key is pressed at most, to come to something or around a page; how many windows long one page may be.
#: And how many things said again, in a row, tell that one is back.
AU_PLUS, ECRANS = 160, 12
_ASSEZ = 4
#: What is read by sweeping the window, from its top: all lines in one go; and how one leaves the sweep.
BALAYAGE, FIN_BALAYAGE = ("KP_Add", "KP_Add"), "KP_Subtract"


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
        self._keep([("perdu", pourquoi)])

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
            if mots.casefold() in plain(self.press(touche).texte):
                return self._dernier
        msg = f"« {mots} » n'est jamais dit en pressant {_key(touche)}"
        raise Perdu(msg)

    def seek(self, mots: str, trouve: str = "", *, jusqu_a: str = "") -> Entendu:
        """Goes anywhere by the field: what Enter will lead to (`trouve`, or those words) is said before it is pressed."""
        self.press("ctrl+k")
        self.type(mots)
        if plain(trouve or mots) not in plain(self._dernier.texte):
            self._keep([("trouvé, mais muet", f"Ctrl+K, « {mots} » → « {self._dernier.texte} »")])
        return self.press("Return", jusqu_a=jusqu_a)

    def _listen(self, geste: str, jusqu_a: str = "") -> Entendu:
        if jusqu_a and not self.seance.wait_for(jusqu_a):
            self._keep([("jamais dit", f"{geste} : « {jusqu_a} »")])
        self._dernier = self.seance.hear()
        self._page += self._dernier.dits
        dits = [f"« {self._anonymous(dit)} »{' (coupé)' if rang in self._dernier.coupes else ''}" for rang, dit in self._said()]
        self.lignes.append(f"- {geste} → {' '.join(dits) or '*rien*'}")
        self._judge(geste)
        return self._dernier

    def _said(self) -> Iterator[tuple[int, str]]:
        for rang, dit in enumerate(self._dernier.dits):
            if dit.strip():
                yield rang, one_line(dit)

    def _anonymous(self, dit: str) -> str:
        """On one line, without where this was done."""
        return one_line(dit.replace(str(self.seance.dossier / "maison"), "~").replace(str(self.seance.dossier), "…"))

    # Judging

    def _keep(self, fautes: Iterable[Ecoute]) -> None:
        for regle, quoi in fautes:
            faute = Faute(regle, self._partie, self._anonymous(quoi))
            if faute not in self.fautes:
                self.fautes.append(faute)

    def _judge(self, geste: str) -> None:
        """Nothing empty, nothing twice, and no door on the way."""
        dits = [dit for _, dit in self._said()]
        self._keep((regle, f"{geste} → {quoi}") for regle, quoi in of_what_is_said(dits, entier=not geste.startswith("tape")))
        passage = [nom for nom, role in self._dernier.foyers[:-1] if nom in PORTES and role != "label"]
        if passage and "Tab" not in geste:
            self._keep([("une porte prend le foyer en passant", f"{geste} → {', '.join(passage)}")])
        autres = [plain(nom) for nom, _ in self._dernier.foyers[:-1] if nom]
        coupes = [
            dit for rang, dit in self._said() if rang in self._dernier.coupes and any(nom in plain(dit) for nom in autres)
        ]
        if coupes and "Tab" not in geste:
            self._keep([("autre chose prend le foyer en passant", f"{geste} → {', '.join(coupes)}")])

    def expect_page(self, titre: str, *, etape: str = "") -> None:
        """What was just heard is a new page: its title first, how far one is, then what has the focus."""
        self._page = list(self._dernier.dits)
        self._keep(of_a_new_page(self.seance.tree(), self._page, titre=titre, etape=etape))

    def read(self) -> None:
        """All the page, around it by Tab too. What is never said is a fault."""
        self._sweep()
        self._go_around()
        self._read_on(tab=True)

    def skim(self) -> None:
        """All the page, by sweeping it alone. What is never said is a fault."""
        self._sweep()
        self._read_on(tab=False)

    def _read_on(self, *, tab: bool) -> None:
        """What is out of sight, a windowful after another."""
        for _ in range(ECRANS):
            if not self._unheard(tab=tab):
                return
            self.seance.press("Next")
            self.seance.settle()
            self._sweep()
        self._keep(("texte qu'on n'atteint pas", f"« {texte} »") for texte in self._unheard(tab=tab))

    def _go_around(self) -> None:
        """Until the first things that Tab said are said again, one after the other."""
        dits: list[str] = []
        for _ in range(AU_PLUS):
            dits.append(plain(" ".join(self.press("Tab").dits[-2:])))
            if len(dits) > _ASSEZ + 1 and dits[-_ASSEZ:] == dits[:_ASSEZ]:
                # Back to where one was.
                self.seance.press(*["shift+Tab"] * _ASSEZ)
                self.seance.hear()
                return
        self._keep([("on ne revient pas", f"{AU_PLUS} fois Tab, et pas encore « {dits[0]} »")])

    def _sweep(self) -> None:
        """Says what Tab had not."""
        self.seance.press(*BALAYAGE)
        lus = self.seance.hear().dits
        entendu = plain(" ".join(self._page))
        nouveaux = [lu for lu in lus if not is_heard(lu, entendu)]
        self._page += lus
        self.seance.press(FIN_BALAYAGE)
        self.seance.hear()
        if nouveaux:
            self.lignes.append(f"- `balayage` → {' '.join(f'« {self._anonymous(lu)} »' for lu in nouveaux)}")

    def _unheard(self, *, tab: bool) -> list[str]:
        return unheard(self.seance.tree(), self._page, tab=tab)


def _key(touche: str) -> str:
    """As it is engraved on a French keyboard."""
    noms = {
        "Return": "Entrée", "Escape": "Échap", "space": "Espace", "Down": "↓", "Up": "↑", "Left": "←", "Right": "→",
        "shift": "Maj", "ctrl": "Ctrl", "alt": "Alt", "Next": "Page suivante", "Home": "Début", "End": "Fin", "Delete": "Suppr",
        "shift+Tab": "Maj+Tab",
    }  # fmt: skip
    return "+".join(noms.get(partie, partie.upper() if len(partie) == 1 else partie) for partie in touche.split("+"))
