"""The state of a fiche being described: what is answered, what the law still asks, where it is kept. No screen, no file.

Answers are kept as typed; the fiche and the findings of the checker are made of them each time they are asked for.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from droits_usagers.domain.demarche.questions import Question, Reponses, Valeur, filled_lines, is_blank, lines_of
from droits_usagers.domain.notice import ConstatMention, ReferenceMentions, Statut, check_notice
from droits_usagers.domain.notice.champs import PartieFiche
from droits_usagers.domain.notice.contenu import expected
from droits_usagers.domain.notice.origine import LigneProposee, lines_of_fiche, proposed
from droits_usagers.domain.notice.traitements import A_DEMANDER, Contact, DroitNotice, FicheTraitement
from droits_usagers.domain.notice.valeurs import RANG
from droits_usagers.services.lettre.saisies import day
from droits_usagers.services.notice.formulaire import (
    CHAMPS_DES_CONSEILS,
    DATES,
    DU_SERVICE,
    INCONNU,
    PLACES,
    RECUE,
    SANS_OBJET,
    SUITES,
    USAGE,
    questions_of,
)
from droits_usagers.services.notice.joints import Joints, names_of
from droits_usagers.services.notice.saisie import answers_of, fiche_of
from droits_usagers.services.socle.lecture import FichiersLus, file_name, read_fiche

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.services.controle.controle import Controle


def proposals_of(fiche: FicheTraitement) -> Mapping[str, Valeur]:
    """The rights that its bases open, and where its officer is reached, by question; nothing of what nothing tells."""
    droits = tuple(droit.name.lower() for droit in DroitNotice if droit in _rights(fiche))
    proposees: dict[str, Valeur] = {"droits_offerts": droits, "droits_contact": _address(fiche.dpo)}
    return {question: valeur for question, valeur in proposees.items() if valeur}


def _rights(fiche: FicheTraitement) -> frozenset[DroitNotice]:
    """Those of its bases; what a consent allows can be taken back (RGPD 7(3)); directives are everyone's (LIL 85)."""
    if not fiche.bases:
        return frozenset()
    retrait = {DroitNotice.RETRAIT} if fiche.accord else set()
    return frozenset({*expected(fiche.bases), DroitNotice.DECES, *retrait})


def _address(dpo: object) -> str:
    """The quickest way that is known."""
    if not isinstance(dpo, Contact):
        return ""
    adresse = "" if dpo.adresse is A_DEMANDER else ", ".join(dpo.adresse)
    return next((moyen for moyen in (dpo.courriel, adresse, dpo.telephone) if moyen and isinstance(moyen, str)), "")


MODELES: Final = "modeles_fiches"
#: What the CNIL's référentiel says is usual is a model too, whose lines are picked one by one.
REFERENTIEL: Final = "referentiel"


def usual_file(resources: Path) -> Path:
    """Where the lines to pick are."""
    return resources / "mentions" / f"{REFERENTIEL}.toml"


def reference_of(catalogue: "Catalogue", resources: Path) -> "ReferenceMentions":
    """What a notice must say, and the models it may come from."""
    return replace(catalogue.mentions, modeles=_models(catalogue, resources))


def _models(catalogue: "Catalogue", resources: Path) -> "Mapping[str, FicheTraitement]":
    chemins = (*sorted((resources / MODELES).glob("*.toml")), usual_file(resources))
    return {chemin.stem: read_fiche(chemin, catalogue) for chemin in chemins}


