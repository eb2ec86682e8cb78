"""What a column of someone's table can say of a dossier."""

import re
from collections.abc import Callable, Collection, Mapping
from enum import StrEnum
from types import MappingProxyType

from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.mots.pliage import fold, undotted

_T = TypeEvenement


class ChampReprise(StrEnum):
    """In the order they are offered. Their names are `[reprise.champs]` of the texts."""

    DEMARCHE = "demarche"
    CIVILITE = "civilite"
    PRENOM = "prenom"
    NOM = "nom"
    #: First and last name in one cell.
    PRENOM_NOM = "prenom_nom"
    NOM_NAISSANCE = "nom_naissance"
    NAISSANCE = "naissance"
    ADRESSE = "adresse"
    CODE_POSTAL = "code_postal"
    VILLE = "ville"
    #: That nobody may know it.
    PROTEGEE = "protegee"
    #: Where the answer must go, when it is not there.
    REPONSE_ADRESSE = "reponse_adresse"
    #: The reference of the body, or of whoever keeps the table.
    REFERENCE = "reference"
    AUTEUR = "auteur"
    QUALITE = "qualite"
    ORGANISME = "organisme"
    SERVICE = "service"
    GENRE = "genre"
    ORGANISME_ADRESSE = "organisme_adresse"
    ORGANISME_CODE_POSTAL = "organisme_code_postal"
    ORGANISME_VILLE = "organisme_ville"
    TERRITOIRE = "territoire"
    CANAL = "canal"
    RECOMMANDE = "recommande"
    ETABLI = "etabli"
    ENVOYE = "envoye"
    RECU = "recu"
    RELANCE = "relance"
    PROLONGATION = "prolongation"
    #: The day of an answer of which another column, or the same word for all, says what it is worth.
    REPONSE = "reponse"
    ISSUE = "issue"
    REPONSE_COMPLETE = "reponse_complete"
    REPONSE_PARTIELLE = "reponse_partielle"
    REFUS = "refus"
    PLAINTE_CNIL = "plainte_cnil"
    CADA = "cada"
    CLOS = "clos"
    AFFAIRE = "affaire"
    #: What the person asked not to be done.
    CONSIGNE = "consigne"
    NOTE = "note"


#: The fact that a date is.
FAITS: Mapping[ChampReprise, TypeEvenement] = MappingProxyType(
    {
        ChampReprise.ETABLI: _T.COURRIER_ETABLI,
        ChampReprise.ENVOYE: _T.ENVOYE,
        ChampReprise.RECU: _T.RECU,
        ChampReprise.RELANCE: _T.RELANCE_ENVOYEE,
        ChampReprise.PROLONGATION: _T.PROLONGATION_ANNONCEE,
        ChampReprise.REPONSE_COMPLETE: _T.REPONSE_COMPLETE,
        ChampReprise.REPONSE_PARTIELLE: _T.REPONSE_PARTIELLE,
        ChampReprise.REFUS: _T.REFUS,
        ChampReprise.PLAINTE_CNIL: _T.PLAINTE_CNIL_ENVOYEE,
        ChampReprise.CADA: _T.CADA_SAISIE,
        ChampReprise.CLOS: _T.CLOS,
    }
)
#: What an answer is worth: the codes of `ChampReprise.ISSUE`.
ISSUES = (_T.REPONSE_COMPLETE, _T.REPONSE_PARTIELLE, _T.REFUS)
#: What a word of that column may say too: where the letter is.
STATUTS = (*ISSUES, _T.ENVOYE, _T.RECU, _T.RELANCE_ENVOYEE, _T.CLOS)
#: After which nothing is awaited.
FINIES = frozenset({_T.CLOS, _T.REPONSE_COMPLETE})
DATES = frozenset({*FAITS, ChampReprise.REPONSE})
#: The champs of which a word of a heading may deny what its others say: keys of `[sauf]` in `reprise.toml`.
SAUF: Mapping[str, frozenset[ChampReprise]] = MappingProxyType(
    {
        "naissance": frozenset({ChampReprise.NAISSANCE}),
        "nom": frozenset({ChampReprise.NOM, ChampReprise.PRENOM, ChampReprise.PRENOM_NOM}),
        "adresse": frozenset({ChampReprise.ADRESSE, ChampReprise.CODE_POSTAL, ChampReprise.VILLE}),
        "recommande": frozenset({ChampReprise.RECOMMANDE}),
        "issue": frozenset({ChampReprise.ISSUE}),
        "organisme": frozenset({ChampReprise.ORGANISME}),
    }
)
#: Where a tick says something, or is kept as it is.
COCHABLES = DATES | {ChampReprise.PROTEGEE, ChampReprise.CONSIGNE, ChampReprise.NOTE}
#: Several columns may say them, one after another.
PLUSIEURS = frozenset(
    {ChampReprise.ADRESSE, ChampReprise.ORGANISME_ADRESSE, ChampReprise.RELANCE, ChampReprise.CONSIGNE, ChampReprise.NOTE}
)
#: Their words stand for a code, that a person may have to say once.
CODES = (
    ChampReprise.DEMARCHE,
    ChampReprise.GENRE,
    ChampReprise.QUALITE,
    ChampReprise.CANAL,
    ChampReprise.ISSUE,
    ChampReprise.CIVILITE,
)
#: What may be the same for every line, instead of a column.
CONSTANTES = (
    ChampReprise.DEMARCHE,
    ChampReprise.ORGANISME,
    ChampReprise.SERVICE,
    ChampReprise.GENRE,
    ChampReprise.TERRITOIRE,
    ChampReprise.AUTEUR,
    ChampReprise.QUALITE,
    ChampReprise.CANAL,
    ChampReprise.ISSUE,
    ChampReprise.AFFAIRE,
)
#: Where « Néant », « X » or « À faire » is what is meant: what someone is called, or wrote for themselves.
LIBRES = frozenset(
    {
        *(ChampReprise.PRENOM, ChampReprise.NOM, ChampReprise.PRENOM_NOM, ChampReprise.NOM_NAISSANCE, ChampReprise.AUTEUR),
        *(ChampReprise.PROTEGEE, ChampReprise.REFERENCE, ChampReprise.AFFAIRE, ChampReprise.CONSIGNE, ChampReprise.NOTE),
    }
)


