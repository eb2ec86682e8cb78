"""What is written about people: identifiers, appreciations, reports."""

from itertools import pairwise

from droits_usagers.domain.grille.lecture import ANNONCES, FAITS, Lecture, PassageLu, Trouvaille
from droits_usagers.domain.grille.lexique import PhraseLue, followed_by
from droits_usagers.domain.grille.valeurs import Point

_ECRITS = (Point.COMMENTAIRES, Point.COMPTES_RENDUS, Point.DONNEES, Point.SENSIBLES)
#: How many sentences away what one speaks of may be named.
_AUTOUR = 2


def identifiants_commentaires(lecture: Lecture) -> Trouvaille | None:
    """Numbers that identify someone elsewhere, in a field made for something else. None is ever copied."""
    numero = lecture.notion("identifiant")
    passages = [
        lecture.passage(releve, phrase)
        for releve in lecture.on()
        for rang, phrase in enumerate(releve.phrases)
        if (numero.said(phrase) and _is_free_text(lecture, releve, rang)) or phrase.identifies
    ]
    if not passages:
        return None
    return Trouvaille(tuple(passages), lecture.passages(numero.denied, _ECRITS, ANNONCES))


def nir_a_justifier(lecture: Lecture) -> Trouvaille | None:
    """The social security number among the data, and nothing says in which of the cases that the decree allows."""
    if lecture.passages(lecture.notion("cas_du_nir").said):
        return None
    nir, injustifie = lecture.notion("nir"), lecture.notion("nir_injustifie")
    points = (Point.DONNEES, Point.SENSIBLES, Point.FINALITE)
    passages = lecture.passages(lambda phrase: nir.said(phrase) or injustifie.said(phrase), points)
    return Trouvaille(passages, lecture.passages(nir.denied, points, ANNONCES)) if passages else None


def appreciations(lecture: Lecture) -> Trouvaille | None:
    """Judgements on people and on their difficulties."""
    juger, mots = lecture.notion("appreciation"), lecture.notion("mots_blessants")
    passages = lecture.passages(
        lambda phrase: juger.said(phrase) or mots.said(phrase), (*_ECRITS, Point.FINALITE, Point.FORMALITES)
    )
    return Trouvaille(passages, lecture.passages(juger.denied, _ECRITS, ANNONCES)) if passages else None


def comptes_rendus_saisis(lecture: Lecture) -> Trouvaille | None:
    """Reports of interviews typed in, against what the note asks for; where nothing forbids it, a question."""
    saisis, rendus, verbes = (lecture.notion(id_) for id_ in ("comptes_rendus", "compte_rendu", "saisir"))

    def is_typed(phrase: PhraseLue) -> bool:
        return saisis.said(phrase) or (rendus.said(phrase) and verbes.said(phrase))

    ici = lecture.passages(lambda phrase: saisis.said(phrase) or verbes.said(phrase), (Point.COMPTES_RENDUS,))
    # Who tells of them under this point, and does not say that they stay on paper, has seen them.
    dits = lecture.passages(rendus.said, (Point.COMPTES_RENDUS,), FAITS)
    ici += tuple(passage for passage in dits if passage not in ici)
    passages = ici + lecture.passages(is_typed, frozenset(Point) - {Point.COMPTES_RENDUS, Point.REFUS})
    if not passages:
        return None
    interdits = lecture.passages(
        lambda phrase: saisis.denied(phrase) or verbes.denied(phrase), (Point.COMPTES_RENDUS, Point.COMMENTAIRES), ANNONCES
    )
    contre = any(lecture.notion("contre_la_note").said(PhraseLue(passage.texte)) for passage in passages)
    return Trouvaille(passages, interdits, gravite=0 if interdits or contre else 1).asked


def rapport_exige(lecture: Lecture) -> Trouvaille | None:
    """The whole report, or no aid: in one sentence, or in one and the next."""
    notion, ecrit = lecture.notion("rapport_exige"), lecture.notion("ecrit_complet")
    passages = list(lecture.passages(notion.said))
    for releve in lecture.on():
        for phrase, suivante in pairwise(releve.phrases):
            if (ecrit.named(phrase) or ecrit.named(suivante)) and not (notion.said(phrase) or notion.said(suivante)):
                deux = followed_by(phrase, suivante)
                passages += [lecture.passage(releve, deux, notion.said)] if notion.said(deux) else []
    return Trouvaille(tuple(passages), lecture.passages(notion.denied, (), ANNONCES)) if passages else None


def _is_free_text(lecture: Lecture, releve: PassageLu, rang: int) -> bool:
    """True when what is said there is about free text: under that point, or just before or after someone names it."""
    libre = lecture.notion("zone_libre")
    autour = releve.phrases[max(0, rang - _AUTOUR) : rang + _AUTOUR + 1]
    return releve.passage.point in {Point.COMMENTAIRES, Point.COMPTES_RENDUS} or any(map(libre.said, autour))
