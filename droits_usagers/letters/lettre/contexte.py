"""What a template knows of a demande: plain texts, lists and tables, each name always there, empty when nothing is known.

The names are documented for those who write letters in `letter_templates/LISEZMOI.md`. Everything a person typed goes through
`domain.nettoyage` here, once.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from droits_usagers.domain.demarche.demande import STATUT, Demande, contexte_of, is_protected, is_withheld
from droits_usagers.domain.demarche.demarches import Demarche, Jointe, groupe_of
from droits_usagers.domain.demarche.protection import (
    changes_access,
    hides_auteur,
    hides_concerne,
    is_called,
    is_elsewhere,
    place_of,
)
from droits_usagers.domain.demarche.questions import Genre, Question, Reponses, Valeur, effective_answers, filled_lines
from droits_usagers.domain.droit.feries import PACIFIQUE
from droits_usagers.domain.droit.voies import Voie
from droits_usagers.domain.echeances import Code
from droits_usagers.domain.echeances.evenements import POUR_SOI, Evenement, TypeEvenement
from droits_usagers.domain.mots.dates import date_courte, mois_annee
from droits_usagers.domain.mots.horaires import SANS_HORAIRES
from droits_usagers.domain.mots.nettoyage import clean
from droits_usagers.domain.personnes.annuaire import EntreeAnnuaire
from droits_usagers.domain.personnes.organismes import GenreOrganisme, statut_of
from droits_usagers.domain.personnes.personnes import EMANCIPATION, Personne, ReponseA
from droits_usagers.letters.lettre.delais import PREMIER, RETOURS, delays_of, desk_of, said_of, written
from droits_usagers.letters.lettre.dette import SCHEMA as DETTE
from droits_usagers.letters.lettre.dette import debt_of
from droits_usagers.letters.lettre.verification import Schema

#: What the number of the enclosure that shows something is called, beside it.
NUMERO = "numero_piece"

_Date: TypeAlias = tuple[dt.date | None, dict[str, object]]


def numbers_of(demarche: Demarche, jointes: Sequence[Jointe]) -> dict[str, str]:
    """By enclosure that the texts name, its number; empty when it does not go with this letter."""
    numeros = {jointe.piece.id: str(jointe.rang) for jointe in jointes if not jointe.piece.ligne}
    return {piece.id: numeros.get(piece.id, "") for piece in demarche.pieces}


def story_of(
    demande: Demande, demarche: Demarche, reponses: Mapping[str, object], *, numeros: Mapping[str, str]
) -> list[dict[str, object]]:
    """The facts in order, each with the enclosure that shows it; those without a date last."""
    faits = [*_recorded(demande, numeros), *_told(demande, demarche, reponses)]
    return [
        fait | {"date": date_courte(jour) if jour else ""} for jour, fait in sorted(faits, key=lambda un: un[0] or dt.date.max)
    ]


def _recorded(demande: Demande, numeros: Mapping[str, str]) -> Iterator[_Date]:
    """The facts of the dossier: an enclosure that bears the name of one shows it."""
    for fait in (un for un in demande.evenements if un.type not in POUR_SOI):
        numero = "" if fait.organisme else numeros.get(fait.type.value, "")
        yield fait.date, {"type": fait.type.value, "texte": "", "initial": bool(fait.organisme), NUMERO: numero}


def _told(demande: Demande, demarche: Demarche, reponses: Mapping[str, object]) -> Iterator[_Date]:
    """The facts that the person tells, in the lines of the groupes made for that. `reponses` are the answers as printed."""
    comptees = effective_answers(demarche.questions, demande.reponses, contexte_of(demande))
    for question in demarche.questions:
        dites = reponses.get(question.id)
        if not question.histoire or not isinstance(dites, list):
            continue
        jour, texte = (_first(question, genre) for genre in (Genre.DATE, Genre.TEXTE))
        for ligne, dite in zip(filled_lines(comptees.get(question.id)), dites, strict=True):
            date = ligne.get(jour)
            fait = {"type": "", "texte": dite.get(texte, ""), "initial": False, NUMERO: dite.get(NUMERO, "")}
            yield date if isinstance(date, dt.date) else None, fait


def _first(groupe: Question, genre: Genre) -> str:
    return next((question.id for question in groupe.questions if question.genre is genre), "")


def numbered_groupes(demarche: Demarche) -> frozenset[str]:
    """The groupes whose lines may each name an enclosure."""
    return frozenset(groupe_of(demarche, piece.ligne) for piece in demarche.pieces if piece.ligne)


def number_lines(reponses: dict[str, object], demarche: Demarche, jointes: Sequence[Jointe]) -> dict[str, object]:
    """Writes beside each line of such a groupe the number of the enclosure that it names, and gives the answers back."""
    lignes = {groupe: reponses[groupe] for groupe in numbered_groupes(demarche)}
    for ligne in (ligne for trouvees in lignes.values() if isinstance(trouvees, list) for ligne in trouvees):
        ligne[NUMERO] = ""
    for jointe in jointes:
        trouvees = lignes.get(groupe_of(demarche, jointe.piece.ligne)) if jointe.piece.ligne else None
        if isinstance(trouvees, list):
            trouvees[jointe.ligne][NUMERO] = str(jointe.rang)
    return reponses


Contexte: TypeAlias = dict[str, object]

#: The question that says under what measure someone writes for another, the answer of who assists and does not represent,
#: and that of a guardian.
MESURE, ASSISTE, TUTELLE = "titre_representant", "assiste", "tutelle"

#: The clocks that may run from a demarche, and the delay by which each is known.
HORLOGES: Mapping[str, Code] = {"rgpd": Code.REPONSE, "crpa": Code.REFUS_TACITE, "csp": Code.DOSSIER_MEDICAL}

_PERSONNE = (
    "civilite", "prenom", "nom", "nom_complet", "nom_naissance", "ne_le", "ne_en", "denomination", "reference_dossier",
)  # fmt: skip
_LIGNES: tuple[Schema] = (None,)
# « Chez qui ? » is answered « Mme Diallo » or « chez Mme Diallo ».
_CHEZ = re.compile(r"^\s*chez\s+", re.IGNORECASE)
_RIEN: dict[str, Schema] = {}


def schema_of(demarche: Demarche | None) -> Mapping[str, Schema]:
    """The names a template of this demarche may use; without one, those that every demarche gives."""
    personne: dict[str, Schema] = {"adresse": _LIGNES, "siege": _LIGNES}
    personne.update(dict.fromkeys(_PERSONNE))
    personne["repond"] = None
    auteur = personne.copy()
    auteur |= {"qualite": None, "assiste": None, "tuteur": None}
    questions = demarche.questions if demarche else ()
    numbered = numbered_groupes(demarche) if demarche else frozenset()
    reponses: dict[str, Schema] = {
        question.id: _schema_of_answer(question, {NUMERO: None} if question.id in numbered else _RIEN) for question in questions
    }
    adresse: Schema = {"nom": None, "adresse": _LIGNES}
    return {
        "demande": dict.fromkeys(("demarche", "etape", "date", "lieu"))
        | {"autorite": None, "horloges": _LIGNES, "fondements": _LIGNES, "etablissement": None, "passes": _LIGNES}
        | {"protegee": None, "domicile_tu": None}
        | {"ouverts": _LIGNES, "changer_acces": None},
        "concerne": personne | {"age": None, "emancipable": None},
        "auteur": auteur,
        "signataire": personne,
        "organisme": dict.fromkeys(("nom", "genre", "statut", "service", "siren", "pacifique")) | {"adresse": _LIGNES},
        "reponse_a": {"autre": None, "nom": None, "chez": None, "adresse": _LIGNES, "enveloppe_neutre": None},
        "copies": (adresse,),
        "envoi": None,
        "pieces": _LIGNES,
        "numeros": {piece.id: None for piece in demarche.pieces} if demarche else {},
        "faits": {type_.value: None for type_ in TypeEvenement},
        "histoire": (dict.fromkeys(("date", "type", "texte", "initial", NUMERO)),),
        "delais": dict.fromkeys((*Code, "veille_cada", "prolongation_tardive", "cada_trop_tot", "poste_tardive"))
        | {"echus": _LIGNES},
        "retours": dict.fromkeys(RETOURS),
        "permanence": dict.fromkeys(RETOURS) | {"lieu": None, "fermee": _LIGNES},
        "premier_jour": dict.fromkeys(PREMIER),
        "a_venir": (dict.fromkeys(("code", "jour", "veille", "incertain")),),
        "reponses": reponses,
        "lettre": {"objet": None, "en_clair": _LIGNES, "destinataire": None},
        "acces_droit": {"nom": None, "adresse": _LIGNES, "mois": None},
        "voie": dict.fromkeys(
            (
                "connue",
                "id",
                "prealable",
                "aupres",
                "juge",
                "suspensif",
                "rectification",
                "corrige",
                "observations",
                "motifs",
                "obligatoire",
                "silence",
                "a_verifier",
            )
        ),
        "dette": DETTE,
    }


class RedactionLettre:
    """Builds the context of one letter, and counts the characters that no file can hold and that were replaced."""

    def __init__(self) -> None:
        self.remplaces = 0

    def context(
        self,
        demande: Demande,
        demarche: Demarche,
        *,
        etape: str,
        pieces: Sequence[str],
        jointes: Sequence[Jointe] = (),
        jour: dt.date | None = None,
    ) -> Contexte:
        """Every name of `schema_of`, as plain values; `jour`, that of the letter, tells who is a child."""
        reponses = effective_answers(demarche.questions, demande.reponses, contexte_of(demande))
        organisme, delais = demande.organisme, demarche.delais_of(demande.qualite)
        personne = demande.concerne or Personne()
        concerne = self._person(personne, demande=demande, tue=hides_concerne(demande))
        signataire = concerne if demande.auteur is None else self._signer(demande)
        dites = number_lines(self._answers(demarche.questions, reponses), demarche, jointes)
        numeros = numbers_of(demarche, jointes)
        return {
            "demande": {
                "demarche": demarche.id,
                "etape": etape,
                "date": written(demande.date),
                "lieu": self._clean(place_of(demande)),
                "autorite": demarche.autorite,
                "horloges": [horloge for horloge, delai in HORLOGES.items() if delai in delais and _runs(horloge, demande)],
                "fondements": list(demarche.fondements),
                "etablissement": GenreOrganisme.ESSMS in demande.genres,
                "passes": [id_ for id_, dit in reponses.items() if jour and isinstance(dit, dt.date) and dit < jour],
                "protegee": is_protected(demande),
                "domicile_tu": is_withheld(demande),
                "ouverts": [ouvert.value for ouvert in demande.ouverts if is_protected(demande)],
                "changer_acces": changes_access(demande),
            },
            "concerne": concerne | {"age": _age(personne, jour), "emancipable": _may_be_emancipated(personne, jour)},
            "auteur": signataire
            | {
                "qualite": demande.qualite.value,
                "assiste": reponses.get(MESURE) == ASSISTE,
                "tuteur": reponses.get(MESURE) == TUTELLE,
            },
            "signataire": signataire,
            "organisme": {
                "nom": self._clean(organisme.nom),
                "genre": organisme.genre.value,
                "statut": statut_of(organisme.genre, str(reponses.get(STATUT, ""))).value,
                "service": self._clean(organisme.service),
                "siren": self._clean(organisme.siren),
                "pacifique": organisme.territoire in PACIFIQUE,
                "adresse": self._lines(organisme.adresse),
            },
            "reponse_a": self._reply(demande.reponse_a or ReponseA()),
            "copies": [{"nom": self._clean(copie.nom), "adresse": self._lines(copie.adresse)} for copie in demande.copies],
            "envoi": reponses.get("envoi", ""),
            "pieces": list(pieces),
            "faits": facts_of(demande.evenements),
            # Known once they are computed, as `lettre` is once it is composed.
            "delais": delays_of(demande, ()),
            "retours": dict.fromkeys(RETOURS, ""),
            "permanence": desk_of({}, SANS_HORAIRES),
            "premier_jour": dict.fromkeys(PREMIER, ""),
            "a_venir": [],
            "numeros": numeros,
            "reponses": dites,
            "histoire": story_of(demande, demarche, dites, numeros=numeros),
            # Known to the sheets that go with a letter, once it is composed.
            "lettre": {"objet": "", "en_clair": [], "destinataire": ""},
            "voie": way_of(None),
            "dette": debt_of(None),
            # Known to the sheets that go with a letter.
            "acces_droit": help_of(None),
        }

    def _signer(self, demande: Demande) -> Contexte:
        """Whoever signs: the person concerned, when nothing is known of the author."""
        auteur = demande.auteur is not None and demande.signataire == demande.auteur.personne
        tue = hides_auteur(demande) if auteur else hides_concerne(demande)
        return self._person(demande.signataire, demande=demande, tue=tue)

    def _person(self, personne: Personne, *, demande: Demande, tue: bool) -> Contexte:
        """`tue`: nobody may read the address. When the answer goes elsewhere, only the seat of a body is told."""
        naissance, ailleurs = personne.naissance, is_elsewhere(demande)
        prenom, nom, denomination = map(self._clean, (personne.prenom, personne.nom, personne.denomination))
        return {
            "civilite": personne.civilite.value if personne.civilite else "",
            "prenom": prenom,
            "nom": nom,
            # As `Personne.nom_complet`, of what is printed.
            "nom_complet": " ".join(filter(None, (prenom, nom))) or denomination,
            "nom_naissance": self._clean(personne.nom_naissance),
            "ne_le": written(naissance) if isinstance(naissance, dt.date) else "",
            "ne_en": str(naissance) if isinstance(naissance, int) else "",
            "denomination": denomination,
            "reference_dossier": self._clean(personne.reference_dossier),
            "adresse": [] if tue or ailleurs else self._lines(personne.adresse),
            "siege": self._lines(personne.adresse) if denomination and not tue else [],
            "repond": demande.reponse_a is not None and is_called(personne, demande.reponse_a.nom),
        }

    def _reply(self, reponse_a: ReponseA) -> Contexte:
        return {
            "autre": reponse_a != ReponseA(),
            "nom": self._clean(reponse_a.nom),
            "chez": _CHEZ.sub("", self._clean(reponse_a.nom)),
            "adresse": self._lines(reponse_a.adresse),
            "enveloppe_neutre": reponse_a.enveloppe_neutre,
        }

    def _answers(self, questions: Sequence[Question], reponses: Reponses) -> Contexte:
        return {question.id: self._answer(question, reponses.get(question.id)) for question in questions}

    def _answer(self, question: Question, valeur: Valeur | None) -> object:
        match valeur:
            case bool():
                return "oui" if valeur else "non"
            case str():
                return self._clean(valeur)
            case dt.date():
                return written(valeur)
            case tuple() if question.genre is Genre.GROUPE:
                return [self._answers(question.questions, ligne) for ligne in filled_lines(valeur)]
            case tuple():
                return list(valeur)
            case _:
                return [] if question.genre in {Genre.GROUPE, Genre.CHOIX_MULTIPLES} else ""

    def _lines(self, lignes: Sequence[str]) -> list[str]:
        return [propre for ligne in lignes if (propre := self._clean(ligne))]

    def _clean(self, texte: str) -> str:
        if texte.isascii() and texte.isprintable():
            return texte if texte.strip() else ""
        propre = clean(texte)
        self.remplaces += propre.remplaces
        return propre.texte if propre.texte.strip() else ""


def help_of(entree: EntreeAnnuaire | None) -> Contexte:
    """Where the law is explained for nothing, as a template reads it; everything is empty when nothing is known."""
    return {
        "nom": entree.nom if entree else "",
        "adresse": list(entree.lignes) if entree else [],
        "mois": mois_annee(entree.releve_le) if entree and entree.releve_le else "",
    }


def way_of(voie: Voie | None) -> Contexte:
    """How the decision is contested, as a template reads it; everything is empty when nobody can tell."""
    return {
        "connue": voie is not None,
        "id": voie.id if voie else "",
        "prealable": voie.prealable.value if voie else "",
        "aupres": voie.aupres if voie else "",
        "juge": voie.juge.value if voie else "",
        "suspensif": bool(voie and voie.suspensif),
        "rectification": bool(voie and voie.rectification),
        "corrige": bool(voie and voie.rectification and "rectification" not in voie.partage),
        "observations": voie.observations if voie else "",
        "motifs": voie.motifs if voie else "",
        "obligatoire": voie.obligatoire if voie else "",
        "silence": voie.silence if voie else "",
        "a_verifier": bool(voie and voie.a_verifier),
    }


def _age(personne: Personne, jour: dt.date | None) -> str:
    """« mineur », « majeur »; empty where what is known of the birth does not tell."""
    majeur = personne.is_of_age(jour) if jour else None
    return "" if majeur is None else "majeur" if majeur else "mineur"


def _may_be_emancipated(personne: Personne, jour: dt.date | None) -> bool:
    """True of a child who may be old enough for that (code civil 413-2): the paper then leaves room for the child to sign."""
    return jour is not None and _age(personne, jour) == "mineur" and personne.is_of_age(jour, EMANCIPATION) is not False


def facts_of(evenements: Sequence[Evenement]) -> dict[str, str]:
    """By type of event, the date of the latest, in words. A receipt by a first, wrong addressee is not our receipt."""
    dates: dict[TypeEvenement, dt.date] = {}
    for evenement in sorted(evenements):
        if not evenement.organisme:
            dates[evenement.type] = evenement.date
    return {type_.value: said_of(dates.get(type_)) for type_ in TypeEvenement}


def _runs(horloge: str, demande: Demande) -> bool:
    """False for the clock of medical files where no one of that trade holds the file."""
    return horloge != "csp" or demande.detenteur is GenreOrganisme.SANTE


def _schema_of_answer(question: Question, plus: dict[str, Schema] = _RIEN) -> Schema:
    if question.genre is Genre.GROUPE:
        ligne: dict[str, Schema] = {sous.id: _schema_of_answer(sous) for sous in question.questions}
        return (ligne | plus,)
    return _LIGNES if question.genre is Genre.CHOIX_MULTIPLES else None
