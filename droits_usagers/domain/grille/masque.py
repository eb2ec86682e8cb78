"""Quotes what people wrote without the numbers and the names that would tell who it is about."""

import re
from collections.abc import Iterable, Iterator

from droits_usagers.domain.grille.valeurs import ReferenceGrille
from droits_usagers.domain.mots.particules import PARTICULES
from droits_usagers.domain.mots.pliage import fold
from droits_usagers.domain.releve.releve import relever
from droits_usagers.domain.releve.valeurs import IDENTIFIENT, Espece, PassageReleve

#: As much of a sentence as one quotes.
LONGUEUR = 400
#: Where a long one may be cut, if that leaves the better part of it.
_COUPURES = re.compile(r"[,;:](?=\s)|\s(?=\()")
#: What stands for marks inside marks.
_OUVRANT, _FERMANT = "\u201c", "\u201d"
#: Of the ways of addressing people, those that are also words, or parts of them.
_AUSSI_DES_MOTS = frozenset({"me", "dr", "pr", "mm"})
#: Of several people: « MM. Diallo et Traoré ».
_PLURIELS, _ET = frozenset({"mm", "mmes", "mlles", "messieurs", "mesdames", "mesdemoiselles", "familles"}), "et"
_MOT_DU_NOM = re.compile(r"\w[\w\u2019'.-]*")
#: What may stand between two words of a name: it may go on to the next line.
_ENTRE = " \t\n\r\u00a0\u202f"
#: With its point: « A. ».
_INITIALE = 2
#: « Monsieur le Maire » names nobody.
FONCTIONS = frozenset(
    {
        "president",
        "presidente",
        "maire",
        "directeur",
        "directrice",
        "prefet",
        "prefete",
        "ministre",
        "juge",
        "procureur",
        "procureure",
        "chef",
        "cheffe",
        "responsable",
        "defenseur",
        "defenseure",
        "delegue",
        "deleguee",
        "conseiller",
        "conseillere",
        "recteur",
        "rectrice",
        "proviseur",
        "mediateur",
        "mediatrice",
    }
)
_NUMEROS = IDENTIFIENT | {Espece.TELEPHONE, Espece.NAISSANCE}
#: Any other is, from so many figures on, in so many signs: nothing is counted, nor dated, with as many.
_CHIFFRES, _SIGNES = 6, 9
#: « d'Ys » has a capital too.
_CAPITALE = re.compile(r"^\w['\u2019]")


