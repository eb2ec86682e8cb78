"""Draws a notice with typst, and says when a text does not fit at a legible size."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any, Final, Protocol

import typst

from droits_usagers.domain.lettre.lettre import Ligne, Remarque
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.notice.traitements import Forme, Papier
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.letters.lettre import polices
from droits_usagers.letters.lettre.compilation import Compilateur
from droits_usagers.letters.lettre.ecriture import Json, Niveaux, blocks, line
from droits_usagers.letters.lettre.polices import Sans
from droits_usagers.letters.notice.complete import VOLETS
from droits_usagers.letters.notice.valeurs import (
    ECHELLES,
    REDUCTION,
    CorpsMinimal,
    Logo,
    Notice,
    PartieNotice,
    least,
)

_LIEU: Final = "notice"
_POUCE = 25.4
#: As fine as a printer draws a logo.
_PPP: Final = 400.0
#: Parts in which a fiche says nothing, or next to nothing.
_NOTRES: Final = frozenset({"sens", "remis", "signer", "droits"})
_LARGEURS: Final = {Papier.A3: 297, Papier.A4: 210, Papier.A4X2: 297}


@dataclass(frozen=True, slots=True)
class BilanMesures:
    """What the layout found at the least sizes."""

    #: Ids of the parts of the zones that are too full, the tallest first; empty when everything fits.
    debordent: tuple[str, ...]


class Imprimeur:
    """One compiler, kept. Safe from any thread. Raises ExpectedError TEXTE_DEMESURE as letters do."""

    def __init__(self, mise_en_page: Path) -> None:
        self._mise_en_page = mise_en_page
        self._compilateur = Compilateur(mise_en_page / "notice.typ")

    def measure(self, notice: Notice) -> BilanMesures:
        """Whether it fits."""
        (zones,) = json.loads(self._compilateur.told(self._entry(notice), "bilan"))
        pleines = [zone for zone in zones if zone["hauteur"] > zone["disponible"]]
        parties = sorted((partie for zone in pleines for partie in zone["parties"]), key=_least_to_blame, reverse=True)
        return BilanMesures(tuple(partie["id"] for partie in parties))

    def pdf(self, notice: Notice) -> tuple[bytes, tuple[Remarque, ...]]:
        """The PDF/UA-1, and the characters that it cannot show."""
        return self._compilateur.pdf(self._entry(notice))

    def pages(self, notice: Notice) -> tuple[bytes, ...]:
        """The pages as SVG."""
        return self._compilateur.pages(self._entry(notice))

    def images(self, notice: Notice, largeur: int) -> tuple[bytes, ...]:
        """The pages as PNG, `largeur` pixels wide."""
        millimetres = 297 if notice.forme is Forme.DEPLIANT else _LARGEURS[notice.papier]
        return self._compilateur.images(self._entry(notice), largeur / (millimetres / _POUCE))

    def in_points(self, logo: Logo) -> Logo:
        """The logo drawn as a picture too. Raises ExpectedError LOGO_ILLISIBLE when nothing can be drawn of it."""
        # What cannot be read in a drawing is passed over: nothing is left of it but its sheet.
        vide = re.sub(r"^(<[^>]*?)/?>.*", r"\1/>", logo.svg, flags=re.DOTALL)
        try:
            png = _points(self._logos, logo.svg)
            if png != _points(self._logos, vide):
                return replace(logo, png=png)
        except typst.TypstError:
            pass
        raise ExpectedError(Panne.LOGO_ILLISIBLE)

    def _entry(self, notice: Notice) -> "_Entree":
        # The words across a page that is not ready, drawn: as text they would come in pieces when the page is read aloud.
        return _Entree(notice, "" if notice.projet is None else _drawn(self._bandes, notice.projet.bande))

    @cached_property
    def _logos(self) -> Compilateur:
        return Compilateur(self._mise_en_page / "logo.typ")

    @cached_property
    def _bandes(self) -> Compilateur:
        return Compilateur(self._mise_en_page / "bande.typ")


@lru_cache(maxsize=8)
def _points(compilateur: Compilateur, svg: str) -> bytes:
    return compilateur.images(lambda _: json.dumps({"svg": svg}), _PPP)[0]


@cache
def _drawn(compilateur: Compilateur, bande: str) -> str:
    return compilateur.pages(lambda _: json.dumps({"texte": bande, "polices": polices.chain()}))[0].decode()


@dataclass(frozen=True, slots=True)
class _Entree:
    """The values of a notice as JSON, for what can be shown."""

    notice: Notice
    bande: str

    def __call__(self, sans: Sans) -> str:
        notice = self.notice
        valeurs: dict[str, Json] = {
            "intitule": sans.shown(notice.intitule, _LIEU),
            "langue": notice.langue,
            "polices": [*polices.chain()],
            "forme": notice.forme.value,
            "papier": notice.papier.value,
            "reduction": REDUCTION if notice.papier is Papier.A4 else 1.0,
            "corps": _sizes(least(notice.forme, notice.papier)),
            "echelles": [*ECHELLES],
            "volets": [*VOLETS],
            "titre": line(notice.titre, sans, _LIEU),
            "sous_titre": _lines(notice.sous_titre, sans),
            "parties": [_part(partie, sans) for partie in notice.parties],
            "annonces": {id_.rpartition(".")[2]: line(ligne, sans, _LIEU) for id_, ligne in notice.annonces},
            "pied": line(notice.pied, sans, _LIEU),
            "bande": self.bande,
            "bande_texte": notice.projet.bande if notice.projet else "",
            "projet": line(notice.projet.phrase, sans, _LIEU) if notice.projet else [],
            "qr": {},
            "couleur": notice.charte.couleur,
            "logo": {},
        }
        if logo := notice.charte.logo:
            description = sans.shown(logo.description, _LIEU)
            valeurs["logo"] = {"svg": logo.svg, "description": description, "rapport": logo.rapport}
        if notice.qr:
            valeurs["qr"] = {
                "svg": notice.qr.svg,
                "description": sans.shown(notice.qr.description, _LIEU),
                "adresse": sans.shown(notice.qr.adresse, _LIEU),
            }
        return json.dumps(valeurs, ensure_ascii=False, separators=(",", ":"))


def _least_to_blame(partie: Mapping[str, Any]) -> tuple[bool, float]:
    """What a fiche fills comes before what is the same for everyone, and the tallest first."""
    return partie["id"] not in _NOTRES, partie["hauteur"]


def _sizes(corps: CorpsMinimal) -> Json:
    return {"titre": corps.titre, "rubrique": corps.rubrique, "texte": corps.texte}


def _lines(lignes: Sequence[Ligne], sans: Sans) -> list[Json]:
    return [line(ligne, sans, _LIEU) for ligne in lignes]


def _part(partie: PartieNotice, sans: Sans) -> Json:
    return {
        "id": partie.id,
        "genre": partie.genre.value,
        "titre": line(partie.titre, sans, _LIEU),
        "picto": partie.picto,
        "volet": partie.volet,
        "langue": partie.langue,
        "blocs": [*blocks(partie.blocs, sans, Niveaux(2))],
    }


#: Lists that are cut to fit: from this many lines, and not at all beyond.
_LIGNES_MAX: Final = 30


class Redacteur(Protocol):
    """Writes one notice, always the same but for what is cut."""

    def __call__(self, *, bref: bool = False, coupe: int | None = None) -> Notice:
        """`bref`: without what one does well to say and can do without. `coupe`: how many lines each list keeps; None: all."""


def fit(write: Redacteur, imprimeur: Imprimeur, *, textes: Textes, couper: bool) -> tuple[Notice, tuple[Remarque, ...]]:
    """The notice that fits, and what whoever prints it must know. `couper`: it may leave out what does not.

    Raises ExpectedError NOTICE_DEBORDE: `partie`, the one that takes too much room, `coupe`, what could be done, in words, and
    `lignes` when leaving out would do. ADRESSE_TROP_LONGUE.
    """
    entiere = write()
    debordent = imprimeur.measure(entiere).debordent
    if not debordent:
        return entiere, entiere.remarques
    breve = write(bref=True)
    if breve.parties != entiere.parties:
        debordent = imprimeur.measure(breve).debordent
        if not debordent:
            return breve, (*breve.remarques, Remarque("notice_breve"))
    lignes, coupee = _cut(write, imprimeur)
    if coupee is None or not couper:
        partie, dites = textes(f"debordement.parties.{debordent[0]}"), {} if coupee is None else {"lignes": str(lignes)}
        raise ExpectedError(Panne.NOTICE_DEBORDE, partie=partie, coupe=_proposal(textes, lignes), **dites)
    return coupee, (*coupee.remarques, Remarque("notice_coupee", (("nombre", str(lignes)),)))


def _cut(write: Redacteur, imprimeur: Imprimeur) -> tuple[int, Notice | None]:
    """How many lines each list may keep, the most that fits; none, and no notice, when not even one does."""
    trouvee: tuple[int, Notice | None] = 0, None
    bas, haut = 1, _LIGNES_MAX
    while bas <= haut:
        lignes = (bas + haut) // 2
        notice = write(bref=True, coupe=lignes)
        if imprimeur.measure(notice).debordent:
            haut = lignes - 1
        else:
            trouvee, bas = (lignes, notice), lignes + 1
    return trouvee


def _proposal(textes: Textes, lignes: int) -> str:
    if not lignes:
        return textes("debordement.raccourcir")
    return textes("debordement.coupe_une") if lignes == 1 else textes("debordement.coupe", nombre=lignes)
