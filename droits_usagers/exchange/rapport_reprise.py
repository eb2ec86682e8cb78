"""The lines of a table that were not taken over, as a table of their own: corrected there, it is taken over as it is.

Every cell is a text, a number or a date, as it was: nothing of what a stranger wrote becomes a formula.
"""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence

from droits_usagers.domain.socle.tableaux import Cellule, Nombre, shown
from droits_usagers.exchange.exports import TAILLE_MAX, is_risky

_LARGEURS = (16, 60)


def write_xlsx(entetes: Sequence[str], lignes: Iterable[Sequence[Cellule]], *, depuis_1904: bool = False) -> bytes:
    """A workbook of one sheet, whose properties name nobody; it counts days as the table it comes from."""
    import xlsxwriter

    flux = io.BytesIO()
    with xlsxwriter.Workbook(flux, {"in_memory": True, "date_1904": depuis_1904}) as classeur:
        classeur.set_properties({"created": dt.datetime(2000, 1, 1)})  # noqa: DTZ001 - XlsxWriter wants it naive
        gras, date = classeur.add_format({"bold": True}), classeur.add_format({"num_format": "dd/mm/yyyy"})
        feuille = classeur.add_worksheet()
        feuille.freeze_panes(1, 0)
        feuille.set_column(0, len(entetes), _LARGEURS[0])
        feuille.set_column(len(entetes) - 1, len(entetes) - 1, _LARGEURS[1])
        for x, entete in enumerate(entetes):
            feuille.write_string(0, x, entete[:TAILLE_MAX], gras)
        for y, ligne in enumerate(lignes, start=1):
            for x, cellule in enumerate(ligne):
                if isinstance(cellule, dt.date):
                    feuille.write_datetime(y, x, cellule, date)
                elif isinstance(cellule, Nombre):
                    feuille.write_number(y, x, cellule.valeur)
                elif cellule:
                    feuille.write_string(y, x, cellule[:TAILLE_MAX])
    return flux.getvalue()


def write_csv(entetes: Sequence[str], lignes: Iterable[Sequence[Cellule]]) -> bytes:
    """The same as text, that any spreadsheet opens; an apostrophe goes before what one would take for a formula."""
    flux = io.StringIO(newline="")
    ecrire = csv.writer(flux, delimiter=";")
    for ligne in (entetes, *lignes):
        textes = map(shown, ligne)
        ecrire.writerow(f"'{texte}" if is_risky(texte) else texte for texte in textes)
    return flux.getvalue().encode("utf-8-sig")
