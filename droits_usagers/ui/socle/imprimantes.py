"""The printers of this computer, and what each says of itself."""

from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from droits_usagers.domain.socle.impression import Imprimante, Support
from droits_usagers.services.socle.imprimeries import speak_to_local_cups

_Id = QPageSize.PageSizeId
_SUPPORTS = {_Id.A4: Support.A4, _Id.A3: Support.A3, _Id.Letter: Support.LETTER}
_DEUX_FACES = {QPrinter.DuplexMode.DuplexLongSide, QPrinter.DuplexMode.DuplexShortSide, QPrinter.DuplexMode.DuplexAuto}


def printer_names() -> list[str]:
    """Their names, the usual one first."""
    speak_to_local_cups()
    noms = QPrinterInfo.availablePrinterNames()
    habituelle = QPrinterInfo.defaultPrinterName() if noms else ""
    return sorted(noms, key=lambda nom: nom != habituelle)


def printers() -> tuple[Imprimante, ...]:
    """All of them, the usual one first."""
    return tuple(map(_described, printer_names()))


def is_there(nom: str) -> bool:
    """False once a printer was taken away."""
    return nom in QPrinterInfo.availablePrinterNames()


def _described(nom: str) -> Imprimante:
    info = QPrinterInfo.printerInfo(nom)
    tailles = [taille.id() for taille in info.supportedPageSizes()]
    return Imprimante(
        nom,
        frozenset(_SUPPORTS.get(taille, Support.AUTRE) for taille in tailles),
        deux_faces=not _DEUX_FACES.isdisjoint(info.supportedDuplexModes()),
        arretee=info.state() is QPrinter.PrinterState.Error,
    )
