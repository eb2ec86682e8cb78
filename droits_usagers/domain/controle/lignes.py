"""The lines of a letter that someone must not be found by: each thing that was typed, once, as it stands in what leaves.

A rare word betrays, and so does a habit told in ordinary words, that nothing hears: each is shown, and the person decides.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from droits_usagers.domain.controle.adresse import CHAMPS, CeQuiEstTu
from droits_usagers.domain.controle.adresse_en_mots import town_of as ville_of
from droits_usagers.domain.controle.cadre import Cadre, Decisions
from droits_usagers.domain.controle.lecture import LectureControle, key_of, spaced
from droits_usagers.domain.controle.valeurs import Alerte, Lieu, Partie, Regle
from droits_usagers.domain.demarche.protection import town_of
from droits_usagers.domain.demarche.questions import Genre, Question, Reponses, Valeur, is_blank, lines_of
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.mots.phrases import sentences_of, without_sentences
from droits_usagers.domain.mots.pliage import PARTICULES, fold, is_said
from droits_usagers.domain.personnes.personnes import Civilite, Personne, ReponseA
from droits_usagers.domain.releve.releve import relever
from droits_usagers.domain.releve.signes import see
from droits_usagers.domain.releve.valeurs import Espece, PassageReleve, words_of

#: Read by the other rules.
_PAS_LUES = frozenset({Partie.NOM_DE_FICHIER, Partie.CONTENU})
#: Where no answer stands by itself.
_HORS_REPONSES = frozenset({Partie.EXPEDITEUR, Partie.REFERENCES, Partie.SIGNATURE, Partie.COPIES, Partie.MODELE})
_ENTRE = ", "
#: A count of ours is shorter.
_COURT = 3
#: What joins or parts the words of a name; a name has no more of them, small words apart.
_DANS_UN_NOM = frozenset("-'’\u2010\u2011")
_ENTRE_NOMS = re.compile(r"[\s'’\u2010\u2011-]+")
_NOMS = 4
#: What is signed without the letter that it goes with.
_FORMULAIRES = frozenset({"mandat"})


class GenreLigne(StrEnum):
    """What a line is for."""

    #: Name and birth: the service needs them to find her, and to know who writes.
    IDENTITE = "identite"
    #: The number of her file.
    REFERENCE = "reference"
    #: Where the answer goes.
    REPONSE = "reponse"
    #: Someone else who receives the letter.
    COPIE = "copie"
    #: Where the letter goes, where that resembles what must not be known.
    ORGANISME = "organisme"
    #: Its service, that is typed at will.
    SERVICE = "service"
    #: What the person told.
    PHRASE = "phrase"
    #: What one's own Word model says around the letter.
    MODELE = "modele"


#: What a letter can do without.
RETIRABLES = frozenset({GenreLigne.REFERENCE, GenreLigne.COPIE, GenreLigne.SERVICE, GenreLigne.PHRASE})
#: Those that are no sentence, and where they are answered.
_ENTIERES = {
    GenreLigne.IDENTITE: "concerne_nom",
    GenreLigne.REFERENCE: CHAMPS[Partie.REFERENCES],
    GenreLigne.REPONSE: "reponse_adresse",
    GenreLigne.COPIE: CHAMPS[Partie.COPIES],
}


@dataclass(frozen=True, slots=True)
class LigneALire:
    """One line, and what in it is not ordinary French."""

    #: Its words and signs (`key_of`).
    cle: str = field(repr=False)
    texte: str = field(repr=False)
    genre: GenreLigne
    lieu: Lieu
    #: The question that it answers; empty when that is not known.
    champ: str = ""
    passages: tuple[PassageReleve, ...] = field(default=(), repr=False)
    #: It resembles what must not be known: two gestures.
    proche: bool = False
    #: Decided everywhere, and not only where each line is shown.
    partout: bool = True

    def is_decided(self, decisions: Decisions) -> bool:
        """True when it may leave as it is."""
        demandee = self.proche or self.partout or decisions.chaque_ligne
        return not demandee or decisions.leaves(self.cle, proche=self.proche)


def lines_to_read(lecture: LectureControle) -> tuple[LigneALire, ...]:
    """Each line, who writes first; nothing where nobody must be kept from finding the person."""
    return tuple(_Tri(lecture).lines()) if lecture.cadre.ferme else ()


class _Tri:
    """What was typed, sorted by what it is for."""

    def __init__(self, lecture: LectureControle) -> None:
        self._lecture, cadre = lecture, lecture.cadre
        self._tu = CeQuiEstTu(lecture)
        auteur, organisme = cadre.auteur and cadre.auteur.personne, cadre.organisme
        # Else the answer goes to who writes.
        reponse = cadre.reponse_a or ReponseA(adresse=auteur.adresse if auteur else ())
        personnes = [personne for personne in (cadre.concerne, auteur) if personne]
        self._reponse = _keys((reponse.nom, *reponse.adresse, town_of(reponse.adresse)))
        self._tues = _keys((organisme.nom, organisme.service, *organisme.adresse, *Civilite))
        self._identite = frozenset(mot for personne in personnes for mot in _words_of(personne))
        self._naissances = frozenset(spaced(_birth_of(personne)) for personne in personnes)
        self._reference = cadre.concerne.reference_dossier if cadre.concerne else ""
        #: Its reader knows them by their whole name: a part of it may be where she is.
        noms = (*(personne.nom_complet for personne in personnes), reponse.nom, organisme.nom)
        self._connus = [motif for nom in noms if (motif := _whole_name(nom))]
        self._champs = dict(_fields(cadre))
        #: A page that goes with the letter says besides what we know: who helps not far away. A form alone is what leaves.
        lettres = frozenset(id_ for id_, _ in lecture.lettres) or _FORMULAIRES.intersection(lecture.sortant.documents)
        self._lettres = lettres | {passage.lieu.document for passage in lecture.sortant.passages}

    def lines(self) -> Iterator[LigneALire]:
        """Those that are no sentence, then what is told."""
        entieres: dict[GenreLigne, dict[str, tuple[str, Lieu]]] = {genre: {} for genre in _ENTIERES}
        phrases = dict[str, LigneALire]()
        for saisi, lieu in self._typed():
            cle = key_of(saisi)
            genre = self._genre(saisi, cle, lieu.partie)
            if genre in entieres:
                entieres[genre].setdefault(cle, (saisi.strip(), lieu))
            elif genre is not None:
                for ligne in self._sentences(saisi, lieu, genre):
                    phrases.setdefault(ligne.cle, ligne)
        copies = entieres.pop(GenreLigne.COPIE)
        yield from (self._whole(genre, dits) for genre, dits in entieres.items() if dits)
        yield from (*self._body(), *self._service())
        yield from self._copies(copies)
        yield from phrases.values()

    def _body(self) -> Iterator[LigneALire]:
        """Where the letter goes is known, unless her own address was typed there, or the same street of that town."""
        adresse, tues = self._lecture.cadre.organisme.adresse, self._lecture.cadre.adresses_protegees
        if all(ville_of(chez_elle).is_other(ville_of(adresse)) for chez_elle in tues):
            return
        texte = _ENTRE.join(adresse)
        if (lieu := self._where(adresse)) is not None and self._tu.says(texte, ville=False):
            yield LigneALire(key_of(texte), texte, GenreLigne.ORGANISME, lieu, CHAMPS[Partie.DESTINATAIRE], proche=True)

    def _service(self) -> Iterator[LigneALire]:
        """Its service is typed at will, and may say more than a service in ordinary words, unless the annuaire says so."""
        cadre = self._lecture.cadre
        texte = cadre.organisme.service.strip()
        lieu, passages = self._where((texte,)), self._releve(texte)
        if lieu is not None and (passages or not cadre.is_service(texte)):
            proche = self._tu.says(texte, ville=False)
            yield LigneALire(key_of(texte), texte, GenreLigne.SERVICE, lieu, "organisme_service", passages, proche=proche)

    def _where(self, dits: Iterable[str]) -> Lieu | None:
        cles = _keys(dits)
        return next((lieu for saisi, lieu in self._typed() if key_of(saisi) in cles), None)

    def _copies(self, dits: dict[str, tuple[str, Lieu]]) -> Iterator[LigneALire]:
        """One line for each of those who receive one, whole; then what is said there besides."""
        for copie in self._lecture.cadre.copies:
            siens = [cle for cle in _keys((copie.nom, *copie.adresse)) if cle in dits]
            if siens:
                yield self._whole(GenreLigne.COPIE, {key_of(copie.en_une_ligne): (copie.en_une_ligne, dits[siens[0]][1])})
        connus = _keys(dit for copie in self._lecture.cadre.copies for dit in (copie.nom, *copie.adresse))
        if reste := {cle: dit for cle, dit in dits.items() if cle not in connus}:
            yield self._whole(GenreLigne.COPIE, reste)

    def _whole(self, genre: GenreLigne, dits: Mapping[str, tuple[str, Lieu]]) -> LigneALire:
        """One line of them all. Who writes is known by names alone; what the rest may say, in ordinary words, is not."""
        texte, lieu = _ENTRE.join(_longest(dits)), next(iter(dits.values()))[1]
        passages = self._releve(texte) if genre in RETIRABLES else ()
        noms = genre is GenreLigne.IDENTITE
        partout = not noms or any(self._tells_more(dit) for dit, _ in dits.values())
        proche = not noms and self._tu.says(texte, ville=False)
        return LigneALire(key_of(texte), texte, genre, lieu, _ENTIERES[genre], passages, proche=proche, partout=partout)

    def _tells_more(self, dit: str) -> bool:
        """True for a name that is more than names: a sign, a number, an ordinary word, too many of them."""
        if spaced(dit) in self._naissances:
            return False
        if not all(signe in _DANS_UN_NOM or signe.isspace() or unicodedata.category(signe)[0] in "LM" for signe in dit):
            return True
        mots = [mot for mot in _ENTRE_NOMS.split(dit) if fold(mot) not in PARTICULES]
        return len(mots) > _NOMS or any(map(self._is_ordinary, mots))

    def _is_ordinary(self, mot: str) -> bool:
        """True for a word that is no name, or that is written as a word."""
        lexique = self._lecture.reference.open_lexique()
        connu = {*"pnPN"} & {*(lexique.noms.find(fold(mot)) or "")}
        return lexique.ordinaires.find(fold(mot)) is not None and (mot.islower() or not connu)

    def _releve(self, texte: str) -> tuple[PassageReleve, ...]:
        """What is not ordinary French in it, but for whole names that its reader knows."""
        vu = see(texte)
        connus = [vu.place(*trouve.span()) for motif in self._connus for trouve in motif.finditer(vu.lu)]
        return tuple(
            un
            for un in relever(texte, self._lecture.reference.open_lexique())
            if not any(debut <= un.debut and un.fin <= fin for debut, fin in connus)
        )

    def _typed(self) -> Iterator[tuple[str, Lieu]]:
        for passage in self._lecture.passages:
            if passage.lieu.partie not in _PAS_LUES:
                yield from ((saisi, passage.lieu) for saisi in passage.saisis)

    def _genre(self, saisi: str, cle: str, partie: Partie) -> GenreLigne | None:
        """What a typed stretch is for; None for what the body knows of itself. What was typed as an answer may tell more."""
        if cle in self._champs and partie not in _HORS_REPONSES:
            return GenreLigne.PHRASE
        if not cle or cle in self._tues or partie is Partie.DESTINATAIRE:
            return None
        if cle in self._reponse:
            return GenreLigne.REPONSE
        if partie is Partie.MODELE:
            return GenreLigne.MODELE
        if cle == key_of(self._reference):
            return GenreLigne.REFERENCE
        if set(spaced(saisi).split()) <= self._identite:
            return GenreLigne.IDENTITE
        return GenreLigne.COPIE if partie is Partie.COPIES else GenreLigne.PHRASE

    def _sentences(self, saisi: str, lieu: Lieu, genre: GenreLigne) -> Iterator[LigneALire]:
        for debut, fin in sentences_of(saisi):
            texte, cle = saisi[debut:fin], key_of(saisi[debut:fin])
            passages = self._releve(texte)
            champ = self._champs.get(cle, "")
            # Nothing in a model is ours.
            ecrit = lieu.document in self._lettres and _is_written(lieu.partie, passages)
            if champ or ecrit or genre is GenreLigne.MODELE:
                proche = self._tu.says(texte)
                ou, partout = champ or CHAMPS.get(lieu.partie, ""), bool(passages) or genre is GenreLigne.PHRASE
                yield LigneALire(cle, texte, genre, lieu, ou, passages, proche=proche, partout=partout)


def _fields(cadre: Cadre) -> Iterator[tuple[str, str]]:
    """The question that each typed sentence answers, by its key; of several, the first one wins."""
    for champ, texte in reversed(tuple(cadre.saisies.items())):
        yield from ((key_of(texte[debut:fin]), champ) for debut, fin in sentences_of(texte))


def _is_written(partie: Partie, passages: tuple[PassageReleve, ...]) -> bool:
    """False for a choice of ours, a day, a count."""
    if partie is Partie.LIEU_DATE:
        return not any(un.genre is Espece.DATE for un in passages)
    return any(un.genre is not Espece.DATE and len(un.texte) >= _COURT for un in passages)


def _whole_name(nom: str) -> re.Pattern[str] | None:
    """What finds it as it is, in any writing; a name of one word is any one's."""
    mots = r"[\W_]+".join(re.escape(mot.plie) for mot in words_of(see(nom).lu))
    return re.compile(rf"(?<![^\W_]){mots}(?![^\W_])", re.IGNORECASE) if "[" in mots else None


