"""Which widget shows which screen of the wizard, filled with what was answered before."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.mandats import needs_mandate
from droits_usagers.domain.demarche.protection import homes_of
from droits_usagers.domain.demarche.questions import Question, Reponses, is_blank
from droits_usagers.domain.dette.dette import ENTIERE, LUES
from droits_usagers.domain.dette.mois import PERIODES, periodes_of
from droits_usagers.domain.dossier.dossiers import Brouillon
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.personnes.annuaire import EntreeAnnuaire
from droits_usagers.services.annuaire.annuaire import filled
from droits_usagers.services.controle.controle import Gestes
from droits_usagers.services.lettre.assistant import Assistant
from droits_usagers.services.lettre.dette import (
    CONTESTER,
    CORRIGER,
    REMISE,
    court_day,
    first_day,
    is_one_appeal,
    letters_of,
    said_of,
    say_letter,
)
from droits_usagers.services.lettre.discretion import hidden_addresses
from droits_usagers.services.lettre.ecrans import CANAL, PAPIER, REPONDRE, Ecran, Step
from droits_usagers.services.lettre.formulaires import (
    ADRESSE_ORGANISME,
    MODELES,
    NOM_ORGANISME,
    TERRITOIRE,
    Section,
    constats,
    tidy,
)
from droits_usagers.services.lettre.formulaires import PAPIER as DATES
from droits_usagers.services.lettre.provenance import Blanc
from droits_usagers.services.lettre.retraits import Retraits
from droits_usagers.services.lettre.saisies import asks_territoire, correction_of
from droits_usagers.services.lettre.situations import find_urgences, search_demarches, search_situations
from droits_usagers.ui.annuaire.garder import GarderAdresse
from droits_usagers.ui.annuaire.recherche import RechercheService
from droits_usagers.ui.apercu.lettre import Explication, VoieProposee
from droits_usagers.ui.composants import Nature
from droits_usagers.ui.composants.volets import VoletMontre, volets_of
from droits_usagers.ui.lettre.dette import AutresLettres, LettreDessinee, MoisReclames
from droits_usagers.ui.lettre.ecran_attente import EcranAttente, EcranDetour, EcranPapier
from droits_usagers.ui.lettre.ecran_questions import EcranQuestions, JourDit
from droits_usagers.ui.lettre.ecran_relire import EcranRelire, LigneACompleter
from droits_usagers.ui.lettre.ecran_situation import EcranSituation
from droits_usagers.ui.lettre.remise import AvisMandat
from droits_usagers.ui.questions.entrees import ChoixCherche, EntreeChoix, EntreeTue, Intitules, IntitulesTus
from droits_usagers.ui.questions.formulaire import Formulaire, ReglesFormulaire
from droits_usagers.ui.socle.page import Contexte

#: The question of the day a decision came.
_RECUE = f"{DATES}{TypeEvenement.DECISION_RECUE}"


class Ecrans:
    """Makes screens of questions. `on_answer` is called after each answer was kept."""

    def __init__(self, contexte: Contexte, assistant: Assistant, on_answer: Callable[[], None], *, gestes: Gestes) -> None:
        self._contexte = contexte
        self._assistant = assistant
        self._on_answer = on_answer
        self._gestes = gestes
        #: What was taken out of the answers on « Relire ».
        self.retraits = Retraits(assistant)
        #: What was taken from the annuaire last.
        self._prise: EntreeAnnuaire | None = None
        #: That the home is withheld was said since it is; and what is to be said to who listens, if anything.
        self._retenue_dite, self._nouvelle = False, ""

    def situation(self) -> EcranSituation:
        """What is going on, in the person's own words."""
        catalogue = self._contexte.services.catalogue
        search, listen = partial(search_situations, catalogue.situations), partial(find_urgences, catalogue.urgences)
        return EcranSituation(self._contexte.textes, search, listen=listen)

    def offer_to(self, situation: EcranSituation) -> Callable[[Brouillon], None]:
        """Has a draft offered there: what it is and when it was begun, not for whom."""

        def offer(brouillon: Brouillon) -> None:
            titre = self._textes_demarche(brouillon.demande.demarche)("titre")
            situation.offer(brouillon.cle, titre, date_courte(brouillon.modifie_le.date()))

        return offer

    def attente(self, demarche: str, parmi: Sequence[str]) -> EcranAttente:
        """What to expect of this demarche, one of those that answer the situation."""
        widget = EcranAttente(self._contexte.textes, self._textes_demarche, self._volets, demarche=demarche, parmi=parmi)
        widget.demarche_chosen.connect(self._on_demarche)
        return widget

    def _volets(self, demarche: str) -> tuple[VoletMontre, ...]:
        catalogue = self._contexte.services.catalogue
        siens, communs = self._textes_demarche(demarche), self._contexte.textes
        return volets_of(catalogue.demarches[demarche], siens, communs, reponses=self._assistant.answers(demarche))

    def _on_demarche(self, demarche: str) -> None:
        self._assistant.choose(demarche)
        self._on_answer()

    def questions(self, ecran: Ecran) -> EcranQuestions | EcranPapier:
        """A screen of questions."""
        if ecran.cle == PAPIER:
            return self.papier(ecran)
        widget = EcranQuestions(ecran, self._rules_for(ecran))
        self._fill(widget.formulaire, ecran)
        if any(question.id == NOM_ORGANISME for question in ecran.questions):
            self._offer_service(widget, ecran)
        self._help_with_debt(widget, ecran)
        self._say_withheld(widget, ecran)
        dites = self._assistant.dites
        if any(dites.said(ecran.section, question.id) for question in self._assistant.visible(ecran)):
            phrase = dites.situation.phrase if dites.situation else ""
            widget.say_known(self._contexte.textes(f"assistant.dites.{'phrase' if phrase else 'papier'}", phrase=phrase))
        return widget

    def _help_with_debt(self, widget: EcranQuestions, ecran: Ecran) -> None:
        """Where a letter says what it must, drawn; the months claimed, and the day of an order to pay, counted as typed."""
        demandees, textes = {question.id for question in self._assistant.visible(ecran)}, self._contexte.textes
        if LUES in demandees:
            widget.formulaire.put_after(ENTIERE, LettreDessinee(textes.under("assistant.dessin_lettre")))
        if _RECUE in demandees and (premier := self._first_day()):
            jour = JourDit(premier, textes("assistant.fin.premier"))
            widget.formulaire.put_after(_RECUE, jour)
            widget.formulaire.answered.connect(lambda _question: jour.touch())
            jour.due.connect(lambda: jour.say(self._first_day(), mot=textes("assistant.fin.premier"), nature=Nature.ATTENTION))
            jour.due.connect(lambda: widget.reveal(jour))
        if PERIODES in demandees:
            mois = MoisReclames(textes("assistant.dette.titre"))
            widget.formulaire.put_after(PERIODES, mois)
            self._count_months(mois)
            widget.formulaire.answered.connect(lambda _question: mois.touch())
            mois.due.connect(lambda: self._count_months(mois))
            mois.due.connect(lambda: widget.reveal(mois))

    def _count_months(self, mois: MoisReclames) -> None:
        services, demande = self._contexte.services, self._assistant.draft()
        dette = None if demande is None else services.suivant.dette(demande)
        entrees = services.catalogue.droit.entrees
        if dette is not None:
            dites = said_of(dette, self._contexte.textes, citation=lambda id_: entrees[id_].citation)
            mois.say(dette.examen, tuple(dites))
        else:
            typed = demande is not None and periodes_of(demande.reponses)
            mois.say(None, (self._contexte.textes("assistant.dette.sans_genre"),) if typed else ())

    def other_letters(self, demande: Demande, etape: str) -> AutresLettres | None:
        """Those of a sum claimed back that one letter does not replace; None for anything else."""
        services, textes = self._contexte.services, self._contexte.textes
        dette = services.suivant.dette(demande) if etape in {CORRIGER, CONTESTER} else None
        if dette is None:
            return None
        siens, today = self._textes_demarche(demande.demarche), services.today()
        lettres = letters_of(demande, dette.voie, services.suivant.echeances(demande), today=today)
        autres = tuple(une.etape for une in lettres if une.etape != etape)
        if not autres:
            return None
        dire, titres = textes.under("assistant.fin.autres"), siens.under("etapes")
        dits = {une.etape: titres(f"{une.etape}.titre") for une in lettres} | {etape: dire("celle_ci")}
        seul = is_one_appeal(dette.voie)
        phrases = (
            dire("seul" if seul else "ordre"),
            *(say_letter(une, dits[une.etape], textes, today=today) for une in lettres),
        )
        self._nouvelle = " ".join((dire("avis"), dire("avis_mot")))
        voies = (VoieProposee(f"/{autre}", titres(f"{autre}.titre"), dire("garde")) for autre in autres)
        remise = VoieProposee(f"/{REMISE}", titres(f"{REMISE}.titre"), dire("remise"))
        return AutresLettres(dire, phrases, tuple(voies), a_part=remise)

    def first_day(self, demande: Demande) -> str:
        """The day that comes before anything else, if there is one."""
        suivant, today = self._contexte.services.suivant, self._contexte.services.today()
        return first_day(demande, suivant.echeances(demande), self._contexte.textes, today=today)

    def _first_to_know(self, demande: Demande) -> str:
        """Where there is no letter: the day of an order to pay, or before which court instead."""
        services, textes = self._contexte.services, self._contexte.textes
        return self.first_day(demande) or court_day(demande, services.suivant, textes, today=services.today())

    def _first_day(self) -> str:
        """The same, of what was answered so far."""
        demande = self._assistant.draft()
        return "" if demande is None else self.first_day(demande)

    def take_news(self) -> str:
        """What has just changed and is to be said to who listens, once."""
        nouvelle, self._nouvelle = self._nouvelle, ""
        return nouvelle

    def _say_withheld(self, widget: EcranQuestions, ecran: Ecran) -> None:
        """On whatever comes after the question that was passed over; then wherever an address is asked."""
        if not self._assistant.withholds:
            self._retenue_dite = False
            return
        demandees = {question.id for question in self._assistant.visible(ecran)}
        ailleurs = ecran.section == Section.DANGER or ecran == REPONDRE
        if ailleurs or (self._retenue_dite and not demandees & hidden_addresses(self._assistant.answers(Section.VOUS))):
            return
        textes = self._contexte.textes
        dit = textes("assistant.retenue.dit")
        self._nouvelle = "" if self._retenue_dite else dit
        self._retenue_dite = True
        widget.say_withheld(dit, textes("assistant.retenue.mot"))

    def _offer_service(self, widget: EcranQuestions, ecran: Ecran) -> None:
        """What finds the body fills in all that is asked of it; everything can still be typed."""
        service = RechercheService(self._contexte)
        service.taken.connect(lambda entree: self._on_service(widget, ecran, entree))
        garder = GarderAdresse(self._contexte, self._homes)
        widget.offer_to_keep(garder)
        widget.offer_service(service)
        widget.formulaire.answered.connect(lambda question: self._on_body_answered(widget, question))
        widget.formulaire.answered.connect(lambda _question: self._look_at_address(garder))
        service.taken.connect(lambda _entree: self._look_at_address(garder))
        self._look_at_address(garder)

    @staticmethod
    def _on_body_answered(widget: EcranQuestions, question: str) -> None:
        if question == ADRESSE_ORGANISME and widget.service is not None:
            widget.service.tell_communes(str(widget.formulaire.value(question) or ""))

    def _on_service(self, widget: EcranQuestions, ecran: Ecran, entree: EntreeAnnuaire) -> None:
        self._prise = entree
        self._assistant.write_to(entree.as_organisme())
        widget.formulaire.show_answers(self._assistant.answers(ecran.section))
        self._ask_relevant(widget.formulaire, ecran)
        self._gestes.let_go()
        if widget.service is not None:
            succession = self._contexte.services.annuaire.succession(entree)
            widget.service.say(filled(entree, succession, self._contexte.textes))
        self._on_answer()

    def _look_at_address(self, garder: GarderAdresse) -> None:
        """Another address that is typed for the body taken from the annuaire may be kept: a whole one, with its town."""
        prise, saisies = self._prise, self._assistant.answers(Section.ORGANISME)
        tapee = None if prise is None else correction_of(prise, saisies, today=self._contexte.services.today())
        garder.look(prise, tapee)

    def _homes(self) -> tuple[tuple[str, ...], ...]:
        """Where the people of this letter live or get their mail."""
        demande = self._assistant.draft()
        return () if demande is None else homes_of(demande)

    def _rules_for(self, ecran: Ecran) -> ReglesFormulaire:
        """Where someone must not know, an address is taken off the screen once typed."""
        regles, tues = self._regles(ecran), hidden_addresses(self._assistant.answers(Section.VOUS))
        if not self._assistant.protects or ecran.section != Section.VOUS:
            return regles
        textes = self._contexte.textes
        return replace(
            regles,
            intitules=IntitulesTus(regles.intitules, tues),
            make=lambda question: EntreeTue(textes) if question.id in tues else None,
        )

    def papier(self, ecran: Ecran) -> EcranPapier:
        """What the paper someone comes back with is about, and what to write now."""
        regles = replace(self._regles(ecran), make=partial(self._cherche, self._intitules(ecran.section)))
        demande = Formulaire(ecran.questions[:1], regles)
        widget = EcranPapier(regles.intitules.titre(ecran), regles.intitules.introduction(ecran), demande)
        self._ask_next(widget, ecran)
        self._fill(demande, ecran)
        demande.answered.connect(lambda _: self._ask_next(widget, self._assistant.ecran))
        widget.offer_authorities(tuple(self._authorities()), self._contexte.textes)
        return widget

    def _cherche(self, intitules: Intitules, question: Question) -> EntreeChoix:
        situations = self._contexte.services.catalogue.situations
        search = partial(search_demarches, situations, parmi=question.choix)
        return EntreeChoix(ChoixCherche(intitules.options(question), search, self._contexte.textes))

    def _ask_next(self, widget: EcranPapier, ecran: Ecran) -> None:
        suite = Formulaire(ecran.questions[1:], self._regles(ecran)) if ecran.questions[1:] else None
        if suite is not None:
            self._fill(suite, ecran)
        widget.ask_next(suite)

    def _authorities(self) -> Iterator[VoieProposee]:
        """The demarches before an authority whose first letter rests on papers."""
        catalogue = self._contexte.services.catalogue
        autorites = [id_ for id_, demarche in catalogue.demarches.items() if demarche.autorite and demarche.etapes[0].papier]
        for id_ in search_demarches(catalogue.situations, "", autorites):
            textes = self._textes_demarche(id_)
            yield VoieProposee(id_, textes("titre"), textes("phrase"))

    def relire(self, ecran: Ecran, mend: Callable[[str], object]) -> EcranRelire:
        """The reading of the letter, with how it will be sent."""
        reference = self._contexte.services.catalogue.controle
        widget = EcranRelire(
            self._contexte.textes, self._regles(ecran), self._missing, reference=reference, gestes=self._gestes
        )
        widget.mend_asked.connect(mend)
        self._offer_lines(widget, mend)
        self._fill(widget.formulaire, ecran)
        canal, demarche = self._assistant.canal(), self._assistant.demarche
        if canal is not None and demarche is not None:
            intitule = self._intitules(demarche.id).intitule(canal)
            chosen = self._assistant.answers(demarche.id).get(CANAL, canal.defaut)
            widget.offer_channels(intitule, demarche.canaux, str(chosen or ""))
            widget.canal_chosen.connect(partial(self._keep, demarche.id, CANAL))
        if self._assistant.withholds:
            dire = self._contexte.textes.under("assistant.retenue")
            widget.say_withheld(dire("dit"), dire("mot"), dire("repondre"))
        demande = self._assistant.demande()
        if demande is not None and needs_mandate(demande):
            widget.add_notice(AvisMandat(self._contexte, demande))
        return widget

    def _offer_lines(self, widget: EcranRelire, mend: Callable[[str], object]) -> None:
        """What was typed, to be left, taken out or written otherwise: the answers change with it."""
        retraits, lignes = self.retraits, widget.lignes

        def change(action: Callable[..., object]) -> Callable[..., None]:
            def changed(*quoi: object) -> None:
                action(*quoi)
                self._gestes.let_go()
                self._on_answer()

            return changed

        if self._assistant.protects:
            widget.wait_for_lines()
        widget.show_taken_out(lambda: retraits.otees)
        lignes.decided.connect(change(lambda: None))
        lignes.taken_out.connect(change(retraits.take_out))
        lignes.put_back.connect(change(retraits.put_back))
        lignes.rewritten.connect(change(retraits.rewrite))
        lignes.mend_asked.connect(mend)

    def _missing(self, manques: Iterable[Blanc]) -> Iterator[LigneACompleter]:
        """What is missing, in the words of its question and of its screen; but for what is not asked any more."""
        demandees = {
            (ecran.cle, question.id): (ecran, question) for ecran in self._assistant.screens for question in ecran.questions
        }
        for manque in manques:
            if (manque.ecran, manque.question) in demandees:
                ecran, question = demandees[manque.ecran, manque.question]
                intitules = self._intitules(manque.section)
                titre = intitules.titre(ecran) if ecran.step is not Step.RELIRE else ""
                yield LigneACompleter(intitules.intitule(question).libelle, manque.question, manque.ecran, titre)

    def lead(self, origine: Blanc | None) -> str:
        """Where a part of the letter leads, in the words of its question; nothing for one that comes from no question asked."""
        demarche, canal = self._assistant.demarche, self._assistant.canal()
        if origine is None or demarche is None:
            return ""
        if canal is not None and (origine.section, origine.question) == (demarche.id, CANAL):
            quoi = self._intitules(demarche.id).intitule(canal).libelle
        else:
            quoi = next((ligne.texte for ligne in self._missing((origine,))), "")
        return self._contexte.textes("assistant.apercu.changer", quoi=quoi) if quoi else ""

    def detour(self, obstacle: str) -> EcranDetour:
        """Where an answer leads instead of a letter."""
        return EcranDetour(self._contexte.textes, self.explication(obstacle))

    def explication(self, obstacle: str) -> Explication:
        """Why this question excludes the letter, in the words of the demarche, and where it leads instead."""
        demarche = self._assistant.demarche
        if demarche is None:
            return Explication()
        siens, issue = self._textes_demarche(demarche.id), demarche.issue(obstacle)
        voies = ((id_, self._textes_demarche(id_)) for id_ in demarche.vers(obstacle))
        ailleurs = tuple(VoieProposee(id_, textes("titre"), textes("phrase")) for id_, textes in voies)
        if issue is not None and issue.etape:
            titre = siens(f"etapes.{issue.etape}.titre")
            ailleurs = (VoieProposee(f"/{issue.etape}", titre, self._contexte.textes("assistant.detour.etape")),)
        attendue = issue is None and is_blank(self._assistant.answers(demarche.id).get(obstacle))
        dit = f"attendu.{obstacle}" if attendue and f"attendu.{obstacle}" in siens else f"refus.{obstacle}"
        finie = issue is not None and issue.evenement is TypeEvenement.REPONSE_COMPLETE
        demande = self._assistant.demande()
        premier = self._first_to_know(demande) if demande is not None and not attendue else ""
        dite = "\n\n".join(filter(None, (premier, siens(dit))))
        return Explication(dite, ailleurs, attendue=attendue, finie=finie)

    def _keep(self, section: str, question: str, valeur: str) -> None:
        self._assistant.answer(section, question, valeur)
        self._on_answer()

    def _fill(self, formulaire: Formulaire, ecran: Ecran) -> None:
        formulaire.show_answers(self._assistant.answers(ecran.section))
        self._ask_relevant(formulaire, ecran)
        formulaire.answered.connect(partial(self._on_answered, formulaire, ecran))

    def _on_answered(self, formulaire: Formulaire, ecran: Ecran, question: str) -> None:
        self._assistant.answer(ecran.section, question, formulaire.value(question))
        if ecran.section != Section.SIGNATURE:
            # What was kept may not be what is written now.
            self._gestes.let_go()
        self._ask_relevant(formulaire, ecran)
        self._on_answer()

    def _ask_relevant(self, formulaire: Formulaire, ecran: Ecran) -> None:
        sus = () if asks_territoire(self._assistant.answers(Section.ORGANISME)) else (TERRITOIRE,)
        formulaire.show_only(question.id for question in self._assistant.visible(ecran) if question.id not in sus)

    def _textes_demarche(self, id_: str) -> Textes:
        return self._contexte.services.catalogue.textes_demarche(id_)

    def _intitules(self, section: str) -> Intitules:
        communs = self._contexte.textes
        if section in tuple(Section):
            return Intitules(communs, communs, racine="assistant.", autre_nom=self._titre_demarche)
        return Intitules(self._textes_demarche(section), communs)

    def _titre_demarche(self, question: Question, choix: str) -> str | None:
        """The choices of what a paper is about are named by the demarches themselves."""
        demarche = self._assistant.demarche
        if question.id == "papier_demarche":
            return self._textes_demarche(choix)("titre")
        if question.id == "papier_etape" and demarche is not None:
            return self._textes_demarche(demarche.id)(f"etapes.{choix}.titre")
        return None

    def _regles(self, ecran: Ecran) -> ReglesFormulaire:
        today = self._contexte.services.today
        return ReglesFormulaire(
            intitules=self._intitules(ecran.section),
            constats=lambda question, valeur: constats(question, valeur, today()),
            tidy=lambda question, valeur: tidy(question, valeur, today()),
            on_line=partial(self._assistant.visible_on_line, ecran.section),
            modeles=self._modeles,
        )

    def _modeles(self, groupe: Question) -> Sequence[tuple[str, Reponses]]:
        """Ready-made lines: each fills in the first question of the line."""
        textes = self._contexte.textes
        return [
            (textes(f"assistant.modeles.{id_}.bouton"), {groupe.questions[0].id: textes(f"assistant.modeles.{id_}.texte")})
            for id_ in MODELES.get(groupe.id, ())
        ]
