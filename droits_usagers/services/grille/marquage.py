"""A document being marked: what is proposed in it, what was marked or refused, and where one goes next."""

import hashlib
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from droits_usagers.domain.controle.lecture import key_of
from droits_usagers.domain.grille import Grille, Masque, NaturePassage, PassageMarque, Point, Source
from droits_usagers.domain.grille.relecture import PhraseProposee, propose, sentences_read
from droits_usagers.domain.mots.lecture import readable_key
from droits_usagers.domain.mots.nettoyage import clean
from droits_usagers.domain.releve.signes import see
from droits_usagers.domain.releve.tri import hidden
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.fichiers_recus import GenreFichier, NonLu, PartieMuette, decode
from droits_usagers.domain.socle.masques import ENTIERE, ZoneMasquee, together
from droits_usagers.domain.socle.promesses import Preuve, proves
from droits_usagers.services.dossier.masquage import AMasquer, CopieMasquee, PdfAMasquer, mask
from droits_usagers.services.dossier.pieces import TEXTE_MAX, Recu, read_file

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.grille.relecture import PhraseARelire
    from droits_usagers.domain.socle.masques import Masques
    from droits_usagers.services.dossier.pieces import Liseuse
    from droits_usagers.services.socle.travail import Unites

Place = tuple[int, int]


class EtatEndroit(StrEnum):
    """What is known of a place of the text."""

    PROPOSE = "propose"
    MARQUE = "marque"
    #: A sentence in which nothing is heard, or that someone refused to mark.
    RIEN = "rien"
    #: Marked, in a text that is no longer the same.
    PERDU = "perdu"


@dataclass(frozen=True, slots=True)
class Endroit:
    """A place of the text. `passage`: the id of what is marked there; `servirait`: once marked, a rule would quote it."""

    place: Place
    etat: EtatEndroit
    point: Point | None
    nature: NaturePassage
    texte: str = field(repr=False)
    passage: str = ""
    servirait: bool = False

    def holds(self, place: int) -> bool:
        """True when this code point is in it, or right after it."""
        debut, fin = self.place
        return debut <= place <= fin


def propositions_of(document: "TexteDocument", source: Source, catalogue: "Catalogue") -> tuple[PhraseProposee, ...]:
    """What the program would mark in it. Made on any thread."""
    return propose(document.texte, source, catalogue.ecarts)


