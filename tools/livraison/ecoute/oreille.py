"""What a screen reader is told of the program: its tree of accessible objects, asked for by whoever writes a line on stdin.

    /usr/bin/python3 oreille.py    (the Python of the system: AT-SPI is nowhere else)

One JSON line for each question: « arbre », the window in front and all that is in it; « tour », nothing, once the program has
answered. And one for each thing that happens there.
"""
# ruff: noqa: ANN401 - AT-SPI does not say of what types it is

import json
import os
import sys
from importlib import import_module
from typing import Any

_EVENEMENTS = (
    "object:state-changed:focused",
    "object:announcement",
    "object:active-descendant-changed",
    "object:selection-changed",
    "window:activate",
)
_ETATS = ("ACTIVE", "FOCUSABLE", "FOCUSED", "SHOWING", "SENSITIVE", "CHECKED", "EXPANDABLE", "EXPANDED", "EDITABLE", "SELECTED")
#: As much of a text as is compared; children of one object (a table of ten thousand rows), and objects in all.
_LONG, _ENFANTS, _OBJETS = 4_000, 120, 2_500
_PATIENCE = 60_000


def tell(**fait: object) -> None:
    """One line, at once."""
    sys.stdout.write(json.dumps(fait, ensure_ascii=False) + "\n")
    sys.stdout.flush()


class Oreille:
    """Answers about one program, known by its process."""

    def __init__(self, atspi: Any, glib: Any, pid: int) -> None:
        self._atspi, self._glib, self._pid = atspi, glib, pid
        self._reponses: dict[str, Any] = {"arbre": self._tree, "tour": self._round}

    def answer(self, question: str) -> None:
        """Says what was asked, or that it could not be seen: objects go while one looks at them."""
        try:
            tell(reponse=question, valeur=self._reponses[question]())
        except self._glib.Error as error:
            tell(reponse=question, perdu=str(error))

    def on_event(self, evenement: Any) -> None:
        """Something happened there."""
        try:
            if evenement.source.get_process_id() == self._pid:
                source = evenement.source
                tell(evenement=evenement.type, role=source.get_role_name(), nom=source.get_name() or "")
        except self._glib.Error:
            pass

    def _program(self) -> Any:
        bureau = self._atspi.get_desktop(0)
        for rang in range(bureau.get_child_count()):
            programme = bureau.get_child_at_index(rang)
            if programme is not None and programme.get_process_id() == self._pid:
                return programme
        return None

    def _round(self) -> bool:
        """Where a window is: the one thing that is never remembered on this side, and must be asked of the program."""
        fenetre = self._window()
        return fenetre is not None and bool(fenetre.get_extents(self._atspi.CoordType.SCREEN))

    def _window(self) -> Any:
        """The one in front: what is told last comes first."""
        programme = self._program()
        fenetres = [] if programme is None else [programme.get_child_at_index(r) for r in range(programme.get_child_count())]
        montrees = [une for une in fenetres if une is not None and "SHOWING" in self._states(une)]
        actives = [une for une in montrees if "ACTIVE" in self._states(une)]
        return next(iter(reversed(actives or montrees)), None)

    def _tree(self) -> list[dict[str, Any]]:
        objets: list[dict[str, Any]] = []
        fenetre = self._window()
        if fenetre is not None:
            self._walk(fenetre, -1, objets)
        return objets

    def _walk(self, objet: Any, parent: int, objets: list[dict[str, Any]]) -> None:
        etats = self._states(objet)
        if len(objets) >= _OBJETS or (parent >= 0 and "SHOWING" not in etats):
            return
        objets.append(self._facts(objet, etats, parent))
        ici = len(objets) - 1
        for rang in range(min(objet.get_child_count(), _ENFANTS)):
            enfant = objet.get_child_at_index(rang)
            if enfant is not None:
                self._walk(enfant, ici, objets)

    def _facts(self, objet: Any, etats: list[str], parent: int) -> dict[str, Any]:
        cadre = objet.get_extents(self._atspi.CoordType.SCREEN) if objet.get_component_iface() else None
        return {
            "role": objet.get_role_name(),
            "nom": objet.get_name() or "",
            "description": objet.get_description() or "",
            "texte": self._text(objet),
            "etats": etats,
            "attributs": dict(objet.get_attributes() or {}),
            "cadre": [cadre.x, cadre.y, cadre.width, cadre.height] if cadre else [],
            "parent": parent,
        }

    def _text(self, objet: Any) -> str:
        if not objet.get_text_iface():
            return ""
        texte = self._atspi.Text
        return str(texte.get_text(objet, 0, min(_LONG, texte.get_character_count(objet))) or "")

    def _states(self, objet: Any) -> list[str]:
        etats = objet.get_state_set()
        return [nom for nom in _ETATS if etats.contains(getattr(self._atspi.StateType, nom))]


def main() -> None:
    """Listens until its stdin is closed."""
    gi = import_module("gi")
    gi.require_version("Atspi", "2.0")
    atspi, glib = import_module("gi.repository.Atspi"), import_module("gi.repository.GLib")
    atspi.init()
    # In milliseconds: a program that is busy is not one that is lost.
    atspi.set_timeout(_PATIENCE, _PATIENCE)
    oreille = Oreille(atspi, glib, int(sys.argv[1]))
    ecoute = atspi.EventListener.new(oreille.on_event)
    for evenement in _EVENEMENTS:
        ecoute.register(evenement)

    def on_question(*_: object) -> bool:
        questions = os.read(0, 65_536).decode().split()
        for question in questions:
            oreille.answer(question)
        if not questions:
            atspi.event_quit()
        return bool(questions)

    glib.io_add_watch(0, glib.PRIORITY_DEFAULT, glib.IOCondition.IN | glib.IOCondition.HUP, on_question)
    tell(pret=True)
    atspi.event_main()


if __name__ == "__main__":
    main()