def _keys(textes: Iterable[str]) -> frozenset[str]:
    return frozenset(filter(None, map(key_of, textes)))


def _texts_of(personne: Personne) -> Iterator[str]:
    yield from (personne.prenom, personne.nom, personne.nom_naissance, personne.denomination)


def _words_of(personne: Personne) -> Iterator[str]:
    """What the letter says of who someone is, word by word."""
    for texte in (*_texts_of(personne), _birth_of(personne)):
        yield from spaced(texte).split()


def _birth_of(personne: Personne) -> str:
    naissance = personne.naissance
    return date_courte(naissance) if isinstance(naissance, dt.date) else str(naissance or "")


def _longest(dits: Mapping[str, tuple[str, Lieu]]) -> Iterator[str]:
    """Each once: « Élodie » is in « Élodie Œuvrard »."""
    mots = {cle: f" {spaced(texte)} " for cle, (texte, _) in dits.items()}
    for cle, (texte, _) in dits.items():
        if not any(mots[cle] != autre and mots[cle] in autre for autre in mots.values()):
            yield texte


def a_decider(lecture: LectureControle, lignes: Sequence[LigneALire]) -> Iterator[Alerte]:
    """One alert for them all: they are decided where they are shown, one after the other."""
    decisions = lecture.cadre.decisions
    restent = [ligne for ligne in lignes if not ligne.is_decided(decisions)]
    if restent:
        yield still_to_decide(lecture.alerte(Regle.A_DECIDER, "une"), restent)


