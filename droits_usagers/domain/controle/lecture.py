"""What leaves, read once for all the rules: its passages, and one text of them all, folded.

A rule looks for what it wants in the whole at once, then asks where it stands: passage by passage, it takes ten times longer.
"""

import datetime as dt
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import TypeVar

from droits_usagers.domain.controle.cadre import Cadre, Sortant
from droits_usagers.domain.controle.reference import Reference
from droits_usagers.domain.controle.valeurs import Alerte, Lieu, Partie, Passage, Regle
from droits_usagers.domain.lettre.lettre import (
    ACompleter,
    Bloc,
    Document,
    Feuille,
    Inline,
    Intertitre,
    Lettre,
    Ligne,
    Liste,
    Paragraphe,
    SautDeLigne,
    Texte,
)
from droits_usagers.domain.mots.phrases import sentences_of
from droits_usagers.domain.mots.pliage import fold, plain_digits
from droits_usagers.domain.releve.signes import see


def passages_of(id_: str, document: Document) -> tuple[Passage, ...]:
    """The passages of a document, in reading order; a party is one passage, as an address runs over its lines."""
    if isinstance(document, Feuille):
        return tuple(
            _passages(id_, (_group(Partie.TITRE, filter(None, (document.titre, document.encadre))), *_body(document.corps)))
        )
    parties = (
        _group(Partie.EXPEDITEUR, document.expediteur),
        _group(Partie.DESTINATAIRE, document.destinataire),
        _group(Partie.LIEU_DATE, (document.lieu_date,)),
        _group(Partie.MENTIONS, document.mentions),
        _group(Partie.OBJET, (document.objet,)),
        _group(Partie.REFERENCES, document.references),
        *_body(document.corps),
        _group(Partie.SIGNATURE, document.signature),
        _group(Partie.PIECES_JOINTES, document.pieces_jointes),
        _group(Partie.COPIES, document.copies),
    )
    return tuple(_passages(id_, parties))


def _passages(id_: str, parties: Iterable[tuple[Partie, list[Inline]]]) -> Iterator[Passage]:
    lieux = {partie: Lieu(id_, partie) for partie in Partie}
    for partie, inlines in parties:
        if not inlines:
            continue
        morceaux, saisis, vides = [], [], 0
        for inline in inlines:
            if isinstance(inline, Texte):
                morceaux.append(inline.texte)
                if inline.saisi:
                    saisis.append(inline.texte)
            elif isinstance(inline, ACompleter):
                morceaux.append("…")
                vides += 1
            else:
                morceaux.append("\n")
        yield Passage(lieux[partie], "".join(morceaux), tuple(saisis), vides)


def _group(partie: Partie, lignes: Iterable[Ligne]) -> tuple[Partie, list[Inline]]:
    inlines: list[Inline] = []
    for ligne in lignes:
        if inlines:
            inlines.append(SautDeLigne())
        inlines += ligne
    return partie, inlines


def _body(blocs: Iterable[Bloc]) -> Iterator[tuple[Partie, list[Inline]]]:
    for bloc in blocs:
        match bloc:
            case Paragraphe() | Intertitre():
                yield Partie.CORPS, list(bloc.contenu)
            case Liste():
                for element in bloc.elements:
                    yield from _body(element)
            case _:
                for cellules in (bloc.entetes, *bloc.lignes):
                    for cellule in cellules:
                        yield Partie.CORPS, list(cellule)


T = TypeVar("T")

