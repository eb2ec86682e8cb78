"""« Courrier du jour »: whose slip it is, by a few digits or letters; recording what it says; taking it back."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.dossier.attaches import NOTE
from droits_usagers.domain.dossier.dossiers import DossierLu, Filtre, Note
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.mots.pliage import words
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.coffre.valeurs import FaitANoter, FaitPris
from droits_usagers.services.dossier.avis import (
    AUTRES_LETTRES,
    AVIS,
    check_slip,
    foresee,
    letters_out,
    received_on,
    say_letter,
    say_note,
    sent_on,
)
from droits_usagers.services.dossier.faits import Refus, check_fait, likely_faits, other_faits
from droits_usagers.services.suivi.lignes import Presentation

if TYPE_CHECKING:
    from droits_usagers.services.coffres import Coffre
    from droits_usagers.services.socle.suivant import Suivant

_T = TypeEvenement


@dataclass(frozen=True, slots=True)
class ChoixCourrier:
    """What can be recorded: the type of a fact, or `AVIS` and that of a letter; and its words."""

    id: str
    libelle: str


def choices(connus: Sequence[Evenement], textes: Textes) -> tuple[ChoixCourrier, ...]:
    """Everything that can be recorded, given the facts in force: the likely ones, the slips of other letters, the rest.

    Where several letters are out, first the slip of each, named.
    """
    parties = letters_out(connus)
    nommees = [ChoixCourrier(id_, say_letter(id_, connus, textes)) for id_ in parties]
    envoyees = [type_ for type_ in AUTRES_LETTRES if any(connu.type is type_ for connu in connus)]
    avis = [ChoixCourrier(f"{AVIS}{type_}", textes(f"courrier_du_jour.avis.{type_}")) for type_ in envoyees]

    def facts(types: Iterable[TypeEvenement]) -> list[ChoixCourrier]:
        return [ChoixCourrier(type_.value, textes(f"courrier_du_jour.faits.{type_}")) for type_ in types]

    autres = (*facts(likely_faits(connus)), *avis, *facts(other_faits(connus)))
    return (*nommees, *(un for un in autres if un.id not in parties))


def proposed(connus: Sequence[Evenement], lettre: TypeEvenement | None = None) -> str:
    """The id of the one that goes without saying, or nothing. `lettre`: what the registered letter found by its number was.

    An answer is never supposed: only a letter that was sent and has not arrived, or one that has not left; nor which letter a
    slip is of, where several are out and no number tells.
    """
    if lettre is None and letters_out(connus):
        return ""
    if lettre in AUTRES_LETTRES:
        return f"{AVIS}{lettre}"
    probables = likely_faits(connus)
    premier = probables[0] if probables else None
    return premier.value if premier in {_T.RECU, _T.ENVOYE} else ""


def matching(texte: str, choix: Iterable[ChoixCourrier]) -> tuple[ChoixCourrier, ...]:
    """Those whose words begin like those typed, in any order; those that begin with them come first."""
    cherches = words(texte)
    trouves = [un for un in choix if all(any(mot.startswith(cherche) for mot in words(un.libelle)) for cherche in cherches)]
    return tuple(sorted(trouves, key=lambda un: words(un.libelle)[: len(cherches)] != cherches and not _begins(un, cherches)))


def check(choix: str, date: dt.date, *, connus: Sequence[Evenement], today: dt.date) -> Refus | None:
    """None when this can be recorded at that date; else the first thing that does not hold."""
    if not choix.startswith(AVIS):
        return check_fait(Evenement(date, TypeEvenement(choix)), connus, today)
    return check_slip(choix, date, connus=connus, today=today)


def _begins(choix: ChoixCourrier, cherches: Sequence[str]) -> bool:
    """True if the first word begins like the first one typed."""
    return bool(cherches) and words(choix.libelle)[0].startswith(cherches[0])


#: Fewer than that says nothing: half the coffre would answer.
ASSEZ = 3
#: Dossiers shown, and how many are looked through to put first those whose receipt is awaited.
MONTRES, _REGARDES = 6, 24
#: A number copied from a letter or read by a scanner has letters too, and at least that many digits.
_NUMERO = 6
#: What was recorded today, kept in the coffre so that locking it does not lose the list: references and numbers, no name.
_CLE = "courrier_du_jour"
_ATTENDUE = "en_attente_de_reception"
#: How far back the year of a reference given by its number alone is looked for.
_ANNEES = 3


@dataclass(frozen=True, slots=True)
class Candidat:
    """A dossier that may be the one, and what can be recorded about it."""

    reference: str
    qui: str = field(repr=False)
    quoi: str = field(repr=False)
    #: Where its letter stands: what one compares with the slip in hand.
    situation: str
    evenements: tuple[Evenement, ...]
    choix: tuple[ChoixCourrier, ...]
    #: The id of what goes without saying, or nothing.
    defaut: str
    #: What must be known before recording anything, or nothing.
    remarque: str = ""
    #: What its dates are computed from.
    demande: Demande | None = field(default=None, repr=False)
    #: Several letters are out: which one a slip is of was to be said, and what its day changes is told before it is recorded.
    plusieurs: bool = False


@dataclass(frozen=True, slots=True)
class CandidatsTrouves:
    """What was found for what was typed."""

    texte: str = field(repr=False)
    candidats: tuple[Candidat, ...] = ()
    #: How many more there are.
    autres: int = 0
    #: There is one, and only one, that is exactly what was typed.
    sur: bool = False


@dataclass(frozen=True, slots=True)
class SaisieCourrier:
    """A line ready to be recorded: of which dossier, what (`ChoixCourrier.id`), which day."""

    candidat: Candidat
    choix: str
    date: dt.date


@dataclass(frozen=True, slots=True)
class LigneNotee:
    """A line that was recorded: what it says, and what it changed."""

    reference: str
    qui: str = field(repr=False)
    fait: str
    change: str
    #: Of the fact, or of the note.
    numero: int
    est_note: bool = False
    annulee: bool = False


class CourrierDuJour:
    """Asks and writes in the coffre's own thread."""

    def __init__(self, dit: Presentation, suivant: "Suivant") -> None:
        self._dit = dit
        self._suivant = suivant
        self._textes = dit.catalogue.textes
        self._say = self._textes.under("courrier_du_jour")

    # Finding.

    def find(self, coffre: "Coffre", texte: str) -> CandidatsTrouves:
        """By the last digits of a registered letter or the number of a dossier; by words otherwise."""
        serre = "".join(texte.split())
        if len(serre) < ASSEZ:
            return CandidatsTrouves(texte)
        if serre.isdigit() or (sum(map(str.isdigit, serre)) >= _NUMERO and serre.isalnum()):
            return self._by_number(coffre, texte, serre)
        return self._by_words(coffre, texte)

    def _by_number(self, coffre: "Coffre", texte: str, serre: str) -> CandidatsTrouves:
        exacts = coffre.recommandes.find(serre, plus=MONTRES + 1)
        # The key, printed apart, is easily left out; what is found so is shown, and not taken for sure.
        trouves = exacts or coffre.recommandes.find(serre, plus=MONTRES + 1, cle=True)
        candidats = [self._candidat(coffre.dossiers.read(trouve.reference), trouve.evenement.type) for trouve in trouves]
        if not candidats and serre.isdigit():
            candidats = [self._candidat(lu) for lu in self._by_reference(coffre, serre)]
        if not candidats:
            return self._by_words(coffre, texte) if not serre.isdigit() else CandidatsTrouves(texte)
        sur = len(candidats) == 1 and len(exacts) == len(trouves)
        return CandidatsTrouves(texte, tuple(candidats[:MONTRES]), max(0, len(candidats) - MONTRES), sur=sur)

    def _by_reference(self, coffre: "Coffre", chiffres: str) -> Iterator[DossierLu]:
        for annee in range(self._dit.today().year, self._dit.today().year - _ANNEES, -1):
            try:
                yield coffre.dossiers.read(f"{annee}-{int(chiffres):04}")
            except ExpectedError:
                continue

    def _by_words(self, coffre: "Coffre", texte: str) -> CandidatsTrouves:
        page = coffre.liste.page(Filtre(texte), taille=_REGARDES)
        exacts = page.total - page.proches
        # Those awaited first; what only looks like it stays last.
        rangees = sorted(enumerate(page.lignes), key=lambda une: (une[0] >= exacts, une[1].etat != _ATTENDUE))
        premieres = [ligne for _, ligne in rangees[:MONTRES]]
        candidats = tuple(self._candidat(coffre.dossiers.read(ligne.reference)) for ligne in premieres)
        return CandidatsTrouves(texte, candidats, max(0, page.total - len(candidats)), sur=exacts == 1)

    def _candidat(self, lu: DossierLu, lettre: TypeEvenement | None = None) -> Candidat:
        connus = lu.demande.evenements
        return Candidat(
            lu.reference,
            qui=self._qui(lu.demande),
            quoi=self._quoi(lu.demande),
            situation=self._situation(connus),
            evenements=connus,
            choix=choices(connus, self._textes),
            defaut=proposed(connus, lettre),
            remarque=self._remarque(connus, lettre),
            demande=lu.demande,
            plusieurs=lettre is None and bool(letters_out(connus)),
        )

    def _qui(self, demande: Demande) -> str:
        return (demande.concerne or demande.signataire).nom_complet

    def _quoi(self, demande: Demande) -> str:
        parts = (self._dit.demarche(demande.demarche), demande.organisme.nom, demande.organisme.service)
        return " · ".join(part for part in parts if part)

    def _situation(self, connus: tuple[Evenement, ...]) -> str:
        if not connus:
            return self._say("jamais_envoyee")
        dernier = max(connus, key=lambda connu: connu.date)
        return self._say("dernier_fait", fait=self._textes(f"suivi.faits.{dernier.type}"), date=date_courte(dernier.date))

    def _remarque(self, connus: tuple[Evenement, ...], lettre: TypeEvenement | None) -> str:
        recue = received_on(connus)
        if lettre is TypeEvenement.ENVOYE and recue is not None:
            return self._say("deja_recue", date=date_courte(recue))
        choix = proposed(connus, lettre)
        if lettre is None and letters_out(connus):
            return self._say("quelle_lettre")
        if lettre is None or not choix.startswith(AVIS):
            return ""
        envoi = sent_on(choix, connus)
        return self._say(
            "autre_lettre" if recue is not None else "autre_lettre_sans_reception",
            lettre=self._say(f"lettres.{lettre}"),
            date=date_courte(envoi) if envoi else "",
        )

    def foresee(self, candidat: Candidat, choix: str, date: dt.date) -> str:
        """Which dates this line would change; nothing where that cannot be told."""
        demande = candidat.demande
        slip = choix.startswith(AVIS) or choix == TypeEvenement.RECU
        if demande is None or not slip or demande.demarche not in self._dit.catalogue.demarches:
            return ""
        return foresee(self._suivant, demande, self._textes, choix=choix, date=date)

    # Recording.

    def record(self, coffre: "Coffre", saisie: SaisieCourrier) -> LigneNotee | Refus:
        """Record a line, looked at again: another may have come first. What is refused is not recorded."""
        reference = saisie.candidat.reference
        avant = coffre.dossiers.read(reference)
        connus = avant.demande.evenements
        refus = check(saisie.choix, saisie.date, connus=connus, today=self._dit.today())
        if refus is not None:
            return refus
        est_note = saisie.choix.startswith(AVIS)
        if est_note:
            note = say_note(saisie.choix, saisie.date, connus=connus, textes=self._textes)
            if any(connue.texte == note for connue in avant.notes):
                return Refus("deja_note")
            numero = coffre.attaches.put(reference, NOTE, Note(texte=note)).numero
        else:
            numero = coffre.faits.take(FaitANoter(reference, Evenement(saisie.date, TypeEvenement(saisie.choix))))[0].numero
        ligne = self._line(coffre.dossiers.read(reference), numero, est_note=est_note)
        self._remember(coffre, ligne)
        return ligne

    def cancel(self, coffre: "Coffre", ligne: LigneNotee) -> LigneNotee:
        """Take a line back: by another fact that cancels it, or by taking the note away."""
        if ligne.est_note:
            coffre.attaches.take(ligne.reference, NOTE, ligne.numero)
        else:
            coffre.faits.give_back(FaitPris(ligne.reference, ligne.numero))
        self._remember(coffre, ligne, forget=True)
        lu = coffre.dossiers.read(ligne.reference)
        return replace(ligne, annulee=True, change=self._change(lu.demande))

    def today_lines(self, coffre: "Coffre") -> tuple[LigneNotee, ...]:
        """What was recorded here today and still holds, latest first."""
        return tuple(
            ligne
            for reference, genre, numero in reversed(self._remembered(coffre))
            if (ligne := self._found(coffre, reference, numero, est_note=genre == _NOTE)) is not None
        )

    def _found(self, coffre: "Coffre", reference: str, numero: int, *, est_note: bool) -> LigneNotee | None:
        """The same line as when it was recorded; None once it was cancelled or erased elsewhere."""
        try:
            lu = coffre.dossiers.read(reference)
        except ExpectedError:
            return None
        numeros = [note.numero for note in lu.notes] if est_note else [fait.numero for fait in lu.faits if not fait.annule]
        return self._line(lu, numero, est_note=est_note) if numero in numeros else None

    def _line(self, lu: DossierLu, numero: int, *, est_note: bool) -> LigneNotee:
        if est_note:
            fait = next(note.texte for note in lu.notes if note.numero == numero)
            change = self._say("rien_ne_change")
        else:
            evenement = next(fait.evenement for fait in lu.faits if fait.numero == numero)
            nom = self._textes(f"suivi.faits.{evenement.type}")
            fait = self._say("fait", fait=nom, date=date_courte(evenement.date))
            change = self._change(lu.demande)
        return LigneNotee(lu.reference, self._qui(lu.demande), fait, change, numero, est_note)

    def _change(self, demande: Demande) -> str:
        """Where the dossier now stands: the first of the person's last days, else its next date, else its état."""
        suivi = self._suivant(demande, self._dit.today())
        jour, code = suivi.votre_date, suivi.votre_delai
        if jour is None:
            jour, code = suivi.prochaine_date, suivi.leur_delai if suivi.leur_date == suivi.prochaine_date else ""
        if jour is None:
            return self._dit.etat(suivi.etat)
        return self._textes(f"courrier_du_jour.change.{code or 'autre'}", quand=self._dit.echeance(jour))

    # What was recorded today.

    def _remembered(self, coffre: "Coffre") -> list[tuple[str, str, int]]:
        garde = coffre.reglages.read(_CLE) or {}
        if garde.get("jour") != self._dit.today().isoformat():
            return []
        return [(reference, genre, numero) for reference, genre, numero in garde["lignes"]]

    def _remember(self, coffre: "Coffre", ligne: LigneNotee, *, forget: bool = False) -> None:
        une = (ligne.reference, _NOTE if ligne.est_note else _FAIT, ligne.numero)
        lignes = [connue for connue in self._remembered(coffre) if connue != une]
        coffre.reglages.keep(_CLE, {"jour": self._dit.today().isoformat(), "lignes": lignes if forget else [*lignes, une]})


_FAIT, _NOTE = "fait", "note"
