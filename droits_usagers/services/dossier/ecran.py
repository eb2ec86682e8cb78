"""One dossier in words: what to do next, each date and why, what happened. Read and said outside the window's thread."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from droits_usagers.domain.demarche.demande import Demande, is_protected, is_withheld
from droits_usagers.domain.demarche.demarches import CodeEtape
from droits_usagers.domain.demarche.mandats import Doute, needs_mandate, question_of
from droits_usagers.domain.dossier.actes import AIDE, ATTENTES, DEVANT_UN_JUGE, TARDIVE
from droits_usagers.domain.dossier.attaches import A_VERIFIER, ATTACHES, Attache, PlaceAttache
from droits_usagers.domain.dossier.derniers_jours import TENUES, is_kept, ranked
from droits_usagers.domain.dossier.dossiers import AVerifier, DossierLu, Filtre, LigneSuivi, RaisonAVerifier, reserve_of
from droits_usagers.domain.dossier.etats import FINIS
from droits_usagers.domain.dossier.suivi import line_of
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.echeances.valeurs import Explication, say, say_all
from droits_usagers.domain.mots.dates import JOURS, date_courte, date_longue
from droits_usagers.domain.personnes.personnes import Consignes
from droits_usagers.services.dossier.faits import MOTIFS_REFUS, Manque, lacking
from droits_usagers.services.dossier.histoire import EntreeMontree, tell_history
from droits_usagers.services.lettre.refus import leads_to_others
from droits_usagers.services.suivi.lignes import DatesDites, Presentation, SigneEtat, said_late, tell_left

if TYPE_CHECKING:
    from droits_usagers.domain.dossier.suivi import Bilan
    from droits_usagers.domain.echeances import Echeance
    from droits_usagers.services.dossier.dossiers_coffre import CoffreDossiers
    from droits_usagers.services.socle.suivant import Suivant

#: Said by their own lines, or of no concern to whoever reads.
_SANS_INTERET = frozenset({TypeEvenement.COURRIER_ETABLI})
_NOTE = "note."


def write_annexe(lu: "DossierLu", echeance: "Echeance", dit: Presentation) -> str:
    """The text to copy."""
    return "\n".join(_Annexe(lu, echeance, dit).lines())


class _Annexe:
    def __init__(self, lu: "DossierLu", echeance: "Echeance", dit: Presentation) -> None:
        self._lu = lu
        self._echeance = echeance
        self._dit = dit
        self._textes = dit.catalogue.textes
        self._say = self._textes.under("suivi.annexe")

    def lines(self) -> Iterator[str]:
        demande, echeance = self._lu.demande, self._echeance
        yield self._say("dossier", reference=self._lu.reference, demarche=self._dit.demarche(demande.demarche))
        # A service is typed at will, and may say where someone is: nobody decides of it here.
        service = "" if is_protected(demande) else demande.organisme.service
        organisme = ", ".join(part for part in (demande.organisme.nom, service) if part)
        if organisme:
            yield self._say("organisme", organisme=organisme)
        yield ""
        yield self._say("date", titre=self._say(f"titres.{echeance.code}"), date=self._date())
        marques = [marque for marque in ("estimation", "contestable", "a_verifier") if getattr(echeance, marque)]
        yield from (self._say(f"marques.{marque}") for marque in marques)
        yield ""
        yield self._say("compte")
        yield from (self._say("ligne", texte=texte) for texte in self._counted())
        entree = self._dit.catalogue.droit.entrees[self._echeance.fondement]
        yield self._say("ligne", texte=self._say("regle", article=self._dit.article(entree.id)))
        if entree.lien:
            yield self._say("lien", lien=entree.lien)
        yield ""
        yield self._say("faits")
        yield from (self._say("ligne", texte=texte) for texte in self._facts())
        yield ""
        yield self._say("etabli", date=date_courte(self._dit.today()))

    def _date(self) -> str:
        date = self._echeance.date
        return date_longue(date) if date is not None else self._say("sans_date")

    def _counted(self) -> Iterator[str]:
        for ligne in self._echeance.explication:
            if not ligne[0].id.startswith(_NOTE):
                yield say(ligne, self._textes)
            elif f"suivi.annexe.{ligne[0].id}" in self._textes:
                yield self._note(ligne)

    def _note(self, ligne: Explication) -> str:
        note = ligne[0]
        valeurs = {nom: date_longue(fait) if isinstance(fait, dt.date) else fait for nom, fait in note.valeurs}
        return self._say(note.id, **valeurs)

    def _facts(self) -> Iterator[str]:
        numeros = {fait.evenement: fait.recommande for fait in self._lu.faits if not fait.annule and fait.recommande}
        for evenement in sorted(self._lu.demande.evenements):
            if evenement.type not in _SANS_INTERET:
                fait = self._textes(f"suivi.faits.{evenement.type}")
                texte = self._textes("suivi.panneau.ligne_histoire", date=date_courte(evenement.date), fait=fait)
                numero = numeros.get(evenement)
                yield f"{texte} ({self._textes('suivi.panneau.recommande', numero=numero)})" if numero else texte


@dataclass(frozen=True, slots=True)
class EtapeMontree:
    """A letter one may write next. `possible`: this version writes it."""

    demarche: str
    etape: str
    titre: str
    pourquoi: str
    possible: bool
    #: The same demande, to be made again as a new one.
    refaire: bool = False
    #: Of no letter of any version: a judge is to be seized, by a day that no letter keeps.
    juge: bool = False
    #: Its day is over.
    tardive: bool = False


@dataclass(frozen=True, slots=True)
class EcheanceMontree:
    """A date, what it is for, what has to be known about it at once, and every other line of its explanation."""

    titre: str
    quand: str
    marques: tuple[str, ...]
    avertissements: tuple[str, ...]
    explications: tuple[str, ...]
    #: A right can be lost.
    presse: bool = False
    #: What others were to do, and that one waits for no more.
    douce: bool = False
    #: Nobody's act: its title is shown, and the rest when it is asked for.
    repliee: bool = False
    #: How it was counted, for someone else to read.
    annexe: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class VoisinMontre:
    """Another dossier of the same affaire. Names nobody but the body."""

    reference: str
    demarche: str
    etat: str
    signe: SigneEtat
    organisme: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class AffaireMontree:
    """The story it belongs to, and the other dossiers of it."""

    numero: int
    titre: str = field(repr=False)
    dossiers: tuple[VoisinMontre, ...] = ()


@dataclass(frozen=True, slots=True)
class AttacheMontree:
    """A line of what is attached to a dossier, in words."""

    numero: int
    dite: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class DossierMontre:
    """Everything the panel says."""

    reference: str
    demarche: str
    organisme: str
    etat: str
    signe: SigneEtat
    dates: DatesDites
    personne: str = field(repr=False)
    demande: Demande = field(repr=False)
    etapes: tuple[EtapeMontree, ...] = ()
    #: What is said when there is no letter to write next.
    sans_etape: str = ""
    echeances: tuple[EcheanceMontree, ...] = ()
    #: What is said when there is no date.
    sans_echeance: str = ""
    histoire: tuple[EntreeMontree, ...] = ()
    #: An answer may have come, and the demarche has questions to read it.
    repondable: bool = False
    manque: Manque = Manque.RIEN
    affaire: AffaireMontree | None = None
    #: The service and a union have something to write too (`resources/refus.toml`).
    partage: bool = False
    #: Why the mandat is to be looked at.
    doute: Doute | None = None
    consignes: Consignes = field(default_factory=Consignes)
    #: What is attached to it and listed, by the code of its kind.
    listees: Mapping[str, tuple[AttacheMontree, ...]] = field(default_factory=dict, repr=False)
    #: When and where the desk receives on the day to look at it again, or that it does not.
    permanence: str = field(default="", repr=False)
    #: The day someone chose to look at it again, and the day it was made.
    revoir_le: dt.date | None = None
    cree_le: dt.date | None = None
    #: The reasons that can be given for a refusal, each by its id and its words: those the letter that follows answers.
    motifs_refus: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Lecteur:
    """Reads dossiers and says them."""

    dit: Presentation
    suivant: "Suivant"

    def __call__(self, coffre: "CoffreDossiers", reference: str) -> DossierMontre:
        """A dossier of the coffre, in words. Raises ExpectedError DOSSIER_INCONNU."""
        lu = coffre.dossiers.read(reference)
        bilan = self._bilan(lu)
        ligne = self._line(lu, bilan)
        organisme = lu.demande.organisme
        return DossierMontre(
            reference=reference,
            demarche=self.dit.demarche(lu.demande.demarche),
            organisme=", ".join(part for part in (organisme.nom, organisme.service) if part),
            etat=self.dit.etat(bilan.etat),
            signe=self.dit.signe(bilan.etat),
            dates=self.dit.dates(ligne),
            personne=(lu.demande.concerne or lu.demande.signataire).nom_complet,
            demande=lu.demande,
            etapes=tuple(self._etapes(bilan)),
            sans_etape=self._without_step(bilan),
            echeances=tuple(self._echeances(lu, bilan)),
            sans_echeance=self.dit.catalogue.textes(
                f"suivi.panneau.{'aucune_echeance' if bilan.etat in _PAS_ENVOYES else 'sans_delai'}"
            ),
            histoire=tell_history(lu, self.dit),
            repondable=self._repondable(lu.demande),
            manque=lacking(lu),
            consignes=lu.consignes,
            listees={code: self._listed(une, lu) for code, une in ATTACHES.items() if une.place is PlaceAttache.LISTE},
            permanence=self._permanence(lu, bilan),
            revoir_le=lu.revoir_le,
            cree_le=lu.cree_le,
            motifs_refus=tuple(self._reasons(lu.demande.demarche)),
            affaire=self._affaire(coffre, lu),
            partage=leads_to_others(self.dit.catalogue, lu.demande.demarche),
            doute=self._doute(coffre, lu),
        )

    def _listed(self, attache: Attache[Any], lu: DossierLu) -> tuple[AttacheMontree, ...]:
        def say(ligne: Any) -> str:  # noqa: ANN401 - a line of its kind
            return self._cellule(ligne) if attache is A_VERIFIER else " ".join(attache.mots(ligne))

        return tuple(AttacheMontree(ligne.numero, say(ligne)) for ligne in attache.of(lu))

    def _cellule(self, cellule: AVerifier) -> str:
        """The words of a cell, under its column; then what was made of it."""
        textes = self.dit.catalogue.textes
        match cellule.raison:
            case RaisonAVerifier.LU | RaisonAVerifier.PEUT_ETRE:
                lu = _day_said(cellule.lu)
            case RaisonAVerifier.CLASSE:
                lu = self.dit.demarche(cellule.lu)
            case RaisonAVerifier.QUALITE:
                qualite = f"reprise.qualites.{cellule.lu}"
                lu = textes(qualite) if qualite in textes else cellule.lu
            case _:
                lu = ""
        # A table may lack the very column: what was supposed is all there is to say.
        id_ = "cellule" if cellule.texte else "sans_mot"
        dite = textes(f"attaches.a_verifier.{id_}", colonne=cellule.colonne, texte=cellule.texte)
        raisons = "attaches.a_verifier.raisons"
        raison = textes(f"{raisons}.{cellule.raison}", lu=lu) if cellule.raison is not RaisonAVerifier.LAISSE else ""
        return " ".join(filter(None, (dite, raison)))

    def then(self, avant: DossierLu, apres: DossierLu) -> str:
        """What changed in the dates, in one sentence: what is to be done now and when, or that nothing did."""
        dates = [self.dit.dates(self._line(lu, self._bilan(lu))) for lu in (avant, apres)]
        dites = [", ".join(filter(None, (une.d_abord, une.revoir))) for une in dates]
        if dites[0] == dites[1]:
            return self.dit.catalogue.textes("suivi.panneau.ensuite_rien")
        id_ = "suivi.panneau.ensuite" if dites[1] else "suivi.panneau.ensuite_clos"
        return self.dit.catalogue.textes(id_, quoi=dites[1])

    def _reasons(self, id_: str) -> Iterator[tuple[str, str]]:
        demarche = self.dit.catalogue.demarches.get(id_)
        questions = demarche.questions if demarche is not None else ()
        textes = self.dit.catalogue.textes_demarche(id_) if demarche is not None else self.dit.catalogue.textes
        for question in questions:
            if question.id == MOTIFS_REFUS:
                yield from ((choix, textes(f"questions.{MOTIFS_REFUS}.choix.{choix}")) for choix in question.choix)

    def _bilan(self, lu: DossierLu) -> "Bilan":
        return self.suivant.bilan(lu.demande, self.dit.today(), revoir_le=lu.revoir_le, cree_le=lu.cree_le)

    def _permanence(self, lu: DossierLu, bilan: "Bilan") -> str:
        """Nothing of someone who must not be found: where and when they go is for nobody else to read."""
        jour, regles, textes = bilan.revoir_le, self.suivant.regles, self.dit.catalogue.textes
        if jour is None or jour <= self.dit.today() or is_withheld(lu.demande):
            return ""
        receives = regles.horaires.openings(regles.feries.is_holiday, self.suivant.faits(lu.demande).territoire)
        if regles.horaires.is_closed(jour, receives):
            return textes("suivi.panneau.permanence_fermee")
        dit = ", ".join(filter(None, (regles.horaires.hours(jour), regles.horaires.lieu)))
        return textes("suivi.panneau.permanence", jour=JOURS[jour.weekday()], dit=dit) if dit else ""

    def _line(self, lu: DossierLu, bilan: "Bilan") -> LigneSuivi:
        reserve = reserve_of(cellule.raison for cellule in lu.a_verifier)
        return LigneSuivi(lu.reference, lu.demande.demarche, bilan.etat, votre_reserve=reserve).on(line_of(bilan))

    def _without_step(self, bilan: "Bilan") -> str:
        """What is said when there is nothing to write: what is waited for, or that a day is over."""
        dites = [say((une.pourquoi,), self.dit.catalogue.textes) for une in bilan.actes if une.etape in ATTENTES]
        return dites[0] if dites else self.dit.catalogue.textes("echeances.pourquoi.revoir")

    def _doute(self, coffre: "CoffreDossiers", lu: DossierLu) -> Doute | None:
        if not needs_mandate(lu.demande) or TypeEvenement.CLOS in {fait.type for fait in lu.demande.evenements}:
            return None
        return question_of(lu.demande, None if lu.mandat is None else coffre.mandats.read(lu.mandat), self.dit.today())

    def _affaire(self, coffre: "CoffreDossiers", lu: DossierLu) -> AffaireMontree | None:
        if lu.affaire is None:
            return None
        titre = coffre.affaires.title(lu.affaire)
        lignes = coffre.liste.page(Filtre(affaire=lu.affaire), taille=_VOISINS).lignes
        return AffaireMontree(
            lu.affaire, titre, tuple(map(self._voisin, (un for un in lignes if un.reference != lu.reference)))
        )

    def _voisin(self, ligne: LigneSuivi) -> VoisinMontre:
        return VoisinMontre(
            ligne.reference,
            self.dit.demarche(ligne.demarche),
            self.dit.etat(ligne.etat),
            self.dit.signe(ligne.etat),
            self.dit.organisme(ligne),
        )

    def _repondable(self, demande: Demande) -> bool:
        demarche = self.dit.catalogue.demarches.get(demande.demarche)
        sent = any(fait.type in _PARTIE for fait in demande.evenements)
        return sent and demarche is not None and demarche.etape_reponse is not None

    def _etapes(self, bilan: "Bilan") -> Iterator[EtapeMontree]:
        # What is only left to argue is said beside the day that is over.
        for etape in (une for une in bilan.actes if une.a_faire):
            code, textes = str(CodeEtape(etape.demarche, etape.etape)), self.dit.catalogue.textes
            # The same letter, but for another reason: « Refaire une demande ».
            autrement = f"suivi.{etape.pourquoi.id}"
            titre = textes(autrement) if autrement in textes else self.dit.etape(code)
            pourquoi = say((etape.pourquoi,), textes)
            yield EtapeMontree(
                etape.demarche,
                etape.etape,
                titre,
                pourquoi,
                possible=self.dit.can_write(code),
                refaire=etape.pourquoi.id == _REFAIRE,
                juge=etape.etape in DEVANT_UN_JUGE or etape.etape == AIDE,
                tardive=etape.pourquoi.id == TARDIVE,
            )

    def _echeances(self, lu: DossierLu, bilan: "Bilan") -> Iterator[EcheanceMontree]:
        """The person's own last day first, then what matters now, then what is to come, then what is over."""
        today = self.dit.today()

        siens = {(un.code, un.rang): place for place, un in enumerate(bilan.derniers)}

        def rank(une: "tuple[Echeance, int]") -> tuple[int, bool, bool, dt.date]:
            echeance, rang = une
            date = echeance.date or dt.date.max
            return siens.get((echeance.code, rang), len(siens)), date != bilan.prochaine_date, date < today, date

        dits: set[Explication] = set()
        # Its facts as its dates read them: « sent », of a letter that is an appeal, is that appeal.
        connus = self.suivant.faits(lu.demande).evenements
        textes = self.dit.catalogue.textes
        for echeance, rang in sorted(ranked(bilan.echeances), key=rank):
            compte = echeance.date is not None and echeance.date == bilan.prochaine_date
            # What concerns two dates is said once, beside the first.
            pressants = [
                ligne for ligne in echeance.explication if any(pas.id in _PRESSANTS for pas in ligne) and ligne not in dits
            ]
            a_venir = not echeance.is_over(today)
            dits.update(pressants if a_venir else ())
            montree = self._echeance(
                echeance,
                pressants if a_venir else (),
                compte=compte and not echeance.is_aside and echeance.code.value != _PLAINTE,
            )
            dit = "" if a_venir else tell_left(textes, echeance, connus, qualite=lu.demande.qualite)
            kept = () if a_venir else say_all(filter(_is_kept_line, echeance.explication), textes)
            reste = (dit,) if dit else kept
            avertissements = (*montree.avertissements, *reste)
            yield replace(
                montree,
                annexe=write_annexe(lu, echeance, self.dit),
                avertissements=avertissements,
                presse=self._presses(connus, echeance, bilan, sienne=(echeance.code, rang) in siens),
            )

    def _presses(self, connus: Sequence[Evenement], echeance: "Echeance", bilan: "Bilan", *, sienne: bool) -> bool:
        """True when a right can be lost, or may be: the last day of the person is near, or over with nothing done by then."""
        if not self.dit.semaine.presses(echeance.date) or bilan.etat in FINIS:
            return False
        today = self.dit.today()
        ouverts = {une.code for une in bilan.echeances if une.date is not None and not une.is_over(today)}
        perdu = echeance.code in TENUES and echeance.code not in ouverts and not is_kept(connus, echeance)
        # Nobody knows whether news ended anything.
        nouvelles = echeance.code.value == _CONSEIL and any(un.type is TypeEvenement.CNIL_A_REPONDU for un in connus)
        return (perdu and not nouvelles) or sienne

    def _echeance(self, echeance: "Echeance", pressants: Sequence[Explication], *, compte: bool) -> EcheanceMontree:
        textes, today = self.dit.catalogue.textes, self.dit.today()
        autres = [ligne for ligne in echeance.explication if ligne not in pressants]
        marques = [id_ for id_ in ("estimation", "contestable", "a_verifier") if getattr(echeance, id_)]
        return EcheanceMontree(
            titre=textes(f"echeances.titres.{echeance.code}"),
            quand=self._quand(echeance, compte=compte),
            marques=tuple(textes(f"echeances.marques.{id_}") for id_ in marques),
            avertissements=say_all(pressants, textes),
            explications=(*say_all(autres, textes), self._regle(echeance)),
            douce=echeance.date is not None and echeance.date < today and echeance.code not in TENUES,
            repliee=echeance.is_aside,
        )

    def _quand(self, echeance: "Echeance", *, compte: bool) -> str:
        textes, date = self.dit.catalogue.textes, echeance.date
        if date is None:
            return textes("suivi.panneau.sans_date")
        if late := said_late(echeance, self.dit.today()):
            dite, encore, fin = late
            return textes(f"suivi.panneau.{dite}", date=date_courte(date), encore=date_courte(encore), fin=date_courte(fin))
        if echeance.autre_date is not None:
            depuis = self._since(echeance, date, compte=True)
            return textes("suivi.panneau.deux_dates", date=depuis, autre=date_courte(echeance.autre_date))
        return self._since(echeance, date, compte=compte)

    def _since(self, echeance: "Echeance", date: dt.date, *, compte: bool) -> str:
        """A date, and how far it is; a last day is over, what is possible or came to be is so since then."""
        textes, jours = self.dit.catalogue.textes, (self.dit.today() - date).days
        if jours <= 0 or (compte and echeance.sens in _DERNIERS_JOURS):
            return self.dit.echeance(date)
        un = f"suivi.passee.{echeance.sens}_un"
        delai = textes(un) if jours == 1 and un in textes else textes(f"suivi.passee.{echeance.sens}", jours=jours)
        return self.dit.date(date, delai)

    def _regle(self, echeance: "Echeance") -> str:
        return self.dit.catalogue.textes("suivi.panneau.regle", article=self.dit.article(echeance.fondement))