class Masque:
    """Hides numbers and addresses that are told by their shape, and people named after a title. Other names stay."""

    def __init__(self, reference: ReferenceGrille) -> None:
        self._mots = mots = reference.mots
        self._lexique = reference.releve
        ouvrant, fermant = (re.escape(signe.strip()) for signe in mots["guillemets"].split("{texte}"))
        self._ouvrant, self._fermant = re.compile(rf"{ouvrant}\s*"), re.compile(rf"\s*{fermant}")
        # « me » in « on me dit » is no title: those that are words too have their capital.
        titres = "|".join(
            f"{titre.capitalize()}|{titre.upper()}" if titre in _AUSSI_DES_MOTS else f"(?i:{re.escape(titre)})"
            for titre in sorted(reference.civilites, key=len, reverse=True)
        )
        un = rf"(?:{titres})(?:\.\s*|\s+)"
        self._titre = re.compile(rf"\b{un}(?:(?:et|&|ou)\s+{un})?(?=\w)")

    def spans(self, texte: str) -> tuple[tuple[int, int, str], ...]:
        """What is to be hidden, in order: from, to, and what stands there instead."""
        numeros = [
            (un.debut, un.fin, self._mots[dit]) for un in relever(texte, self._lexique) if (dit := _instead(un)) is not None
        ]
        noms = [(debut, fin, self._mots["nom_masque"]) for debut, fin in self.named(texte)]
        gardes: list[tuple[int, int, str]] = []
        for span in sorted((*numeros, *noms)):
            if not gardes or span[0] >= gardes[-1][1]:
                gardes.append(span)
            else:
                # What goes on beyond is hidden with it.
                gardes[-1] = (gardes[-1][0], max(gardes[-1][1], span[1]), gardes[-1][2])
        return tuple(gardes)

    def hide(self, texte: str) -> str:
        """The text without them."""
        return hidden(texte, self.spans(texte))

    def names(self, texte: str) -> bool:
        """True when the text names someone."""
        return any(True for _ in self.named(texte))

    def named(self, texte: str) -> Iterator[tuple[int, int]]:
        """Where people are named, without how they are addressed: from, to."""
        for trouve in self._titre.finditer(texte):
            plusieurs = fold(trouve[0]).split(".")[0].strip() in _PLURIELS
            fin = _end_of_name(texte, trouve.end(), plusieurs=plusieurs)
            if fin is not None:
                yield trouve.end(), fin

    def quote(self, texte: str) -> str:
        """The same on one line, cut after a word when it is long."""
        ligne = self._fermant.sub(_FERMANT, self._ouvrant.sub(_OUVRANT, " ".join(self.hide(texte).split())))
        ligne = _balanced(ligne).rstrip(" .;,")
        if len(ligne) <= LONGUEUR:
            return ligne
        entier = ligne[:LONGUEUR].rsplit(" ", 1)[0]
        coupures = [coupure.start() for coupure in _COUPURES.finditer(entier) if coupure.start() > LONGUEUR / 2]
        return _balanced(entier[: coupures[-1]] if coupures else entier) + "…"


def _instead(passage: PassageReleve) -> str | None:
    """What stands in the place of a number or of an address; None for what is neither."""
    if passage.genre in _NUMEROS:
        return "numero_masque"
    if passage.genre is Espece.COURRIEL:
        return "adresse_masquee"
    if passage.genre is Espece.ADRESSE and any(signe.isdigit() or signe.isupper() for signe in passage.texte[1:]):
        return "adresse_masquee"
    ecrits = [signe for signe in passage.texte if signe.isalnum()]
    longue = len(ecrits) >= _SIGNES and sum(map(str.isdigit, ecrits)) >= _CHIFFRES
    return "numero_masque" if longue and passage.genre is not Espece.DATE else None


def hidden(texte: str, spans: Iterable[tuple[int, int, str]], place: tuple[int, int] | None = None) -> str:
    """A text, or that part of it, without what these hide of the whole."""
    debut, fin = place or (0, len(texte))
    morceaux: list[str] = []
    ici = debut
    for de, a, dit in spans:
        if a > ici and de < fin:
            morceaux += [texte[ici : max(ici, de)], dit]
            ici = min(a, fin)
    return "".join((*morceaux, texte[ici:fin]))


def _end_of_name(texte: str, debut: int, *, plusieurs: bool) -> int | None:
    """Where the name that begins there ends; None when none does. Small words may stand in it; `plusieurs`: « et » too."""
    fin: int | None = None
    dernier, coupe = debut, False
    for mot in _MOT_DU_NOM.finditer(texte, debut):
        dit = fold(mot[0])
        capitale = coupe or _CAPITALE.sub("", mot[0])[:1].isupper()
        if texte[dernier : mot.start()].strip(_ENTRE) or not (capitale or dit in PARTICULES or (plusieurs and dit == _ET)):
            break
        if fin is None and dit.rstrip(".") in FONCTIONS:
            break
        dernier, coupe = mot.end(), mot[0].endswith("-")
        # A full stop ends it, but after an initial.
        acheve = mot[0].endswith(".") and len(mot[0]) > _INITIALE
        if capitale:
            fin = dernier - acheve
        if acheve:
            break
    return fin


def _balanced(ligne: str) -> str:
    """Without its inner marks when one of a pair is lost: it was cut off."""
    if ligne.count(_OUVRANT) == ligne.count(_FERMANT):
        return ligne
    return ligne.replace(_OUVRANT, "").replace(_FERMANT, "")
