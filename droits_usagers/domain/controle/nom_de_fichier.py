"""The name of a file that a letter goes to, where someone must not be found: it is read by whoever sees the folder."""

import re
from collections.abc import Iterable, Iterator

from droits_usagers.domain.controle.adresse import CeQuiEstTu
from droits_usagers.domain.controle.lecture import LectureControle, spaced
from droits_usagers.domain.controle.valeurs import Alerte, Partie, Regle
from droits_usagers.domain.releve.releve import relever

#: Letters or digits of what tells by itself, words run together.
_LONG = 4
_MOTS, _CHIFFRES = re.compile(r"[^\W\d_]+"), re.compile(r"\d+(?: \d+)*")
_MOTS_ET_NOMBRES = re.compile(r"[^\W\d_]+|\d+")


def nom_de_fichier(lecture: LectureControle) -> Iterator[Alerte]:
    """It says nothing of what must not be known, nor a word of what was taken out of a letter.

    Another file may bear her town; and this one, the name that we propose.
    """
    noms = [passage for passage in lecture.passages if passage.lieu.partie is Partie.NOM_DE_FICHIER]
    if not noms:
        return
    tu, ville = CeQuiEstTu(lecture), lecture.cadre.ferme
    for passage in noms:
        if tu.says(passage.texte, ville=ville) or _says_withheld(passage.texte, lecture):
            yield lecture.alerte(Regle.ADRESSE_PROTEGEE, "nom_de_fichier", lieux=(passage.lieu,))


def _says_withheld(nom: str, lecture: LectureControle) -> bool:
    """A word of what was taken out is told whole, one that is marked in it even with others run together; a number, by a part.

    What was left is in the letter for anyone to read, and what nobody decided holds it by itself.
    """
    lexique, retirees = lecture.reference.open_lexique(), lecture.cadre.decisions.retirees
    marques = [un.texte for dit in retirees for un in relever(dit, lexique)]
    dit = _without_ours(nom, lecture)
    colle = dit.replace(" ", "")
    return (
        any(mot in colle for mot in (*map(_glued, marques), *_words(marques)) if len(mot) >= _LONG)
        or not _words(retirees).isdisjoint(_words((dit,)))
        or not _numbers((*retirees, *marques)).isdisjoint(_numbers((dit,)))
    )


def _without_ours(nom: str, lecture: LectureControle) -> str:
    proposes = {mot for propose in lecture.cadre.noms_proposes for mot in _MOTS_ET_NOMBRES.findall(spaced(propose))}
    return " ".join(mot for mot in _MOTS_ET_NOMBRES.findall(spaced(nom)) if mot not in proposes)


def _words(textes: Iterable[str]) -> frozenset[str]:
    return frozenset(mot for texte in textes for mot in _MOTS.findall(spaced(texte)) if len(mot) >= _LONG)


def _numbers(textes: Iterable[str]) -> frozenset[str]:
    """Every run of digits that is long enough to tell, of each number: spaces part none."""
    nombres = (trouve.replace(" ", "") for texte in textes for trouve in _CHIFFRES.findall(spaced(texte)))
    return frozenset(nombre[rang : rang + _LONG] for nombre in nombres for rang in range(len(nombre) - _LONG + 1))


def _glued(texte: str) -> str:
    return spaced(texte).replace(" ", "")