#: How many dossiers of an affaire are shown.
_VOISINS = 50
#: The letter has left, or arrived.
_PARTIE = frozenset({TypeEvenement.ENVOYE, TypeEvenement.RECU})
#: Why a demande is to be made again (`[echeances.pourquoi]`).
_REFAIRE = "pourquoi.refaire"
#: Of a medical file, which items its day is for: to be known even once it is over.
_DES_PAPIERS = ("note.dossier_medical_recent", "note.dossier_medical_ancien", "note.dossier_medical_age_inconnu")
#: Lines of an explanation that nobody should have to ask for: two clocks that meet, the eve to aim at, another arguable day.
_PRESSANTS = frozenset(
    {
        *("note.meme_jour_refus", "note.meme_jour_cada", "note.cada_avant_reponse", "note.visez_la_veille"),
        *("note.sans_suspension", "note.sans_suspension_contestable", "note.refus_avant_avis", "note.cada_trop_tot"),
        *("note.refus_avant_avis_peut_etre", "note.avis_seul", "note.aide_attendue", "note.aide_peut_etre"),
        *("note.deux_receptions_trop_tard", "note.initiale_documents", "note.initiale_donnees", *_DES_PAPIERS),
    }
)
#: Nothing has left yet: that is why there is no date.
_PAS_ENVOYES = ("brouillon", "a_envoyer")
#: Nobody waits for it, even when it falls on the date that counts.
_PLAINTE = "plainte_cnil_possible"


_CONSEIL = "recours_conseil_etat"
#: Lines that say that a last day was kept, or for what it is.
_KEPT = frozenset(
    {
        *(
            "note.fait_a_temps",
            "note.cada_saisie",
            "note.ta_saisi",
            "note.conseil_etat_saisi",
            "note.recours_fait",
            "note.ta_peut_etre_a_temps",
            "note.fait_peut_etre_a_temps",
        ),
        *_DES_PAPIERS,
    }
)
#: How a date is read that can be over.
_DERNIERS_JOURS = frozenset({"leur_dernier_jour", "votre_dernier_jour"})


def _day_said(iso: str) -> str:
    """A day that was read; as it is kept, where nobody can read it."""
    try:
        return date_courte(dt.date.fromisoformat(iso))
    except ValueError:
        return iso


def _is_kept_line(ligne: Explication) -> bool:
    return any(pas.id in _KEPT for pas in ligne)