class Marquage:
    """The places of a document, in its order. Knows the grille it was last shown, and changes nothing."""

    def __init__(
        self, document: "TexteDocument", source: Source, catalogue: "Catalogue", *, propositions: Iterable[PhraseProposee] = ()
    ) -> None:
        self.document, self.source = document, source
        self._masque = Masque(catalogue.ecarts)
        self._propositions = tuple(propositions)
        self._caches: tuple[tuple[int, int, str], ...] | None = None
        self._lus: dict[Place, str] = {}
        #: What is proposed, as long as nothing else is refused.
        self._proposes: tuple[Endroit, ...] | None = None
        self._refus: tuple[Place, ...] = ()
        self._nombres: Counter[EtatEndroit] = Counter()
        self.endroits: tuple[Endroit, ...] = ()

    def propose(self, propositions: Iterable[PhraseProposee]) -> None:
        """What the program would mark, once it is known."""
        self._propositions, self._proposes = tuple(propositions), None

    def follow(self, grille: Grille) -> None:
        """The places as this grille has them."""
        self.source = next((une for une in grille.sources if une.id == self.source.id), self.source)
        marques = [self._marked(passage) for passage in grille.passages if passage.source == self.source.id and passage.place]
        presents = sorted(un.place for un in marques if un.etat is EtatEndroit.MARQUE)
        if self._proposes is None or self._refus != self.source.refus:
            self._refus, self._proposes = self.source.refus, tuple(map(self._proposed, self._propositions))
        libres = _apart_from(presents, self._proposes)
        self.endroits = tuple(sorted((*marques, *libres), key=lambda un: un.place))
        self._nombres = Counter(un.etat for un in self.endroits)

    def _marked(self, passage: PassageMarque) -> Endroit:
        place = passage.place or (0, 0)
        # What was read there stays read: the text does not change.
        if place not in self._lus:
            self._lus[place] = self.printed(place)
        la = place[1] <= len(self.document.texte) and self._lus[place] == passage.texte
        etat = EtatEndroit.MARQUE if la else EtatEndroit.PERDU
        nature = passage.nature or NaturePassage.FAIT
        return Endroit(place, etat, passage.point, nature, passage.texte, passage.id)

    def _proposed(self, une: PhraseProposee) -> Endroit:
        refuse = une.place in self.source.refus
        etat = EtatEndroit.RIEN if refuse or une.point is None else EtatEndroit.PROPOSE
        return Endroit(une.place, etat, une.point, une.nature, une.texte, servirait=une.servirait and not refuse)

    def around(self, place: int, nombre: int) -> tuple[Endroit, ...]:
        """What to list from there: what is lost, then what is proposed, what is marked, what nothing is heard in."""
        ordre = (EtatEndroit.PERDU, EtatEndroit.PROPOSE, EtatEndroit.MARQUE, EtatEndroit.RIEN)
        tous = [un for etat in ordre for un in self.endroits if un.etat is etat]
        la = next((rang for rang, un in enumerate(tous) if un.etat is not EtatEndroit.PERDU and un.place[1] >= place), 0)
        perdus = self.count(EtatEndroit.PERDU)
        return (*tous[:perdus], *tous[max(la, perdus) : max(la, perdus) + nombre])

    # Where one is

    def at(self, place: int) -> Endroit | None:
        """What stands there: what is marked first; None between sentences."""
        ici = [un for un in self.endroits if un.holds(place) and un.etat is not EtatEndroit.PERDU]
        # What begins there counts before what ends there; of marks inside one another, the inner one.
        return min(ici, key=lambda un: (un.place[1] == place, un.etat is not EtatEndroit.MARQUE, -un.place[0])) if ici else None

    def over(self, place: Place) -> Endroit:
        """What someone selected: as what is marked there exactly, or else as the first thing proposed in it."""
        dedans = [
            un
            for un in self.endroits
            if (un.place[0] < place[1] and place[0] < un.place[1]) and un.etat is not EtatEndroit.PERDU
        ]
        exact = next((un for un in dedans if un.place == place), None)
        if exact is not None:
            return exact
        propose = next((un for un in dedans if un.point is not None), None)
        nature = propose.nature if propose else NaturePassage.FAIT
        return Endroit(place, EtatEndroit.RIEN, propose.point if propose else None, nature, self.printed(place))

    def next(self, place: int) -> Endroit | None:
        """The next thing proposed after this place, then from the beginning; then what nothing is heard in; None at last."""
        return self._walk(lambda un: un.place[0] > place, self.endroits)

    def previous(self, place: int) -> Endroit | None:
        """The same backwards."""
        return self._walk(lambda un: un.place[1] < place, self.endroits[::-1])

    @staticmethod
    def _walk(is_ahead: Callable[[Endroit], bool], endroits: tuple[Endroit, ...]) -> Endroit | None:
        for etat in (EtatEndroit.PROPOSE, EtatEndroit.RIEN):
            ici = [un for un in endroits if un.etat is etat]
            if ici:
                return next(filter(is_ahead, ici), ici[0])
        return None

    def count(self, etat: EtatEndroit) -> int:
        """How many places are so."""
        return self._nombres[etat]

    # What is marked

    def printed(self, place: Place) -> str:
        """What of the text will be written there: on one line, names and numbers hidden."""
        if self._caches is None:
            # Of the whole text: a selection may begin after « Mme », or cut a number.
            self._caches = self._masque.spans(self.document.texte)
        return " ".join(hidden(self.document.texte, self._caches, place).split())

    def passage(self, endroit: Endroit, point: Point, nature: NaturePassage) -> PassageMarque:
        """What to keep of a place. What is lost keeps its words, and where they were."""
        debut, _ = endroit.place
        texte = endroit.texte if endroit.etat is EtatEndroit.PERDU else self.printed(endroit.place)
        page = self.document.page_of(debut)
        return PassageMarque(self.source.id, point, texte, nature, id=endroit.passage, place=endroit.place, page=page)

    def found_again(self, perdu: Endroit) -> Endroit | None:
        """Where what was marked now stands, if it does once and once only."""
        ici = [un for un in self.endroits if un.etat is not EtatEndroit.PERDU and self.printed(un.place) == perdu.texte]
        return replace(ici[0], point=perdu.point, nature=perdu.nature, passage=perdu.passage) if len(ici) == 1 else None


