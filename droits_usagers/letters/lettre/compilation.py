"""Runs typst: values go as JSON to a layout that holds no text of ours; out come PDF/UA-1, SVG pages and images."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Literal, TypeAlias

import typst

from droits_usagers.domain.lettre.lettre import Remarque
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.letters.lettre import polices
from droits_usagers.letters.lettre.polices import Sans, refused

#: The values of a document as JSON, for what can be shown.
Entree: TypeAlias = Callable[[Sans], str]

# The first and only moment any PDF of ours was made: the same letter gives the same bytes, and no one's hours are told.
_INSTANT = 0
#: typst names what it cannot show: one more try for each, then the letter goes out without the PDF/UA check.
_ESSAIS = 40


class Compilateur:
    """One compiler, kept. Safe from any thread.

    Every method raises ExpectedError TEXTE_DEMESURE for a line that holds tens of thousands of characters.
    """

    def __init__(self, gabarit: Path) -> None:
        self._gabarit = gabarit
        self._verrou = Lock()

    @cached_property
    def _compilateur(self) -> typst.Compiler:
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(dossier) for dossier in polices.folders()]
        )
        return typst.Compiler(self._gabarit, root=self._gabarit.parent, font_paths=fonts)

    def pdf(self, entree: Entree) -> tuple[bytes, tuple[Remarque, ...]]:
        """The PDF, and the characters that it cannot show. Never fails because of a character."""
        sans = Sans()
        for _ in range(_ESSAIS):
            valeurs = entree(sans)
            try:
                return self._compile(valeurs, "pdf", ["ua-1"])[0], sans.remarks()
            except typst.TypstError as error:
                refuses = refused(error.message)
                if not refuses:
                    raise
                sans.refuses |= refuses
        return self._compile(entree(sans), "pdf", [])[0], sans.remarks()

    def pages(self, entree: Entree) -> tuple[bytes, ...]:
        """The pages as SVG."""
        return tuple(self._compile(entree(Sans()), "svg", []))

    def images(self, entree: Entree, ppp: float) -> tuple[bytes, ...]:
        """The pages as PNG. typst draws them without the GIL: a window goes on answering meanwhile."""
        return tuple(self._compile(entree(Sans()), "png", [], ppp=ppp))

    def located(self, entree: Entree, ppp: float, etiquette: str) -> tuple[tuple[bytes, ...], str]:
        """The pages as PNG, and what the layout tells under a label, as JSON."""
        with self._verrou:
            pages = self._run(entree(Sans()), "png", [], ppp=ppp)
            return tuple(pages), self._compilateur.query(f"<{etiquette}>", field="value")

    def told(self, entree: Entree, etiquette: str) -> str:
        """What the layout tells under a label, as JSON."""
        with self._verrou:
            # A query takes no values: it reads those of the last compilation.
            self._run(entree(Sans()), "pdf", [])
            return self._compilateur.query(f"<{etiquette}>", field="value")

    def laid_out(self, entree: Entree, etiquette: str) -> tuple[bytes, str]:
        """The PDF without the check of PDF/UA, for what will be put in it does not pass it; and what is told under a label."""
        with self._verrou:
            (contenu,) = self._run(entree(Sans()), "pdf", [])
            return contenu, self._compilateur.query(f"<{etiquette}>", field="value")

    def _compile(
        self, valeurs: str, format_: Literal["pdf", "svg", "png"], normes: list[Literal["ua-1"]], *, ppp: float | None = None
    ) -> list[bytes]:
        with self._verrou:
            return self._run(valeurs, format_, normes, ppp=ppp)

    def _run(
        self, valeurs: str, format_: Literal["pdf", "svg", "png"], normes: list[Literal["ua-1"]], *, ppp: float | None = None
    ) -> list[bytes]:
        try:
            rendu = self._compilateur.compile(
                format=format_, sys_inputs={"document": valeurs}, pdf_standards=[*normes], timestamp=_INSTANT, ppi=ppp
            )
        except BaseException as error:
            # A failed assertion of typst: it cannot be imported, and is no Exception, so it would end our thread unheard.
            if type(error).__name__ != "PanicException":
                raise
            raise ExpectedError(Panne.TEXTE_DEMESURE) from None
        return rendu if isinstance(rendu, list) else [rendu or b""]
