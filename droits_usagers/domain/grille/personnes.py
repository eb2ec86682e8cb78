"""What people are told, and what happens when they refuse."""

from collections.abc import Callable

from droits_usagers.domain.grille.lecture import ANNONCES, Lecture, PassageLu, Trouvaille, from_only, names_of
from droits_usagers.domain.grille.lexique import PhraseLue
from droits_usagers.domain.grille.valeurs import GenreSource, Point

_INFORMATION = (Point.INFORMATION,)
_COLLECTE = (
    Point.INFORMATION,
    Point.DONNEES,
    Point.ORIGINE,
    Point.STATISTIQUES,
    Point.SENSIBLES,
    Point.COMMENTAIRES,
    Point.EVALUATION_AGENTS,
)
#: A poster of fewer words was not copied out: nothing can be said of what it leaves out.
_TEXTE_RECOPIE = 12


def affiche_disparue(lecture: Lecture) -> Trouvaille | None:
    """The poster is gone."""
    partout, ici = lecture.notion("affiche_disparue"), lecture.notion("plus_affiche")
    passages = lecture.passages(lambda phrase: partout.said(phrase) or ici.said(phrase), _INFORMATION) + lecture.passages(
        partout.said, frozenset(Point) - {Point.INFORMATION}
    )
    return Trouvaille(passages) if passages else None


def usagers_non_informes(lecture: Lecture) -> Trouvaille | None:
    """Someone is told nothing: whether it is those whose data it is, a person says."""
    trouvaille = lecture.finding("non_informes", _COLLECTE)
    return trouvaille and trouvaille.asked


def mention_absente(lecture: Lecture) -> Trouvaille | None:
    """A source says that the poster or the notice leaves something out."""
    return lecture.finding("mention_absente", _INFORMATION)


def affiche_incomplete(lecture: Lecture) -> Trouvaille | None:
    """What is copied from a poster lacks some of what a notice must say."""
    for source in lecture.grille.sources:
        releves = [releve for releve in lecture.on((), from_only(GenreSource.AFFICHE)) if releve.source == source]
        textes = [releve for releve in releves if releve.passage.point is Point.INFORMATION]
        if sum(len(releve.passage.texte.split()) for releve in textes) < _TEXTE_RECOPIE or _tells_of_itself(lecture, textes):
            continue
        phrases = [phrase for releve in releves for phrase in releve.phrases]
        manques = [
            libelle for libelle in lecture.family("mentions") if not any(libelle.notion.named(phrase) for phrase in phrases)
        ]
        if manques:
            passages = tuple(lecture.passage(releve, phrase) for releve in textes for phrase in releve.phrases[:1])
            return Trouvaille(passages, faits=(("quoi", names_of(manques)),))
    return None


def refus_sans_aide(lecture: Lecture) -> Trouvaille | None:
    """Who refuses to have their file computerised is refused aid."""
    ferme, refus, impose = (lecture.notion(id_) for id_ in ("aide_fermee", "refus_informatique", "informatique_imposee"))

    def closes(sujet: frozenset[Point]) -> Callable[[PhraseLue], bool]:
        return lambda phrase: impose.said(phrase) or (ferme.said(phrase) and (Point.REFUS in sujet or refus.said(phrase)))

    passages = [
        lecture.passage(releve, phrase, closes(sujet))
        for releve in lecture.on()
        for phrase, sujet in releve.dites
        if closes(sujet)(phrase)
    ]
    return (
        Trouvaille(tuple(passages), lecture.passages(lecture.notion("aide_maintenue").said, (Point.REFUS,), ANNONCES))
        if passages
        else None
    )


def opposition_impossible(lecture: Lecture) -> Trouvaille | None:
    """« On ne peut pas s'opposer »: no reason is looked at."""
    return lecture.finding("opposition_impossible", (Point.REFUS, Point.INFORMATION, Point.FINALITE, Point.FORMALITES))


def refus_sans_reponse(lecture: Lecture) -> Trouvaille | None:
    """Nobody can say what happens to someone who refuses."""
    sans_reponse, refus = lecture.notion("sans_reponse"), lecture.notion("refus_informatique")
    passages = [
        lecture.passage(releve, phrase)
        for releve in lecture.on()
        for (phrase, sujet), suivante in zip(releve.dites, (*releve.phrases[1:], None), strict=True)
        # « La police ? » alone asks nothing of a refusal told before.
        if (sans_reponse.said(phrase) or (phrase.question and " " in phrase.mots.strip()))
        and (Point.REFUS in sujet or refus.said(phrase))
        and not _is_answered(lecture, phrase, suivante)
    ]
    return Trouvaille(tuple(passages)) if passages else None


def _is_answered(lecture: Lecture, phrase: PhraseLue, suivante: PhraseLue | None) -> bool:
    """True when the next sentence tells what happens: « Et si l'on refuse ? On vous renvoie »."""
    if suivante is None or suivante.amorce != phrase.texte:
        return False
    return any(lecture.notion(id_).said(suivante) for id_ in ("aide_fermee", "aide_maintenue"))


def _tells_of_itself(lecture: Lecture, releves: list[PassageLu]) -> bool:
    """True when what is noted tells about the poster rather than what it says."""
    notions = [lecture.notion(id_) for id_ in ("affiche_disparue", "mention_absente", "parle_de_l_affiche")]
    return any(notion.said(phrase) for notion in notions for releve in releves for phrase in releve.phrases)
