"""What of an address tells where it is, whoever wrote it: the one notion of a place, for what is asked and for what is held."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from droits_usagers.domain.controle.decoupe import CHIFFRES, MotsLieux, segments, street_in, town_of
from droits_usagers.domain.controle.lecture import spaced
from droits_usagers.domain.controle.nommes import LieuNomme
from droits_usagers.domain.controle.sans_numero import RueSansNumero
from droits_usagers.domain.controle.voisinage import LIT_N, RueNumerotee
from droits_usagers.domain.mots.nombres import number_at

Repere = RueNumerotee | LieuNomme | RueSansNumero

_ANNEE = re.compile(r"(?:19|20)[0-9]{2}")
_SIGLE = re.compile(r"\b[A-Z]{3,}\b")
_ETENDUE = 20
#: In an address, of no place.
_RIEN = frozenset({"france", "cedex"})


@dataclass(frozen=True)
class AdresseLue:
    """What is known of a whole address when one of its parts is read."""

    #: Its postcode, and the words of its town.
    lieu: tuple[str, tuple[str, ...]]
    #: One of its parts is a street with its number.
    numerotee: bool
    #: Words that name no place in it.
    tus: frozenset[str]
    #: What it writes in capitals among other letters: « EHPAD Les Glycines ».
    sigles: frozenset[str]
    mots: MotsLieux


def reperes(lignes: Sequence[str], mots: MotsLieux) -> Iterator[Repere]:
    """Each street that it says with a number, each hamlet with its number, and what it calls by a name."""
    parties = [partie for ligne in lignes for partie in segments(ligne)]
    code, ville = town_of(lignes, mots)
    rues = [_street(partie, parties[max(0, rang - 1) : rang + 2], mots) for rang, partie in enumerate(parties)]
    tus = frozenset((*mots.articles, *_RIEN, *ville.split()))
    sigles = frozenset(spaced(sigle) for ligne in lignes if not ligne.isupper() for sigle in _SIGLE.findall(ligne))
    entiere = AdresseLue((code, tuple(ville.split())), any(rues), tus, sigles - mots.courants, mots)
    coupees = [without_doors(partie, mots) for partie in parties]
    toutes = tuple(porte for _, siennes in coupees for porte in siennes)
    trouve = False
    for partie, rue, (reste, siennes) in zip(parties, rues, coupees, strict=True):
        dits: list[Repere] = (
            [] if rue is None else [rue, *([RueSansNumero(rue, code, entiere.lieu[1])] if code or ville else ())]
        )
        portes = siennes if entiere.numerotee else toutes
        dits += [_named(nom, portes, entiere) for nom in (_beside(partie, mots) if rue is not None else (reste,))]
        yield from filter(None, dits)
        trouve = trouve or any(dits)
    if not trouve and (seules := _doors(parties, entiere)):
        yield seules


def without_doors(partie: Sequence[str], mots: MotsLieux) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """What a part says besides its doors, and these: « bâtiment C », « emplacement 44 », « 5e étage »."""
    reste, portes, rang = list[str](), list[tuple[str, str]](), 0
    while rang < len(partie):
        suite = partie[rang : rang + 2]
        if len(suite) > 1 and suite[0] in (mots.portes | mots.genres) - mots.chez and _is_count(suite[1]):
            portes.append((mots.one_way(suite[0]), mots.one_way(suite[1])))
            rang += 2
        elif len(suite := partie[rang : rang + 3]) > 2 and _is_floor(suite, mots):  # noqa: PLR2004 - « 5 e etage »
            portes.append((mots.one_way(suite[2]), mots.one_way(suite[0])))
            rang += 3
        else:
            reste.append(partie[rang])
            rang += 1
    return tuple(reste), tuple(portes)


def _is_floor(suite: Sequence[str], mots: MotsLieux) -> bool:
    """« 5e étage », not « 9e division »."""
    return suite[0].isdigit() and suite[1] in {"e", "er", "eme"} and suite[2] in mots.portes


def _is_count(mot: str) -> bool:
    return mot.isdigit() or (len(mot) == 1 and mot not in {"l", "d"})


def _beside(partie: tuple[str, ...], mots: MotsLieux) -> Iterator[tuple[str, ...]]:
    """What stands in a part besides a street that has its number; all of it where that street is a residence."""
    rue = street_in(partie, mots)
    if rue is None or partie[rue[1]] in mots.genres:
        yield partie
    else:
        yield from (without_doors(morceau, mots)[0] for morceau in (partie[: rue[0]], partie[rue[2] :]))


def _named(partie: Sequence[str], portes: tuple[tuple[str, str], ...], entiere: AdresseLue) -> Repere:
    """A hamlet with its number, else a name."""
    mots = entiere.mots
    debut = 0
    while debut < len(partie) and (CHIFFRES.fullmatch(partie[debut]) or (debut and partie[debut] in mots.suffixes)):
        debut += 1
    forts = tuple(mots.one_way(mot) for mot in partie[debut:] if not mot.isdigit() and mot not in entiere.tus)
    chez = bool(forts) and forts[0] in mots.chez
    if chez:
        forts = (*forts[:1], *[mot for mot in forts[1:] if mot not in mots.civilites][-1:])
    sortes = mots.genres | _kind(forts, entiere)
    genres = tuple((mot,) for mot in forts if mot in sortes)
    propres = tuple(mot for mot in forts if mot not in sortes)
    rares = tuple(mot for mot in propres if mots.is_rare(mot) and not chez)
    if entiere.numerotee and not genres and not chez:
        # Beside a street, a name is often that of who lives there.
        if not partie or is_someone(partie, mots):
            return LieuNomme((), (), (), (), (), *entiere.lieu, mots)
        propre = any(mot not in mots.communs | mots.ordinaires for mot in propres)
        maison = propres if propre and (len(propres) > 1 or partie[0] in mots.articles) else ()
        return LieuNomme((), (), tuple((rare,) for rare in rares), (), (), *entiere.lieu, mots, maison)
    if debut and forts and not rares and not entiere.numerotee:
        return RueNumerotee("", forts, frozenset(_numbers(partie[:debut])), mots)
    nom = propres if len(propres) > 1 and any(mot not in mots.ordinaires for mot in propres) else forts
    seuls = ((propres or forts),) if len(propres or forts) == 1 else ()
    return LieuNomme(rares, (nom,) if len(nom) > 1 else (), seuls, genres, portes, *entiere.lieu, mots)


def _kind(forts: tuple[str, ...], entiere: AdresseLue) -> frozenset[str]:
    """« EHPAD » for « EHPAD Les Glycines »: what stands in capitals before a name, unless it is that of someone."""
    kind = len(forts) > 1 and forts[0] in entiere.sigles and not is_someone(forts, entiere.mots)
    return frozenset(forts[:1] if kind else ())


def is_someone(partie: Sequence[str], mots: MotsLieux) -> bool:
    """« Mme Odile Roy », « Odile Roy »: a first name, and nothing but names."""
    noms = [mots.open_lexique().noms.find(mot) or "" for mot in partie if mot not in mots.articles]
    return partie[0] in mots.civilites or (
        any("p" in genres.casefold() for genres in noms) and not any(map(mots.is_ordinary, partie))
    )


def _doors(parties: Sequence[Sequence[str]], entiere: AdresseLue) -> LieuNomme | None:
    """Where nothing but doors is said, they are the place: in their order, or one beside its town."""
    mots = entiere.mots
    dits = tuple(mots.one_way(mot) for partie in parties for mot in partie if mot not in entiere.tus)
    if not any(map(str.isalpha, dits)) or not any(map(str.isdigit, dits)):
        return None
    seule = len(dits) == len(("bp", "44"))
    return LieuNomme((), () if seule else (dits,), (dits,) if seule else (), (), (), *entiere.lieu, mots)


def _street(partie: tuple[str, ...], voisines: Iterable[tuple[str, ...]], mots: MotsLieux) -> RueNumerotee | None:
    propre = without_doors(partie, mots)[0]
    rue = street_in(propre, mots)
    if rue is None or (propre[rue[1]] not in mots.genres and not any(map(str.isdigit, propre))):
        # « appt 12 rue des Lilas »: nobody knows of which it is the number.
        propre, rue = partie, street_in(partie, mots)
    if rue is None:
        return None
    _, voie, fin = rue
    nom = [mots.one_way(mot) for mot in propre[voie + 1 : fin] if mot not in mots.articles]
    numeros, nom = _number_of(propre[:voie], nom, mots)
    for voisine in voisines:
        if not numeros and all(mot.isdigit() or mot in LIT_N | mots.suffixes for mot in voisine):
            numeros = [*_numbers(voisine)]
    if len(nom) > 1 and _ANNEE.fullmatch(nom[-1]):
        nom = nom[:-1]
    if not nom or not numeros:
        return None
    premier, dernier = min(numeros), max(numeros)
    etendue = frozenset(range(premier, dernier + 1) if dernier - premier <= _ETENDUE else numeros)
    return RueNumerotee(mots.one_way(propre[voie]), tuple(nom), etendue, mots)


def _number_of(avant: Sequence[str], nom: list[str], mots: MotsLieux) -> tuple[list[int], list[str]]:
    """The number of a street, before its name or after it; and the name without it."""
    numeros = [*_numbers(avant)]
    apres = len(nom)
    while not numeros and apres > 1 and (nom[apres - 1].isdigit() or nom[apres - 1] in LIT_N | mots.suffixes):
        apres -= 1
    if apres < len(nom) and not _ANNEE.fullmatch(nom[apres]):
        return [*_numbers(nom[apres:])], nom[:apres]
    return numeros, nom


def _numbers(mots: Sequence[str]) -> Iterator[int]:
    rang = 0
    while rang < len(mots):
        valeur, fin = number_at(mots, rang)
        if fin > rang:
            yield valeur
        rang = max(fin, rang + 1)
