"""The relevé of a text: everything in it that is not ordinary French, in a closed world.

A word is ordinary when it is in the vocabulary and nothing around it makes a name of it. Everything else is shown, whatever it
is: the lists of names and the shapes of numbers only say what it may be. Nothing is looked for because it is hidden.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from droits_usagers.domain.mots.phrases import odd_signs
from droits_usagers.domain.releve.chiffres import Nombres, is_unit
from droits_usagers.domain.releve.noms import Amorces, LecteurDeMots
from droits_usagers.domain.releve.signes import RETOURNE, TexteVu, see
from droits_usagers.domain.releve.valeurs import IDENTIFIENT, NOMMENT, Espece, Mot, PassageReleve, ZoneLue, words_of
from droits_usagers.domain.releve.vocabulaire import LexiqueReleve

#: « K e r b o r g n e », « K.e.r. »: so many letters alone in a row spell a word.
_EPELE = re.compile(r"(?<![\w'])(?:[^\W_][ ._*,;/|\n-]{1,3}){3,60}[^\W_](?![\w'])")
#: Between two passages that are one: « Saint-Jean de Luz », « 12 rue ».
_LIENS = re.compile(
    r"[ '.-]{0,2}(?:(?:de|du|des|la|le|les|l|d|sur|sous|en|lez|saint|sainte|st|ste|aux?)[ '.-]{1,2}){0,3}", re.IGNORECASE
)
#: « 61 chaussée Brunehaut », « 3, r. de la Paix »: a number and one word before a name say where, whatever that word is.
_NUMEROTE = re.compile(
    r"(?<![\w./-])(?!(?:19|20)\d\d\b)\d{1,4}(?: ?(?:bis|ter|quater|[a-d])\b)?,? ?(?P<mot>[^\W\d][\w'-]{0,15})\.? "
    r"(?:(?:de|du|des|la|le|les|aux?) |[dl]'){0,3}$",
    re.IGNORECASE,
)
_AVANT = 48
#: « 3°, II »; one letter is rather an initial.
_DIVISION = re.compile(r"[IVX]{2,5}")
#: Never one with what stands beside it.
_SEULS = IDENTIFIENT | {Espece.DATE, Espece.NAISSANCE, Espece.TELEPHONE, Espece.COURRIEL}
#: What two joined passages are: the first of these. The letters of a plate may be read as a name too: « DR-448-WN ».
_ORDRE = (*sorted(IDENTIFIENT), Espece.ADRESSE, Espece.ORGANISATION, Espece.LIEU, Espece.PERSONNE)


def relever(
    texte: str, lexique: LexiqueReleve, *, connus: Collection[str] = (), tus: Collection[str] = ()
) -> tuple[PassageReleve, ...]:
    """What is not ordinary in a text, in order, none over another.

    `connus`: what its reader knows already; `tus`: what is ordinary nowhere in it. Both in any writing.
    """
    vu = see(texte)
    mots = words_of(vu.lu)
    lecteur = LecteurDeMots(lexique, connus=_words(connus), tus=_words(tus))
    lues = [*_joined(sorted(_numbered(sorted(_zones(vu, mots, lecteur)), vu.lu)), vu.lu)]
    ecrites = (ZoneLue(*vu.place(zone.debut, zone.fin), zone.genre) for zone in (*lues, *_cut(lues, mots)))
    # One sign is sometimes read as several: « ¼ ».
    etranges = (ZoneLue(debut, fin, Espece.MOT_RARE) for debut, fin in odd_signs(texte))
    zones = _joined(sorted((*ecrites, *etranges)))
    return tuple(PassageReleve(debut, fin, texte[debut:fin], genre) for debut, fin, genre in zones)


def is_disguised(texte: str) -> bool:
    """True for « K a d i a », « K-a-d-i-a », and for a word with signs that do not show.

    >>> is_disguised("K-a-d-i-a"), is_disguised("Perséphone")
    (True, False)
    """
    return _EPELE.fullmatch(see(texte).lu) is not None or any(unicodedata.category(signe) == "Cf" for signe in texte)


def _words(textes: Iterable[str]) -> frozenset[str]:
    return frozenset(mot.plie for texte in textes for mot in words_of(see(texte).lu))


def _zones(vu: TexteVu, mots: Sequence[Mot], lecteur: LecteurDeMots) -> Iterator[ZoneLue]:
    for trouve in RETOURNE.finditer(vu.brut):
        debut, fin = bisect_left(vu.places, trouve.start()), bisect_left(vu.places, trouve.end())
        if debut < fin:
            yield ZoneLue(debut, fin, Espece.MOT_RARE)
    pris = bytearray(len(vu.lu) + 1)
    nombres = Nombres(vu.lu, mots, lecteur)
    for zone in (*nombres.zones(), *_spelt(vu.lu)):
        pris[zone.debut : zone.fin] = b"\x01" * (zone.fin - zone.debut)
        yield zone
    douteux = {rang for rang, mot in enumerate(mots) if pris[mot.debut]}
    for rang, mot in enumerate(mots):
        if (
            rang in douteux
            or any(map(str.isdigit, mot.plie))
            or (rang and _divides(mots[rang - 1 : rang + 1], vu.lu, nombres.cites))
        ):
            continue
        precedent = vu.written(mots[rang - 1].debut, mots[rang - 1].fin) if rang else ""
        genre = lecteur.doubt(mots, rang, vu.written(mot.debut, mot.fin), precedent=precedent)
        if genre is not None:
            douteux.add(rang)
            yield ZoneLue(mot.debut, mot.fin, genre)
    yield from Amorces(mots, lecteur, douteux).zones()


def _divides(deux: Sequence[Mot], lu: str, cites: Collection[int]) -> bool:
    avant, mot = deux
    return avant.fin in cites and not mot.avant.strip("°, ") and _DIVISION.fullmatch(lu, mot.debut, mot.fin) is not None


def _numbered(zones: Sequence[ZoneLue], lu: str) -> Iterator[ZoneLue]:
    """Each zone; a name is an address where its number and one word stand before it, unless that word counts."""
    seules = [zone for zone in zones if zone.genre in _SEULS]
    for zone in zones:
        avant = max(0, zone.debut - _AVANT)
        trouve = _NUMEROTE.search(lu[avant : zone.debut]) if zone.genre in NOMMENT else None
        if trouve is None or is_unit(trouve["mot"]):
            yield zone
            continue
        debut = avant + trouve.start()
        # « … 189 bic X »: the figures are those of a date, or of an account.
        rang = bisect_right(seules, debut, key=lambda une: une.debut)
        if rang and debut < seules[rang - 1].fin:
            yield zone
        else:
            yield ZoneLue(debut, zone.fin, Espece.ADRESSE)


def _cut(zones: Sequence[ZoneLue], mots: Sequence[Mot]) -> Iterator[ZoneLue]:
    """The whole of each word, cut by the end of a line, of which half is in a zone."""
    fins = [zone.fin for zone in zones]
    for avant, apres in pairwise(mots):
        if apres.avant == "-\n" and (rang := bisect_right(fins, avant.debut)) < len(zones) and zones[rang].debut < apres.fin:
            yield ZoneLue(avant.debut, apres.fin, zones[rang].genre)


def _spelt(lu: str) -> Iterator[ZoneLue]:
    for trouve in _EPELE.finditer(lu):
        if any(map(str.isalpha, trouve[0])):
            yield ZoneLue(*trouve.span(), Espece.MOT_RARE)


def _joined(zones: Iterable[ZoneLue], lu: str = "") -> Iterator[ZoneLue]:
    """Those that overlap, or that little words of this text link, are one."""
    entier: ZoneLue | None = None
    for zone in zones:
        if entier is None:
            entier = zone
        elif zone.debut < entier.fin or _is_link(entier, zone, lu):
            entier = ZoneLue(entier.debut, max(entier.fin, zone.fin), _kind(entier, zone))
        else:
            yield entier
            entier = zone
    if entier is not None:
        yield entier


def _is_link(avant: ZoneLue, apres: ZoneLue, lu: str) -> bool:
    if not lu or avant.genre in _SEULS or apres.genre in _SEULS:
        return False
    return _LIENS.fullmatch(lu, avant.fin, apres.debut) is not None


def _kind(avant: ZoneLue, apres: ZoneLue) -> Espece:
    return next(
        (genre for genre in _ORDRE if genre in (avant.genre, apres.genre)),
        max(avant, apres, key=lambda une: une.fin - une.debut).genre,
    )


#: A telephone that one carries. The others are those of offices: most letters have one at their head.
_PORTABLE = re.compile(r"(?:0|(?:00)?330?)[67]")


def useless_numbers(texte: str, lexique: LexiqueReleve, *, connus: str = "") -> Iterator[PassageReleve]:
    """Each that stands in it. `connus`: the number of the file that all of it is about."""
    reference = _digits(connus)
    for un in relever(texte, lexique):
        chiffres = _digits(un.texte)
        inutile = un.genre in IDENTIFIENT or (un.genre is Espece.TELEPHONE and _PORTABLE.match(chiffres) is not None)
        if inutile and not (reference and chiffres == reference):
            yield un


def _digits(texte: str) -> str:
    """Its figures, and its letters where it has any: « 0612 34 », « AB-123-CD »."""
    return "".join(filter(str.isalnum, see(texte).lu)).lower().replace("o", "0")
