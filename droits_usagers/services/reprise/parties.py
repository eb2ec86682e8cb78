"""Who a line of a table is about, who writes, and to whom: the people and the body of a demande."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.protection import without_mention
from droits_usagers.domain.droit.feries import is_territoire
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.mots.dates_saisies import read_naissance
from droits_usagers.domain.mots.mentions_adresse import cut_mention
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Auteur, CodeConsigne, Consigne, Personne, Qualite
from droits_usagers.domain.reprise.champs import ChampReprise
from droits_usagers.domain.reprise.lexique import Lexique, key_of, roots, says_yes
from droits_usagers.domain.reprise.noms import NomLu, read_name
from droits_usagers.services.lettre.formulaires import CIVILITES, POUR_SOI
from droits_usagers.services.lettre.saisies import territoire_of

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.demarche.demarches import Demarche


#: How it was sent, among the answers.
ENVOI = "envoi"
_AVANT_CODE_POSTAL = re.compile(r"\s*[,;–-]?\s+(?=\d{5}\s+\D)")
_CODE_POSTAL = re.compile(r"\d{4,5}")
_CODE_TERRITOIRE = re.compile(r"\b(?:97\d|2[ABab]|\d{1,2})\b")
#: They write for someone else, and are themselves someone.
_PERSONNES = frozenset({Qualite.REPRESENTANT_LEGAL, Qualite.HERITIER})


@dataclass(slots=True)
class _Lecture:
    """What is found out on the way."""

    textes: Mapping[ChampReprise, str]
    codes: Mapping[ChampReprise, str | None]
    refus: list[tuple[str, ChampReprise | None, dict[str, str]]] = field(default_factory=list)
    avis: list[tuple[str, ChampReprise | None, dict[str, str]]] = field(default_factory=list)

    def text(self, champ: ChampReprise) -> str:
        return self.textes.get(champ, "")

    def code(self, champ: ChampReprise) -> str:
        return self.codes.get(champ) or ""


#: What a cell that asks yes or no holds for no.
_Dit = list[tuple[str, ChampReprise | None, dict[str, str]]]
#: What a letter prints as it is typed.
_IMPRIMES = (ChampReprise.PRENOM_NOM, ChampReprise.PRENOM, ChampReprise.NOM, ChampReprise.REFERENCE)


class PartiesLigne:
    """Reads them as of one day."""

    def __init__(self, catalogue: "Catalogue", today: dt.date, *, nom_d_abord: bool | None) -> None:
        self._nom_d_abord = nom_d_abord
        self._lexique = catalogue.lexique_reprise
        self._today = today
        #: The kind of body that each name was found to say.
        self._genres: dict[str, str] = {}

    def read(
        self, demarche: "Demarche", textes: Mapping[ChampReprise, str], codes: Mapping[ChampReprise, str | None]
    ) -> tuple[Demande, _Dit, _Dit]:
        """The demande without its facts, why it cannot be, and what is worth knowing: ids of `[reprise.motifs]`."""
        lu = _Lecture(textes, codes)
        personne = self._person(lu)
        qualite = self._quality(lu, demarche, personne)
        demande = Demande(
            demarche.id,
            concerne=None if qualite is Qualite.ORGANISATION else personne,
            auteur=self._author(lu, qualite),
            organisme=self._organisme(lu),
            reponses=self._sending(lu, demarche),
        )
        return demande, lu.refus, lu.avis

    @staticmethod
    def with_facts(demande: Demande, faits: Sequence[Evenement]) -> Demande:
        """The same with what happened; the date of the letter is that of the day it was made, if it is told."""
        etabli = next((fait.date for fait in faits if fait.type is TypeEvenement.COURRIER_ETABLI), None)
        return replace(demande, date=etabli, evenements=tuple(faits))

    # People.

    def _person(self, lu: _Lecture) -> Personne:
        dits, protegee = self._said_of_address(lu)
        entier = self._name(dits[ChampReprise.PRENOM_NOM], nom_d_abord=self._nom_d_abord)
        naissance = read_naissance(lu.text(ChampReprise.NAISSANCE), self._today)
        if ChampReprise.NAISSANCE in lu.textes and naissance is None:
            lu.refus.append(("naissance", ChampReprise.NAISSANCE, {}))
        adresse = _address(lu.text(ChampReprise.ADRESSE), lu.text(ChampReprise.CODE_POSTAL), lu.text(ChampReprise.VILLE))
        adresse, dite = without_mention(adresse, self._lexique.protegees)
        protegee = protegee or dite or says_yes(lu.text(ChampReprise.PROTEGEE))
        civilite = lu.code(ChampReprise.CIVILITE) or self._lexique.code_of(ChampReprise.CIVILITE, entier.civilite) or ""
        return Personne(
            civilite=CIVILITES.get(civilite),
            prenom=dits[ChampReprise.PRENOM] or entier.prenom,
            nom=dits[ChampReprise.NOM] or entier.nom,
            nom_naissance=lu.text(ChampReprise.NOM_NAISSANCE),
            naissance=naissance,
            reference_dossier=dits[ChampReprise.REFERENCE],
            adresse=adresse,
            adresse_protegee=protegee,
        )

    def _said_of_address(self, lu: _Lecture) -> tuple[dict[ChampReprise, str], bool]:
        """What is printed, without what it says of an address that nobody may know; whether anything but the address says it.

        « Dossier confidentiel » in a note says nothing of an address: there, a word alone is not enough.
        """
        coupes = {champ: cut_mention(lu.text(champ), self._lexique.protegees) for champ in _IMPRIMES}
        longues = tuple(mention for mention in self._lexique.protegees if " " in mention)
        a_cote = any(cut_mention(lu.text(champ), longues)[1] for champ in (ChampReprise.NOTE, ChampReprise.CONSIGNE))
        return {champ: texte for champ, (texte, _) in coupes.items()}, a_cote or any(dite for _, dite in coupes.values())

    def _name(self, texte: str, *, nom_d_abord: bool | None = None) -> NomLu:
        return read_name(texte, nom_d_abord=nom_d_abord, is_title=self._is_title)

    def _is_title(self, mot: str) -> bool:
        trouves = self._lexique.codes_of(ChampReprise.CIVILITE, mot)
        return bool(trouves) and trouves[0].exact

    def _quality(self, lu: _Lecture, demarche: "Demarche", personne: Personne) -> Qualite:
        """In what capacity the author writes, as said; else as the line and the demarche leave no doubt about."""
        dite, nommee = lu.code(ChampReprise.QUALITE), bool(personne.nom_complet)
        pour = demarche.pour or tuple(Qualite)
        if dite == Qualite.MANDATAIRE and not nommee and dite not in pour and Qualite.ORGANISATION in pour:
            lu.avis.append(("organisation_deduite", ChampReprise.QUALITE, {}))
            dite = Qualite.ORGANISATION
        qualite = Qualite(dite) if dite else _likely(pour, nommee=nommee, auteur=bool(lu.text(ChampReprise.AUTEUR)))
        if qualite is None:
            lu.refus.append(("qualite_a_dire", ChampReprise.QUALITE, {"demarche": demarche.id}))
            return Qualite.CONCERNE
        if qualite not in pour:
            lu.refus.append(("qualite_refusee", ChampReprise.QUALITE, {"demarche": demarche.id, "qualite": qualite}))
        elif qualite is Qualite.ORGANISATION and nommee:
            lu.refus.append(("organisation_et_personne", ChampReprise.QUALITE, {}))
        elif qualite is not Qualite.ORGANISATION and not nommee:
            lu.avis.append(("sans_personne", None, {}))
        return qualite

    def _author(self, lu: _Lecture, qualite: Qualite) -> Auteur | None:
        texte = lu.text(ChampReprise.AUTEUR)
        if qualite in POUR_SOI:
            if texte:
                lu.avis.append(("auteur_ignore", ChampReprise.AUTEUR, {}))
            return None if qualite is Qualite.CONCERNE else Auteur(qualite)
        if qualite in _PERSONNES:
            nom = self._name(texte)
            return Auteur(qualite, Personne(prenom=nom.prenom, nom=nom.nom))
        return Auteur(qualite, Personne(denomination=texte))

    # The body, and the way there.

    def _organisme(self, lu: _Lecture) -> Organisme:
        nom, service = lu.text(ChampReprise.ORGANISME), lu.text(ChampReprise.SERVICE)
        if not nom and not service:
            lu.avis.append(("sans_organisme", ChampReprise.ORGANISME, {}))
        adresse = _address(
            lu.text(ChampReprise.ORGANISME_ADRESSE),
            lu.text(ChampReprise.ORGANISME_CODE_POSTAL),
            lu.text(ChampReprise.ORGANISME_VILLE),
        )
        return Organisme(
            nom=nom,
            genre=self._genre(lu, nom, service),
            service=service,
            adresse=adresse,
            territoire=self._territoire(lu) or territoire_of(adresse),
        )

    def _genre(self, lu: _Lecture, nom: str, service: str) -> GenreOrganisme:
        """The kind of body said, else the one its very name says."""
        code = lu.code(ChampReprise.GENRE)
        if not code:
            code = self._genre_said_by(nom) or self._genre_said_by(service)
            if code:
                lu.avis.append(("genre_deduit", ChampReprise.ORGANISME, {"genre": code}))
        return GenreOrganisme(code) if code else GenreOrganisme.AUTRE

    def _genre_said_by(self, nom: str) -> str:
        if nom not in self._genres:
            self._genres[nom] = self._lexique.code_of(ChampReprise.GENRE, nom) or ""
        return self._genres[nom]

    def _territoire(self, lu: _Lecture) -> str:
        texte = lu.text(ChampReprise.TERRITOIRE)
        for trouve in _CODE_TERRITOIRE.findall(texte):
            code = trouve.upper().zfill(2)
            if is_territoire(code):
                return str(code)
        # « Haute-Loire » has the words of « Loire », and more of them: only a name said whole counts.
        exacts = [
            sens.code
            for sens in self._lexique.codes_of(ChampReprise.TERRITOIRE, texte)
            if sens.exact or sens.mots == _length(texte)
        ]
        if texte and not exacts:
            lu.avis.append(("territoire_inconnu", ChampReprise.TERRITOIRE, {}))
        return exacts[0] if exacts else ""

    def _sending(self, lu: _Lecture, demarche: "Demarche") -> dict[str, str]:
        canal = lu.code(ChampReprise.CANAL)
        if canal and canal not in demarche.canaux:
            lu.avis.append(("canal_ignore", ChampReprise.CANAL, {}))
            return {}
        return {ENVOI: canal} if canal else {}


def _length(texte: str) -> int:
    return len(set(roots(texte)))


def _likely(pour: Sequence[Qualite], *, nommee: bool, auteur: bool) -> Qualite | None:
    """In what capacity a line that does not say it is written; None when that cannot be told."""
    if auteur:
        voulues = (Qualite.MANDATAIRE,) if nommee else (Qualite.ORGANISATION, Qualite.MANDATAIRE)
    else:
        voulues = (Qualite.CONCERNE, Qualite.AGENT)
    return next((qualite for qualite in voulues if qualite in pour), None)


def _address(texte: str, code_postal: str, ville: str) -> tuple[str, ...]:
    """The lines of an address, the postcode and its town on one of their own."""
    lignes = [part.strip(" ,;") for ligne in texte.splitlines() for part in _AVANT_CODE_POSTAL.split(ligne)]
    # A spreadsheet takes the first zero of a postcode away.
    code = code_postal.zfill(5) if _CODE_POSTAL.fullmatch(code_postal) else code_postal
    return tuple(ligne for ligne in (*lignes, f"{code} {ville}".strip()) if ligne)


#: Between two consignes of one cell.
_ENTRE = re.compile(r"[;/\n•]|,(?!\d)")
#: A cell of a column whose heading says everything.
_OUI = frozenset({"oui", "o", "x", "1", "vrai", "true", "yes"})


def read_consignes(cellules: Iterable[tuple[str, str]], lexique: Lexique) -> tuple[Consigne, ...]:
    """What these cells ask, each after the heading of its column. Words that are no known consigne stay as they are."""
    lues: list[Consigne] = []
    for entete, texte in cellules:
        if key_of(texte) in _OUI:
            lues.append(_one(entete, lexique))
        else:
            parts = (part.strip(" .-–") for part in _ENTRE.split(texte))
            lues += (_one(part, lexique) for part in parts if part and not lexique.says_nothing(part))
    return tuple(dict.fromkeys(lues))


def _one(texte: str, lexique: Lexique) -> Consigne:
    """A known consigne when the words say that and nothing else; else the words."""
    sens = lexique.codes_of(ChampReprise.CONSIGNE, texte)
    if sens and sens[0].exact:
        return Consigne(CodeConsigne(sens[0].code))
    return Consigne(CodeConsigne.AUTRE, texte)
