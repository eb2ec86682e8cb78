"""Who a line of a table is about, who writes, and to whom: the people and the body of a demande."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.protection import without_mention
from droits_usagers.domain.dossier.dossiers import RaisonAVerifier
from droits_usagers.domain.droit.feries import is_territoire, territoire_of
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.mots.dates import read_naissance
from droits_usagers.domain.mots.mentions_adresse import cut_mention
from droits_usagers.domain.mots.pliage import words
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Auteur, CodeConsigne, Consigne, Personne, Qualite, ReponseA
from droits_usagers.domain.reprise.adresses import place_address
from droits_usagers.domain.reprise.champs import ChampReprise, is_reference
from droits_usagers.domain.reprise.correspondance import forbids, may_warn
from droits_usagers.domain.reprise.denominations import Denominations
from droits_usagers.domain.reprise.jours import read_birth_number
from droits_usagers.domain.reprise.lexique import Lexique, is_tick, key_of, roots, says_yes
from droits_usagers.domain.reprise.noms import (
    Identites,
    NomLu,
    SavoirNoms,
    cut_birth,
    cut_title,
    name_alone,
    read_name,
    ways_of,
)
from droits_usagers.services.annuaire.lecture import appellations, towns
from droits_usagers.services.lettre.formulaires import CIVILITES, POUR_SOI
from droits_usagers.services.reprise.trouvailles import (
    ENTENDUE_PEUT_ETRE,
    NOM_ET_PLUS,
    PLUS_QU_UN_NOM,
    REFERENCE_ET_PLUS,
    LectureCellule,
    NomALire,
    Trouvailles,
)

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.demarche.demarches import Demarche


#: How it was sent, among the answers.
ENVOI = "envoi"
_AVANT_CODE_POSTAL = re.compile(r"\s*[,;–-]?\s+(?=\d{5}\s+\D)")
_CODE_POSTAL = re.compile(r"\d{4,5}")
_AVEC_CODE_POSTAL = re.compile(r".*\b\d{5}\b\s+\D")
#: « 93006CEDEX » begins with one; « 750012 » does not.
_CODE_POSTAL_LU = re.compile(r"\d{4,5}(?!\d)")
#: « 750012 », « O1000 »: a postcode of no département stands for it.
_MAL_TAPE = re.compile(r"^(?!\d{5}(?:\s|$))(?=\S*\d{2})[\dOoIl]{4,8}(?=\s|$)")
_CODE_INCONNU = "00000"
#: Of a street, two letters (« bis » is of its number); of a postcode, two figures.
_MOT, _DEUX_CHIFFRES = (
    re.compile(r"(?!(?:bis|ter|quater)\b)(?<![^\W_])[^\W\d_]{2}|[^\W\d_]\.\s*[^\W\d_]", re.IGNORECASE),
    re.compile(r"\d\d"),
)
_CODE_TERRITOIRE = re.compile(r"\b(?:97\d|2[ABab]|\d{1,2})\b")
#: They write for someone else, and are themselves someone.
_PERSONNES = frozenset({Qualite.REPRESENTANT_LEGAL, Qualite.HERITIER})


@dataclass(slots=True)
class _Lecture:
    """What is found out on the way."""

    textes: Mapping[ChampReprise, str]
    codes: Mapping[ChampReprise, str | None]
    trouvailles: Trouvailles
    #: Which way of taking a doubtful name apart a person chose.
    facon: int = 0
    #: Something of the person says, or may say, that nobody may know the address.
    protegee: bool = False

    def text(self, champ: ChampReprise) -> str:
        return self.textes.get(champ, "")

    def code(self, champ: ChampReprise) -> str:
        return self.codes.get(champ) or ""

    def doubt(
        self, id_: str, champ: ChampReprise, lecture: LectureCellule | None = None, *, texte: str = "", **faits: str
    ) -> None:
        """The cells of this champ are kept to be checked: as they are, or these words of them."""
        self.trouvailles.doubt(id_, champ, texte or self.text(champ), lecture=lecture or LectureCellule(), **faits)


#: What a mention may go with, and say no more.
_DE_MENTION = ("coordonnees", "oui", "x", "1", "surtout", "strictement", "tenue", "est", "reste", "son", "sa", "ses", "cette")
#: What a letter prints as it is typed.
_NOMMES = (ChampReprise.PRENOM_NOM, ChampReprise.PRENOM, ChampReprise.NOM, ChampReprise.NOM_NAISSANCE)
_CORPS = (ChampReprise.ORGANISME, ChampReprise.SERVICE)
_IMPRIMES = (*_NOMMES, ChampReprise.REFERENCE)


class PartiesLigne:
    """Reads them as of one day."""

    def __init__(self, catalogue: "Catalogue", today: dt.date, *, depuis_1904: bool = False) -> None:
        #: Of the order of the names of the column of whole names.
        self.savoir = SavoirNoms()
        #: Of the line just read: a name that nothing tells how to take apart, and the ways of doing it.
        self.nom_douteux: tuple[str, tuple[NomLu, ...]] | None = None
        self._lexique = catalogue.lexique_reprise
        self._mentions = frozenset(roots(" ".join((*self._lexique.protegees, *_DE_MENTION))))
        self._resources = catalogue.resources
        self._today = today
        self._depuis_1904 = depuis_1904
        #: The kind of body that each name was found to say.
        self._genres: dict[str, str] = {}

    def read(
        self,
        demarche: "Demarche",
        textes: Mapping[ChampReprise, str],
        codes: Mapping[ChampReprise, str | None],
        *,
        trouvailles: Trouvailles,
        facon: int = 0,
    ) -> Demande:
        """The demande without its facts; what is worth knowing, or to be checked, goes to `trouvailles`."""
        lu = _Lecture(textes, codes, trouvailles, facon)
        personne = self._person(lu)
        qualite = self._quality(lu, demarche, personne)
        if qualite is Qualite.ORGANISATION:
            self._leave_the_person(lu)
        auteur, organisme, reponse_a = self._author(lu, qualite), self._organisme(lu), self._reply_to(lu, personne)
        # Any of their cells may be where it is said.
        personne = replace(personne, adresse_protegee=personne.adresse_protegee or lu.protegee)
        return Demande(
            demarche.id,
            concerne=None if qualite is Qualite.ORGANISATION else personne,
            auteur=auteur,
            reponse_a=reponse_a,
            organisme=organisme,
            reponses=self._sending(lu, demarche),
        )

    @staticmethod
    def with_facts(demande: Demande, faits: Sequence[Evenement]) -> Demande:
        """The same with what happened; the date of the letter is that of the day it was made, if it is told."""
        etabli = next((fait.date for fait in faits if fait.type is TypeEvenement.COURRIER_ETABLI), None)
        return replace(demande, date=etabli, evenements=tuple(faits))

    # People.

    def _person(self, lu: _Lecture) -> Personne:
        dits, protegee = self._said_of_address(lu)
        dits |= {champ: self._name_alone(champ, dits[champ], lu) for champ in _NOMMES}
        entier = self._whole_name(dits[ChampReprise.PRENOM_NOM], lu)
        seul = self._last_name(dits[ChampReprise.NOM])
        naissance = self._birth(lu)
        adresse = self._home(lu)
        reference = self._reference(dits[ChampReprise.REFERENCE], lu)
        protegee = protegee or says_yes(lu.text(ChampReprise.PROTEGEE))
        if protegee and lu.text(ChampReprise.PROTEGEE) and not key_of(lu.text(ChampReprise.PROTEGEE)):
            lu.doubt(ENTENDUE_PEUT_ETRE, ChampReprise.PROTEGEE)
        dite = entier.civilite or seul.civilite
        civilite = lu.code(ChampReprise.CIVILITE) or self._lexique.code_of(ChampReprise.CIVILITE, dite) or ""
        return Personne(
            civilite=CIVILITES.get(civilite),
            prenom=dits[ChampReprise.PRENOM] or entier.prenom,
            nom=seul.nom or entier.nom,
            nom_naissance=dits[ChampReprise.NOM_NAISSANCE] or entier.naissance or seul.naissance,
            naissance=naissance,
            reference_dossier=reference,
            adresse=adresse,
            adresse_protegee=protegee,
        )

    def _said_of_address(self, lu: _Lecture) -> tuple[dict[ChampReprise, str], bool]:
        """What is printed, without what it says of an address that nobody may know; whether any of it does."""
        coupes = {champ: cut_mention(lu.text(champ), self._lexique.protegees) for champ in _IMPRIMES}
        for champ in (champ for champ in _IMPRIMES if self._cut_from([lu.text(champ)])):
            lu.doubt(PLUS_QU_UN_NOM, champ)
        return {champ: texte for champ, (texte, _) in coupes.items()}, any(dite for _, dite in coupes.values())

    def _cut_from(self, textes: Sequence[str]) -> str:
        """The words that go with a mention, « logée en secret », and say more than that it is one; empty where they do not."""
        otes: list[str] = []
        for texte in textes:
            restent = Counter(words(cut_mention(texte, self._lexique.protegees)[0]))
            otes += (Counter(words(texte)) - restent).elements()
        return " ".join(otes) if not self._mentions.issuperset(roots(" ".join(otes))) else ""

    def _home(self, lu: _Lecture) -> tuple[str, ...]:
        """The address of the person, and nothing else: what has no place in one is to be checked, and withholds it."""
        champs = ChampReprise.ADRESSE, ChampReprise.CODE_POSTAL, ChampReprise.VILLE
        nulle_part = self._nowhere(lu)
        brute = self._address_of(lu, champs, sauf=nulle_part)
        adresse, mention = without_mention(brute, self._lexique.protegees)
        lu.protegee |= mention
        ou = next((champ for champ in champs if lu.text(champ)), None)
        coupe = self._cut_from(brute)
        if ou is None or not (adresse or coupe or nulle_part):
            return adresse
        if key_of(" ".join(adresse)) in self._lexique.adresses.sans:
            lu.doubt("sans_adresse", ou)
            return ()
        # A mistyped postcode is said by itself.
        lisible = (_MAL_TAPE.sub(_CODE_INCONNU, ligne) for ligne in adresse)
        placee = place_address("\n".join(lisible), self._lexique.adresses, towns(self._resources))
        reste = " ; ".join(filter(None, (*placee.reste, coupe, *nulle_part.values())))
        if not reste:
            return adresse
        lu.protegee = True
        lu.doubt("adresse_et_plus", ou, valeur=reste, texte="\n".join((*nulle_part.values(), *brute)))
        tape = next((trouve[0] for ligne in adresse if (trouve := _MAL_TAPE.search(ligne))), _CODE_INCONNU)
        return tuple(ligne.replace(_CODE_INCONNU, tape) for ligne in placee.lignes)

    @staticmethod
    def _nowhere(lu: _Lecture) -> dict[ChampReprise, str]:
        """« 1 », « N »: under a street, a postcode, what a number or a letter alone is none of."""
        rue, code = lu.text(ChampReprise.ADRESSE), lu.text(ChampReprise.CODE_POSTAL)
        sans_rue = {ChampReprise.ADRESSE: rue} if rue and not _MOT.search(rue) else {}
        return sans_rue | ({ChampReprise.CODE_POSTAL: code} if code and not _DEUX_CHIFFRES.search(code) else {})

    def _reply_to(self, lu: _Lecture, personne: Personne) -> ReponseA | None:
        """Where the answer is to go, where its cell is an address that the post finds, and nothing else."""
        texte = lu.text(ChampReprise.REPONSE_ADRESSE)
        placee = place_address(texte, self._lexique.adresses, towns(self._resources))
        if not texte or (not placee.reste and set(placee.lignes) <= set(personne.adresse)):
            return None
        if placee.reste or not any(map(_AVEC_CODE_POSTAL.match, placee.lignes)):
            lu.protegee = True
            lu.doubt("reponse_adresse_douteuse", ChampReprise.REPONSE_ADRESSE)
            return None
        premiere, *suite = placee.lignes
        nommee = bool(suite) and key_of(self.named(premiere)) == key_of(premiere)
        return ReponseA(premiere, tuple(suite)) if nommee else ReponseA(adresse=placee.lignes)

    def _body_address(self, lu: _Lecture, champs: tuple[ChampReprise, ChampReprise, ChampReprise]) -> tuple[str, ...]:
        """The address of the body, and nothing else but names of bodies: the rest is read by a person before anybody."""
        brute = self._address_of(lu, champs)
        lisible = (_MAL_TAPE.sub(_CODE_INCONNU, ligne) for ligne in brute)
        placee = place_address("\n".join(lisible), self._lexique.adresses, towns(self._resources))
        if all(key_of(self.named(part)) == key_of(part) and key_of(part) for part in placee.reste):
            return brute
        ou = next(champ for champ in champs if lu.text(champ))
        self._leave_to_read(lu, ou, "\n".join(brute), garde=" ".join(placee.lignes))
        return placee.lignes

    def _leave_to_read(self, lu: _Lecture, ou: ChampReprise, texte: str, *, garde: str) -> None:
        """What is typed where a body is named, and is more than that as far as is known: someone says that it is not."""
        reste = Counter(words(texte)) - Counter(words(garde))
        mention = cut_mention(texte, self._lexique.protegees)[1]
        entendue = mention or forbids(texte) or not self._lexique.prudence.isdisjoint(reste)
        champ = ou if ou in {*_CORPS, ChampReprise.AUTEUR} else ChampReprise.ORGANISME_ADRESSE
        lu.trouvailles.noms.append(NomALire(champ, texte, entendue))
        lu.doubt(NOM_ET_PLUS, ou, texte=texte)

    def named(self, texte: str) -> str:
        """What of a cell names a body, or one of its services."""
        return self.denominations.cut(cut_mention(texte, self._lexique.protegees)[0])

    @cached_property
    def denominations(self) -> Denominations:
        """How bodies are named."""
        return Denominations(self._lexique, appellations(self._resources))

    def _name_alone(self, champ: ChampReprise, texte: str, lu: _Lecture) -> str:
        """The name in a cell; what else it says is kept with it, to be checked, and may well be a warning."""
        nom, seul = self._alone(champ, texte)
        if nom != texte or not seul:
            lu.protegee |= bool(nom) and not seul
            lu.doubt(PLUS_QU_UN_NOM, champ)
        if texte and not nom:
            # Nobody is known to be called so: it is printed once someone has read it.
            lu.trouvailles.noms.append(NomALire(champ, texte, may_warn(texte, self._lexique.prudence, cries=False)))
        return nom

    def _reference(self, texte: str, lu: _Lecture) -> str:
        """What the body calls the file, where its cell is that and nothing else; the rest is read by a person first."""
        dite = lu.text(ChampReprise.REFERENCE)
        if not dite or (texte == dite and self._is_reference(texte)):
            return texte
        entendue = texte != dite or may_warn(texte, self._lexique.prudence, cries=False)
        lu.trouvailles.noms.append(NomALire(ChampReprise.REFERENCE, dite, entendue))
        lu.doubt(REFERENCE_ET_PLUS, ChampReprise.REFERENCE)
        return texte if self._is_reference(texte) else ""

    def _is_reference(self, texte: str) -> bool:
        return is_reference(texte, self._libelles, self._lexique.is_common)

    @cached_property
    def _libelles(self) -> frozenset[str]:
        """What is said before a reference: what its column is called, and the body whose it is."""
        dits = (*self._lexique.entetes.get(ChampReprise.REFERENCE, ()), *chain(*self._lexique.organismes.values()))
        return frozenset(mot for dit in dits for mot in words(dit))

    def _whole_name(self, texte: str, lu: _Lecture) -> NomLu:
        """First and last name of one cell, taken apart as a person said where that is doubtful."""
        nom = read_name(texte, self.savoir, is_title=self.is_title)
        self.nom_douteux = None
        if nom.doute:
            facons = ways_of(texte, nom)
            nom = facons[lu.facon % len(facons)]
            self.nom_douteux = texte, facons
        return nom

    def _last_name(self, texte: str) -> NomLu:
        """A last name in a cell of its own, which may say more."""
        civilite, reste = cut_title(texte, self.is_title)
        nom, naissance = cut_birth(reste)
        return NomLu(civilite, nom=nom, naissance=naissance)

    def says_more(self, textes: Mapping[ChampReprise, str]) -> bool:
        """True where a name, of someone or of a body, is not the whole of its cell."""
        noms = (self._alone(champ, textes[champ]) for champ in _NOMMES if champ in textes)
        corps = (textes[champ] for champ in _CORPS if champ in textes)
        return not all(seul for _, seul in noms) or any(key_of(self.named(texte)) != key_of(texte) for texte in corps)

    def _alone(self, champ: ChampReprise, texte: str) -> tuple[str, bool]:
        lexique, de_famille = self._lexique, champ in {ChampReprise.NOM, ChampReprise.NOM_NAISSANCE}
        nom, seul = name_alone(texte, lexique.names_nobody, lexique.is_no_name, is_title=self.is_title, de_famille=de_famille)
        if self._identites is None or not nom:
            return nom, seul
        explique = self._identites.cut(nom, de_prenom=champ is ChampReprise.PRENOM)
        return (nom, seul) if explique == nom else (explique, False)

    @cached_property
    def _identites(self) -> Identites | None:
        francais = self._lexique.francais
        return Identites(francais, self.is_title) if francais is not None else None

    def is_title(self, mot: str) -> bool:
        """True for a way of addressing people, that no name is."""
        trouves = self._lexique.codes_of(ChampReprise.CIVILITE, mot)
        # « F. CARON » is one's initial; of single letters, only « M. » is no first name.
        return bool(trouves) and trouves[0].exact and (len(mot.rstrip(".")) > 1 or mot.upper() == "M.")

    def _birth(self, lu: _Lecture) -> dt.date | int | None:
        texte = lu.text(ChampReprise.NAISSANCE)
        naissance = read_naissance(texte, self._today) or read_birth_number(texte, self._today, depuis_1904=self._depuis_1904)
        if texte and naissance is None:
            lu.doubt("naissance", ChampReprise.NAISSANCE)
        return naissance

    @staticmethod
    def _address_of(
        lu: _Lecture, champs: tuple[ChampReprise, ChampReprise, ChampReprise], *, sauf: Collection[ChampReprise] = ()
    ) -> tuple[str, ...]:
        """The lines of an address, each once, of its street, postcode and town; a postcode that is none stays, to check."""
        rue, code, ville = ("" if champ in sauf else lu.text(champ) for champ in champs)
        code_postal = "".join(code.split())
        if code_postal and not _CODE_POSTAL_LU.match(code_postal):
            lu.doubt("code_postal", champs[1])
        code_lu = code_postal if _CODE_POSTAL.fullmatch(code_postal) else code
        return tuple(dict.fromkeys(address_of(rue, code_lu, ville)))

    @staticmethod
    def _leave_the_person(lu: _Lecture) -> None:
        """An organisation writes in its own name: whoever is named is kept to be checked."""
        for champ in (ChampReprise.PRENOM_NOM, ChampReprise.PRENOM, ChampReprise.NOM):
            if lu.text(champ):
                lu.doubt("organisation_et_personne", champ)

    def _quality(self, lu: _Lecture, demarche: "Demarche", personne: Personne) -> Qualite:
        """In what capacity the author writes, as said; else as the line and the demarche leave no doubt about."""
        dite, nommee = lu.code(ChampReprise.QUALITE), bool(personne.nom_complet)
        pour = demarche.pour or tuple(Qualite)
        if dite == Qualite.MANDATAIRE and not nommee and dite not in pour and Qualite.ORGANISATION in pour:
            lu.trouvailles.note("organisation_deduite", ChampReprise.QUALITE)
            dite = Qualite.ORGANISATION
        likely = _likely(pour, nommee=nommee, auteur=bool(lu.text(ChampReprise.AUTEUR)))
        qualite = Qualite(dite) if dite else likely
        if qualite is None or qualite not in pour:
            # The letter is written in some capacity: that which the demarche is for first, to be checked.
            choisie = likely or pour[0]
            lecture = LectureCellule(RaisonAVerifier.QUALITE, choisie.value)
            id_ = "qualite_a_dire" if qualite is None else "qualite_refusee"
            lu.doubt(id_, ChampReprise.QUALITE, lecture, demarche=demarche.id, qualite=qualite or choisie)
            qualite = choisie
        if qualite is not Qualite.ORGANISATION and not nommee:
            lu.trouvailles.note("sans_personne")
        return qualite

    def _author(self, lu: _Lecture, qualite: Qualite) -> Auteur | None:
        texte = self._body(lu, ChampReprise.AUTEUR)
        if qualite in POUR_SOI:
            if texte:
                lu.doubt("auteur_ignore", ChampReprise.AUTEUR)
            return None if qualite is Qualite.CONCERNE else Auteur(qualite)
        if qualite in _PERSONNES:
            nom = read_name(texte, SavoirNoms(), is_title=self.is_title)
            return Auteur(qualite, Personne(prenom=nom.prenom, nom=nom.nom))
        return Auteur(qualite, Personne(denomination=texte))

    # The body, and the way there.

    def _organisme(self, lu: _Lecture) -> Organisme:
        nom, service = (self._body(lu, champ) for champ in (ChampReprise.ORGANISME, ChampReprise.SERVICE))
        if not nom and not service:
            lu.trouvailles.note("sans_organisme", ChampReprise.ORGANISME)
        champs = ChampReprise.ORGANISME_ADRESSE, ChampReprise.ORGANISME_CODE_POSTAL, ChampReprise.ORGANISME_VILLE
        adresse = self._body_address(lu, champs)
        return Organisme(
            nom=nom,
            genre=self._genre(lu, nom, service),
            service=service,
            adresse=adresse,
            territoire=self._territoire(lu) or territoire_of(adresse),
        )

    def _body(self, lu: _Lecture, champ: ChampReprise) -> str:
        """The name of a body, or of one of its services; what else its cell says nobody is to read before someone has."""
        texte = lu.text(champ)
        nom = self.named(texte)
        if key_of(nom) == key_of(texte) or (champ is ChampReprise.AUTEUR and self._is_someone(texte)):
            return texte
        self._leave_to_read(lu, champ, texte, garde=nom)
        return nom

    def _is_someone(self, texte: str) -> bool:
        """True for the name of someone who writes for another, and nothing else."""
        nom, seul = self._alone(ChampReprise.PRENOM_NOM, texte)
        return seul and nom == texte

    def _genre(self, lu: _Lecture, nom: str, service: str) -> GenreOrganisme:
        """The kind of body said, else the one its very name says."""
        code = lu.code(ChampReprise.GENRE)
        if not code:
            code = self._genre_said_by(nom) or self._genre_said_by(service)
            if code:
                lu.trouvailles.note("genre_deduit", ChampReprise.ORGANISME, genre=code)
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
            if sens.exact or sens.mots == len(set(roots(texte)))
        ]
        if texte and not exacts:
            lu.doubt("territoire_inconnu", ChampReprise.TERRITOIRE)
        return exacts[0] if exacts else ""

    def _sending(self, lu: _Lecture, demarche: "Demarche") -> dict[str, str]:
        canal = lu.code(ChampReprise.CANAL)
        if canal and canal not in demarche.canaux:
            lu.doubt("canal_ignore", ChampReprise.CANAL)
            return {}
        return {ENVOI: canal} if canal else {}


def _likely(pour: Sequence[Qualite], *, nommee: bool, auteur: bool) -> Qualite | None:
    """In what capacity a line that does not say it is written; None when that cannot be told."""
    if auteur:
        voulues = (Qualite.MANDATAIRE,) if nommee else (Qualite.ORGANISATION, Qualite.MANDATAIRE)
    else:
        voulues = (Qualite.CONCERNE, Qualite.AGENT)
    return next((qualite for qualite in voulues if qualite in pour), None)


def address_of(texte: str, code_postal: str, ville: str) -> tuple[str, ...]:
    """The lines of an address, the postcode and its town on one of their own."""
    lignes = [part.strip(" ,;") for ligne in texte.splitlines() for part in _AVANT_CODE_POSTAL.split(ligne)]
    # A spreadsheet takes the first zero of a postcode away.
    code = code_postal.zfill(5) if _CODE_POSTAL.fullmatch(code_postal) else code_postal
    return tuple(ligne for ligne in (*lignes, f"{code} {ville}".strip()) if ligne)


#: Between two consignes of one cell.
_ENTRE = re.compile(r"[;/\n•]|,(?!\d)")


def read_consignes(cellules: Iterable[tuple[str, str]], lexique: Lexique) -> tuple[Consigne, ...]:
    """What these cells ask, each after the heading of its column. Words that are no known consigne stay as they are."""
    lues: list[Consigne] = []
    for entete, texte in cellules:
        if is_tick(texte):
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
