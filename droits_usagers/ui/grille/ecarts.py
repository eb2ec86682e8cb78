"""« Écarts »: what does not agree, worst first, and what one decides of it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from droits_usagers.domain.grille import Ecart, EcartSaisi, PassageMarque, Point, Source
from droits_usagers.domain.grille.controle import PERSONNEL
from droits_usagers.domain.mots.phrases import excerpt
from droits_usagers.services.grille.examen import Case, EcartMontre, Examen
from droits_usagers.ui.composants import (
    BoutonLien,
    BoutonPrimaire,
    BoutonSecondaire,
    Champ,
    ChoixMultiples,
    Colonne,
    Defilement,
    Intitule,
    Libelle,
    LigneTexte,
    ListeDeroulante,
    Option,
    Pied,
    Rangee,
    TexteLong,
    Titre,
)
from droits_usagers.ui.composants.clavier import bind
from droits_usagers.ui.composants.liste import Ligne, ListeMontree
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.grille.modele import ICONES, TEINTES
from droits_usagers.ui.socle.disposition import chain, stops_in
from droits_usagers.ui.socle.page import Contexte

#: Offered at once: a longer list would be a wall.
PLUS = 5


class ChoixArticles(QWidget):
    """Ids of the legal base, in the order chosen."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._textes, self._services = contexte.textes, contexte.services
        self._entrees = contexte.services.catalogue.droit.entrees
        self._choisis: dict[str, None] = {}
        self.recherche = LigneTexte(indice=self._textes("grille.articles.indice"))
        self._trouves, self._gardes = Colonne(ecart=0), Colonne(ecart=0)
        colonne = Colonne(self, ecart=4)
        colonne.addWidget(self.recherche)
        colonne.addLayout(self._trouves)
        colonne.addLayout(self._gardes)
        self.setFocusProxy(self.recherche)
        self.recherche.textChanged.connect(self._search)
        self.recherche.returnPressed.connect(self._choose_first)

    def value(self) -> tuple[str, ...]:
        """What was chosen."""
        return tuple(self._choisis)

    def clear(self) -> None:
        """Nothing chosen, nothing searched."""
        self._choisis = {}
        self.recherche.clear()
        self._show_chosen()

    def _found(self) -> tuple[str, ...]:
        cherche = self.recherche.text().strip()
        return tuple(id_ for id_ in self._services.articles.find(cherche) if id_ not in self._choisis)[:PLUS] if cherche else ()

    def _search(self) -> None:
        trouves = self._found()
        liens: list[QWidget] = [self._link(id_, icone="creer") for id_ in trouves]
        if not trouves and self.recherche.text().strip():
            liens = [Libelle(self._textes("grille.articles.aucun"), teinte=Teinte.DOUX)]
        replace_all(self._trouves, liens)

    def _link(self, id_: str, *, icone: str) -> BoutonLien:
        entree = self._entrees[id_]
        lien = BoutonLien(entree.nom, icone=icone)
        dit = "ajouter" if icone == "creer" else "retirer"
        lien.setAccessibleName(self._textes(f"grille.articles.{dit}", article=lien.titre))
        geste = self._choose if icone == "creer" else self._drop
        lien.clicked.connect(lambda _checked=False: geste(id_))
        return lien

    def _choose_first(self) -> None:
        for id_ in self._found()[:1]:
            self._choose(id_)

    def _choose(self, id_: str) -> None:
        self._choisis[id_] = None
        self.recherche.clear()
        self._show_chosen()
        self.recherche.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self, id_: str) -> None:
        self._choisis.pop(id_, None)
        self._show_chosen()
        self.recherche.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_chosen(self) -> None:
        replace_all(self._gardes, [self._link(id_, icone="fermer") for id_ in self._choisis])


_GRAVITES = ("1", "2", "3")


