"""A notice as a text: to be read by a screen reader, enlarged, copied."""

from droits_usagers.domain.lettre.lettre import Feuille, GabaritUtilise, Paragraphe
from droits_usagers.letters.lettre import texte
from droits_usagers.letters.lettre.ecriture import text_of
from droits_usagers.letters.notice.ordre import MARQUES, in_reading_order
from droits_usagers.letters.notice.valeurs import Notice


def write(notice: Notice) -> str:
    """The same words, in the order in which they are read."""
    return texte.write(sheet(notice))


def sheet(notice: Notice) -> Feuille:
    """The same as blocks."""
    dits = (bloc for bloc in in_reading_order(notice) if not (isinstance(bloc, Paragraphe) and not _says(bloc)))
    return Feuille(notice.titre, tuple(dits), GabaritUtilise("notice", "1", ""))


def _says(paragraphe: Paragraphe) -> bool:
    """False for a mark, and for what is empty."""
    return text_of(paragraphe.contenu).strip() not in MARQUES | {""}
