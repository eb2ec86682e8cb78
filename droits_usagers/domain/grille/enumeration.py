"""Lists as people write them, and what one of them names that another does not: it proposes, by the words they share."""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from droits_usagers.domain.grille.lecture import ANNONCES, FAITS, Lecture, PassageCite, Trouvaille
from droits_usagers.domain.grille.lexique import PhraseLue
from droits_usagers.domain.grille.masque import Masque
from droits_usagers.domain.grille.notions import Notion
from droits_usagers.domain.grille.valeurs import Point, RubriqueGrille
from droits_usagers.domain.mots.pliage import fold, words

#: Between two things, where a sign says it; and what is said before the first: « Champs vus : ».
_SIGNES, _VIRGULES, _LIENS = (
    re.compile(r"[;\n•]|\s[-–—]\s"),
    re.compile(r",(?![^(]*\))"),
    re.compile(r"\bainsi que\b|\bet\b|\bou\b"),
)
_ET, _COURT = re.compile(r"\s+et\s+"), 6
_ANNONCE = re.compile(r"^[^:\n]{0,80}:\s*")
#: What begins so goes on with what stands before it: « santé, si vous choisissez d'en parler ».
_SUITE = re.compile(
    r"^(?:si|sans|pour|par|dont|qui|que|afin|selon|sauf|hors|ni|pas|mais|puis|dans|avec|du|des|d|de|a|au|aux|quand)\b"
)
#: What begins so, or says that it is gone, names nothing that is there.
_ABSENTE = re.compile(
    r"^(?:rien|pas|aucun|aucune|ni|sans|jamais|neant|les memes|la meme|le meme|comme|conforme\w*|nous|on|je|etc|idem|tout)\b"
    r"|\b(?:retire|supprim|enlev|efface|disparu|vide|n'est plus|ne sont plus|ne figure|n'avons|n'a pas)"
)
_DEPART = re.compile(r",?\s+(?=(?:après|à compter|à partir|depuis|dès)\b)", re.IGNORECASE)
_DE_QUOI = re.compile(
    r"(?:(?P<quoi>[^:]{1,60}?)(?<!compter de) : "
    r"|(?P<sujet>les \w+) (?:sont|seront) (?:conserv|gard)é\w*\s+(?:pendant\s+)?)?(?P<reste>.+)",
    re.IGNORECASE | re.DOTALL,
)
#: Words that name nothing by themselves.
_VIDES = frozenset(
    "le la les l un une des du de d au aux a en par pour sur dans avec sans son sa ses leur leurs ce cet cette ces qui que"  # noqa: SIM905 - to be read
    " autre autres toute tout tous toutes numero numeros donnee donnees information informations renseignement renseignements"
    " personne personnes usager usagers date dates nombre liste aussi situation etat type nature motif service services"
    " champ champs case cases".split()
)
#: Letters by which two words are the same, whatever their ends.
_RACINE = 6


def items(texte: str) -> tuple[str, ...]:
    """What a list names, each thing once and as it is written.

    >>> items("Champs vus : état civil, nationalité, santé (si elle le dit, et à qui) ; loyer")
    ('état civil, nationalité, santé (si elle le dit, et à qui)', 'loyer')
    >>> items("Champs vus : état civil, nationalité, et santé, si on en parle.")
    ('état civil', 'nationalité', 'santé, si on en parle')
    """
    dits = _cut(texte, [_SIGNES] if _SIGNES.search(texte.strip()) else [_VIRGULES])
    # « a, b et c »: the last comma of a list is a word.
    dernier = _ET.split(dits[-1]) if len(dits) > 1 and len(dits[-1].split()) <= _COURT else []
    return (*dits[:-1], *dernier) if len(dernier) == len("et") else dits


def _cut(texte: str, coupures: Collection[re.Pattern[str]]) -> tuple[str, ...]:
    morceaux = [_ANNONCE.sub("", texte.strip())]
    for coupure in coupures:
        morceaux = [un for morceau in morceaux for un in coupure.split(morceau)]
    dits: list[str] = []
    for morceau in morceaux:
        nu = re.sub(r"^et\s+", "", morceau.strip(" \t.…«»\"'-–—,"))
        if dits and _SUITE.match(fold(nu)):
            dits[-1] = f"{dits[-1]}, {nu}"
        elif any(_bare(nu)):
            dits.append(nu)
    return tuple(dict.fromkeys(dits))


