"""Notices: from a fiche de traitement to something people read. Nothing is ever printed below a legible size.

Nothing heavy is imported with this module. Every method may be called from any thread.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

from droits_usagers.domain.controle.cadre import Sortant
from droits_usagers.domain.controle.lecture import passages_of_texts, texts_of
from droits_usagers.domain.lettre.lettre import Remarque
from droits_usagers.domain.mots.lecture import readable_key
from droits_usagers.domain.notice import check_notice, missing, unconfirmed
from droits_usagers.domain.notice.traitements import FicheTraitement, Forme, Papier
from droits_usagers.domain.releve.releve import relever
from droits_usagers.domain.releve.valeurs import NOMMENT, Espece
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.impression import Face
from droits_usagers.services.lettre.courriers import Format, Rendu
from droits_usagers.services.notice.joints import SANS_VOISINS, Voisins, check_logo, read_charte

if TYPE_CHECKING:
    from droits_usagers.catalogue import Catalogue
    from droits_usagers.domain.mots.textes import Langue, Textes
    from droits_usagers.domain.notice import ConstatMention, ReferenceMentions
    from droits_usagers.letters.notice.pdf import Imprimeur, Redacteur
    from droits_usagers.letters.notice.valeurs import Notice
    from droits_usagers.places import Places
    from droits_usagers.services.socle.sorties import Liasse

#: A place, a body, a day, a postal code are what any notice says.
_QUELQU_UN: Final = (frozenset(Espece) - NOMMENT - {Espece.DATE, Espece.CODE_POSTAL, Espece.NUMERO}) | {
    Espece.PERSONNE,
    Espece.COURRIEL,
}


def named_in(
    fiche: "FicheTraitement", catalogue: "Catalogue", publics: frozenset[str], *, affiches: bool
) -> Iterator[Remarque]:
    """What may be someone, in its title or where a line says what is done: not who answers for it, nor whom to write to.

    `publics`: what our models name (« France Travail »). `affiches`: of a paper that only says where the posters are.
    """
    dits = _named(fiche, catalogue, publics, affiches=affiches)
    if lesquels := ", ".join(dict.fromkeys(dits)):
        yield Remarque("notice_nomme", (("lesquels", lesquels),))


def public_names(modeles: "Iterable[FicheTraitement]", catalogue: "Catalogue") -> frozenset[str]:
    """What our models name: nobody."""
    return frozenset(dit for modele in modeles for dit in _named(modele, catalogue, frozenset(), affiches=False))


def _named(fiche: "FicheTraitement", catalogue: "Catalogue", publics: frozenset[str], *, affiches: bool) -> Iterator[str]:
    lignes = (
        *(fiche.finalites, fiche.donnees, fiche.sources, fiche.destinataires),
        *(fiche.conservations, fiche.transferts, fiche.decision),
    )
    dits = (fiche.nom, *(affichage.lieu for affichage in fiche.affichages)) if affiches else (fiche.nom, lignes)
    connus = catalogue.ecarts.communs | publics
    for texte in chain.from_iterable(map(texts_of, dits)):
        yield from (un.texte for un in relever(texte, catalogue.releve, connus=connus) if un.genre in _QUELQU_UN)


#: What a notice can be written as.
FORMATS: Final = (Format.PDF, Format.DOCX)


def format_of(sortie: Path) -> Format:
    """What to write, by the end of the name. Raises ExpectedError SORTIE_REFUSEE."""
    suffixe = sortie.suffix.lower().removeprefix(".")
    if suffixe not in FORMATS:
        attendu = ", ".join(f".{format_}" for format_ in FORMATS)
        raise ExpectedError(Panne.SORTIE_REFUSEE, fichier=readable_key(sortie.name), attendu=attendu)
    return Format(suffixe)


@dataclass(frozen=True, slots=True)
class Impression:
    """What is to be printed. No `papier`: the usual one of the form."""

    forme: Forme
    papier: Papier | None = None
    #: Where the complete notice can be read; empty when nowhere.
    adresse: str = ""
    #: Leave to the complete notice what does not fit.
    couper: bool = False
    langue: str = "fr"
    #: Codes of the languages of the sheet of languages; none: those that someone read again.
    langues: tuple[str, ...] = ()
    #: The day it is printed, for the log of the posters.
    jour: dt.date | None = None
    #: Where the logo is.
    voisins: Voisins = SANS_VOISINS


@dataclass(frozen=True, slots=True)
class NoticePrete:
    """A notice that is made, and what whoever prints it must know."""

    notice: "Notice"
    remarques: tuple[Remarque, ...]
    #: Which sides of its sheet it is printed on.
    face: Face = Face.RECTO
    #: What it is called in the list of what is printed.
    nom: str = ""
    #: The same on two A4, for a printer that has no A3.
    en_deux: "NoticePrete | None" = None


class Notices:
    """Makes notices. Keeps nothing of what a fiche says."""

    def __init__(self, catalogue: "Catalogue", places: "Places") -> None:
        self._catalogue = catalogue
        self._places = places
        self._lues: dict[str, Textes] = {}

    def compose(self, fiche: FicheTraitement, impression: Impression) -> "tuple[Notice, tuple[Remarque, ...]]":
        """The notice that fits, and what whoever prints it must know.

        Raises ExpectedError LANGUE_INCONNUE, or SANS_LANGUE when none is asked for and none was read again.
        Raises ExpectedError NOTICE_DEBORDE when it does not fit: `partie`, `coupe` in words, and `lignes` when `couper` would
        do. ADRESSE_TROP_LONGUE.
        """
        from droits_usagers.letters.notice.pdf import fit

        return fit(self._draft(fiche, impression), self._imprimeur, textes=self._textes(impression), couper=impression.couper)

    def render(self, fiche: FicheTraitement, impression: Impression, format_: Format) -> Rendu:
        """The file. Same fiche, same bytes. A Word document flows on as many pages as it needs, and it is said.

        Raises ExpectedError as `compose`.
        """
        return self.written(self.prepare(fiche, impression, format_), format_)

    def prepare(self, fiche: FicheTraitement, impression: Impression, format_: Format) -> "NoticePrete":
        """What is written as that file. Raises ExpectedError as `compose`, but for what flows on in Word."""
        try:
            return NoticePrete(*self.compose(fiche, impression))
        except ExpectedError as error:
            if error.panne is not Panne.NOTICE_DEBORDE or format_ is not Format.DOCX:
                raise
            notice = self._draft(fiche, impression)()
            return NoticePrete(notice, (*notice.remarques, Remarque("notice_deborde", tuple(error.faits.items()))))

    def written(self, prete: "NoticePrete", format_: Format) -> Rendu:
        """The file of a notice that is made."""
        if format_ is Format.DOCX:
            from droits_usagers.letters.notice import word

            modele = (self._places.resources / "modele.docx").read_bytes()
            return Rendu(word.write(prete.notice, modele), prete.remarques)
        contenu, absents = self._imprimeur.pdf(prete.notice)
        return Rendu(contenu, (*prete.remarques, *map(self._located, absents)))

    def printed(self, prete: "NoticePrete") -> tuple[bytes, ...]:
        """Its pages as SVG: what is printed."""
        return self._imprimeur.pages(prete.notice)

    @staticmethod
    def said(prete: "NoticePrete") -> Sortant:
        """Everything it says, for the control."""
        from droits_usagers.letters.notice import ordre

        notice = prete.notice
        autres = (notice.intitule, notice.qr.adresse if notice.qr is not None else "")
        return Sortant({"notice": ordre.sheet(notice)}, passages_of_texts("notice", autres))

    def prepare_print(self, fiche: FicheTraitement, impression: Impression, nom: str = "") -> NoticePrete:
        """What is printed: a leaflet on both sides of its sheet, an A3 poster with its version for two A4.

        Raises ExpectedError as `compose`.
        """
        face = Face.COURT if impression.forme is Forme.DEPLIANT else Face.RECTO
        prete = self.prepare(fiche, impression, Format.PDF)
        return replace(prete, face=face, nom=nom, en_deux=self._in_two(fiche, impression))

    def liasse(self, prete: NoticePrete) -> "Liasse":
        """It for the printer."""
        from droits_usagers.services.socle.sorties import bind

        deux = self.liasse(prete.en_deux) if prete.en_deux is not None else None
        contenu = self.written(prete, Format.PDF).contenu
        return bind(contenu, partial(self.printed, prete), face=prete.face, nom=prete.nom, en_deux=deux)

    def _in_two(self, fiche: FicheTraitement, impression: Impression) -> NoticePrete | None:
        """The poster on two A4, for a printer without A3; None for what is no A3 poster, or does not fit there."""
        if impression.forme is not Forme.AFFICHE or (impression.papier or Papier.A3) is not Papier.A3:
            return None
        try:
            return self.prepare(fiche, replace(impression, papier=Papier.A4X2), Format.PDF)
        except ExpectedError as error:
            if error.panne is not Panne.NOTICE_DEBORDE:
                raise
            return None

    def pages(self, fiche: FicheTraitement, impression: Impression) -> tuple[bytes, ...]:
        """The pages as SVG: the preview, and what is printed. Raises ExpectedError as `compose`."""
        return self._imprimeur.pages(self.compose(fiche, impression)[0])

    def images(self, fiche: FicheTraitement, impression: Impression, largeur: int) -> tuple[bytes, ...]:
        """The pages as PNG, `largeur` pixels wide. Raises ExpectedError as `compose`."""
        return self._imprimeur.images(self.compose(fiche, impression)[0], largeur)

    def text(self, fiche: FicheTraitement, impression: Impression) -> str:
        """The same words, to be read aloud or copied. Raises ExpectedError as `compose`."""
        from droits_usagers.letters.notice import ordre

        return ordre.write(self.compose(fiche, impression)[0])

    def check_logo(self, contenu: bytes, nom: str) -> bytes:
        """A drawing, without what it says of who made it. Raises ExpectedError LOGO_REFUSE, LOGO_ILLISIBLE, LOGO_TROP_GRAND."""
        return check_logo(contenu, nom, self._imprimeur, description=nom).svg.encode()

    def suggested_name(self, impression: Impression, format_: Format) -> str:
        """A file name: "notice-affiche-a3.pdf"."""
        papier = impression.papier if impression.forme is Forme.AFFICHE else None
        return "-".join(filter(None, ("notice", impression.forme, papier))) + f".{format_}"

    def _draft(self, fiche: FicheTraitement, impression: Impression) -> "Redacteur":
        """What writes it, cut or not."""
        from droits_usagers.letters.notice.composition import Manques, compose
        from droits_usagers.letters.notice.valeurs import CommandeNotice

        forme, constats = impression.forme, check_notice(fiche, self.reference)
        langues = self._chosen(impression) if forme is Forme.LANGUES else ()
        charte, remarques = read_charte(fiche, impression.voisins, self._imprimeur)
        remarques = (*remarques, *self.named(fiche, forme))
        papier = impression.papier or forme.papiers[0]
        commande = CommandeNotice(forme, papier, impression.adresse, langues, impression.jour, charte, remarques)
        manques = Manques([*self._holes(constats)], [*map(self._proposal, unconfirmed(constats))])
        return partial(compose, fiche, self._textes(impression), commande, constats=constats, manques=manques)

    def named(self, fiche: FicheTraitement, forme: Forme) -> "tuple[Remarque, ...]":
        """What of a fiche may be someone, where this document prints it: to be said before it leaves."""
        affiches = forme in {Forme.ATTESTATION, Forme.JOURNAL}
        return tuple(named_in(fiche, self._catalogue, self._publics, affiches=affiches))

    @cached_property
    def reference(self) -> "ReferenceMentions":
        """What a notice must say, and the models it may come from."""
        from droits_usagers.services.notice.atelier import reference_of

        return reference_of(self._catalogue, self._places.resources)

    @cached_property
    def _publics(self) -> frozenset[str]:
        return public_names(self.reference.modeles.values(), self._catalogue)

    def langues(self) -> "tuple[Langue, ...]":
        """The languages there are, read again or not."""
        return tuple(self._langues.values())

    def _chosen(self, impression: Impression) -> "tuple[Langue, ...]":
        inconnue = next((code for code in impression.langues if code not in self._langues), None)
        if inconnue is not None:
            raise ExpectedError(Panne.LANGUE_INCONNUE, valeur=readable_key(inconnue), attendu=", ".join(self._langues))
        choisies = [self._langues[code] for code in dict.fromkeys(impression.langues)]
        trouvees = tuple(choisies or (langue for langue in self._langues.values() if langue.relue))
        if not trouvees:
            raise ExpectedError(Panne.SANS_LANGUE, attendu=", ".join(self._langues))
        return trouvees

    @cached_property
    def _langues(self) -> "dict[str, Langue]":
        return self._catalogue.langues_notice()

    def _textes(self, impression: Impression) -> "Textes":
        if impression.langue not in self._lues:
            self._lues[impression.langue] = self._catalogue.textes_notice(impression.langue)
        return self._lues[impression.langue]

    def _holes(self, constats: "Sequence[ConstatMention]") -> Iterator[tuple[str, str, str]]:
        textes = self._catalogue.textes
        for constat in missing(constats):
            conseil = textes(f"mentions.conseils.{constat.conseil}") if constat.conseil else ""
            yield textes(f"mentions.titres.{constat.mention}"), textes(f"mentions.statuts.{constat.statut}"), conseil

    def _proposal(self, constat: "ConstatMention") -> tuple[str, str]:
        """A line that is as a model has it: what it is about, and what it says."""
        return self._catalogue.textes(f"mentions.titres.{constat.mention}"), constat.extrait

    def _located(self, remarque: Remarque) -> Remarque:
        """The remark with the document named in words: which part of it does not matter."""
        ou = self._catalogue.textes("remarques.ou.notice")
        return Remarque(remarque.id, tuple((cle, ou if cle == "ou" else valeur) for cle, valeur in remarque.faits))

    @cached_property
    def _imprimeur(self) -> "Imprimeur":
        from droits_usagers.letters.notice.pdf import Imprimeur

        return Imprimeur(self._places.resources / "mise_en_page")