def still_to_decide(alerte: Alerte, restent: Sequence[LigneALire]) -> Alerte:
    """The same alert, of those that are left."""
    lieux = tuple(dict.fromkeys(ligne.lieu for ligne in restent))
    return replace(alerte, cas="une" if len(restent) == 1 else "plusieurs", lieux=lieux, faits=(("nombre", str(len(restent))),))


_ECRITES = frozenset({Genre.TEXTE, Genre.TEXTE_LONG})
#: For the key of a sentence, whether it is meant.
Vise = Callable[[str], bool]


def says(question: Question, valeur: Valeur | None, vise: Vise) -> bool:
    """True when a sentence typed there is meant."""
    return any(vise(key_of(texte[debut:fin])) for texte in _texts(question, valeur) for debut, fin in sentences_of(texte))


def sentences_said(questions: Sequence[Question], reponses: Reponses, vise: Vise) -> Iterator[str]:
    """The sentences that are meant, in all the answers."""
    for question in questions:
        for texte in _texts(question, reponses.get(question.id)):
            yield from (texte[debut:fin] for debut, fin in sentences_of(texte) if vise(key_of(texte[debut:fin])))


def without(question: Question, valeur: Valeur, vise: Vise) -> Valeur:
    """The answer without these sentences; a line of a groupe that has nothing left goes with them."""
    return _made(question, valeur, lambda texte: _cut(texte, vise))


