"""A notice from its first words to its last, whatever is made of them: a Word document, or a text to read and copy.

Marks stand where a panel or a page begins, where the code is drawn, where a title is moved to.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from droits_usagers.domain.lettre.lettre import Bloc, Feuille, GabaritUtilise, Intertitre, Ligne, Paragraphe, Tableau, Texte
from droits_usagers.domain.notice.traitements import Forme, Papier
from droits_usagers.letters.lettre import texte
from droits_usagers.letters.lettre.ecriture import lines_of, text_of
from droits_usagers.letters.notice.redaction import broken, strong
from droits_usagers.letters.notice.valeurs import GenrePartie, Notice, PartieNotice

#: No one types them.
COLONNE, PAGE, QR, TITRE = "\U000f0001", "\U000f0002", "\U000f0003", "\U000f0004"
MARQUES: Final = frozenset({COLONNE, PAGE, QR, TITRE})
#: From left to right, outside then inside.
_VOLETS: Final = ("rabat", "dos", "couverture", "gauche", "milieu", "droite")
#: Sentences of no part that come first.
_EN_TETE: Final = ("simplifiee.avertissement", "depliant.couverture", "clause.mode_d_emploi")
#: What ends neither with a version nor with a way to the complete notice.
_SANS_PIED: Final = frozenset({Forme.ATTESTATION, Forme.AFFICHE})


def blocks(notice: Notice) -> Iterator[Bloc]:
    """Everything, in the order of the sheet."""
    if notice.forme is Forme.DEPLIANT:
        yield from _panels(notice, dict(notice.annonces))
    else:
        yield from in_reading_order(notice)


def in_reading_order(notice: Notice) -> Iterator[Bloc]:
    """Everything but the title, as one reads it."""
    annonces = dict(notice.annonces)
    yield from _head(notice, annonces)
    precedente: PartieNotice | None = None
    for partie in notice.parties:
        yield from _break(precedente, partie, notice)
        yield from _part(partie)
        precedente = partie
    yield from _reading(notice, annonces)
    if notice.forme not in _SANS_PIED:
        yield Paragraphe(notice.pied)


def _head(notice: Notice, annonces: Mapping[str, Ligne]) -> Iterator[Bloc]:
    """What follows the title."""
    if notice.projet:
        yield Paragraphe(strong(notice.projet.phrase))
    for ligne in notice.sous_titre:
        yield Paragraphe(ligne)
    yield from (Paragraphe(annonces[id_]) for id_ in _EN_TETE if id_ in annonces)


def _panels(notice: Notice, annonces: Mapping[str, Ligne]) -> Iterator[Bloc]:
    """The six panels as they lie on the sheet: outside flap, back and cover, then inside."""
    for rang, volet in enumerate(_VOLETS):
        if rang:
            yield _mark(COLONNE)
        for partie in notice.parties:
            if partie.volet == volet:
                yield from _part(partie)
        if volet == "couverture":
            yield _mark(TITRE)
            yield from _head(notice, annonces)
        elif volet == "dos":
            yield from _reading(notice, annonces)
            yield Paragraphe(notice.pied)


def _break(precedente: PartieNotice | None, partie: PartieNotice, notice: Notice) -> Iterator[Bloc]:
    """What begins the rights of a poster, its second sheet, or the last page."""
    premier_droit = partie.genre is GenrePartie.DROIT and precedente is not None and precedente.genre is not GenrePartie.DROIT
    autre_langue = partie.genre is GenrePartie.LANGUE and precedente is not None
    if partie.genre is GenrePartie.TROUS or autre_langue or (premier_droit and notice.papier is Papier.A4X2):
        yield _mark(PAGE)
    if premier_droit:
        yield Intertitre(dict(notice.annonces)["affiche.droits"], 2)


def _part(partie: PartieNotice) -> Iterator[Bloc]:
    if partie.genre is GenrePartie.CADRE:
        # A frame is a table of one column: Word, LibreOffice and those who change it all know what that is.
        yield Tableau((partie.titre,), ((broken(lines_of(partie.blocs)),),))
        return
    if partie.titre:
        yield Intertitre(partie.titre, 2)
    yield from partie.blocs


def _reading(notice: Notice, annonces: Mapping[str, Ligne]) -> Iterator[Bloc]:
    """Where the complete notice is."""
    forme = notice.forme.value
    if notice.forme is Forme.SIMPLIFIEE:
        yield Intertitre(annonces["simplifiee.notice"], 2)
        yield Paragraphe(annonces["simplifiee.notice_1"])
    elif notice.forme is Forme.CLAUSE:
        yield Paragraphe(annonces.get("clause.notice", annonces["clause.notice_accueil"]))
        return
    if notice.qr is None:
        if f"{forme}.notice_accueil" in annonces:
            yield Paragraphe(annonces[f"{forme}.notice_accueil"])
        return
    suite = annonces.get(f"{forme}.notice_2", annonces.get(f"{forme}.notice"))
    if suite is not None:
        yield Paragraphe((*suite, Texte(" "), Texte(notice.qr.adresse, saisi=True)))
        yield _mark(QR)


def _mark(signe: str) -> Paragraphe:
    return Paragraphe((Texte(signe, saisi=True),))


def write(notice: Notice) -> str:
    """The same words, in the order in which they are read."""
    return texte.write(sheet(notice))


def sheet(notice: Notice) -> Feuille:
    """The same as blocks."""
    dits = (
        bloc
        for bloc in in_reading_order(notice)
        if not (isinstance(bloc, Paragraphe) and not (text_of(bloc.contenu).strip() not in MARQUES | {""}))
    )
    return Feuille(notice.titre, tuple(dits), GabaritUtilise("notice", "1", ""))
