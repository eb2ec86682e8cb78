"""The people and the bodies of a pasted list: who a line names, where they live; what kind of body it is."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType

from droits_usagers.domain.demarche.questions import PROTEGEE
from droits_usagers.domain.droit.feries import is_territoire, territoire_of
from droits_usagers.domain.mots.dates import read_naissance
from droits_usagers.domain.mots.nettoyage import clean
from droits_usagers.domain.mots.pliage import words
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Civilite, Personne
from droits_usagers.domain.reprise.adresses import MotsAdresse, Villes, place_address
from droits_usagers.domain.reprise.champs import ChampReprise
from droits_usagers.domain.reprise.correspondance import is_remark
from droits_usagers.domain.reprise.denominations import Appellations
from droits_usagers.domain.reprise.lexique import Lexique
from droits_usagers.domain.reprise.noms import NomLu, SavoirNoms, cut_title, name_alone, read_name
from droits_usagers.services.serie.lecture import (
    COLONNES_ORGANISME,
    COLONNES_PERSONNE,
    ColonneListe,
    LecteurListe,
    ListeLue,
    Lue,
    OrdreNoms,
    Raison,
    Refusee,
)


def read_personnes(
    texte: str,
    today: dt.date,
    ordre: OrdreNoms = OrdreNoms.NOM_PRENOM,
    *,
    lexique: Lexique | None = None,
    villes: Villes | None = None,
    appellations: Callable[[], Appellations] = Appellations,
) -> ListeLue[Personne]:
    """The people of a list; one said twice counts once. A column or a mention tells an address that nobody may know.

    So does what has no place in an address, where the towns are known, and what is written where nothing is read.
    """
    noms = (
        COLONNES_PERSONNE if ordre is OrdreNoms.NOM_PRENOM else (ColonneListe.PRENOM, ColonneListe.NOM, *COLONNES_PERSONNE[2:])
    )
    lieux = frozenset() if lexique is None else frozenset(mot for lieu in lexique.lieux for mot in words(lieu))
    lire = partial(_read_personne, today=today, ordre=ordre, lieux=lieux)
    if lexique is not None:
        lire = partial(_alone, lire, lexique=lexique, lieux=lieux)
    if lexique is not None and villes is not None:
        lire = partial(_placed, lire, mots=lexique.adresses, villes=villes)
    liste = LecteurListe(noms, lire, _who, adresse_libre=True, lexique=lexique, appellations=appellations, joindre=_both).read(
        texte
    )
    if lexique is not None and _is_announced(clean(texte).texte.split("\n"), liste, lexique):
        liste = replace(liste, lues=tuple(replace(lue, valeur=_protected(lue.valeur)) for lue in liste.lues))
    return replace(liste, lues=tuple(_with_doubt(liste.lues)))


def read_organismes(texte: str) -> ListeLue[Organisme]:
    """The bodies of a list; one said twice counts once."""
    return LecteurListe(COLONNES_ORGANISME, _read_organisme, organisme_key, adresse_libre=False).read(texte)


def line_of_personne(personne: Personne, ordre: OrdreNoms = OrdreNoms.NOM_PRENOM, *, mention: str) -> str:
    """How someone is written in a list; `mention` stands for an address that nobody may read."""
    naissance = personne.naissance
    dite = naissance.strftime("%d/%m/%Y") if isinstance(naissance, dt.date) else str(naissance or "")
    noms = (personne.nom or personne.denomination, personne.prenom)
    premier, second = noms if ordre is OrdreNoms.NOM_PRENOM else noms[::-1]
    titre = " ".join(filter(None, (personne.civilite or "", premier)))
    adresse = mention if personne.adresse_protegee else " / ".join(personne.adresse)
    cellules = (titre, second, adresse, dite)
    return ";".join(_quiet(cellule) for cellule in cellules).rstrip(";")


def line_of_organisme(organisme: Organisme) -> str:
    """How a body is written in a list."""
    adresse = " / ".join(organisme.adresse)
    cellules = (organisme.nom, organisme.service, adresse, organisme.genre.value, organisme.territoire)
    return ";".join(_quiet(cellule) for cellule in cellules).rstrip(";")


def organisme_key(organisme: Organisme) -> tuple[object, ...]:
    """By what a body is the same in a list."""
    return (words(organisme.nom), words(organisme.service))


def _quiet(cellule: str) -> str:
    return " ".join(cellule.replace(";", ",").split())


# ── People ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

_CIVILITES = MappingProxyType(
    {
        "mme": Civilite.MME,
        "madame": Civilite.MME,
        "mlle": Civilite.MME,
        "f": Civilite.MME,
        "m": Civilite.M,
        "mr": Civilite.M,
        "monsieur": Civilite.M,
        "h": Civilite.M,
    }
)
#: Where an address given in one cell goes to the next line.
_LIGNES = re.compile(r"\s+/\s+|\s*,\s*(?=\d{5}\b)|\s*\|\s*")
_ENTRE_CELLULES = re.compile(r"[;\t]")
#: « 12 rue »: no name begins a word with a figure.
_ADRESSE = re.compile(r"(?<!\w)\d", re.MULTILINE)
#: One letter alone is an initial, and says nothing of who wears capitals.
_DEUX = 2


def _both(premiere: Personne, seconde: Personne) -> Personne:
    """Of someone said twice: whichever line protects their address protects it, wherever it is."""
    protegee = premiere.adresse_protegee or seconde.adresse_protegee
    return replace(premiere, adresse=premiere.adresse or seconde.adresse, adresse_protegee=protegee)


def _with_doubt(lues: Sequence[Lue[Personne]]) -> Iterator[Lue[Personne]]:
    """The same: who may be someone protected, of the same names and of an unknown birth, is protected too."""
    naissances: dict[object, set[object]] = defaultdict(set)
    for lue in lues:
        if lue.valeur.adresse_protegee:
            noms, naissance = _who(lue.valeur)
            naissances[noms].add(naissance)
    for lue in lues:
        noms, naissance = _who(lue.valeur)
        peut_etre = noms in naissances and (naissance is None or None in naissances[noms])
        yield replace(lue, valeur=replace(lue.valeur, adresse_protegee=True)) if peut_etre else lue


def _read_personne(
    cellules: Mapping[ColonneListe, str], today: dt.date, ordre: OrdreNoms, *, lieux: frozenset[str]
) -> Personne:
    dite, prenom, nom = (
        cellules.get(colonne, "") for colonne in (ColonneListe.CIVILITE, ColonneListe.PRENOM, ColonneListe.NOM)
    )
    civilite = _civilite(dite)
    if civilite is None:
        (dite, nom), (autre, prenom) = cut_title(nom, _is_title), cut_title(prenom, _is_title)
        civilite = _civilite(dite) or _civilite(autre)
    naissance_dite = ""
    if not (prenom and nom):
        lu = _split(nom or prenom, ordre)
        prenom, nom, naissance_dite = lu.prenom, lu.nom, lu.naissance
    if not any(signe.isalpha() for signe in nom + prenom):
        raise Refusee(Raison.SANS_NOM)
    # Of someone protected, what may be a place is not printed with the name.
    protegee = ColonneListe.PROTEGEE in cellules
    if _ADRESSE.search(f"{prenom}\n{nom}") or (protegee and not lieux.isdisjoint(words(f"{prenom} {nom}"))):
        raise Refusee(Raison.ADRESSE_DANS_LE_NOM)
    dite = cellules.get(ColonneListe.NAISSANCE, "")
    naissance = read_naissance(dite, today) if dite else None
    if dite and naissance is None:
        raise Refusee(Raison.NAISSANCE_ILLISIBLE)
    return Personne(
        civilite,
        prenom,
        nom,
        naissance_dite,
        naissance=naissance,
        reference_dossier=cellules.get(ColonneListe.REFERENCE, ""),
        adresse=_address(cellules),
        adresse_protegee=protegee,
    )


def _alone(
    lire: Callable[[Mapping[ColonneListe, str]], Personne],
    cellules: Mapping[ColonneListe, str],
    *,
    lexique: Lexique,
    lieux: frozenset[str],
) -> Personne:
    """The same, of names and nothing else: what else the cells of names and titles say may be why it is not to be known."""
    noms = {colonne: cellules[colonne] for colonne in (ColonneListe.NOM, ColonneListe.PRENOM) if colonne in cellules}
    seul = partial(name_alone, banal=lexique.names_nobody, jamais=lexique.is_no_name, is_title=_is_title)
    famille = ColonneListe.NOM if len(noms) > 1 else None
    lus = {colonne: seul(nom, de_famille=colonne is famille) for colonne, nom in noms.items()}
    civilite = cellules.get(ColonneListe.CIVILITE, "")
    titre = not civilite or (_civilite(civilite) is not None and not lexique.says_more(ChampReprise.CIVILITE, civilite))
    if titre and all(seul for _, seul in lus.values()):
        return lire(cellules)
    if noms and not any(nom for nom, _ in lus.values()):
        raise Refusee(Raison.SANS_NOM)
    entiers = "\n".join(noms.values())
    if not _ADRESSE.search(entiers) and lieux.isdisjoint(words(entiers)):
        cellules = {**cellules, **{colonne: nom for colonne, (nom, _) in lus.items()}}
    return lire({**cellules, ColonneListe.PROTEGEE: PROTEGEE})


def _is_announced(lignes: Sequence[str], liste: ListeLue[Personne], lexique: Lexique) -> bool:
    """True where a line names nobody and is one remark: about the others, as far as is known."""
    seules = (lignes[refus.rang - 1].strip(" \t;,") for refus in liste.refus if refus.raison is Raison.SANS_NOM)
    return any(is_remark(ligne, lexique) and not _ENTRE_CELLULES.search(ligne) for ligne in seules)


def _protected(personne: Personne) -> Personne:
    return replace(personne, adresse_protegee=True)


def _placed(
    lire: Callable[[Mapping[ColonneListe, str]], Personne],
    cellules: Mapping[ColonneListe, str],
    *,
    mots: MotsAdresse,
    villes: Villes,
) -> Personne:
    """The same, whose address is one and nothing else: what has no place in it may be why it is not to be known."""
    personne = lire(cellules)
    placee = place_address("\n".join(personne.adresse), mots, villes)
    return replace(personne, adresse=placee.lignes, adresse_protegee=True) if placee.reste else personne


def _civilite(dite: str) -> Civilite | None:
    mots = words(dite)
    return _CIVILITES.get(mots[0]) if len(mots) == 1 else None


def _is_title(mot: str) -> bool:
    """« Mme »; one letter is a title with its full stop only."""
    return _civilite(mot) is not None and (len(mot.rstrip(".")) > 1 or mot.endswith("."))


def _split(deux: str, ordre: OrdreNoms) -> NomLu:
    """First and last name of a line that gives them together: as it says itself, else in the order of the list."""
    d_abord = ordre is OrdreNoms.NOM_PRENOM
    lu = read_name(deux, SavoirNoms(d_abord), is_title=_is_title)
    mots = lu.nom.split()
    if not lu.doute or len(mots) < _DEUX:
        return lu
    capitales = [mot for mot in mots if len(mot) >= _DEUX and mot.isupper()]
    if capitales and len(capitales) < len(mots):
        prenoms = [mot for mot in mots if mot not in capitales]
        return replace(lu, prenom=" ".join(prenoms), nom=" ".join(capitales))
    prenom, nom = (mots[1:], mots[:1]) if d_abord else (mots[:1], mots[1:])
    return replace(lu, prenom=" ".join(prenom), nom=" ".join(nom))


def _who(personne: Personne) -> tuple[frozenset[str], object]:
    return (frozenset(words(f"{personne.prenom} {personne.nom}")), personne.naissance)


def _address(cellules: Mapping[ColonneListe, str]) -> tuple[str, ...]:
    lignes = [ligne.strip() for ligne in _LIGNES.split(cellules.get(ColonneListe.ADRESSE, ""))]
    ville = " ".join(filter(None, (cellules.get(ColonneListe.POSTAL, ""), cellules.get(ColonneListe.VILLE, ""))))
    return tuple(filter(None, (*lignes, ville)))


# ── Bodies ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

#: How names of bodies begin, or what they hold, and what kind that makes them.
_GENRES = (
    (("ccas",), GenreOrganisme.CCAS),
    (("cias",), GenreOrganisme.CCAS),
    (("action", "sociale", "communal"), GenreOrganisme.CCAS),
    (("caf",), GenreOrganisme.CAF),
    (("caisse", "allocations"), GenreOrganisme.CAF),
    (("cpam",), GenreOrganisme.CPAM),
    (("caisse", "maladie"), GenreOrganisme.CPAM),
    (("carsat",), GenreOrganisme.RETRAITE),
    (("cnav",), GenreOrganisme.RETRAITE),
    (("assurance", "retraite"), GenreOrganisme.RETRAITE),
    (("caisse", "vieillesse"), GenreOrganisme.RETRAITE),
    (("msa",), GenreOrganisme.MSA),
    (("mutualite", "agricole"), GenreOrganisme.MSA),
    (("france", "travail"), GenreOrganisme.FRANCE_TRAVAIL),
    (("pole", "emploi"), GenreOrganisme.FRANCE_TRAVAIL),
    (("siao",), GenreOrganisme.HEBERGEMENT),
    (("mdph",), GenreOrganisme.MDPH),
    (("handicapees", "maison"), GenreOrganisme.MDPH),
    (("essms",), GenreOrganisme.ESSMS),
    (("departement",), GenreOrganisme.DEPARTEMENT),
    (("departemental", "conseil"), GenreOrganisme.DEPARTEMENT),
    (("departementale", "collectivite"), GenreOrganisme.DEPARTEMENT),
    (("hopital",), GenreOrganisme.SANTE),
    (("hospitalier",), GenreOrganisme.SANTE),
    (("chu",), GenreOrganisme.SANTE),
    (("mairie",), GenreOrganisme.CCAS),
)


def guess_genre(texte: str) -> GenreOrganisme | None:
    """The kind of body that a name, or a word for it, tells; None when it tells none."""
    mots = words(texte)
    return next((genre for indices, genre in _GENRES if all(indice in mots for indice in indices)), None)


def _read_organisme(cellules: Mapping[ColonneListe, str]) -> Organisme:
    nom = cellules.get(ColonneListe.NOM, "")
    if not any(signe.isalpha() for signe in nom):
        raise Refusee(Raison.SANS_NOM)
    dit, adresse = cellules.get(ColonneListe.GENRE, ""), _address(cellules)
    genre = _genre(dit) if dit else guess_genre(nom) or GenreOrganisme.AUTRE
    code = cellules.get(ColonneListe.DEPARTEMENT, "").upper()
    code = code.zfill(2) if code.isdigit() else code
    if code and not is_territoire(code):
        raise Refusee(Raison.DEPARTEMENT_INCONNU)
    return Organisme(nom, genre, cellules.get(ColonneListe.SERVICE, ""), adresse, territoire=code or territoire_of(adresse))


def _genre(dit: str) -> GenreOrganisme:
    mots = words(dit)
    exact = next((genre for genre in GenreOrganisme if mots == (genre.value,)), None)
    genre = exact or guess_genre(dit)
    if genre is None:
        raise Refusee(Raison.GENRE_INCONNU)
    return genre
