"""A code that a telephone reads."""

import io
from typing import Final

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.letters.notice.valeurs import CodeQr

#: Beyond, the squares are too small to be read from a wall.
ADRESSE_MAX: Final = 150
#: Correction of errors: a quarter of the code may be dirty or torn.
_CORRECTION = "q"
_BORD = 2
_POINTS = 8


def make(adresse: str, description: str) -> CodeQr:
    """The code of an address. Raises ExpectedError ADRESSE_TROP_LONGUE (`maximum`)."""
    import segno

    if len(adresse) > ADRESSE_MAX:
        raise ExpectedError(Panne.ADRESSE_TROP_LONGUE, maximum=str(ADRESSE_MAX))
    code = segno.make_qr(adresse, error=_CORRECTION)
    svg, png = io.BytesIO(), io.BytesIO()
    code.save(svg, kind="svg", border=_BORD, xmldecl=False, dark="#000", light="#fff")
    code.save(png, kind="png", border=_BORD, scale=_POINTS)
    return CodeQr(adresse, description, svg.getvalue().decode(), png.getvalue())