class SaisieEcart(QWidget):
    """`reworded`: a finding and its new words, none for the rule's. `added`: an EcartSaisi. `left`: nothing done."""

    reworded = Signal(object, str)
    added = Signal(object)
    left = Signal()

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._textes = contexte.textes
        self._say = self._textes.under("grille.saisie")
        self._trouve: EcartMontre | None = None
        self._montree = ""
        self._titre = Titre(niveau=2)
        self._cite = Libelle(teinte=Teinte.DOUX)
        self.phrase = TexteLong(lignes=7)
        regles = [(id_, une.titre) for id_, une in contexte.services.catalogue.ecarts.regles.items()]
        self.regle = ListeDeroulante([("", self._say("regle_aucune")), *regles])
        self._passages: tuple[PassageMarque, ...] = ()
        points = [(un.value, self._textes(f"ecarts.points.{un}")) for un in Point]
        self.point = ListeDeroulante(points)
        self.gravite = ListeDeroulante([(une, self._textes(f"ecarts.gravites.{une}")) for une in _GRAVITES])
        self.articles = ChoixArticles(contexte)
        self.sources = ChoixMultiples(())
        self._places = Colonne(ecart=0)
        self._champ_phrase = Champ(Intitule(self._say("phrase"), self._say("phrase_aide")), self.phrase)
        self.rendre = BoutonLien(self._say("rendre"), icone="retour")
        self.valider = BoutonPrimaire(self._say("valider"), touche=self._textes("commun.ctrl_entree"))
        self.renoncer = BoutonSecondaire(self._say("renoncer"), icone="retour")
        self._propres = QWidget()
        self._lay_out()
        self.valider.bind_enter(self, plain=False)
        bind("Esc", self, self.left.emit)
        self.valider.clicked.connect(lambda _checked=False: self._on_validated())
        self.renoncer.clicked.connect(lambda _checked=False: self.left.emit())
        self.rendre.clicked.connect(lambda _checked=False: self.reworded.emit(self._trouve, ""))
        self.phrase.textChanged.connect(self._champ_phrase.hush)
        self._choisis = self._chosen()

    def _lay_out(self) -> None:
        contenu = QWidget()
        colonne = Colonne(contenu, ecart=12, marges=(2, 0, 8, 8))
        colonne.addWidget(self._titre)
        colonne.addWidget(self._cite)
        colonne.addWidget(self._champ_phrase)
        colonne.addWidget(self.rendre, 0, Qt.AlignmentFlag.AlignLeading)
        propres = Colonne(self._propres, ecart=12)
        propres.addWidget(Champ(Intitule(self._say("regle"), self._say("regle_aide")), self.regle))
        propres.addWidget(Champ(Intitule(self._say("point")), self.point))
        propres.addWidget(Champ(Intitule(self._say("gravite")), self.gravite))
        propres.addWidget(Libelle(self._say("sources"), gras=True))
        propres.addLayout(self._places)
        propres.addWidget(Champ(Intitule(self._say("articles"), self._say("articles_aide")), self.articles))
        colonne.addWidget(self._propres)
        colonne.addLayout(Pied(self.renoncer, self.valider, ecart=8))
        colonne.addStretch(1)
        Colonne(self, ecart=0).addWidget(Defilement(contenu))

    def reword(self, trouve: EcartMontre) -> None:
        """Say this one otherwise."""
        self._trouve = trouve
        self._titre.setText(self._say("reformuler", numero=trouve.numero))
        self._cite.setText(self._say("garde"))
        self._show(own=False, can_give_back=trouve.rang is not None and not trouve.is_own)
        self.phrase.setPlainText(trouve.ecart.fait)
        self._begin()

    def add(self, sources: Sequence[tuple[Source, str]], case: Case | None, passages: tuple[PassageMarque, ...]) -> None:
        """One more; `sources` with their names, `case` where one is, `passages` what is noted there."""
        self._trouve = None
        self._passages = passages
        self.regle.setCurrentIndex(0)
        self._titre.setText(self._say("ajouter"))
        self._cite.setText("")
        self.sources = ChoixMultiples([Option(source.id, nom) for source, nom in sources])
        self.sources.setAccessibleName(self._say("sources"))
        replace_all(self._places, [self.sources])
        chain((self.gravite, *stops_in(self.sources)))
        self._show(own=True, can_give_back=False)
        self.phrase.clear()
        self.articles.clear()
        self.gravite.setCurrentIndex(1)
        if case is not None:
            self.point.setCurrentIndex(self.point.findData(case[1].value))
            self.sources.set_value((case[0],))
        self._begin()

    def _show(self, *, own: bool, can_give_back: bool) -> None:
        self._cite.setVisible(not own)
        self._propres.setVisible(own)
        self.rendre.setVisible(can_give_back)

    def _begin(self) -> None:
        self._champ_phrase.hush()
        # As Qt gives it back: with plain spaces.
        self._montree, self._choisis = self.phrase.toPlainText().strip(), self._chosen()
        self.phrase.document().clearUndoRedoStacks()
        self.phrase.moveCursor(self.phrase.textCursor().MoveOperation.End)
        self.phrase.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_dirty(self) -> bool:
        """True if something was typed or chosen here and not kept yet."""
        return self.phrase.toPlainText().strip() != self._montree or self._chosen() != self._choisis

    def _chosen(self) -> tuple[object, ...]:
        return self.regle.value(), self.point.value(), self.gravite.value(), self.sources.value(), self.articles.value()

    def clear(self) -> None:
        """Holds nothing."""
        self._trouve = None
        self._montree = ""
        self.phrase.clear()
        self.articles.clear()
        replace_all(self._places, ())
        self.sources = ChoixMultiples(())
        self._choisis = self._chosen()

    def conceal(self, *, masque: bool) -> None:
        """Hides what is typed, or shows it again."""
        self.phrase.conceal(masque=masque)

    def _on_validated(self) -> None:
        phrase = self.phrase.toPlainText().strip()
        if self._trouve is not None:
            if phrase == self._montree:
                # The same words are still the rule's.
                self.left.emit()
            else:
                self.reworded.emit(self._trouve, phrase)
        elif self.regle.value() and self._quoted() and not phrase:
            self.added.emit(EcartSaisi(self.regle.value(), passages=self._quoted(), confirme=True))
        elif phrase:
            self.added.emit(self._own(phrase))
        else:
            self._champ_phrase.say(self._say("phrase_vide"), mot=self._textes("commun.avis.attention"))
            self.phrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _own(self, phrase: str) -> EcartSaisi:
        """What is typed; a rule brings its right, its request and its articles. Whoever writes it has just looked."""
        regle = self.regle.value()
        return EcartSaisi(
            regle,
            phrase,
            point=Point(self.point.value()),
            sources=self.sources.value(),
            gravite=0 if regle else int(self.gravite.value()),
            articles=() if regle else self.articles.value(),
            confirme=True,
            passages=self._quoted(),
        )

    def _quoted(self) -> tuple[str, ...]:
        """What is noted where one was, of the sources and of the point that are still chosen."""
        point, sources = Point(self.point.value()), self.sources.value()
        return tuple(un.id for un in self._passages if un.point is point and un.source in sources)


