"""What of a relevé is taken out of a text: what is so beforehand, but what a person left, and what she marked besides.

She decides of a thing once, however often it stands there: by its words and their capitals. « Rose » is not « rose ».
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from droits_usagers.domain.mots.phrases import sentences_of
from droits_usagers.domain.mots.pliage import is_said
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.releve.signes import see
from droits_usagers.domain.releve.valeurs import Espece, PassageReleve, words_of

#: What a passage ends with, and is not of it.
_PONCTUATION = " \t\n.,;:!?"
#: What may stand between two words of a sentence, or not.
_JOINTS = frozenset(" \t\n,'`-\u2013\u2014")
#: So many signs around it show enough of a long sentence.
_AUTOUR = 80


def key_of(texte: str) -> str:
    """The words of a text, as they are told apart: in any writing."""
    return " ".join(mot.plie for mot in words_of(see(texte).lu))


def written_key(texte: str) -> str:
    """The same with its capitals: « Rose », « ROSE » are someone where « rose » is a colour."""
    lu = see(texte).lu
    return " ".join(mot.plie.capitalize() if lu[mot.debut].isupper() else mot.plie for mot in words_of(lu))


def sentence_key(texte: str) -> str:
    """A sentence as it is told from others, in any writing: its words as in `key_of`, and what no writing takes off.

    A comma, a dash, an apostrophe, a space and the last full stop may come or go between two words. Any other sign stays, and
    each of them beside a number: it may be another one.

    >>> sentence_key("Le rendez-vous, à L’Île."), sentence_key("De 2 à 3,5 ⛪")
    ('le rendez vous a l ile', 'de 2 a 3,5⛪')
    """
    lu = see(texte).lu.rstrip()
    if lu.endswith(".") and not lu.endswith(".."):
        lu = lu[:-1]
    dit, fin = "", 0
    for mot in words_of(lu):
        chiffre, suite = lu[mot.debut].isdigit(), lu[fin - 1 : fin].isdigit()
        if chiffre and (suite or mot.avant.endswith("-")):
            dit += " ".join(f".{mot.avant}.".split())[1:-1] + mot.plie
        else:
            dit += f"{_signs(mot.avant)} {mot.plie}"
        fin = mot.fin
    return f"{dit}{_signs(lu[fin:])}".strip()


def _signs(entre: str) -> str:
    return "".join(signe for signe in entre if signe not in _JOINTS)


@dataclass(frozen=True, slots=True)
class TriReleve:
    """What was decided, by keys. Nothing keeps it beyond the sitting."""

    #: Left as it is, wherever it stands, by `written_key`.
    laisses: frozenset[str] = field(default=frozenset(), repr=False)
    #: Taken out too, though it is ordinary French, in any writing: by `key_of`.
    marques: frozenset[str] = field(default=frozenset(), repr=False)
    #: Taken out where it would stay, by `written_key`.
    retires: frozenset[str] = field(default=frozenset(), repr=False)

    def leave(self, cle: str) -> "TriReleve":
        """It stays; what was marked is a word like any other again."""
        return replace(self, laisses=self.laisses | {cle}, marques=self.marques - {cle}, retires=self.retires - {cle})

    def take_out(self, cle: str) -> "TriReleve":
        """It does not stay any more."""
        return replace(self, laisses=self.laisses - {cle}, retires=self.retires | {cle})

    def keeps(self, cle: str, *, d_avance: bool) -> bool:
        """True for what stays; `d_avance`: it would be taken out before anyone decided."""
        return cle in self.laisses or not (d_avance or cle in self.retires)

    def mark(self, cle: str) -> "TriReleve":
        """Nor does this word, that nothing showed, in any writing."""
        laisses = frozenset(une for une in self.laisses if not is_said(cle, key_of(une)))
        return replace(self, laisses=laisses, marques=self.marques | {cle})


#: As one begins.
RIEN_DE_TRIE = TriReleve()


@dataclass(frozen=True, slots=True)
class PassageTrie:
    """Something found in what leaves: once, with every sentence in which it stands."""

    cle: str = field(repr=False)
    texte: str = field(repr=False)
    genre: Espece
    #: Each sentence, and where it stands there.
    phrases: tuple[tuple[str, tuple[int, int]], ...] = field(repr=False)
    #: True: left by someone.
    laisse: bool = False
    #: True: marked by someone, and shown by nothing else.
    marque: bool = False
    nombre: int = 1

    @property
    def lignes(self) -> tuple[str, tuple[tuple[int, int], ...]]:
        """Each sentence once, one a line, and every place in these."""
        debuts: dict[str, int] = {}
        fin = 0
        places = []
        for phrase, (de, a) in self.phrases:
            if phrase not in debuts:
                debuts[phrase] = fin
                fin += len(phrase) + 1
            places.append((debuts[phrase] + de, debuts[phrase] + a))
        return "\n".join(debuts), tuple(sorted(places))


def said_as(texte: str, passages: Iterable[PassageTrie]) -> str:
    """The key of the line that a text says; in another writing only where one line says it. Nothing when none does."""
    proches = [un.cle for un in passages if key_of(un.texte) == key_of(texte)]
    exacte = written_key(texte)
    return exacte if exacte in proches else proches[0] if len(proches) == 1 else ""


class TrieurDeTexte:
    """Tells what to take out of the texts of one document, and remembers what it saw in them."""

    def __init__(
        self,
        relever: Callable[[str], Sequence[PassageReleve]],
        tri: TriReleve = RIEN_DE_TRIE,
        *,
        d_avance: Callable[[str], Sequence[PassageReleve]] | None = None,
    ) -> None:
        """`relever`: what is found in a text; `d_avance`: what of it is taken out before anyone decides, if not everything."""
        self._relever, self._d_avance, self._tri = relever, d_avance, tri
        self._marques = [tuple(cle.split()) for cle in sorted(tri.marques) if cle]
        self._vus: dict[str, PassageTrie] = {}

    def spans(self, texte: str) -> tuple[PassageReleve, ...]:
        """What is to be taken out, in order, none over another."""
        restent: list[PassageReleve] = []
        for passage, cle, marque, laisse in self._found(texte):
            self._see(texte, passage, cle, laisse=laisse, marque=marque)
            if not laisse:
                restent.append(passage)
        return tuple(restent)

    @property
    def passages(self) -> tuple[PassageTrie, ...]:
        """Each thing that was found, once, in the order of the texts; left or not."""
        return tuple(self._vus.values())

    def _found(self, texte: str) -> Iterator[tuple[PassageReleve, str, bool, bool]]:
        """Each with its key, whether it was marked, whether it is left."""
        releves = [_trimmed(un) for un in self._relever(texte)]
        d_avance = self._d_avance(texte) if self._d_avance is not None else releves
        laisses = {
            un for un in releves if self._tri.keeps(written_key(un.texte), d_avance=any(_meet(un, autre) for autre in d_avance))
        }
        # A word that was marked goes even from within what stays.
        marques = [un for un in self._marked(texte) if not any(_meet(un, autre) for autre in releves if autre not in laisses)]
        releves = [un for un in releves if un not in laisses or not any(_meet(un, autre) for autre in marques)]
        for passage in sorted((*releves, *marques)):
            pliee = key_of(passage.texte)
            if pliee in self._tri.marques:
                yield passage, pliee, True, False
            elif pliee:
                yield passage, written_key(passage.texte), False, passage in laisses

    def _marked(self, texte: str) -> Iterator[PassageReleve]:
        """The words that someone marked, where they stand one after the other."""
        if not self._marques:
            return
        vu = see(texte)
        mots = words_of(vu.lu)
        fin_prise = 0
        for rang, mot in enumerate(mots):
            for marque in self._marques:
                ici = mots[rang : rang + len(marque)]
                if mot.debut >= fin_prise and tuple(un.plie for un in ici) == marque:
                    fin_prise = ici[-1].fin
                    debut, fin = vu.place(mot.debut, ici[-1].fin)
                    yield PassageReleve(debut, fin, texte[debut:fin], Espece.MOT_RARE)
                    break

    def _see(self, texte: str, passage: PassageReleve, cle: str, *, laisse: bool, marque: bool) -> None:
        ici = _around(texte, passage)
        connu = self._vus.get(cle)
        if connu is None:
            self._vus[cle] = PassageTrie(cle, passage.texte, passage.genre, (ici,), laisse=laisse, marque=marque)
        else:
            phrases = connu.phrases if ici in connu.phrases else (*connu.phrases, ici)
            self._vus[cle] = replace(connu, nombre=connu.nombre + 1, phrases=phrases, laisse=connu.laisse or laisse)


def _meet(un: PassageReleve, autre: PassageReleve) -> bool:
    return un.debut < autre.fin and autre.debut < un.fin


def _trimmed(passage: PassageReleve) -> PassageReleve:
    """« 14 avril. »: the full stop is that of the sentence."""
    texte = passage.texte.rstrip(_PONCTUATION)
    return replace(passage, fin=passage.debut + len(texte), texte=texte)


def _around(texte: str, passage: PassageReleve) -> tuple[str, tuple[int, int]]:
    """The sentences that it stands in, or as much of a long one as shows it; and where."""
    siennes = [(debut, fin) for debut, fin in sentences_of(texte) if debut < passage.fin and passage.debut < fin]
    debut, fin = (siennes[0][0], siennes[-1][1]) if siennes else (0, len(texte))
    if passage.debut - debut > _AUTOUR:
        debut = texte.rfind(" ", 0, passage.debut - _AUTOUR) + 1
    if fin - passage.fin > _AUTOUR:
        fin = max(texte.find(" ", passage.fin + _AUTOUR), passage.fin)
    debut, fin = min(debut, passage.debut), max(fin, passage.fin)
    return texte[debut:fin], (passage.debut - debut, passage.fin - debut)


def hidden(texte: str, spans: Iterable[tuple[int, int, str]], place: tuple[int, int] | None = None) -> str:
    """A text, or that part of it, with something else in the place of these stretches of the whole: from, to, what."""
    debut, fin = place or (0, len(texte))
    morceaux: list[str] = []
    ici = debut
    for de, a, dit in spans:
        if a > ici and de < fin:
            morceaux += [texte[ici : max(ici, de)], dit]
            ici = min(a, fin)
    return "".join((*morceaux, texte[ici:fin]))


#: What is marked in a line, and whether the line is left.
Decidee = tuple[Iterable[str], bool]


def told_of_lines(lignes: Iterable[Decidee], textes: Textes) -> str:
    """Of one letter or of many: a thing that one line leaves is left, whatever was taken out elsewhere."""
    say = textes.under("assistant.lignes")
    toutes = [(tuple(marques), laissee) for marques, laissee in lignes]
    releves, laisses = set[str](), dict[str, str]()
    for marques, laissee in toutes:
        for texte in marques:
            releves.add(key_of(texte))
            if laissee:
                laisses.setdefault(key_of(texte), texte)
    bilan = say("sans_releve")
    if releves:
        bilan = say("bilan", bilan=told_of_marked(len(releves), [*laisses.values()], textes, a_qui_trie=True))
    laissees = sum(laissee for _, laissee in toutes)
    return say("decidees", laissees=laissees, retirees=len(toutes) - laissees, bilan=bilan)


def told_of_marked(nombre: int, laisses: Sequence[str], textes: Textes, *, a_qui_trie: bool = False) -> str:
    """How many were found, taken out and left; to who decides (`a_qui_trie`), which ones she left."""
    say = textes.under("ecarts.bilan")
    if not nombre:
        return say("rien")
    retires = nombre - len(laisses)
    sorts = [say("retire" if retires == 1 else "retires", nombre=retires)] if retires else []
    if laisses:
        cle = f"{'laisse' if len(laisses) == 1 else 'laisses'}{'_par_vous' if a_qui_trie else ''}"
        sorts.append(say(cle, nombre=len(laisses), lesquels=", ".join(laisses)))
    releves = say("releve" if nombre == 1 else "releves", nombre=nombre)
    return say("dit", releves=releves, sorts=", ".join(sorts))
