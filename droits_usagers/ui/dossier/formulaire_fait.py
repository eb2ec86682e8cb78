"""« Noter ce qui s'est passé »: which fact, which day. A date that makes no sense is said beside it, and is not recorded."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.envois.recommandes import read_recommande
from droits_usagers.domain.mots.dates import MoisConnu, date_courte, date_longue, read_date, read_month
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.dossier.avis import AVIS, check_slip, letters_out, say_letter, say_note
from droits_usagers.services.dossier.faits import (
    ENVOIS,
    INITIAL,
    REFUS_DITS,
    Refus,
    check_fait,
    doubt_of,
    likely_faits,
    other_faits,
)
from droits_usagers.ui.composants import (
    BoutonLien,
    BoutonPrimaire,
    Champ,
    ChoixMultiples,
    ChoixUnique,
    Colonne,
    Intitule,
    Libelle,
    LigneTexte,
    Nature,
    Option,
    Puce,
    Rangee,
    Titre,
    Vide,
)
from droits_usagers.ui.composants.choix import LigneMultiple
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.dossier.formulaire import FormulaireDossier
from droits_usagers.ui.socle.disposition import chain, ordered_in, stops_in


class FormulaireFait(FormulaireDossier):
    """One fact at a time, the likely ones first. Gives a fact whose date makes sense."""

    def __init__(self, textes: Textes, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(textes, "suivi.fait", parent)
        self._today = today
        self._connus: Sequence[Evenement] = ()
        #: Which dates the receipt of the request would change, were it that day.
        self._prevoir: Callable[[str, dt.date], str] | None = None
        self.choix = ChoixUnique(())
        self._place = Colonne()
        self.autres = BoutonLien(self._say("autres"), icone="deplier")
        self._champ_choix = Puce(etat=Teinte.SEMAINE, icone="attention")
        self._champ_choix.hide()
        self.date = LigneTexte()
        self.champ_date = Champ(Intitule(self._say("date"), self._say("date_aide")), self.date)
        self._lue = Libelle(teinte=Teinte.DOUX)
        self.initial = LigneMultiple(Option("", self._say("initial"), self._say("initial_aide")))
        self.recommande = LigneTexte()
        self.champ_recommande = Champ(Intitule(self._say("recommande"), self._say("recommande_aide")), self.recommande)
        #: The reasons of a refusal, where the letter that follows answers them.
        self.motifs = ChoixMultiples(())
        self.champ_motifs: Champ | None = None
        self._place_motifs = Colonne()
        self.lire = BoutonLien(self._say("lire"), icone="document")
        #: What was said to be surprising, and pressed again: it is so.
        self._sur: Evenement | None = None
        self._aide = Libelle(teinte=Teinte.DOUX)
        self.enregistrer = BoutonPrimaire(self._say("enregistrer"), touche=textes("commun.entree"))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        autres = Rangee()
        autres.addWidget(self.autres)
        autres.addStretch(1)
        titre = Titre(self._say("titre"), niveau=2)
        date = (self.champ_date, self._lue, self.champ_recommande)
        refus = (self._place_motifs, self._aide, self.initial)
        self._fill(titre, self._place, self._champ_choix, autres, self.lire, *refus, *date, donner=self.enregistrer)

    def _connect(self) -> None:
        self.enregistrer.bind_enter(self)
        self.enregistrer.clicked.connect(self._on_recorded)
        self.autres.clicked.connect(self._show_others)
        self.lire.clicked.connect(lambda _checked=False: self.geste.emit(lambda vers: vers.write_answer()))
        self.date.textChanged.connect(self._on_date)
        self.date.installEventFilter(self)
        self.recommande.textChanged.connect(self.champ_recommande.hush)

    def start(
        self,
        connus: Sequence[Evenement],
        *,
        fait: TypeEvenement | None = None,
        parmi: Sequence[TypeEvenement] = (),
        motifs: Sequence[tuple[str, str]] = (),
        prevoir: Callable[[str, dt.date], str] | None = None,
    ) -> None:
        """Offers what is likely after these facts, or these; `fait` is chosen already where the person said which.

        Where several letters are out, nobody is taken to have said which one arrived. `prevoir`: which dates a slip would
        change.
        `motifs`: the reasons of a refusal that can be ticked, each by its id and its words.
        """
        self._connus, self._sur, self._prevoir = tuple(connus), None, prevoir
        probables = tuple(parmi) or likely_faits(self._connus)
        self.lire.setVisible(bool(parmi))
        self.motifs = ChoixMultiples([Option(id_, mot) for id_, mot in motifs])
        self.champ_motifs = Champ(Intitule(self._say("motifs"), self._say("motifs_aide")), self.motifs) if motifs else None
        replace_all(self._place_motifs, [] if self.champ_motifs is None else [self.champ_motifs])
        if fait is not None and fait not in probables:
            probables = (fait, *probables)
        self._offer(probables or other_faits(self._connus))
        self.autres.setVisible(bool(probables))
        self.date.setText(date_courte(self._today()))
        self.recommande.clear()
        self.initial.setChecked(False)
        if fait is not None and not (fait is TypeEvenement.RECU and letters_out(self._connus)):
            self.choix.set_value(fait)
            self.date.setFocus()
        else:
            self.choix.setFocus()
        self._on_chosen()

    def put_back(self, champs: Mapping[str, str]) -> None:
        """Among all the facts, where it was not one of the likely ones."""
        super().put_back(champs)
        if self.typed != champs and not self.autres.isHidden():
            self._show_others()
            super().put_back(champs)
        self._on_chosen()

    def clear(self) -> None:
        """Forgets what was typed, and the facts it was compared with."""
        self._connus, self._prevoir = (), None
        self.date.clear()
        self.recommande.clear()
        self._offer(())

    def _offer(self, types: Sequence[TypeEvenement]) -> None:
        options = [option for type_ in types for option in self._options(type_)]
        self.choix = ChoixUnique(options, vide=Vide.of(self._textes, options, ""))
        self.choix.setAccessibleName(self._say("titre"))
        self.choix.choice_changed.connect(self._on_chosen)
        replace_all(self._place, (self.choix,))
        # Tab goes down the form as the eye does: what was just made would come last of the whole window.
        motifs = () if self.champ_motifs is None else stops_in(self.champ_motifs)
        milieu = (self.autres, self.lire, *motifs, self.initial, self.date, self.recommande)
        chain((*ordered_in(self.choix), *milieu, self.retour, self.enregistrer))

    def _options(self, type_: TypeEvenement) -> Iterator[Option]:
        """A fact; where several letters are out, one for the receipt of each, the last sent first."""
        parties = letters_out(self._connus) if type_ is TypeEvenement.RECU else ()
        yield from (Option(id_, say_letter(id_, self._connus, self._textes)) for id_ in parties)
        if not parties:
            yield Option(type_, self._textes(f"suivi.choix.{type_}"))

    def _show_others(self) -> None:
        courant = self.choix.value()
        self._offer((*likely_faits(self._connus), *other_faits(self._connus)))
        self.choix.set_value(courant)
        self.autres.hide()
        self.choix.setFocus()

    def _on_chosen(self) -> None:
        choisi = self.choix.value()
        self._champ_choix.hide()
        self.champ_date.hush()
        aide = f"suivi.aides.{choisi}"
        quelle = choisi == TypeEvenement.RECU and letters_out(self._connus)
        self._aide.setText(self._textes("avis.quelle_lettre" if quelle else aide) if quelle or aide in self._textes else "")
        self._aide.setVisible(bool(self._aide.text()))
        self.initial.setVisible(choisi == TypeEvenement.RECU)
        self.champ_recommande.setVisible(choisi in ENVOIS)
        if self.champ_motifs is not None:
            self.champ_motifs.setVisible(choisi in REFUS_DITS)
        self._say_read()

    def _on_date(self, texte: str) -> None:
        self.champ_date.hush()
        self._say_read(texte)

    def _say_read(self, texte: str | None = None) -> None:
        """The day that is read, and which dates it would change."""
        lue, choisi = self._read(self.date.text() if texte is None else texte), self.choix.value()
        id_ = "mois_lu" if isinstance(lue, MoisConnu) else "date_lue"
        dite = self._say(id_, date=date_longue(lue)) if lue is not None else ""
        slip = bool(choisi) and (choisi == TypeEvenement.RECU or choisi.startswith(AVIS))
        change = self._prevoir(choisi, lue) if slip and lue is not None and self._prevoir is not None else ""
        self._lue.setText("\n".join(filter(None, (dite, change))))

    def _read(self, texte: str) -> dt.date | None:
        """A day; or a month, where that is all one knows."""
        return read_date(texte, self._today()) or read_month(texte, self._today())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Typing replaces the day proposed."""
        if watched is self.date and event.type() is QEvent.Type.FocusIn:
            self.date.selectAll()
        return super().eventFilter(watched, event)

    def _on_recorded(self) -> None:
        choisi, date = self.choix.value(), self._read(self.date.text())
        if not choisi:
            self._champ_choix.show_state(self._textes("suivi.refus.sans_fait"), Teinte.SEMAINE, icone="attention")
            self._champ_choix.show()
            self.choix.setFocus()
        elif date is None:
            self._refuse_date(Refus("illisible" if self.date.text().strip() else "absente"))
        elif choisi.startswith(AVIS):
            self._give_slip(choisi, date)
        else:
            self._give(TypeEvenement(choisi), date)

    def _give_slip(self, choix: str, date: dt.date) -> None:
        """That of another letter than the request."""
        refus = check_slip(choix, date, connus=self._connus, today=self._today())
        if refus is not None:
            self._refuse_date(refus)
        else:
            texte = say_note(choix, date, connus=self._connus, textes=self._textes)
            self.geste.emit(lambda vers: vers.gestes.keep_slip(texte))

    def _give(self, type_: TypeEvenement, date: dt.date) -> None:
        organisme = INITIAL if type_ is TypeEvenement.RECU and self.initial.isChecked() else ""
        evenement = Evenement(date, type_, organisme)
        refus = check_fait(evenement, self._connus, self._today())
        numero = read_recommande(self.recommande.text()) if type_ in ENVOIS else ""
        if refus is not None:
            self._refuse_date(refus)
        elif numero is None:
            self.champ_recommande.say(self._say("recommande_refuse"), mot=self._textes("suivi.refus.mot"))
            self.recommande.setFocus()
        elif (jours := doubt_of(evenement, self._connus)) and self._sur != evenement:
            # Once said, pressing again says that it is so.
            self._sur = evenement
            self.champ_date.say(self._say("loin", jours=jours), mot=self._say("loin_mot"), nature=Nature.ATTENTION)
            self.date.setFocus()
        else:
            motifs = self.motifs.value() if self.champ_motifs is not None and type_ in REFUS_DITS else None
            self.geste.emit(lambda vers: vers.record(evenement, numero, motifs))

    def _refuse_date(self, refus: Refus) -> None:
        autre = self._textes(f"suivi.faits.{refus.autre}") if refus.autre is not None else ""
        texte = self._textes(f"suivi.refus.{refus.id}", fait=autre, **refus.faits)
        self.champ_date.say(texte, mot=self._textes("suivi.refus.mot"), nature=Nature.ATTENTION)
        self.date.setFocus()
