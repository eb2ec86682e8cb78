"""What to tell someone before writing their name in a coffre: who, why, how long, their rights (RGPD 13, in plain words)."""

import hashlib

from droits_usagers.domain.lettre.lettre import ACompleter, Feuille, GabaritUtilise, Paragraphe, Texte
from droits_usagers.domain.mots.textes import Textes

#: The parts of the notice, in reading order; each has a title and a text in `[coffre_ecran.notice]`.
PARTIES = ("qui", "pourquoi", "accord", "lecteurs", "duree", "droits", "cnil")
_VERSION = "2026-11"
_CORPS_PT = 14


def notice_texts(textes: Textes) -> tuple[tuple[str, str], ...]:
    """The notice as (title, text) pairs, for the screen."""
    return tuple((textes(f"coffre_ecran.notice.{id_}_titre"), textes(f"coffre_ecran.notice.{id_}")) for id_ in PARTIES)


def notice_sheet(textes: Textes) -> Feuille:
    """The same on a page to read aloud or to give, with a line for who keeps the file."""
    parties = notice_texts(textes)
    corps = [Paragraphe((Texte(f"{titre} ", gras=True), Texte(texte))) for titre, texte in parties]
    corps.insert(1, Paragraphe((ACompleter(), Texte(" "), ACompleter())))
    empreinte = hashlib.sha256(repr(parties).encode()).hexdigest()[:16]
    return Feuille(
        titre=(Texte(textes("coffre_ecran.notice.titre")),),
        corps=tuple(corps),
        gabarit=GabaritUtilise("coffre/notice", _VERSION, empreinte),
        corps_pt=_CORPS_PT,
    )