#: The lines that others are tied to: their groupe, the groupe tied to it, and the question that ties it.
_BUTS = ("finalites", "destinataires", "destinataire_finalite")
_AFFICHES = ("affichages", "controles", "controle_affiche")
#: How a mention stands where there is nothing left to write about it.
_ECRITES = frozenset({Statut.PRESENTE, Statut.PROPOSEE})


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many mentions are missing, how many are to be asked, how many say something that will not do."""

    manquantes: int = 0
    a_demander: int = 0
    a_revoir: int = 0
    #: How many lines are as a model has them.
    a_confirmer: int = 0


@dataclass(frozen=True, slots=True)
class PlaceFiche:
    """Where something is filled in: a part, a question, and in a groupe the rank of a line and one of its fields."""

    partie: PartieFiche
    question: str
    rang: int = 0
    champ: str = ""


class AtelierNotice:
    """One fiche at a time. Not thread-safe: it belongs to the screen; what it makes is frozen."""

    _reponses: dict[str, Valeur]
    #: What was proposed last, by question.
    _proposees: dict[str, Valeur]
    _gardee: FicheTraitement
    _avant: FicheTraitement | None
    chemin: Path | None

    def __init__(self, reference: ReferenceMentions, today: Callable[[], dt.date]) -> None:
        self._reference, self._today = reference, today
        self.joints = Joints()
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self.open(FicheTraitement())

    def open(self, fiche: FicheTraitement, chemin: Path | None = None, *, recue: bool = False) -> None:
        """Describe this one from now on. `recue`: it is someone else's notice, typed again to see what it leaves out."""
        self._reponses = answers_of(fiche) | {USAGE: RECUE if recue else DU_SERVICE}
        self._proposees = {}
        self._avant = None
        self.chemin = chemin
        self.joints.begin(None if chemin is None else chemin.parent)
        self._gardee = self.fiche

    def recover(self, fiche: FicheTraitement) -> None:
        """What was not saved before the program stopped."""
        self._reponses = answers_of(fiche) | {USAGE: self._reponses[USAGE]}

    def duplicate(self, version: str) -> None:
        """Go on with a copy, as another version: the former stays in its file, to be compared with."""
        self._avant = self.fiche
        self._reponses["version"] = version
        self.chemin = None

    def put_beside(self, dossier: Path) -> FicheTraitement:
        """Write the pictures in this folder; the fiche calls them as they are called there. Raises as `Joints.write`."""
        fiche = self.joints.write(self.fiche, dossier)
        if fiche != self.fiche:
            self._reponses |= {id_: valeur for id_, valeur in answers_of(fiche).items() if id_ in ("logo", "controles")}
        return fiche

    def mark_saved(self, chemin: Path) -> None:
        """What is described is in this file."""
        self.chemin = chemin
        self._gardee = self.fiche

    @property
    def fiche(self) -> FicheTraitement:
        """What the answers describe."""
        return fiche_of(self._reponses, self._reference.mentions)

    @property
    def avant(self) -> FicheTraitement | None:
        """The version that this one was copied from."""
        return self._avant

    @property
    def is_modified(self) -> bool:
        """True if something is in no file yet."""
        return self.fiche != self._gardee or self.joints.unsaved(self.fiche)

    @property
    def is_blank(self) -> bool:
        """True when nothing was said."""
        return self.fiche == FicheTraitement()

    @property
    def is_recue(self) -> bool:
        """True for someone else's notice."""
        return self._reponses.get(USAGE) == RECUE

    # What is asked

    @property
    def reponses(self) -> Reponses:
        """The answers as typed."""
        return self._reponses

    def answer(self, question: str, valeur: Valeur | None) -> None:
        """Keep an answer as typed; None forgets it."""
        if valeur is not None:
            lignes = tuple(map(self._with_days, lines_of(valeur)))
            valeur = lignes or self._with_days({question: valeur})[question]
        for groupe, *suite in (_BUTS, _AFFICHES):
            if question == groupe:
                self._rename(groupe, valeur, suite)
        if valeur is None:
            self._reponses.pop(question, None)
        else:
            self._reponses[question] = valeur
        self._note_usual(question)

    def propose(self) -> bool:
        """Answer what follows from the rest, unless someone answered otherwise; True if something stands as proposed.

        Nothing is proposed of someone else's notice: it says what it says.
        """
        if self.is_recue:
            return False
        for question, valeur in proposals_of(self.fiche).items():
            avant, actuelle = self._proposees.get(question), self._reponses.get(question)
            if actuelle == avant or (avant is None and is_blank(actuelle)):
                self._proposees[question] = self._reponses[question] = valeur
        return any(self._reponses.get(question) == valeur for question, valeur in self._proposees.items())

    # What comes from a model

    def proposed(self, partie: PartieFiche) -> tuple[LigneProposee, ...]:
        """The lines of a part that are as a model has them, said to be true here or not."""
        lignes = proposed(self.fiche, self._reference.modeles)
        return tuple(une for une in lignes if PLACES[une.ligne.mention][0] is partie)

    def confirm(self, partie: PartieFiche, noms: Sequence[str]) -> None:
        """Of the lines of a part, these are true here, and no other is said to be."""
        autres = [nom for nom in self.fiche.confirmees if nom not in {une.nom for une in self.proposed(partie)}]
        self._reponses["confirmees"] = (*autres, *noms)

    def _note_usual(self, groupe: str) -> None:
        """A line picked among those that are usual is one of a model."""
        usuel, fiche = self._reference.modeles.get(REFERENTIEL), self.fiche
        if usuel is None or REFERENTIEL in fiche.modeles or self.is_recue:
            return
        lignes = [ligne for ligne in lines_of_fiche(usuel) if ligne.champ == groupe]
        if any(ligne.is_from(usuelle) for ligne in lines_of_fiche(fiche) for usuelle in lignes):
            self._reponses["modeles"] = (*fiche.modeles, REFERENTIEL)

    def _with_days(self, ligne: Reponses) -> dict[str, Valeur]:
        """A line with its dates read, as far as they can be."""
        jours = {id_: jour for id_ in ligne if id_ in DATES and (jour := day(ligne, id_, self._today())) is not None}
        return {**ligne, **jours}

    def _rename(self, groupe: str, valeur: Valeur | None, suite: Sequence[str]) -> None:
        """What is tied to a line that is worded otherwise stays tied to it."""
        avant, apres = (_names(groupe, lines_of(lignes)) for lignes in (self._reponses.get(groupe), valeur))
        lignes = lines_of(self._reponses.get(suite[0]))
        if len(avant) != len(apres) or not lignes:
            return
        noms = {ancien: nouveau for ancien, nouveau in zip(avant, apres, strict=True) if ancien and nouveau}
        suivies = ({**une, suite[1]: noms.get(nom := _text(une, suite[1]), nom)} for une in lignes)
        self._reponses[suite[0]] = tuple(suivies)

    def questions(self, partie: PartieFiche) -> tuple[Question, ...]:
        """The questions of a part. What is tied to a line can be tied to any there is, and to what it was tied to before."""
        lie = {PartieFiche.DESTINATAIRES: _BUTS, PartieFiche.CONTROLES: _AFFICHES}.get(partie)
        if lie is None:
            return questions_of(partie, ())
        groupe, suite, champ = lie
        noms = [nom for nom in _names(groupe, filled_lines(self._reponses.get(groupe))) if nom not in ("", INCONNU)]
        if not noms:
            return questions_of(partie, ())
        noms += [_text(ligne, champ) for ligne in lines_of(self._reponses.get(suite))]
        return questions_of(partie, tuple(dict.fromkeys(nom for nom in noms if nom not in ("", INCONNU))))

    def visible(self, partie: PartieFiche) -> tuple[str, ...]:
        """The ids of the questions worth asking now."""
        questions = (question.id for question in self.questions(partie))
        ouvertes = {constat.mention for constat in self._open_constats()}
        declarees = {id_ for id_, valeur in self._reponses.items() if id_.startswith(SANS_OBJET) and not is_blank(valeur)}
        return tuple(
            id_
            for id_ in questions
            if (not id_.startswith(SANS_OBJET) and _is_asked(id_, self._reponses))
            or (id_ in declarees or id_.removeprefix(SANS_OBJET) in ouvertes)
        )

    @staticmethod
    def visible_on_line(groupe: Question, ligne: Reponses) -> tuple[Question, ...]:
        """The same on one line of a groupe."""
        return tuple(question for question in groupe.questions if _is_asked(question.id, ligne))

    def _open_constats(self) -> tuple[ConstatMention, ...]:
        """What could still be declared not to apply."""
        constats = check_notice(replace(self.fiche, sans_objet=()), self._reference)
        return tuple(constat for constat in constats if constat.statut not in _ECRITES)

    # What the law asks

    def constats(self) -> tuple[ConstatMention, ...]:
        """Each fault of each mention, and each mention without any: what is to be done first."""
        chacun = (un for constat in check_notice(self.fiche, self._reference) for un in constat.each)
        return tuple(sorted(chacun, key=lambda constat: -RANG[constat.statut]))

    @staticmethod
    def verdict(constats: Sequence[ConstatMention]) -> Verdict:
        """The same in three numbers."""
        statuts = [constat.statut for constat in constats]
        revoir = statuts.count(Statut.VAGUE) + statuts.count(Statut.CONTRADICTOIRE)
        return Verdict(statuts.count(Statut.ABSENTE), statuts.count(Statut.A_DEMANDER), revoir, statuts.count(Statut.PROPOSEE))

    def place_of(self, constat: ConstatMention) -> PlaceFiche:
        """Where to go to fill a mention in, or to look at it."""
        partie, question, champ = PLACES[constat.mention]
        precis = CHAMPS_DES_CONSEILS.get(constat.conseil, champ or question)
        if not champ:
            return PlaceFiche(partie, precis if precis in {q.id for q in self.questions(partie)} else question)
        lignes = lines_of(self._reponses.get(question))
        rangs = [rang for rang, ligne in enumerate(lignes) if _is_about(ligne, precis, constat)]
        # Several lines may share some of what is quoted.
        rang = max(rangs, key=lambda rang: _quoted(lignes[rang], constat.extrait), default=0)
        return PlaceFiche(partie, question, rang, precis)

    def progress(self, partie: PartieFiche) -> bool:
        """True if something was said in this part."""
        return any(not is_blank(self._reponses.get(question.id)) for question in self.questions(partie) if question.id != USAGE)