def _apart_from(presents: Sequence[Place], propositions: Iterable[Endroit]) -> Iterator[Endroit]:
    """Those that none of these places meets; both are in order."""
    rang = 0
    for une in propositions:
        debut, fin = une.place
        while rang < len(presents) and presents[rang][1] <= debut:
            rang += 1
        if rang == len(presents) or presents[rang][0] >= fin:
            yield une


_COURRIEL = ".eml"
#: Between two pages.
_SAUT = "\n\n"


@dataclass(frozen=True)
class TexteDocument:
    """A text in NFC, and where each page of it begins; no page where the document has none."""

    texte: str = field(repr=False)
    pages: tuple[int, ...] = ()
    #: True: the document goes on beyond what was read of it, whole pages where it has any.
    coupe: bool = False
    #: What of the document is no text that could be read: nothing that is looked for in it was looked for there.
    non_lus: tuple[NonLu, ...] = ()
    #: The file itself.
    recu: Recu | None = field(default=None, repr=False, compare=False)
    #: Where its last page ends: what it says besides comes after. None: it says nothing else.
    fin: int | None = None

    @cached_property
    def empreinte(self) -> str:
        """SHA-256 of the text, by which one knows it again."""
        return hashlib.sha256(self.texte.encode()).hexdigest()

    def page_of(self, place: int) -> int:
        """The page, from 1, on which this code point stands; zero when there are no pages, or it is on none."""
        return 0 if self.fin is not None and place >= self.fin else bisect_right(self.pages, place)


def as_typed(texte: str) -> TexteDocument:
    """What someone pasted."""
    propre = _plain(texte)
    return TexteDocument(propre[:TEXTE_MAX], coupe=len(propre) > TEXTE_MAX)


def read_text(chemin: Path, liseuse: "Liseuse") -> TexteDocument:
    """The text of a file: text, Word, PDF or e-mail. Whoever asks waits: not the window's thread.

    Raises ExpectedError as `read_file`, PIECE_ILLISIBLE, PIECE_PROTEGEE, or DOCUMENT_SANS_TEXTE for a picture of one.
    """
    document = _open(chemin, liseuse, autour=False)
    if not document.texte.strip():
        raise ExpectedError(Panne.DOCUMENT_SANS_TEXTE, fichier=readable_key(chemin.name))
    return document


def read_what_can_be(chemin: Path, liseuse: "Liseuse") -> TexteDocument:
    """The same, whose text may be empty: what was not read is said in it. What a PDF says besides comes after its pages."""
    return _open(chemin, liseuse, autour=True)


def _open(chemin: Path, liseuse: "Liseuse", *, autour: bool) -> TexteDocument:
    recu = read_file(chemin)
    try:
        document = _read(recu, chemin.suffix.lower(), liseuse)
        if autour and document.pages:
            document = _with_all(document, liseuse)
    finally:
        liseuse.close()
    document = replace(document, recu=recu)
    return document if document.texte.strip() or document.non_lus else replace(document, non_lus=_of_a_picture(recu))


def _with_all(document: TexteDocument, liseuse: "Liseuse") -> TexteDocument:
    """With what it says besides, once: most of it is drawn too."""
    dits, non_lus = liseuse.around()
    connu = "".join(document.texte.split())
    restent = [propre for propre in map(_plain, dits) if propre.strip() and "".join(propre.split()) not in connu]
    document = replace(document, non_lus=(*document.non_lus, *non_lus))
    if not restent:
        return document
    return replace(document, texte="\n".join((f"{document.texte}{_SAUT}", *restent)), fin=len(document.texte))


def _of_a_picture(recu: Recu) -> tuple[NonLu, ...]:
    return (NonLu(PartieMuette.IMAGES),) if recu.genre is GenreFichier.IMAGE else ()


def _read(recu: Recu, suffixe: str, liseuse: "Liseuse") -> TexteDocument:
    ouvert = liseuse.mail(recu.contenu) if suffixe == _COURRIEL else liseuse.open(recu.contenu)
    if ouvert.genre is GenreFichier.PDF:
        document = _paged(lambda rang: _plain(liseuse.text(rang)), ouvert.pages)
        vues = map(liseuse.unread, range(len(document.pages)))
        return replace(document, non_lus=(*(vue for vue in vues if vue is not None), *ouvert.non_lus))
    lu = as_typed(ouvert.texte)
    return replace(lu, coupe=lu.coupe or ouvert.coupe, non_lus=ouvert.non_lus)


