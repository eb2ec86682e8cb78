"""Where what people type meets our sentences: one full stop between them, a capital after it, and nothing else changed."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from droits_usagers.domain.lettre.lettre import Inline, Ligne, SautDeLigne, Texte
from droits_usagers.domain.mots.pliage import fold
from droits_usagers.letters.lettre.jetons import typed

#: What a sentence ends with, whatever closes after it.
FINALE = re.compile(r"[.!?…:;][»”\")\]\u00a0\u202f]*$")
#: The same, for a value that our full stop follows: after a closed parenthesis it is still wanted.
_FINIE = re.compile(r"[.!?…](?:[\u00a0\u202f ]?[»”\"])?$")
_NOTRE_POINT = re.compile(r"\.(?!\.)")
#: What goes on with a sentence, and the full stop that it does not follow: not that of « etc. ».
_SUITE = re.compile(r"[),]|[\u00a0\u202f ]?;|\s+[a-zà-ÿœ(]")
_POINT_DE_TROP = re.compile(r"(?:(?<=\w{4})|(?<=\d)|(?<=[)»]))\.$")
#: Our own sign after a value, and what a value is left with when someone meant to go on: the two do not stand together.
_NOTRE_SIGNE = re.compile(r"[\u00a0\u202f ]?[.,;:)]")
#: What closes a value, or goes on after it: a space that was typed last is not one of ours.
_FERME = re.compile(r"[\u00a0\u202f ]?»|[\u00a0\u202f ]\(")
_PENDANTE = re.compile(r"[\s,;:\u2013\u2014-]+$")
#: The end of one sentence where another begins.
_DEBUT = re.compile(r"[.!?…][»”\")\]\u00a0\u202f]*\s+$")
_PHRASE = re.compile(r"[^\W\d_]{2}[^.]*[.!?…][»”\")\]\u00a0\u202f]*\s")
_TAPE = "xx"
#: An address of the Internet, a path: nothing is added to it.
_TELLE_QUELLE = re.compile(r"[@/\\]")


def join(ligne: Ligne, *, phrases: bool = False) -> Ligne:
    """One line or one paragraph, its joins made; `phrases`: it is prose, whose last sentence ends as the others do."""
    if not any(isinstance(inline, Texte) and inline.saisi for inline in ligne):
        return ligne
    joint = [*_joined(ligne)]
    if phrases and _lacks_stop(joint):
        fin = joint[-1]
        if isinstance(fin, Texte):
            joint[-1] = replace(fin, texte=_PENDANTE.sub("", fin.texte))
        joint.append(Texte("."))
    return tuple(joint)


def _joined(ligne: Iterable[Inline]) -> Iterator[Inline]:
    inlines = [*ligne]
    avant, finie = "", False
    for rang, inline in enumerate(inlines):
        if not isinstance(inline, Texte):
            avant, finie = "", False
            yield inline
            continue
        suivant = inlines[rang + 1] if rang + 1 < len(inlines) else None
        dit = inline
        if inline.saisi:
            suite = suivant.texte if isinstance(suivant, Texte) and not suivant.saisi else ""
            texte = _PENDANTE.sub("", inline.texte) if _NOTRE_SIGNE.match(suite) else inline.texte
            texte = texte.rstrip() if _FERME.match(suite) else texte
            texte = _POINT_DE_TROP.sub("", texte) if _SUITE.match(suite) else texte
            dit = replace(inline, texte=_with_capital(texte) if _DEBUT.search(avant) else texte)
        elif finie and _NOTRE_POINT.match(inline.texte):
            dit = replace(inline, texte=inline.texte[1:])
        avant, finie = avant + dit.texte, inline.saisi and _FINIE.search(dit.texte) is not None
        if dit.texte:
            yield dit


def _with_capital(texte: str) -> str:
    mot = texte.partition(" ")[0]
    tel_quel = _TELLE_QUELLE.search(mot) or mot[1:] != mot[1:].lower()
    return texte if tel_quel else texte[:1].upper() + texte[1:]


def _lacks_stop(ligne: list[Inline]) -> bool:
    """True where the paragraph has a sentence of ours, and ends with something typed that does not end by itself."""
    *debut, fin = ligne
    if not isinstance(fin, Texte) or not fin.saisi or FINALE.search(fin.texte.rstrip()) or _TELLE_QUELLE.search(fin.texte):
        return False
    dits: list[str] = []
    for inline in debut:
        if isinstance(inline, SautDeLigne):
            dits.clear()
        elif isinstance(inline, Texte):
            # A sentence is ours by its full stop.
            dits.append(_TAPE if inline.saisi else inline.texte)
    return _PHRASE.search("".join(dits)) is not None


_PREMIER_MOT = re.compile(r"[\w-]+")
_VOYELLES = frozenset("aeiou")


class Articles:
    """Agreement of names in a sentence, from the data of `articles.toml`."""

    def __init__(self, donnees: Mapping[str, object]) -> None:
        self._genres = {mot: genre for genre in ("masculin", "feminin", "pluriel") for mot in _words(donnees, genre)}
        self._h_muet = _words(donnees, "h_muet")
        self._formes = {forme: _table(donnees, forme) for forme in ("du", "au")}
        self._contractes = _table(donnees, "contractes") if "contractes" in donnees else {}
        self._et = str(donnees["et"])
        self._virgule = str(donnees["virgule"])
        self._abreges = _table(donnees, "abreges") if "abreges" in donnees else {}

    def joined(self, forme: str, nom: str) -> tuple[str, str]:
        """What goes before a name, with its space, and the name: « du » takes the « Le » of « Le Relais ».

        `forme` is "du" or "au".
        """
        avant = self._before(forme, nom)
        article, espace, reste = nom.partition(" ")
        genre = self._contractes.get(fold(article)) if espace and article[:1].isupper() else None
        return (self._formes[forme][genre], reste) if genre else (avant, nom)

    def _before(self, forme: str, nom: str) -> str:
        mot = _PREMIER_MOT.search(nom)
        cle = fold(mot[0]) if mot else ""
        genre = self._genres.get(cle, "aucun")
        if genre != "pluriel" and (cle[:1] in _VOYELLES or cle in self._h_muet):
            genre = "aucun_elision" if genre == "aucun" else "elision"
        return self._formes[forme][genre]

    def enumerate(self, valeurs: Sequence[str]) -> tuple[Inline, ...]:
        """« a, b et c »."""
        inlines: list[Inline] = []
        for rang, valeur in enumerate(valeurs):
            if rang:
                inlines.append(Texte(self._et if rang == len(valeurs) - 1 else self._virgule))
            inlines.extend(typed(valeur))
        return tuple(inlines)

    def join(self, mots: Sequence[str]) -> str:
        """The same for our own words, the parts of an article said shortly: « L311-1 et L311-6 », « 12 § 3 et 12 § 4 »."""
        *debut, fin = map(self._shortened, mots)
        return self._et.join([self._virgule.join(debut), fin]) if debut else fin

    def _shortened(self, mot: str) -> str:
        for long, court in self._abreges.items():
            mot = mot.replace(long, court)
        return mot


def _words(donnees: Mapping[str, object], cle: str) -> frozenset[str]:
    mots = donnees[cle]
    if not isinstance(mots, list):
        raise TypeError(cle)
    return frozenset(fold(str(mot)) for mot in mots)


def _table(donnees: Mapping[str, object], cle: str) -> dict[str, str]:
    table = donnees[cle]
    if not isinstance(table, dict):
        raise TypeError(cle)
    return {str(nom): str(valeur) for nom, valeur in table.items()}