#: Between two passages: nothing that a person types holds it.
FIN = "\x00"
_HORS_MOTS = re.compile(rf"[^\w{FIN} ]+")
_MOT = re.compile(r"[^\W\d_]+")
_BLANCS = re.compile(" {2,}")
_LETTRE_D_AILLEURS = re.compile(r"[^\W\x00-\x7f]")
#: French accents, once apart from their letters; then any other sign that is not plain.
_ACCENTS = re.compile("[\u0300-\u036f]+")
_PAS_ASCII = re.compile(r"[^\x00-\x7f]")
#: Marks and formats, that stand inside a word: whatever else is not plain parts two words.
_DANS_UN_MOT = frozenset({"Mn", "Mc", "Me", "Cf"})
#: What a letter takes off the end of what was typed (`raccords`).
_PENDANTES = " \t\n\u00a0\u202f,;:\u2013\u2014-"
#: Spaces that French puts, or does not, around these.
_ESPACES = re.compile(r"\s*([\xab\xbb:;!?])\s*")
#: « Mezmenec'h », « M'Gombani »: an apostrophe that parts no word, since nothing of French is elided so.
_D_UN_MOT = re.compile("(?<=[^\\W\\d_])c['’ʼ‘`´](?=h)|(?<![^\\W_])[mn]['’ʼ‘`´](?=[bcdfgjklmnpqrstvwxz])")
#: What the eye does not see: it may stand inside a word.
_INVISIBLES = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def spaced(texte: str) -> str:
    """The words of a text, folded, with one space between them; FIN stays.

    >>> spaced("12 bis, r. de l’Œuvre")
    '12 bis r de l oeuvre'
    """
    texte = _D_UN_MOT.sub(lambda lu: lu[0][0], texte.replace("_", " ").casefold())
    if not texte.isascii():
        texte = _plain(_INVISIBLES.sub("", texte))
    # Nearly every blank is already one space.
    return _BLANCS.sub(" ", _HORS_MOTS.sub(" ", texte)).strip()


def key_of(texte: str) -> str:
    """What a decision holds for: the sentence itself, every sign of it, but for what a letter may change of it.

    That is its first capital, its last full stop, what it is left hanging with (a comma, a dash), its spaces and its
    apostrophes. A capital elsewhere makes a name of a word.

    >>> key_of("J’y vis : à La Flèche ⛪.")
    "j'y vis:à La Flèche ⛪"
    """
    dit = unicodedata.normalize("NFC", texte).replace("’", "'").rstrip(_PENDANTES)
    # Dots that end it are not one full stop.
    dit = dit[:-1].rstrip(_PENDANTES) if dit.endswith(".") and not dit.endswith("..") else dit
    dit = _ESPACES.sub(r"\1", " ".join(dit.split()))
    return dit[:1].lower() + dit[1:]


def _plain(texte: str) -> str:
    """Without accents; French is done with at once, what other scripts add is looked at sign by sign."""
    decompose = unicodedata.normalize("NFKD", texte).replace("œ", "oe").replace("æ", "ae")
    if _LETTRE_D_AILLEURS.search(decompose):
        # What is taken for our letters is read as them.
        return FIN.join(fold(see(morceau).lu) for morceau in texte.split(FIN))
    return _PAS_ASCII.sub(lambda signe: _parted(signe[0]), _ACCENTS.sub("", decompose))


@lru_cache(maxsize=1024)
def _parted(signe: str) -> str:
    return "" if unicodedata.category(signe) in _DANS_UN_MOT else " "


#: What is kept of our own sentences says nothing of anyone.
_spaced_ours = lru_cache(maxsize=1024)(spaced)


class TexteLu:
    """A text made of passages, and where each begins."""

    def __init__(self, morceaux: Iterable[str]) -> None:
        morceaux = tuple(morceaux)
        self.entier = FIN.join(morceaux)
        self._debuts = tuple(accumulate((len(morceau) + len(FIN) for morceau in morceaux), initial=0))

    def rang(self, position: int) -> int:
        """Which passage stands there."""
        return bisect_right(self._debuts, position) - 1