def _plain(texte: str) -> str:
    """Nothing, where nothing of it shows."""
    propre = unicodedata.normalize("NFC", clean(texte).texte)
    return propre if any(see(signe).lu.strip() for signe in propre) else ""


def _paged(read: Callable[[int], str], nombre: int) -> TexteDocument:
    """So many pages, or as many as are read of a text."""
    pages: list[str] = []
    long = 0
    for rang in range(nombre):
        page = read(rang)
        long += len(page)
        if long > TEXTE_MAX:
            break
        pages.append(page)
    longueurs = (len(page) + len(_SAUT) for page in pages[:-1])
    debuts = tuple(accumulate(longueurs, initial=0)) if pages else ()
    return TexteDocument(_SAUT.join(pages), debuts, coupe=len(pages) < nombre)


WORD, TEXTE = ".docx", ".txt"


@dataclass(frozen=True, slots=True)
class CopieRelue:
    """The file, and the proof that it says what is left of the text and nothing else."""

    contenu: bytes = field(repr=False)
    relue: Preuve


def written(texte: str, suffixe: str, retirees: Collection[str]) -> CopieRelue:
    """What is left of a text, as a file. `retirees`: the keys of the sentences taken out.

    Raises ExpectedError COPIE_NON_RELUE.
    """
    texte = clean(texte).texte
    contenu = _as_word(texte) if suffixe == WORD else texte.encode()
    relue = says_only(_read_back(contenu, suffixe), texte, retirees)
    if relue is None:
        raise ExpectedError(Panne.COPIE_NON_RELUE)
    return CopieRelue(contenu, relue)


@proves
def says_only(lu: str, texte: str, retirees: Collection[str]) -> bool:
    """True if what was read in a file is this text, and no sentence of it was taken out."""
    return lu == texte and not any(key_of(lu[debut:fin]) in retirees for debut, fin in sentences_read(lu))


def _as_word(texte: str) -> bytes:
    from droits_usagers.letters.lettre.paquet import write

    return write(texte)


def _read_back(contenu: bytes, suffixe: str) -> str:
    """All that a file says."""
    if suffixe != WORD:
        return decode(contenu)
    from droits_usagers.letters.lettre.lecture_word import read_word

    lu = read_word(contenu)
    return "\n".join((lu.texte, *lu.autour))


def masked(
    source: AMasquer, document: "TexteDocument", retirees: "Sequence[PhraseARelire]", *, couvertes: Collection[int]
) -> "Unites[tuple[Masques, CopieMasquee]]":
    """What is covered, and the copy in which it is. `couvertes`: the pages, from 1, of which nothing is left.

    A page where a sentence cannot be found again is covered whole, and so is one that was not read. Raises as `mask`.
    """
    zones = [(page - 1, ENTIERE) for page in couvertes]
    if isinstance(source, PdfAMasquer):
        zones += _zones(source, document, retirees)
    masques = together(zones)
    return masques, (yield from mask(source, masques))


def _zones(
    source: PdfAMasquer, document: "TexteDocument", retirees: "Sequence[PhraseARelire]"
) -> Iterator[tuple[int, ZoneMasquee]]:
    nombre = source.open()
    yield from ((rang, ENTIERE) for rang in range(len(document.pages), nombre))
    for phrase in retirees:
        pages = {document.page_of(debut) for debut, _ in phrase.lieux}
        # What is said beside the pages may be drawn on any.
        for page in range(1, nombre + 1) if 0 in pages else sorted(pages):
            ici = () if _begins_or_ends_otherwise(phrase.texte) else source.find(page - 1, phrase.texte)
            yield from ((page - 1, zone) for zone in ici or ((ENTIERE,) if page in pages else ()))


def _begins_or_ends_otherwise(texte: str) -> bool:
    """True where a picture is its first or last sign: it is no word, and would not be found with them."""
    bords = (texte[: _first(texte)], texte[len(texte) - _first(texte[::-1]) :])
    return any(unicodedata.category(signe)[0] not in "PZC" for bord in bords for signe in bord)


def _first(texte: str) -> int:
    return next((rang for rang, signe in enumerate(texte) if signe.isalnum()), len(texte))