#: « n° », « 2026-0114/B », « AB_12.3 », « #12 ».
_MOT, _SEGMENT = re.compile(r"\S+"), re.compile(r"[^\W\d_]+|\d+")
_SIGNES = re.compile(r"[^\w\s\-./:#\N{DEGREE SIGN}\N{MASCULINE ORDINAL INDICATOR}\N{HYPHEN}\N{NON-BREAKING HYPHEN}]")
#: The letters of a part after which no figure comes; in small ones, of any.
_FIN, _PETITES = 2, 3


def is_reference(texte: str, libelles: Collection[str], is_ordinary: Callable[[str], bool]) -> bool:
    """True for a cell that is one, and nothing else. `libelles`: what stands before it and says what it is, folded.

    >>> dit = ({"n", "dossier"}, lambda mot: mot == "planque")
    >>> [is_reference(un, *dit) for un in ("n° dossier 2026-0114/B", "1234567 A", "DUPONT-75-2026", "CD93.44.1", "12")]
    [True, True, True, True, True]
    >>> [is_reference(un, *dit) for un in ("AB1 planquée", "MVV", "AB1-VIF", "12 OP", "AB1 *", "2026-PLANQUE-1", "AB1 N.P.E.")]
    [False, False, False, False, False, False, False]
    """
    if _SIGNES.search(texte):
        return False
    mots = _MOT.findall(undotted(texte))
    chiffres = [any(map(str.isdigit, mot)) for mot in mots]
    return any(chiffres) and all(
        _is_numbered(mot, libelles, is_ordinary) if numerote else _goes_along(mot, libelles)
        for mot, numerote in zip(mots, chiffres, strict=True)
    )


def _goes_along(mot: str, libelles: Collection[str]) -> bool:
    """« n° », « dossier », « A », « - »: what no figure is in."""
    lettres = _SEGMENT.findall(fold(mot))
    return all(len(part) == 1 or part in libelles for part in lettres)


def _is_numbered(mot: str, libelles: Collection[str], is_ordinary: Callable[[str], bool]) -> bool:
    segments = _SEGMENT.findall(mot)
    # « m² » has a figure, and no number.
    dernier = max((rang for rang, segment in enumerate(segments) if segment.isdigit()), default=-1)
    for rang, segment in enumerate(segments):
        plie = fold(segment)
        if segment.isdigit() or len(segment) == 1 or plie in libelles:
            continue
        if rang > dernier and len(segment) > _FIN:
            return False
        if len(segment) > _PETITES and (segment[1:].islower() or is_ordinary(plie)):
            return False
    return True