def _is_asked(id_: str, reponses: Reponses) -> bool:
    if id_ not in SUITES or not is_blank(reponses.get(id_)):
        return True
    return reponses.get(SUITES[id_]) in (True, INCONNU)


def _is_about(ligne: Reponses, champ: str, constat: ConstatMention) -> bool:
    """True if this line, once it says something, is the one that a finding is about."""
    if not filled_lines((ligne,)) or (constat.extrait and not _quoted(ligne, constat.extrait)):
        return False
    match constat.statut:
        case Statut.ABSENTE:
            return is_blank(ligne.get(champ)) and _is_asked(champ, ligne)
        case Statut.A_DEMANDER:
            return ligne.get(champ) == INCONNU
        case _:
            return True


def _quoted(ligne: Reponses, extrait: str) -> int:
    """How much of a line is quoted."""
    textes = (_text(ligne, id_) for id_ in ligne)
    return sum(len(texte) for texte in textes if texte and texte in extrait)


def _names(groupe: str, lignes: Sequence[Reponses]) -> Sequence[str]:
    return names_of(lignes) if groupe == "affichages" else [_text(ligne, "finalite_libelle") for ligne in lignes]


def _text(ligne: Reponses, id_: str) -> str:
    valeur = ligne.get(id_, "")
    return valeur.strip() if isinstance(valeur, str) else ""