_ECARTE = "ecarte:"
#: Of a quote, as much as tells it from another.
_EXTRAIT = 60
#: Of what is asked, as much as one answers by.
_QUESTION = 160


class FaceEcarts(QWidget):
    """`reached`: the finding being looked at, or None. `opened`: to its cells."""

    reached = Signal(object)
    opened = Signal(object)
    dropped = Signal(object)
    #: A finding, and whether one says that it is so.
    confirmed = Signal(object, bool)
    taken_back = Signal(str)
    #: A finding, and the ids of the passages to quote for it; none: those of the rule.
    quoted = Signal(object, object)
    article_wanted = Signal(str)
    add_wanted = Signal()

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte, self._textes = contexte, contexte.textes
        self._say = self._textes.under("grille.ecarts")
        self._examen = Examen()
        self._trouves: dict[str, EcartMontre] = {}
        self._lignes: list[Ligne] = []
        self._noms: dict[str, str] = {}
        self._attendu = ""
        self._masque = False
        #: What says yes to one of several passages.
        self._reponses: list[QWidget] = []
        self._aide = Libelle(teinte=Teinte.DOUX)
        self.liste = ListeMontree()
        self.liste.setAccessibleName(self._say("nom"))
        self._gestes, self._citations, self._articles = Rangee(ecart=0), Colonne(ecart=0), Colonne(ecart=0)
        self.ajouter = BoutonSecondaire(self._say("ajouter"), icone="creer")
        self.saisie = SaisieEcart(contexte)
        self._pile = QStackedWidget()
        self._pile.addWidget(self._make_list())
        self._pile.addWidget(self.saisie)
        Colonne(self, ecart=0).addWidget(self._pile)
        self.liste.line_reached.connect(lambda _id: self._on_reached())
        self.liste.line_opened.connect(lambda id_: self.opened.emit(self._trouves.get(id_)))
        self.ajouter.clicked.connect(lambda _checked=False: self.add_wanted.emit())
        self.saisie.left.connect(self.show_list)
        bind("Space", self.liste, self._on_confirm)
        bind("Del", self.liste, self._on_drop)

    def _make_list(self) -> QWidget:
        page = QWidget()
        self._dessous = dessous = QWidget()
        dedans = Colonne(dessous, ecart=0)
        dedans.addLayout(self._gestes)
        dedans.addLayout(self._citations)
        dedans.addLayout(self._articles)
        dedans.addWidget(self.ajouter, 0, Qt.AlignmentFlag.AlignLeading)
        dedans.addStretch(1)
        colonne = Colonne(page, ecart=4)
        colonne.addWidget(self._aide)
        self.defilement = Defilement(dessous)
        # Where there is little room, each takes what there is.
        for widget in (self.liste, self.defilement):
            widget.setMinimumHeight(1)
        colonne.addWidget(self.liste, 3)
        colonne.addWidget(self.defilement, 2)
        return page

    # What the editor tells it

    def show_examen(self, examen: Examen, noms: dict[str, str]) -> None:
        """What was found; `noms` are those of the sources, by id."""
        self._examen, self._noms = examen, noms
        self._trouves = {self._key(trouve): trouve for trouve in examen.trouves}
        lignes = [*map(self._line, examen.trouves), *map(self._dropped_line, examen.ecartes)]
        self._aide.setText(self._say("aide" if lignes else "aucun"))
        self.liste.setVisible(bool(lignes))
        if lignes != self._lignes:
            self._show_lines(lignes)
        if self._attendu in self._trouves:
            self.liste.go_to(self._attendu)
            self._attendu = ""

    def _show_lines(self, lignes: list[Ligne]) -> None:
        """One stays on the same line, or on the one that takes its place; never on nothing, when its button is gone."""
        rang, geste = self.liste.currentIndex().row(), self._dessous.isAncestorOf(self.focusWidget())
        self._lignes = lignes
        self.liste.show_lines(lignes)
        if rang >= 0 and lignes and not self.liste.current():
            self.liste.go_to(lignes[min(rang, len(lignes) - 1)].id)
        self._on_reached()
        if geste:
            self.liste.setFocus(Qt.FocusReason.OtherFocusReason)

    def start_adding(
        self, sources: Sequence[tuple[Source, str]], case: Case | None, passages: tuple[PassageMarque, ...]
    ) -> None:
        """The form for a finding of the user's own, which quotes these."""
        self._pile.setCurrentWidget(self.saisie)
        self.saisie.add(sources, case, passages)

    def show_list(self, *, new: int | None = None) -> None:
        """Back to the list; `new`: on the user's own finding of that rank, once it is found with the others."""
        self._attendu = f"{PERSONNEL}:{new}" if new is not None else ""
        if self._pile.currentWidget() is self.saisie:
            self.saisie.clear()
            self._pile.setCurrentIndex(0)
            self.liste.setFocus(Qt.FocusReason.OtherFocusReason)

    def conceal(self, *, masque: bool) -> None:
        """Hides what is quoted, or shows it again."""
        self._masque = masque
        self.saisie.conceal(masque=masque)
        self.show_examen(self._examen, self._noms)

    def go_to(self, trouve: EcartMontre) -> None:
        """On this finding, in the list."""
        self.show_list()
        self.liste.go_to(self._key(trouve))
        self.liste.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Holds nothing."""
        self._masque = False
        self._attendu = ""
        self.saisie.clear()
        self.saisie.conceal(masque=False)
        self._pile.setCurrentIndex(0)
        self.show_examen(Examen(), {})

    # What is shown

    @staticmethod
    def _key(trouve: EcartMontre) -> str:
        """The same finding keeps it when another appears: by its rule, or the rank of the user's own words."""
        return f"{trouve.ecart.regle}:{trouve.rang if trouve.is_own else ''}"

    def _line(self, trouve: EcartMontre) -> Ligne:
        ecart = trouve.ecart
        gravite = self._textes(f"ecarts.gravites.{ecart.gravite}")
        return Ligne(
            self._key(trouve),
            self._title(ecart),
            self._details(ecart, self._support(trouve)),
            mot=self._say(self._word(ecart), numero=trouve.numero, gravite=gravite),
            etat=TEINTES[ecart.gravite],
            icone=ICONES[ecart.gravite],
        )

    @staticmethod
    def _word(ecart: Ecart) -> str:
        return "mot_confirme" if ecart.confirme else "mot_indecis" if ecart.indecis else "mot"

    def _dropped_line(self, ecart: Ecart) -> Ligne:
        return Ligne(_ECARTE + ecart.regle, self._title(ecart), self._details(ecart), mot=self._say("ecarte"))

    def _title(self, ecart: Ecart) -> str:
        return ecart.titre or self._textes(f"ecarts.points.{ecart.point}")

    def _support(self, trouve: EcartMontre) -> str:
        """What is missing under the user's own words: what they quoted, or were seen in, may be no more."""
        ecart = trouve.ecart
        if trouve.rang is None or ecart.passages:
            return ""
        return self._say("sans_citation" if ecart.sources else "sans_appui")

    def _details(self, ecart: Ecart, manque: str = "") -> str:
        dits = [self._textes("grille.masque") if self._masque else ecart.phrase]
        sources = " ; ".join(self._noms[source] for source in ecart.sources if source in self._noms)
        if sources:
            dits.append(self._say("sources", sources=sources))
        return "\n".join(filter(None, (*dits, manque)))

    # What one may do about the one being looked at

    @property
    def trouve(self) -> EcartMontre | None:
        """The finding being looked at."""
        return self._trouves.get(self.liste.current())

    def _on_reached(self) -> None:
        trouve, ici = self.trouve, self.liste.current()
        gestes: list[QWidget] = []
        articles: list[QWidget] = []
        citations: list[QWidget] = []
        if trouve is not None:
            # Said otherwise, it quotes what its words do.
            redit = trouve.rang is not None and not trouve.is_own
            # What it asks, what it quotes, each taken away by a press, and what else it might.
            citations = [] if self._masque or redit else [*self._questions(trouve), *self._citations_of(trouve)]
            gestes = [
                self._link(self._gesture(trouve.ecart), "coche", self._on_confirm),
                self._link("retirer" if trouve.is_own else "ecarter", "fermer", self._on_drop),
                self._link("autrement", "copier", lambda: self._on_reword(trouve)),
            ]
            articles = [self._article(id_) for id_ in trouve.ecart.articles]
        elif ici.startswith(_ECARTE):
            regle = ici.removeprefix(_ECARTE)
            gestes = [self._link("reprendre", "retour", lambda: self.taken_back.emit(regle))]
        replace_all(self._gestes, gestes)
        self._gestes.addStretch(1)
        replace_all(self._citations, citations)
        replace_all(self._articles, articles)
        arrets = [un for un in citations if un.focusPolicy() is not Qt.FocusPolicy.NoFocus]
        chain((self.liste, *gestes, *arrets, *articles, self.ajouter))
        self.defilement.show_top()
        self.reached.emit(trouve)

    @staticmethod
    def _gesture(ecart: Ecart) -> str:
        if ecart.indecis:
            return "confirmer_oui" if len(ecart.a_confirmer) == 1 else "confirmer_chacun"
        return "deconfirmer" if ecart.confirme else "confirmer"

    def _questions(self, trouve: EcartMontre) -> list[QWidget]:
        """What someone has to say of each passage before it shows anything: a press says so."""
        ecart = trouve.ecart
        widgets: list[QWidget] = [Libelle(self._say("a_dire", question=ecart.a_dire), gras=True)] if ecart.a_confirmer else []
        for id_, dit in ecart.a_confirmer:
            lien = BoutonLien(self._say("oui", citation=excerpt(dit, _QUESTION)), icone="coche")
            lien.setAccessibleName(self._say("oui_dit", question=ecart.a_dire, citation=dit))
            lien.clicked.connect(lambda _checked=False, oui=id_: self._on_quoted(trouve, oui))
            widgets.append(lien)
        self._reponses = widgets[1:]
        return widgets

    @staticmethod
    def _shown(ecart: Ecart) -> tuple[str, ...]:
        """What it quotes, but what nobody said anything of yet."""
        demandes = {id_ for id_, _ in ecart.a_confirmer}
        return tuple(id_ for id_ in ecart.passages if not (ecart.indecis and id_ in demandes))

    def _citations_of(self, trouve: EcartMontre) -> list[QWidget]:
        ids, grille = trouve.ecart.passages, self._examen.grille
        # Taking one away would say yes to the others.
        cites = [] if trouve.ecart.indecis else [passage for passage in grille.passages if passage.id in ids]
        autres = [passage for passage in grille.passages if passage.id and passage.id not in ids]
        # What was noted on the same point first.
        autres.sort(key=lambda passage: passage.point is not trouve.ecart.point)
        # Before one says so: what these words are said to prove.
        tete = (
            self._say("citations")
            if trouve.ecart.confirme or not cites
            else self._say("prouvent", titre=self._title(trouve.ecart))
        )
        widgets: list[QWidget] = [Libelle(tete, gras=True)] if cites or autres else []
        if len(cites) == 1:
            # It rests on something.
            widgets.append(Libelle(self._quote(cites[0])))
        for passage in cites if len(cites) > 1 else ():
            lien = BoutonLien(self._quote(passage), icone="fermer")
            restent = tuple(id_ for id_ in ids if id_ != passage.id)
            lien.setAccessibleName(self._say("ne_plus_citer", citation=lien.titre))
            lien.clicked.connect(lambda _checked=False, gardes=restent: self.quoted.emit(trouve, gardes))
            widgets.append(lien)
        if autres:
            choix = ListeDeroulante([("", self._say("citer")), *((un.id, self._quote(un)) for un in autres)])
            choix.setAccessibleName(self._say("citer"))
            choix.activated.connect(lambda _rang: self._on_quoted(trouve, choix.value()))
            widgets.append(choix)
        if trouve.ecart.choisis:
            widgets.append(self._link("rendre_citations", "retour", lambda: self.quoted.emit(trouve, ())))
        return widgets

    def _quote(self, passage: PassageMarque) -> str:
        extrait, ou = excerpt(passage.texte, _EXTRAIT), self._noms.get(passage.source, "")
        page = {"page": passage.page} if passage.page else {}
        return self._say("citation_page" if page else "citation", texte=extrait, source=ou, **page)

    def _on_quoted(self, trouve: EcartMontre, passage: str) -> None:
        if passage:
            self.quoted.emit(trouve, (*self._shown(trouve.ecart), passage))

    def _link(self, id_: str, icone: str, geste: object) -> BoutonLien:
        lien = BoutonLien(self._say(id_), icone=icone)
        lien.clicked.connect(lambda _checked=False: geste())  # type: ignore[operator] # something to call
        return lien

    def _article(self, id_: str) -> BoutonLien:
        entree = self._contexte.services.catalogue.droit.entrees[id_]
        lien = BoutonLien(entree.citation_courte or entree.citation, icone="textes")
        lien.clicked.connect(lambda _checked=False: self.article_wanted.emit(id_))
        return lien

    def _on_confirm(self) -> None:
        """One says of the one looked at that it is so; or takes that back."""
        trouve = self.trouve
        if trouve is None or self._masque:
            return
        if trouve.ecart.indecis and len(trouve.ecart.a_confirmer) > 1:
            # Each is answered by itself: to the first of them.
            self._reponses[0].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.confirmed.emit(trouve, not trouve.ecart.confirme)

    def _on_drop(self) -> None:
        trouve = self.trouve
        if trouve is not None:
            self.dropped.emit(trouve)

    def _on_reword(self, trouve: EcartMontre) -> None:
        self._pile.setCurrentWidget(self.saisie)
        self.saisie.reword(trouve)
