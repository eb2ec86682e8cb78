"""A grille d'écarts in two pages for colleagues: what was found, what is asked and of whom, what one may do and not do."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from droits_usagers.domain.grille import Masque
from droits_usagers.domain.grille.valeurs import GENRES_DECLARES
from droits_usagers.domain.lettre.lettre import (
    ACompleter,
    Bloc,
    Feuille,
    GabaritUtilise,
    Inline,
    Intertitre,
    Liste,
    Paragraphe,
    Texte,
)
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.mots.phrases import excerpt
from droits_usagers.services.grille.anonymat import Anonymat, bilan_of
from droits_usagers.services.grille.planche import in_order, looked_for, subject_of, title_of, warning_of

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.grille import Ecart, Grille, Source
    from droits_usagers.services.grille.ecarts import Retenus

_GABARIT: Final = GabaritUtilise("grille/synthese", "1", "")
_CORPS_PT: Final = 10
#: In characters: what is longer is cut after a word, and can be read in the grille.
_SUJET_MAX, _PHRASE_MAX = 120, 420
_MOT_MAX: Final = 40
#: After a quotation that is cut, what says whose it is.
_SOURCE_MAX: Final = 120
_OUVRANT, _FERMANT = "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}", "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
_SOURCES_MAX: Final = 8
_A_QUI: Final = ("organisme", "dpo", "comite", "cnil")
_FAIRE: Final = ("noter", "dire", "ecrire", "demander")
_NE_PAS_FAIRE: Final = ("donnees", "ouvrir", "seul")
_LARGEUR: Final = 60


def write_summary(
    grille: "Grille",
    retenus: "Retenus",
    catalogue: "Catalogue",
    *,
    au: dt.date,
    nombre: int,
    anonymat: Anonymat | None = None,
) -> Feuille:
    """The first `nombre` findings, and how many more there are. `anonymat`: for those who must not know whose it is."""
    redaction = _Redaction(grille, catalogue) if anonymat is None else _SansNom(grille, catalogue, anonymat)
    return Feuille(
        titre=(Texte(title_of(retenus, catalogue, redaction.titre)),),
        corps=tuple(redaction.blocks(retenus, nombre, au)),
        gabarit=_GABARIT,
        corps_pt=_CORPS_PT,
    )


class _Redaction:
    titre = "ecarts.synthese.titre"

    def __init__(self, grille: "Grille", catalogue: "Catalogue") -> None:
        self._grille = grille
        self._catalogue = catalogue
        self.say = self._catalogue.textes.under("ecarts.synthese")
        self._masque = Masque(catalogue.ecarts, grille)

    def blocks(self, retenus: "Retenus", nombre: int, au: dt.date) -> Iterator[Bloc]:
        yield Paragraphe((*self._subject(), Texte(self._catalogue.textes("ecarts.planche.date", date=date_courte(au)))))
        yield self._title("sujet")
        yield from self._sources()
        yield self._title("trouves")
        yield from self._findings(retenus.numerotes, nombre)
        yield self._title("a_qui")
        yield self._list("a_qui", _A_QUI)
        yield from self._foot(retenus)

    def _foot(self, retenus: "Retenus") -> Iterator[Bloc]:
        """What colleagues may do, and what one must know."""
        yield self._title("faire")
        yield self._list("faire", _FAIRE)
        yield self._title("ne_pas_faire")
        yield self._list("ne_pas_faire", _NE_PAS_FAIRE)
        yield self._title("grille")
        yield Paragraphe((Texte(self.say("voir")), ACompleter(_LARGEUR)))
        cherche = looked_for(self._grille, self._catalogue)
        yield Paragraphe((Texte(warning_of(retenus, self._catalogue, cherche), italique=True),))

    def _subject(self) -> Iterator[Inline]:
        for inline in subject_of(self._grille, self._masque):
            # What is between the two is ours: its spaces count.
            yield replace(inline, texte=_short(inline.texte, _SUJET_MAX)) if inline.saisi else inline
        if self._grille.titre or self._grille.organisme.nom:
            yield Texte(". ")

    def _sources(self) -> Iterator[Bloc]:
        yield self._paragraph("intro")
        sources = in_order(self._grille.sources)
        for annonce, groupe in groupby(sources, key=lambda source: source.genre in GENRES_DECLARES):
            noms = [self._name(source) for source in groupe]
            suite = len(noms) - _SOURCES_MAX
            if suite > 1:
                noms[_SOURCES_MAX:] = [self.say("autres_sources", nombre=suite)]
            yield self._paragraph("annonce" if annonce else "fait", sources=", ".join(noms))

    def _name(self, source: "Source") -> str:
        mots = self._catalogue.ecarts.mots
        genre = mots[f"source_{source.genre}"]
        return mots["datee"].format(source=genre, date=date_courte(source.date)) if source.date else genre

    def _findings(self, ecarts: "Sequence[tuple[int, Ecart]]", nombre: int) -> Iterator[Bloc]:
        if not ecarts:
            yield Paragraphe((Texte(self._catalogue.textes("ecarts.rien")),))
            return
        if nombre:
            yield self._paragraph("ordre")
        for gravite, groupe in groupby(ecarts[:nombre], key=lambda numerote: numerote[1].gravite):
            yield Intertitre((Texte(self._catalogue.textes(f"ecarts.gravites.{gravite}")),), 3)
            for numero, ecart in groupe:
                yield Paragraphe(tuple(self._finding(numero, ecart)))
                if ecart.demande:
                    yield Paragraphe(tuple(self._request(ecart.demande)), retrait=True)
        reste = len(ecarts) - nombre
        if reste:
            cle = "tous" if not nombre else "autre" if reste == 1 else "autres"
            yield Paragraphe((Texte(self.say(cle, nombre=reste), gras=True),))

    def _finding(self, numero: int, ecart: "Ecart") -> Iterator[Inline]:
        """The fact and the rule."""
        titre = ecart.titre or self._catalogue.textes(f"ecarts.points.{ecart.point}")
        yield Texte(self.say("ecart", numero=numero, titre=titre), gras=True)
        yield Texte(_short(self._hide(ecart.fait), _PHRASE_MAX), saisi=True)
        if ecart.droit:
            yield Texte(" ")
            yield Texte(_short(self._masque.hide(ecart.droit), _PHRASE_MAX), italique=True)

    def _request(self, demande: str) -> Iterator[Inline]:
        """What is asked, on a line of its own."""
        yield Texte(self.say("demande"))
        yield Texte(_short(self._masque.hide(demande), _PHRASE_MAX), gras=True)
        yield Texte(".")

    def _hide(self, texte: str) -> str:
        return self._masque.hide(texte)

    def _list(self, famille: str, ids: Sequence[str]) -> Liste:
        return Liste(tuple((self._paragraph(f"{famille}.{id_}"),) for id_ in ids))

    def _title(self, id_: str) -> Intertitre:
        return Intertitre((Texte(self.say(f"titres.{id_}")),), 2)

    def _paragraph(self, cle: str, **valeurs: object) -> Paragraphe:
        return Paragraphe((Texte(self.say(cle, **valeurs)),))


class _SansNom(_Redaction):
    """The same without the body, the place, the software, nor what documents are called; of a date, the year."""

    titre = "ecarts.synthese.titre_sans_nom"

    def __init__(self, grille: "Grille", catalogue: "Catalogue", anonymat: Anonymat) -> None:
        super().__init__(grille, catalogue)
        self._anonymat = anonymat

    def _subject(self) -> Iterator[Inline]:
        yield Texte(self.say("sujet_sans_nom"), gras=True)
        yield Texte(" ")

    def _name(self, source: "Source") -> str:
        return self._anonymat.source(source)

    def _hide(self, texte: str) -> str:
        return self._anonymat.hide(texte)

    def _foot(self, retenus: "Retenus") -> Iterator[Bloc]:
        """What was taken out of all that is above, by what was decided of it."""
        yield self._title("lire")
        yield self._paragraph("lire_sans_nom")
        bilan = bilan_of(self._anonymat.passages, self._catalogue.textes)
        yield Paragraphe((Texte(warning_of(retenus, self._catalogue, bilan), italique=True),))


def _short(texte: str, longueur: int) -> str:
    """On one line, cut after a word. One that no line holds is cut too: the PDF would have it on one all the same."""
    ligne = " ".join(mot if len(mot) <= _MOT_MAX else f"{mot[:_MOT_MAX]}…" for mot in texte.split())
    if len(ligne) <= longueur:
        return ligne
    debut = excerpt(ligne, longueur)
    if debut.count(_OUVRANT) <= debut.count(_FERMANT):
        return debut
    # A quotation that is cut is closed all the same, and what is said of it after is kept: whose words they are.
    suite = ligne[longueur:].partition(_FERMANT)[2]
    return f"{debut}\N{NO-BREAK SPACE}{_FERMANT}{suite if len(suite) <= _SOURCE_MAX else '…'}"