class LectureControle:
    """What leaves, and what is known about it, as the rules look at them."""

    def __init__(self, sortant: Sortant, cadre: Cadre, reference: Reference) -> None:
        self.sortant = sortant
        self.cadre = cadre
        self.reference = reference
        composes = [passage for id_, document in sortant.documents.items() for passage in passages_of(id_, document)]
        self.passages = (*composes, *sortant.passages)
        #: The ranks of those that hold something typed, and of the others: our own sentences, the same in every letter.
        self.rangs = tuple(rang for rang, passage in enumerate(self.passages) if passage.saisis or rang >= len(composes))
        self.rangs_a_nous = tuple(rang for rang, passage in enumerate(composes) if not passage.saisis)

    @property
    def lettres(self) -> Iterator[tuple[str, Lettre]]:
        """The letters that leave, by id."""
        return ((id_, document) for id_, document in self.sortant.documents.items() if isinstance(document, Lettre))

    @cached_property
    def saisi(self) -> TexteLu:
        """What holds something typed, as written, one passage after the other as in `rangs`; digits are 0 to 9."""
        return TexteLu(plain_digits(FIN.join(self.passages[rang].texte.replace(FIN, " ") for rang in self.rangs)).split(FIN))

    @cached_property
    def majuscules(self) -> frozenset[str]:
        """The words, folded, that bear a capital somewhere in what was typed."""
        return frozenset(fold(mot) for mot in _MOT.findall(self.saisi.entier) if mot[0].isupper())

    def kept(self, find: Callable[[str], T]) -> Iterator[tuple[int, T]]:
        """What is found in our own sentences, by rank; `find` keeps what it finds from one letter to the next."""
        return ((rang, find(self.passages[rang].texte)) for rang in self.rangs_a_nous)

    @cached_property
    def plie(self) -> TexteLu:
        """Every passage word by word, as `spaced`."""
        morceaux = dict(self.kept(_spaced_ours))
        if self.rangs:
            morceaux |= zip(self.rangs, map(str.strip, spaced(self.saisi.entier).split(FIN)), strict=True)
        return TexteLu(morceaux[rang] for rang in range(len(self.passages)))

    def without_decided(self) -> "LectureControle":
        """The same without the lines that were left though they resemble what is hidden: what they say was decided."""
        malgre = self.cadre.decisions.malgre
        if not malgre:
            return self
        restent = tuple(replace(passage, texte=_without(passage, malgre)) for passage in self.passages)
        return LectureControle(Sortant(passages=restent), self.cadre, self.reference)

    def lieu(self, rang: int) -> Lieu:
        """Where a passage stands."""
        return self.passages[rang].lieu

    def lieux(self, *parties: Partie) -> tuple[Lieu, ...]:
        """Where these parts stand, each once."""
        return tuple(dict.fromkeys(passage.lieu for passage in self.passages if passage.lieu.partie in parties))

    def alerte(self, regle: Regle, cas: str = "", *, lieux: tuple[Lieu, ...] = (), champ: str = "", **faits: object) -> Alerte:
        """What a rule says, with the weight of its case."""
        return self.reference.alerte(regle, cas, lieux=lieux, champ=champ, **faits)


def _without(passage: Passage, otees: frozenset[str]) -> str:
    texte = passage.texte
    for saisi in passage.saisis:
        for debut, fin in sentences_of(saisi):
            if key_of(saisi[debut:fin]) in otees:
                texte = texte.replace(saisi[debut:fin], " … ")
    return texte


def read(sortant: Sortant, cadre: Cadre, reference: Reference) -> LectureControle:
    """What leaves, read once."""
    return LectureControle(sortant, cadre, reference)


def passages_of_texts(id_: str, textes: Iterable[str], partie: Partie = Partie.CONTENU) -> tuple[Passage, ...]:
    """One passage for each text, all of it typed as far as anyone knows."""
    return tuple(Passage(Lieu(id_, partie), texte, (texte,)) for texte in textes if texte.strip())


def passages_of_name(nom: str) -> tuple[Passage, ...]:
    """The name of a file is read by whoever sees the folder, and travels with it."""
    return passages_of_texts("fichier", (nom,), Partie.NOM_DE_FICHIER)


def texts_of(valeur: object) -> Iterator[str]:
    """Every text in a value, however deep: what someone typed, as well as what names it."""
    if _is_text(valeur):
        yield str(valeur)
    elif isinstance(valeur, dt.date):
        yield valeur.isoformat()
    elif isinstance(valeur, list | tuple) and valeur and all(map(_is_text, valeur)):
        # An address runs over its lines.
        yield "\n".join(valeur)
    else:
        for un in _parts(valeur):
            yield from texts_of(un)


def _is_text(valeur: object) -> bool:
    """False for an id of ours."""
    return isinstance(valeur, str) and not isinstance(valeur, Enum)


def _parts(valeur: object) -> Iterable[object]:
    if isinstance(valeur, Mapping):
        return valeur.values()
    if isinstance(valeur, list | tuple | set | frozenset):
        return valeur
    return (getattr(valeur, champ.name) for champ in fields(valeur)) if is_dataclass(valeur) else ()
