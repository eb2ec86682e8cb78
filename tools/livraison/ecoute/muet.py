"""Orca, with a speech server that speaks to nobody and tells each thing that would have been said, one JSON line each.

    /usr/bin/python3 muet.py DOSSIER    (the Python of the system: Orca is nowhere else)

Asked « calme? » on stdin, it answers once it has done with all that it was told of. `DOSSIER` holds its settings.
"""
# ruff: noqa: ANN401 - neither Orca nor GLib says of what types it is

import json
import os
import re
import sys
import types
from collections.abc import Callable
from html import unescape
from importlib import import_module
from typing import Any

#: Marks between words, that a voice does not say.
_BALISES = re.compile(r"<[^>]*>")
_REGLAGES = {"enableBraille": False, "enableSound": False, "enableMouseReview": False, "enableKeyEcho": False}


def _say(texte: str, callback: Any = None, **_: object) -> None:
    """Tells it; a reading that goes on by itself is told that this was said."""
    tell(dit=unescape(_BALISES.sub("", texte)).strip())
    if callback is not None:
        callback("begin")
        callback("end")


def _spell(signe: str) -> None:
    """A character, or a key, by its name."""
    tell(dit=signe)


#: What Orca asks of a voice, and what is done about it. All the rest are settings of a voice: there is none.
_GESTES: dict[str, Callable[..., Any]] = {
    "speak": _say,
    "char": _spell,
    "key": _spell,
    "cancel": lambda: tell(coupe=True),
    "list_output_modules": lambda: ("muet",),
    "list_synthesis_voices": lambda *_: (("muette", "fr", None),),
    "get_output_module": lambda: "muet",
    "get_language": lambda: "fr",
}


class VoixMuette:
    """What `speechd.SSIPClient` is to Orca."""

    def __init__(self, *_: object, **__: object) -> None:
        """Whoever asks."""

    def __getattr__(self, nom: str) -> Any:
        """One of its gestures, or a setting of a voice."""
        if nom.startswith("__"):
            raise AttributeError(nom)
        return _GESTES.get(nom, lambda *_, **__: 0)


def tell(**fait: object) -> None:
    """One line, at once."""
    sys.__stdout__.write(json.dumps(fait, ensure_ascii=False) + "\n")  # type: ignore[union-attr]
    sys.__stdout__.flush()  # type: ignore[union-attr]


def _speechd() -> types.ModuleType:
    """A module such as Orca imports."""
    module = types.ModuleType("speechd")
    for nom, mots in _NOMS.items():
        setattr(module, nom, type(nom, (), {mot: mot.lower() for mot in mots.split()}))
    for nom in ("SSIPCommunicationError", "SSIPCommandError"):
        setattr(module, nom, type(nom, (Exception,), {}))
    for nom in ("SSIPClient", "Client"):
        setattr(module, nom, VoixMuette)
    return module


_NOMS = {
    "CallbackType": "BEGIN CANCEL END INDEX_MARK PAUSE RESUME",
    "PunctuationMode": "NONE SOME MOST ALL",
    "Priority": "IMPORTANT MESSAGE TEXT NOTIFICATION PROGRESS",
    "DataMode": "TEXT SSML",
    "Scope": "SELF ALL",
}


def _answer_calm(glib: Any, evenements: Any) -> None:
    """« calme? » is answered when nothing is left to be dealt with."""

    def when_calm() -> bool:
        if evenements._event_queue.empty() and not evenements._gidle_id:  # noqa: SLF001 - nothing else tells it
            tell(calme=True)
            return False
        return True

    def on_question(*_: object) -> bool:
        if not os.read(0, 1024):
            return False
        glib.timeout_add(10, when_calm, priority=glib.PRIORITY_LOW)
        return True

    glib.io_add_watch(0, glib.PRIORITY_DEFAULT, glib.IOCondition.IN, on_question)


def main() -> int:
    """Orca's own, once its voice was taken."""
    sys.modules["speechd"] = _speechd()
    sys.prefix = "/usr"
    gi = import_module("gi")
    for nom, version in (("Atspi", "2.0"), ("Gtk", "3.0"), ("Gdk", "3.0")):
        gi.require_version(nom, version)
    # In the order of Orca's own beginning: its modules need one another.
    for nom in ("debug", "debugging_tools_manager", "messages", "settings", "script_manager"):
        import_module(f"orca.{nom}")
    reglages = import_module("orca.settings_manager").get_manager()
    reglages.activate(sys.argv[1], _REGLAGES)
    sys.stdout = sys.stderr
    orca = import_module("orca.orca")
    _answer_calm(import_module("gi.repository.GLib"), import_module("orca.event_manager").get_manager())
    return int(orca.main())


if __name__ == "__main__":
    sys.exit(main())