def named(texte: str) -> tuple[str, ...]:
    """The same, each thing by itself, without what says that a thing is not there: to be looked for elsewhere.

    >>> named("Champs vus : nom et prénom, rien sur la santé ; le permis a été retiré")
    ('nom', 'prénom')
    """
    morceaux = _cut(texte, [_SIGNES, _VIRGULES])
    seuls = (un.strip() for morceau in morceaux if not _ABSENTE.search(fold(morceau)) for un in _LIENS.split(morceau))
    # So many words are a sentence, and name nothing.
    return tuple(dict.fromkeys(un for un in seuls if any(_bare(un)) and len(un.split()) <= _COURT))


def beyond(nommes: Collection[str], annonces: Collection[str], synonymes: Collection[Collection[str]] = ()) -> tuple[str, ...]:
    """Those of which no more than half of the words stand in any of these texts, or in other words of these groups.

    >>> beyond(["adresse", "nationalité", "coordonnées bancaires"], ["Adresse et coordonnées."])
    ('nationalité', 'coordonnées bancaires')
    """
    groupes = [frozenset(racine for mot in groupe for racine in _bare(mot)) for groupe in synonymes]
    racines = {racine for texte in annonces for racine in _bare(texte)}
    racines |= {racine for groupe in groupes if not groupe.isdisjoint(racines) for racine in groupe}

    def is_beyond(nomme: str) -> bool:
        siens = list(_bare(nomme))
        return 2 * sum(un in racines for un in siens) <= len(siens)

    return tuple(filter(is_beyond, nommes))


def split_length(texte: str) -> tuple[str, str, str]:
    """Of what, how long, from when: « Dossiers : 2 ans après le dernier contact. ».

    >>> split_length("Dossiers : 2 ans après le dernier contact.")
    ('Dossiers', '2 ans', 'après le dernier contact')
    >>> split_length("Les fiches sont conservées 2 ans à compter de : le dernier contact")
    ('Les fiches', '2 ans', 'à compter de : le dernier contact')
    """
    trouve = _DE_QUOI.match(texte.strip().rstrip("."))
    quoi, reste = (trouve["quoi"] or trouve["sujet"] or "", trouve["reste"]) if trouve else ("", texte)
    duree, *depart = _DEPART.split(reste, maxsplit=1)
    return quoi.strip(), duree.strip(), "".join(depart).strip()


def _bare(texte: str) -> Iterator[str]:
    """The beginnings of its words, without those that name nothing."""
    for mot in words(fold(texte)):
        if mot not in _VIDES and len(mot) > 1:
            yield mot.rstrip("sx")[:_RACINE]


def listed_beyond(
    lecture: Lecture, rubrique: RubriqueGrille, *, points: Collection[Point], sauf: Collection[Notion] = ()
) -> Trouvaille | None:
    """What the answers to a question name though no announcement under these points does; nothing where there is none.

    What one of `sauf` recognises is told otherwise.
    """
    reponses = lecture.answers(rubrique, FAITS)
    annonces = [releve for releve in lecture.on(points, ANNONCES) if releve.passage.point in points] if reponses else []
    textes = [phrase.texte for releve in annonces for phrase in releve.phrases]
    if not textes:
        return None
    familles = [libelle.notion for famille in lecture.reference.familles.values() for libelle in famille]
    lues = [PhraseLue(texte) for texte in textes]
    dits = [un for un in familles if any(map(un.named, lues))]
    masque = Masque(lecture.reference, lecture.grille)
    noms: dict[str, PassageCite] = {}
    for releve in reponses:
        # Hidden before it is cut: the second name of « MM. A et B » could not be told from a word.
        nommes = named(masque.hide(releve.passage.texte))
        for nomme in beyond(nommes, textes, lecture.reference.synonymes):
            # « Diabète » is said where « santé » is.
            if not any(notion.named(PhraseLue(nomme)) for notion in (*dits, *sauf)):
                noms.setdefault(nomme, lecture.whole(releve))
    if not noms:
        return None
    passages = tuple(dict.fromkeys(noms.values()))
    return Trouvaille(passages, lecture.noted(points, ANNONCES), noms=tuple((nom, (un,)) for nom, un in noms.items()))


def joined(trouvaille: Trouvaille | None, autre: Trouvaille | None) -> Trouvaille | None:
    """Both as one: what is quoted, and what is named."""
    if trouvaille is None or autre is None:
        return trouvaille or autre
    entiers = {passage.passage for passage in autre.passages}
    # Once quoted whole, not a second time in part.
    siens = tuple(passage for passage in trouvaille.passages if passage.passage not in entiers or not passage.passage)
    contredits = trouvaille.contredits or autre.contredits
    return replace(
        trouvaille, passages=(*siens, *autre.passages), contredits=contredits, noms=(*trouvaille.noms, *autre.noms), faits=()
    )
