"""What a column of someone's table can say of a dossier."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from droits_usagers.domain.echeances.evenements import TypeEvenement

_T = TypeEvenement


class Champ(StrEnum):
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
FAITS: Mapping[Champ, TypeEvenement] = MappingProxyType(
    {
        Champ.ETABLI: _T.COURRIER_ETABLI,
        Champ.ENVOYE: _T.ENVOYE,
        Champ.RECU: _T.RECU,
        Champ.RELANCE: _T.RELANCE_ENVOYEE,
        Champ.PROLONGATION: _T.PROLONGATION_ANNONCEE,
        Champ.REPONSE_COMPLETE: _T.REPONSE_COMPLETE,
        Champ.REPONSE_PARTIELLE: _T.REPONSE_PARTIELLE,
        Champ.REFUS: _T.REFUS,
        Champ.PLAINTE_CNIL: _T.PLAINTE_CNIL_ENVOYEE,
        Champ.CADA: _T.CADA_SAISIE,
        Champ.CLOS: _T.CLOS,
    }
)
#: What an answer is worth: the codes of `Champ.ISSUE`.
ISSUES = (_T.REPONSE_COMPLETE, _T.REPONSE_PARTIELLE, _T.REFUS)
DATES = frozenset({*FAITS, Champ.REPONSE})
#: Several columns may say them, one after another.
PLUSIEURS = frozenset({Champ.ADRESSE, Champ.ORGANISME_ADRESSE, Champ.RELANCE, Champ.CONSIGNE, Champ.NOTE})
#: Their words stand for a code, that a person may have to say once.
CODES = (Champ.DEMARCHE, Champ.GENRE, Champ.QUALITE, Champ.CANAL, Champ.ISSUE, Champ.CIVILITE)
#: What may be the same for every line, instead of a column.
CONSTANTES = (
    Champ.DEMARCHE,
    Champ.ORGANISME,
    Champ.SERVICE,
    Champ.GENRE,
    Champ.TERRITOIRE,
    Champ.AUTEUR,
    Champ.QUALITE,
    Champ.CANAL,
    Champ.ISSUE,
    Champ.AFFAIRE,
)
#: Where « Néant », « X » or « À faire » is what is meant: what someone is called, or wrote for themselves.
LIBRES = frozenset(
    {
        *(Champ.PRENOM, Champ.NOM, Champ.PRENOM_NOM, Champ.NOM_NAISSANCE, Champ.AUTEUR),
        *(Champ.PROTEGEE, Champ.REFERENCE, Champ.AFFAIRE, Champ.CONSIGNE, Champ.NOTE),
    }
)
