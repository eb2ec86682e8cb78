"""From a demande to a letter, or to a page that goes with it: values the writers lay out without adding a word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from droits_usagers.domain.demande import Demande
from droits_usagers.domain.demarches import Demarche, Etape
from droits_usagers.domain.droit import Droit
from droits_usagers.domain.echeances import Echeance
from droits_usagers.domain.lettre import (
    ACompleter,
    Feuille,
    Inline,
    Lettre,
    Ligne,
    Remarque,
    SautDeLigne,
    Texte,
)
from droits_usagers.letters.atelier import Atelier, Redige
from droits_usagers.letters.citations import Citations
from droits_usagers.letters.contexte import Redaction, delays_of, schema_of
from droits_usagers.letters.ecriture import lines_of, title_of
from droits_usagers.letters.fenetre import fits
from droits_usagers.letters.gabarits import ENTRE_CHAMPS, HABILLAGE
from droits_usagers.letters.markdown import to_blocks, to_inlines
from droits_usagers.letters.moteur import Fragment

_CORPS_PT = 11
_BLANCS = re.compile(" +")


@dataclass(frozen=True, slots=True)
class Sujet:
    """What a document is about: a demande, its demarche, the étape, the names of its enclosures, the dates its facts give."""

    demande: Demande
    demarche: Demarche
    etape: Etape
    pieces: Sequence[str] = ()
    echeances: Sequence[Echeance] = ()


class Composeur:
    """Composes documents. Keeps what may be cited between kinds of people, and nothing about anyone."""

    def __init__(self, atelier: Atelier, droit: Droit) -> None:
        self._atelier = atelier
        self._droit = droit
        self._citations: dict[tuple[str, str], Citations] = {}

    def letter(self, sujet: Sujet) -> Lettre:
        """The letter of this étape. Raises ExpectedError GABARIT_… when a user's own template is at fault."""
        redaction = Redaction()
        redige = self._render(sujet, sujet.etape.gabarit, redaction, habillage=HABILLAGE)
        habillage, entete = _fields_of(redige, HABILLAGE), _fields_of(redige, sujet.etape.gabarit)
        # What the header of the template writes itself takes the place of what surrounds every letter.
        autour = habillage | entete
        lettre = Lettre(
            expediteur=autour["expediteur"],
            destinataire=autour["destinataire"],
            lieu_date=_one(autour["lieu_date"]),
            objet=(*_bold(_one(habillage["objet"])), Texte(" "), *_one(entete["objet"])),
            corps=to_blocks(redige.corps.texte, redige.corps.valeurs),
            signature=autour["signature"],
            gabarit=redige.gabarit.utilise,
            mentions=autour["mentions"],
            references=habillage["references"] + entete["references"],
            pieces_jointes=autour["pieces_jointes"],
            copies=autour["copies"],
            en_clair=tuple(map(plain, entete["en_clair"])),
        )
        return _remarked(lettre, redaction, sujet)

    def sheet(self, id_: str, sujet: Sujet, lettre: Lettre) -> Feuille:
        """A page that goes with a letter: the receipt to be stamped, the mandate, the enclosures, « et après ? »."""
        redaction = Redaction()
        redige = self._render(sujet, id_, redaction, lettre=lettre)
        entete = _fields_of(redige, id_)
        return Feuille(
            titre=_one(entete["titre"]),
            corps=to_blocks(redige.corps.texte, redige.corps.valeurs),
            gabarit=redige.gabarit.utilise,
            corps_pt=redige.gabarit.corps_pt or _CORPS_PT,
        )

    def _render(
        self, sujet: Sujet, id_: str, redaction: Redaction, *, habillage: str = "", lettre: Lettre | None = None
    ) -> Redige:
        contexte = redaction.context(sujet.demande, sujet.demarche, etape=sujet.etape.id, pieces=sujet.pieces)
        contexte["delais"] = delays_of(sujet.demande, sujet.echeances)
        if lettre is not None:
            contexte["lettre"] = {
                "objet": title_of(lettre),
                "en_clair": list(lettre.en_clair),
                "destinataire": _known(_one(lettre.destinataire)),
            }
        return self._atelier.render(
            id_,
            habillage,
            contexte=contexte,
            citations=self._citable(sujet.demande),
            schema=partial(schema_of, sujet.demarche),
        )

    def _citable(self, demande: Demande) -> Citations:
        cle = (demande.organisme.genre, demande.qualite)
        if cle not in self._citations:
            self._citations[cle] = Citations.of(self._droit, *cle)
        return self._citations[cle]


def plain(ligne: Sequence[Inline]) -> str:
    """A line as a plain text; a line break is a space."""
    return "".join(
        inline.texte if isinstance(inline, Texte) else " " if isinstance(inline, SautDeLigne) else "…" for inline in ligne
    )


def _fields_of(redige: Redige, id_: str) -> dict[str, tuple[Ligne, ...]]:
    """The lines of each field of one of the templates rendered, those its file writes."""
    noms, fragment = redige.gabarits[id_].champs, redige.champs[id_]
    return {
        champ: tuple(_lines(texte, fragment)) for champ, texte in zip(noms, fragment.texte.split(ENTRE_CHAMPS), strict=True)
    }


def _lines(texte: str, fragment: Fragment) -> Iterator[Ligne]:
    """One line per line of the field that is not blank, and per line of a value."""
    for ligne in _written_lines(texte):
        courante: list[Inline] = []
        for inline in to_inlines(ligne, fragment.valeurs):
            if isinstance(inline, SautDeLigne):
                yield from _unless_blank(courante)
                courante = []
            else:
                courante.append(inline)
        yield from _unless_blank(courante)


@lru_cache(maxsize=512)
def _written_lines(texte: str) -> tuple[str, ...]:
    """The lines of a field, without the spaces that a left-out value leaves behind."""
    lignes = (_BLANCS.sub(" ", ligne).strip(" ") for ligne in texte.splitlines())
    return tuple(ligne for ligne in lignes if ligne)


def _unless_blank(ligne: Sequence[Inline]) -> Iterator[Ligne]:
    if any(not isinstance(inline, Texte) or inline.texte.strip() for inline in ligne):
        yield tuple(ligne)


def _one(lignes: Sequence[Ligne]) -> Ligne:
    """The first line of a field that holds one."""
    return lignes[0] if lignes else ()


def _known(ligne: Ligne) -> str:
    """A line as a plain text, empty when it is one to fill by hand."""
    return "" if any(isinstance(inline, ACompleter) for inline in ligne) else plain(ligne)


def _bold(ligne: Ligne) -> Iterator[Inline]:
    for inline in ligne:
        yield replace(inline, gras=True) if isinstance(inline, Texte) else inline


def _remarked(lettre: Lettre, redaction: Redaction, sujet: Sujet) -> Lettre:
    """The letter with what the person must know before it leaves."""
    remarques: list[Remarque] = []
    if redaction.remplaces:
        remarques.append(Remarque("caracteres_remplaces", (("nombre", str(redaction.remplaces)),)))
    lignes = (*lettre.expediteur, *lettre.destinataire, lettre.lieu_date, lettre.objet, *lettre.references, *lettre.signature)
    vides = sum(isinstance(inline, ACompleter) for ligne in (*lignes, *lines_of(lettre.corps)) for inline in ligne)
    if vides:
        remarques.append(Remarque("a_completer", (("nombre", str(vides)),)))
    if sujet.demande.qualite not in sujet.demarche.pour:
        remarques.append(Remarque("qualite_hors_demarche"))
    if not fits(lettre.destinataire):
        remarques.append(Remarque("destinataire_long"))
    return replace(lettre, remarques=tuple(remarques))
