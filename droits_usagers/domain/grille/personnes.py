"""What people are told, and what happens when they refuse."""

import re
from collections.abc import Callable, Collection
from itertools import pairwise

from droits_usagers.domain.grille.enumeration import joined, listed_beyond
from droits_usagers.domain.grille.lecture import (
    ANNONCES,
    FAITS,
    Lecture,
    PassageCite,
    PassageLu,
    Trouvaille,
    from_only,
    names_of,
)
from droits_usagers.domain.grille.lexique import PhraseLue, followed_by
from droits_usagers.domain.grille.notions import Notion
from droits_usagers.domain.grille.valeurs import GenreSource, LibelleNotion, Point, RubriqueGrille
from droits_usagers.domain.mots.pliage import fold

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


_LECTEURS = (Point.DESTINATAIRES, Point.HABILITATIONS)
#: « tiers : la CAF, la mairie » or « tiers (la CAF) » names them.
_NOMMES = re.compile(r"[:(]\s*\w")


def tout_le_personnel(lecture: Lecture) -> Trouvaille | None:
    """Everyone who works there reads, or corrects, everything."""
    tous, sans_limite = lecture.notion("tout_le_personnel"), lecture.notion("acces_sans_limite")
    points = (*_LECTEURS, Point.SECURITE, Point.DONNEES, Point.COMMENTAIRES)
    passages = _still(lecture, lambda phrase: tous.said(phrase) or sans_limite.said(phrase), points)
    return (
        Trouvaille(passages, lecture.passages(lecture.notion("acces_limite").said, _LECTEURS, ANNONCES)) if passages else None
    )


def acces_non_prevu(lecture: Lecture) -> Trouvaille | None:
    """Someone reads whom the list of those who may does not name."""
    autres = _unannounced(
        lecture, "acteurs", RubriqueGrille.DESTINATAIRES, annonces=_LECTEURS, faits=(*_LECTEURS, Point.SECURITE)
    )
    return joined(autres, listed_beyond(lecture, RubriqueGrille.DESTINATAIRES, points=_LECTEURS))


def comptes_partages(lecture: Lecture) -> Trouvaille | None:
    """A password for several people, a screen left open."""
    partages, ouvert = lecture.notion("comptes_partages"), lecture.notion("poste_ouvert")
    passages = _still(lecture, lambda phrase: partages.said(phrase) or ouvert.said(phrase))
    return Trouvaille(passages, lecture.passages(partages.denied, (), ANNONCES)) if passages else None


def tracabilite_absente(lecture: Lecture) -> Trouvaille | None:
    """Nobody can tell who looked."""
    return lecture.finding("tracabilite_absente", (*_LECTEURS, Point.SECURITE))


def secret_professionnel(lecture: Lecture) -> Trouvaille | None:
    """What is told in confidence is read by others. Who speaks of the secret, but to say that it is kept, complains of it."""
    bafoue, secret, invoque = (lecture.notion(id_) for id_ in ("secret_bafoue", "secret", "secret_invoque"))
    passages = lecture.passages(bafoue.said)
    if passages:
        return Trouvaille(passages)
    passages = lecture.passages(lambda phrase: secret.said(phrase) or invoque.said(phrase), (), FAITS)
    return Trouvaille(passages, gravite=1) if passages else None


def securite_insuffisante(lecture: Lecture) -> Trouvaille | None:
    """Files, on paper too, are badly kept from the eyes of others."""
    return lecture.finding("securite_insuffisante")


def source_non_nommee(lecture: Lecture) -> Trouvaille | None:
    """« Tiers » is a source that nobody names."""
    tiers, partout, inconnue = (lecture.notion(id_) for id_ in ("tiers", "usager_ou_tiers", "source_inconnue"))

    def is_unnamed(phrase: PhraseLue) -> bool:
        if partout.said(phrase) or tiers.said(phrase):
            notion = tiers if tiers.said(phrase) else partout
            _, _, suite = fold(phrase.texte).rpartition(notion.last_word(phrase))
            return _NOMMES.search(suite) is None
        return inconnue.said(phrase)

    passages = lecture.passages(is_unnamed, (Point.ORIGINE,)) + lecture.passages(
        lambda phrase: partout.said(phrase) and is_unnamed(phrase), frozenset(Point) - {Point.ORIGINE}
    )
    return Trouvaille(passages) if passages else None


def origine_non_annoncee(lecture: Lecture) -> Trouvaille | None:
    """Data come from someone whom the sources announced do not name."""
    origine = (Point.ORIGINE,)
    autres = _unannounced(lecture, "provenances", RubriqueGrille.ORIGINE, annonces=origine, faits=origine)
    return joined(autres, listed_beyond(lecture, RubriqueGrille.ORIGINE, points=origine))


def parole_non_verifiee(lecture: Lecture) -> Trouvaille | None:
    """What someone else says is taken for true."""
    return lecture.finding("parole_non_verifiee", (Point.ORIGINE, Point.COMMENTAIRES, Point.DONNEES, Point.COMPTES_RENDUS))


def _still(lecture: Lecture, is_said: Callable[[PhraseLue], bool], points: Collection[Point] = ()) -> tuple[PassageCite, ...]:
    """What says so, and does not say that it is over."""
    revolu = lecture.notion("revolu")
    return lecture.passages(lambda phrase: is_said(phrase) and not revolu.said(phrase), points)


def _unannounced(
    lecture: Lecture, famille: str, rubrique: RubriqueGrille, *, annonces: tuple[Point, ...], faits: tuple[Point, ...]
) -> Trouvaille | None:
    """What of one kind is met in practice, and is not in the list that was given; lists are compared word for word."""
    liste = lecture.noted(annonces, ANNONCES)
    refuse = lecture.notion("acces_refuse")
    autres = [
        (libelle, passages)
        for libelle in lecture.family(famille)
        if liste
        and (passages := lecture.unlisted(_says_so(libelle, refuse), faits, rubrique))
        and not lecture.passages(libelle.notion.said, annonces, ANNONCES)
    ]
    if not autres:
        return None
    cites = dict.fromkeys(passage for _, passages in autres for passage in passages)
    return Trouvaille(tuple(cites), liste, noms=tuple((libelle.nom, passages) for libelle, passages in autres))


def _says_so(libelle: LibelleNotion, refuse: Notion) -> Callable[[PhraseLue], bool]:
    return lambda phrase: libelle.notion.said(phrase) and not refuse.said(phrase)


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