#: Those of a département come first: most of those who come here work there.
_D_ABORD = ("service-social", "aide-sociale-enfance", "fonds-solidarite-logement")


class FichiersFiche(FichiersLus[FicheTraitement]):
    """T.toml."""

    def __init__(self, catalogue: "Catalogue", dossier_modeles: Path, controle: "Controle") -> None:
        super().__init__(dossier_modeles, controle)
        self._catalogue = catalogue

    def models(self) -> tuple[str, ...]:
        """Those of a département first."""
        rangs = {id_: rang for rang, id_ in enumerate(_D_ABORD)}
        return tuple(sorted(super().models(), key=lambda id_: rangs.get(id_, len(rangs))))

    def usual_lines(self) -> Mapping[str, Sequence[Reponses]]:
        """What the CNIL's référentiel says is usual, by groupe, as lines to pick and adapt."""
        reponses = answers_of(self.look_at(usual_file(self._dossier.parent)))
        return {groupe: lines_of(valeur) for groupe, valeur in reponses.items()}

    def _parse(self, contenu: bytes, fichier: str) -> FicheTraitement:
        from droits_usagers.exchange.traitements import read_fiche

        return read_fiche(contenu, fichier, self._catalogue.mentions.conditionnelles)

    @staticmethod
    def blank() -> FicheTraitement:
        """One that says nothing yet."""
        return FicheTraitement()

    @staticmethod
    def write(valeur: FicheTraitement) -> bytes:
        """The fiche as a file."""
        from droits_usagers.exchange.traitements import write_fiche

        return write_fiche(valeur)


def suggested_name(fiche: FicheTraitement, defaut: str) -> str:
    """A file name made of what the processing is called and of its version."""
    return file_name(*(mot for mot in (fiche.nom, fiche.version) if isinstance(mot, str)), defaut=defaut)


def next_version(version: object, today: dt.date) -> str:
    """What to call a new version: the month, and a number when this month has one already."""
    mois = f"{today:%Y-%m}"
    if not isinstance(version, str) or not version.startswith(mois):
        return mois
    rang = version.removeprefix(mois).strip("-")
    return f"{mois}-{int(rang) + 1 if rang.isdigit() else 2}"