def rewritten(question: Question, valeur: Valeur, cle: str, *, texte: str) -> Valeur:
    """The answer with this text in place of that sentence."""
    return _made(question, valeur, lambda dit: _written(dit, cle, texte))


def answers_without(questions: Sequence[Question], reponses: Reponses, vise: Vise) -> dict[str, Valeur]:
    """All the answers without them."""
    return answers_made(questions, reponses, lambda question, valeur: without(question, valeur, vise))


def answers_made(
    questions: Sequence[Question], reponses: Reponses, make: Callable[[Question, Valeur], Valeur]
) -> dict[str, Valeur]:
    """All the answers, each made again."""
    par_id = {question.id: question for question in questions}
    return {id_: make(par_id[id_], valeur) if id_ in par_id else valeur for id_, valeur in reponses.items()}


def holds(dit: str, cle: str) -> bool:
    """True when the sentence of this key holds these words, in this order, however they are written; or this sign."""
    mots = spaced(dit)
    return is_said(mots, spaced(cle)) if mots else bool(dit.strip()) and dit.strip() in cle


def _texts(question: Question, valeur: Valeur | None) -> Iterator[str]:
    if question.genre in _ECRITES and isinstance(valeur, str):
        yield valeur
    for ligne in lines_of(valeur) if question.questions else ():
        for une in question.questions:
            yield from _texts(une, ligne.get(une.id))


def _made(question: Question, valeur: Valeur, make: Callable[[str], str]) -> Valeur:
    if question.genre in _ECRITES and isinstance(valeur, str):
        return make(valeur)
    if not question.questions:
        return valeur
    lignes = [(ligne, _line(question, ligne, make)) for ligne in lines_of(valeur)]
    return tuple(apres for avant, apres in lignes if apres == avant or not is_blank((apres,)))


def _line(groupe: Question, ligne: Reponses, make: Callable[[str], str]) -> Mapping[str, Valeur]:
    par_id = {question.id: question for question in groupe.questions}
    return {id_: _made(par_id[id_], valeur, make) if id_ in par_id else valeur for id_, valeur in ligne.items()}


def _cut(texte: str, vise: Vise) -> str:
    otees = frozenset((debut, fin) for debut, fin in sentences_of(texte) if vise(key_of(texte[debut:fin])))
    return without_sentences(texte, otees) if otees else texte


def _written(texte: str, cle: str, nouveau: str) -> str:
    morceaux, la = list[str](), 0
    for debut, fin in sentences_of(texte):
        if key_of(texte[debut:fin]) == cle:
            morceaux += (texte[la:debut], nouveau)
            la = fin
    return "".join((*morceaux, texte[la:]))
