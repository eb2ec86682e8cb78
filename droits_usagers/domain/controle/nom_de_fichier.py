"""The name of a file that a letter goes to, where someone must not be found: it is read by whoever sees the folder."""

from collections.abc import Iterator

from droits_usagers.domain.controle.adresse import says_hidden
from droits_usagers.domain.controle.lecture import LectureControle, spaced
from droits_usagers.domain.controle.valeurs import Alerte, Partie, Regle
from droits_usagers.domain.releve.releve import relever

#: Letters of what tells by itself, words run together.
_LONG = 4


def nom_de_fichier(lecture: LectureControle) -> Iterator[Alerte]:
    """It says nothing of what must not be known, nor of what was taken out of a letter; another file may bear her town."""
    for passage in lecture.passages:
        if passage.lieu.partie is Partie.NOM_DE_FICHIER and (
            says_hidden(passage.texte, lecture, ville=lecture.cadre.ferme) or _says_taken_out(passage.texte, lecture)
        ):
            yield lecture.alerte(Regle.ADRESSE_PROTEGEE, "nom_de_fichier", lieux=(passage.lieu,))


def _says_taken_out(nom: str, lecture: LectureControle) -> bool:
    lexique = lecture.reference.open_lexique()
    otes = (_glued(un.texte) for dit in lecture.cadre.decisions.retirees for un in relever(dit, lexique))
    return any(len(ote) >= _LONG and ote in _glued(nom) for ote in otes)


def _glued(texte: str) -> str:
    return spaced(texte).replace(" ", "")
