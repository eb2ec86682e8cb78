"""Every rule over a grille, then what the user decided: the findings, worst first."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from droits_usagers.domain.grille import buts, conservation, formalites, personnes
from droits_usagers.domain.grille.lecture import Lecture, PassageCite, Trouvaille
from droits_usagers.domain.grille.masque import Masque
from droits_usagers.domain.grille.valeurs import (
    NATURE_DU_GENRE,
    NATURES_ETABLIES,
    Ecart,
    EcartSaisi,
    GenreSource,
    Grille,
    NaturePassage,
    Point,
    ReferenceGrille,
    RegleGrille,
    Source,
)
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.personnes.organismes import GenreOrganisme

_LES_REGLES: tuple[Callable[[Lecture], Trouvaille | None], ...] = (
    personnes.refus_sans_aide,
    personnes.opposition_impossible,
    personnes.rapport_exige,
    personnes.affiche_disparue,
    personnes.usagers_non_informes,
    conservation.conservation_divergente,
    conservation.conservation_illimitee,
    conservation.conservation_depassee,
    personnes.identifiants_commentaires,
    personnes.tout_le_personnel,
    personnes.acces_non_prevu,
    personnes.comptes_partages,
    personnes.appreciations,
    personnes.comptes_rendus_saisis,
    buts.donnees_non_annoncees,
    buts.donnees_sans_finalite,
    buts.finalite_vague,
    buts.usages_non_annonces,
    buts.usage_securite,
    buts.usage_expulsion,
    buts.usage_autorites,
    buts.evaluation_agents,
    personnes.source_non_nommee,
    personnes.origine_non_annoncee,
    personnes.mention_absente,
    personnes.affiche_incomplete,
    formalites.absent_du_registre,
    formalites.aipd_absente,
    formalites.aipd_tardive,
    formalites.information_tardive,
    personnes.refus_sans_reponse,
    personnes.parole_non_verifiee,
    personnes.tracabilite_absente,
    personnes.nir_a_justifier,
    buts.sensibles_sans_exception,
    buts.finalite_sans_donnee,
    buts.perimetre_plus_large,
    buts.interconnexion,
    buts.statistiques_decisions,
    conservation.statistiques_annuelles,
    conservation.conservation_vague,
    conservation.conservation_devenir,
    conservation.conservation_repere,
    formalites.enquete_hors_registre,
    formalites.registre_a_demander,
    formalites.aipd_a_demander,
    formalites.comite_non_saisi,
    personnes.secret_professionnel,
    personnes.securite_insuffisante,
    conservation.conservation_excessive,
    buts.saisie_systematique,
    formalites.autorisation_ancienne,
    formalites.reponse_promise,
    formalites.reponse_tardive,
    formalites.outil_defaillant,
    formalites.constats_cnil,
)
#: Every rule this program knows, by the name under which it is told.
REGLES: Mapping[str, Callable[[Lecture], Trouvaille | None]] = {regle.__name__: regle for regle in _LES_REGLES}

#: What nobody has seen, nor the CNIL found, weighs no more than that.
_NON_ETABLI = 2
#: What is not said as a fact of ours: what the CNIL found, what someone tells of someone else, what is nobody's yet.
_DITES = {
    NaturePassage.CONSTATE_CNIL: "constat_cnil",
    NaturePassage.RAPPORTE: "rapporte",
    NaturePassage.A_DEMANDER: "reste_a_dire",
}
#: The rule that says by itself that the CNIL found it.
_CONSTATS = formalites.constats_cnil.__name__
#: What one quotes of each source: the rest is in the grille. Of what the CNIL found, everything.
_CITATIONS = 3
#: Whose agents are not, or may not be, those of the code général de la fonction publique: its articles are not cited to them.
_HORS_FONCTION_PUBLIQUE = frozenset(GenreOrganisme) - {
    GenreOrganisme.DEPARTEMENT,
    GenreOrganisme.CCAS,
    GenreOrganisme.MDPH,
    GenreOrganisme.AUTRE,
}
_FONCTION_PUBLIQUE = "cgfp-"
#: What these find is that something is asked, and not answered.
POSENT = frozenset({"refus_sans_reponse", "conservation_devenir"})
_SANS_PIECES: Mapping[str, int] = MappingProxyType({})
#: A finding of the user's own under no rule of ours.
PERSONNEL = "personnel"


def check_ecarts(
    grille: Grille, reference: ReferenceGrille, pieces: Mapping[str, int] = _SANS_PIECES, *, tait: bool = True
) -> tuple[Ecart, ...]:
    """The findings, worst first, then in the order of the reference. `pieces`: the numbers of exhibits, by source.

    `tait`: False quotes whole what names people, for who reads it again before it leaves.
    """
    masque = Masque(reference, grille, tait=tait)
    redacteur = _Redacteur(Lecture(grille, reference), masque, pieces)
    saisis = [replace(saisi, phrase=masque.hide(saisi.phrase)) for saisi in grille.saisis]
    trouves = list(_found(redacteur, saisis))
    return tuple(sorted(_decided(trouves, saisis, redacteur), key=lambda ecart: -ecart.gravite))


def _found(redacteur: "_Redacteur", saisis: Iterable[EcartSaisi]) -> Iterator[Ecart]:
    """What each rule finds, or what someone chose to quote for it."""
    lecture = redacteur.lecture
    choisis = {saisi.regle: saisi.passages for saisi in saisis if saisi.passages and not saisi.phrase}
    for regle in lecture.reference.regles.values():
        trouvaille = _fitting(regle, REGLES[regle.id](lecture))
        incertains = _unsure(trouvaille)
        trouve = redacteur.write(regle, _sure(trouvaille, incertains)) if trouvaille is not None else None
        if regle.id in choisis and (voulue := _narrowed(lecture, regle, choisis[regle.id], trouvaille=trouvaille)):
            ecart = redacteur.write(regle, voulue)
            siens = set() if trouve is None or trouve.indecis else set(trouve.passages)
            trouve = replace(ecart, choisis=set(ecart.passages) != siens)
            incertains = tuple(un for un in incertains if un.passage not in choisis[regle.id])
        if trouve is not None:
            trouve = replace(trouve, articles=_applicable(trouve.articles, lecture.grille))
            yield _resting(lecture.grille, redacteur.ask(regle, trouve, incertains))


def _unsure(trouvaille: Trouvaille | None) -> tuple[PassageCite, ...]:
    """What of a finding would show it, and does not until someone says so."""
    passages = () if trouvaille is None else trouvaille.passages
    return tuple(un for un in passages if un.incertain and not un.doute)


def _sure(trouvaille: Trouvaille, incertains: Collection[PassageCite]) -> Trouvaille:
    """The same without it; where nothing is left but questions, or all of it is needed, it is only asked."""
    surs = tuple(un for un in trouvaille.passages if un not in incertains)
    if incertains and (trouvaille.ensemble or all(un.doute for un in surs)):
        return replace(trouvaille, indecis=True)
    return replace(trouvaille, passages=surs)


def _fitting(regle: RegleGrille, trouvaille: Trouvaille | None) -> Trouvaille | None:
    """The same without what someone marked for another point than its own; None when nothing is left."""
    if trouvaille is None or not regle.points:
        return trouvaille
    passages = tuple(un for un in trouvaille.passages if not un.marque or un.point in regle.points)
    return replace(trouvaille, passages=passages) if passages else None


def _narrowed(
    lecture: Lecture, regle: RegleGrille, ids: Collection[str], *, trouvaille: Trouvaille | None
) -> Trouvaille | None:
    """What someone chose to quote: what the rule found in these passages, or else the whole of them; None when none is left.

    Of what it takes several to show, those that do not show it together are still only asked about.
    """
    trouvaille = trouvaille or Trouvaille(())
    contredits = tuple(un for un in trouvaille.contredits if un.passage in ids)
    siens = tuple(un for un in trouvaille.passages if un.passage in ids)
    # Of a passage that tells and asks, what it tells.
    disent = {un.passage for un in siens if not un.doute}
    siens = tuple(un for un in siens if not un.doute or un.passage not in disent)
    dits = {un.passage for un in (*siens, *contredits)}
    cites = (*(un.answered for un in siens), *_chosen(lecture, [id_ for id_ in ids if id_ not in dits]))
    if not cites:
        return None
    partie = trouvaille.ensemble and dits.issuperset(ids) and not _shown_by(lecture, regle, ids)
    return replace(trouvaille, passages=cites, contredits=contredits, choisis=True, indecis=partie)


def _shown_by(lecture: Lecture, regle: RegleGrille, ids: Collection[str]) -> bool:
    """True when the rule finds it with nothing but these passages."""
    passages = tuple(un for un in lecture.grille.passages if un.id in ids)
    return REGLES[regle.id](Lecture(replace(lecture.grille, passages=passages), lecture.reference)) is not None


def _chosen(lecture: Lecture, ids: Collection[str]) -> tuple[PassageCite, ...]:
    """The passages of these ids, as they are."""
    return tuple(lecture.whole(releve) for releve in lecture.releves if releve.passage.id and releve.passage.id in ids)


def _decided(trouves: Iterable[Ecart], saisis: Iterable[EcartSaisi], redacteur: "_Redacteur") -> Iterator[Ecart]:
    """What the rules found, reworded or dropped, then what the user adds."""
    reference = redacteur.lecture.reference
    par_regle: defaultdict[str, list[EcartSaisi]] = defaultdict(list)
    for saisi in saisis:
        par_regle[saisi.regle or PERSONNEL].append(saisi)
    for ecart in trouves:
        decisions = par_regle.pop(ecart.regle, [])
        if any(saisi.ecarte for saisi in decisions):
            continue
        reformules = [_own(saisi, ecart, redacteur) for saisi in decisions if saisi.phrase]
        sur = not ecart.indecis and any(_still_sure(saisi, ecart) for saisi in decisions)
        yield from reformules or [replace(ecart, confirme=sur)]
    for id_, decisions in par_regle.items():
        regle = reference.regles.get(id_, RegleGrille(id_, Point.FINALITE, 1, (), ""))
        modele = _finding(regle, (), regle.gravite, fait="")
        yield from (_own(saisi, modele, redacteur) for saisi in decisions if saisi.phrase and not saisi.ecarte)


def _resting(grille: Grille, ecart: Ecart) -> Ecart:
    """The same, with a digest of what it rests on: documents as they are called and dated, and what is quoted of them.

    Of a rule, what is said comes from what is quoted; of someone's own words, nothing else tells that it changed.
    """
    sources = [
        (une.genre.value, une.nom, une.auteur, str(une.date), str(une.promis_le), str(une.recu_le))
        for une in grille.sources
        if une.id in ecart.sources
    ]
    passages = [(un.id, un.point.value, un.texte) for un in grille.passages if un.id in ecart.passages]
    dits = (ecart.point.value, ecart.articles, sources, passages)
    return replace(ecart, appui=hashlib.sha256(repr(dits).encode()).hexdigest()[:16])


def _own(saisi: EcartSaisi, modele: Ecart, redacteur: "_Redacteur") -> Ecart:
    """A finding in the user's words, with what they quote; what they did not say is as the rule has it."""
    # What nobody had said yet, one says in one's own words.
    usuelle = redacteur.lecture.reference.regles[modele.regle].gravite if modele.indecis else modele.gravite
    point, gravite = saisi.point or modele.point, saisi.gravite or usuelle
    fait, cites = saisi.phrase, _chosen(redacteur.lecture, saisi.passages)
    if cites:
        fait, gravite = redacteur.led(fait, cites), _weighed(gravite, cites)
        cases = _cells(cites)
    else:
        sources = saisi.sources or modele.sources
        cases = tuple((source, point) for source in sources) if saisi.point or saisi.sources else modele.cases
    if not cites and (modele.indecis or not modele.passages):
        vues = saisi.sources or modele.sources
        gravite = gravite if _was_seen(redacteur.lecture.grille, vues) else min(gravite, _NON_ETABLI)
    ecart = replace(
        modele,
        point=point,
        sources=tuple(dict.fromkeys(source for source, _ in cases)) if cites else saisi.sources or modele.sources,
        gravite=gravite,
        articles=saisi.articles or modele.articles,
        fait=fait,
        phrase=fait,
        cites="",
        cases=cases,
        passages=_ids(cites) if cites else modele.passages,
        indecis=False,
        a_confirmer=(),
        a_dire="",
    )
    ecart = _resting(redacteur.lecture.grille, ecart)
    return replace(ecart, confirme=_still_sure(saisi, ecart))


def _still_sure(saisi: EcartSaisi, ecart: Ecart) -> bool:
    """True when someone confirmed it, and it says now what it said then."""
    return saisi.confirme and (not saisi.vu or saisi.vu == ecart.sceau)


def _was_seen(grille: Grille, sources: Collection[str]) -> bool:
    """True when one of these sources is of those that have seen what they say."""
    genres = (source.genre for source in grille.sources if source.id in sources)
    return any(NATURE_DU_GENRE[genre] in NATURES_ETABLIES for genre in genres)


def _weighed(gravite: int, cites: Collection[PassageCite]) -> int:
    """What nobody saw denies no right; what is only asked or feared is asked.

    Beside what the rule hears, what it does not hear shows nothing.
    """
    entendus = [passage for passage in cites if not passage.entier] or cites
    if all(passage.doute for passage in entendus):
        return 1
    return gravite if any(passage.nature in NATURES_ETABLIES for passage in entendus) else min(gravite, _NON_ETABLI)


def _cells(cites: Iterable[PassageCite]) -> tuple[tuple[str, Point], ...]:
    return tuple(dict.fromkeys((passage.source.id, passage.point) for passage in cites))


def _ids(cites: Iterable[PassageCite]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(passage.passage for passage in cites if passage.passage))


def _applicable(articles: Collection[str], grille: Grille) -> tuple[str, ...]:
    """Those that may be cited to this body."""
    dehors = grille.organisme.genre in _HORS_FONCTION_PUBLIQUE
    return tuple(un for un in articles if not (dehors and un.startswith(_FONCTION_PUBLIQUE)))


def _finding(
    regle: RegleGrille,
    cases: tuple[tuple[str, Point], ...],
    gravite: int,
    *,
    fait: str,
    phrase: str = "",
    cites: str = "",
    passages: tuple[str, ...] = (),
) -> Ecart:
    return Ecart(
        regle.id,
        regle.point,
        tuple(dict.fromkeys(source for source, _ in cases)),
        gravite,
        regle.articles,
        fait,
        droit=regle.droit,
        demande=regle.demande,
        phrase=phrase,
        cites=cites,
        titre=regle.titre,
        cases=cases,
        passages=passages,
    )


class _Redacteur:
    """Puts findings in sentences."""

    def __init__(self, lecture: Lecture, masque: Masque, pieces: Mapping[str, int]) -> None:
        self.lecture = lecture
        self._pieces = pieces
        self._mots = lecture.reference.mots
        self._masque = masque
        self._semblables = _alike(lecture.grille.sources)

    def write(self, regle: RegleGrille, trouvaille: Trouvaille) -> Ecart:
        # A question beside a fact shows nothing more: it is not quoted as if it did, unless someone chose to.
        cites = trouvaille.passages
        if not trouvaille.choisis and not trouvaille.ensemble:
            cites = tuple(passage for passage in cites if not passage.doute) or cites
        contredits = [passage for passage in trouvaille.contredits if passage not in trouvaille.passages]
        passages = (*cites, *contredits)
        fait = " ".join((self._fact(regle, trouvaille, cites), *self._reckoned(trouvaille, cites)))
        usuelle = trouvaille.gravite or regle.gravite
        gravite = _weighed(usuelle, cites)
        if contredits:
            fait = self._mots["contredit"].format(fait=fait, citations=self._quotes(contredits))
        doutes = [passage.doute for passage in cites]
        moitie = trouvaille.ensemble and any(doutes)
        # One half of it is only asked: the whole is.
        gravite = 1 if moitie or trouvaille.indecis else gravite
        if trouvaille.indecis:
            # Nobody said yet of what it is that words speak.
            fait = self._mots["a_confirmer"].format(fait=fait, question=self._to_say(regle, cites))
        elif (all(doutes) or moitie or gravite == 1 < usuelle) and regle.id not in POSENT:
            # Nobody says that it is so: it is asked, however bad it would be.
            fait = self._mots["question"].format(fait=fait)
        phrase = " ".join((fait, regle.droit, self._mots["demande"].format(demande=regle.demande)))
        dits = self._quotes(sorted(passages, key=lambda passage: passage.source.age))
        ecart = _finding(regle, _cells(passages), gravite, fait=fait, phrase=phrase, cites=dits, passages=_ids(passages))
        return replace(ecart, indecis=trouvaille.indecis)

    def _to_say(self, regle: RegleGrille, cites: Iterable[PassageCite]) -> str:
        """What someone has to say of these: first, whose words they are."""
        if any(un.nature is NaturePassage.A_DEMANDER and un.source.genre is GenreSource.COURRIER_CNIL for un in cites):
            return self._mots["a_confirmer_cnil"].format(titre=regle.titre)
        return regle.a_confirmer or self._mots["a_confirmer_mots"]

    def ask(self, regle: RegleGrille, ecart: Ecart, incertains: Collection[PassageCite]) -> Ecart:
        """The same with what someone has to say of these, passage by passage."""
        dits = {
            un.passage: " ".join(
                self._mots["guillemets"].format(texte=self._masque.quote(ici.texte))
                for ici in incertains
                if ici.passage == un.passage
            )
            for un in incertains
        }
        return replace(ecart, a_confirmer=tuple(dits.items()), a_dire=self._to_say(regle, incertains)) if dits else ecart

    def _fact(self, regle: RegleGrille, trouvaille: Trouvaille, cites: Collection[PassageCite]) -> str:
        """What the sources show. What the CNIL found is said as found, and what a rule cannot fill in, by its title."""
        # What is named there was typed by someone.
        dits = dict(trouvaille.faits) | self._named(trouvaille, cites)
        faits = {cle: self._masque.hide(valeur) for cle, valeur in dits.items()}
        for nature, mots in _DITES.items():
            if regle.id != _CONSTATS and all(passage.nature is nature for passage in cites):
                titre = self._mots["nommes"].format(titre=regle.titre, **faits) if "quoi" in faits else regle.titre
                return self._mots[mots].format(titre=titre, citations=self._quotes(cites))
        if "{quoi}" in regle.fait and "quoi" not in faits:
            return self.led(regle.titre, cites)
        return regle.fait.format(citations=self._quotes(cites), **faits)

    def _reckoned(self, trouvaille: Trouvaille, cites: Collection[PassageCite]) -> Iterator[str]:
        """What was reckoned, so that one can do it again: no surer than what it was reckoned from."""
        sur = not trouvaille.indecis and not any(un.doute or un.nature is NaturePassage.RAPPORTE for un in cites)
        for id_, valeurs in trouvaille.calculs:
            calcul = self._mots[id_].format(**dict(valeurs))
            yield calcul if sur else self._mots["si_exact"].format(calcul=calcul)

    def _named(self, trouvaille: Trouvaille, cites: Collection[PassageCite]) -> dict[str, str]:
        """What is named by what is quoted: by what is only reported, where nothing else is."""
        surs = [passage for passage in cites if not passage.doute and passage.nature is not NaturePassage.RAPPORTE]
        cles = {self._key(passage) for passage in surs or cites}
        noms = [nom for nom, passages in trouvaille.noms if not cles.isdisjoint(map(self._key, passages))]
        return {"quoi": ", ".join(dict.fromkeys(noms))} if noms else {}

    @staticmethod
    def _key(passage: PassageCite) -> tuple[str, str]:
        """A passage, whole or in part."""
        return passage.source.id, passage.passage or passage.texte

    def led(self, phrase: str, cites: Collection[PassageCite]) -> str:
        """Words, then what is quoted for them."""
        return self._mots["menee"].format(phrase=phrase.rstrip(" ."), citations=self._quotes(cites))

    def _quotes(self, passages: Iterable[PassageCite]) -> str:
        """What each source says, with its date, in the order in which it was noted."""
        passages = tuple(passages)
        rapportes = {un.source for un in passages if un.nature is NaturePassage.RAPPORTE}
        surs = {un.source for un in passages if un.nature is not NaturePassage.RAPPORTE}
        par_source: defaultdict[Source, list[str]] = defaultdict(list)
        pages: defaultdict[Source, set[int]] = defaultdict(set)
        for passage in passages:
            cites = par_source[passage.source]
            if cites and passage.texte.startswith(cites[-1]):
                # A question, then the same with what answers it.
                cites[-1] = passage.texte
                pages[passage.source].add(passage.page)
            elif (len(cites) < _CITATIONS or passage.nature is NaturePassage.CONSTATE_CNIL) and passage.texte not in cites:
                cites.append(passage.texte)
                pages[passage.source].add(passage.page)
        return self._mots["entre"].join(
            self._mots["citation"].format(
                textes=self._mots["suite"].join(
                    self._mots["guillemets"].format(texte=texte) for texte in dict.fromkeys(map(self._masque.quote, textes))
                ),
                source=self._told(source, sorted(pages[source] - {0}), rapporte=bool(surs) and source in rapportes - surs),
            )
            if any(textes)
            # A document that comes late is named for its days, whatever it says.
            else self._placed(source, ())
            for source, textes in par_source.items()
        )

    def _told(self, source: Source, pages: Sequence[int], *, rapporte: bool) -> str:
        """Where it stands; said to be reported where what is beside it was seen."""
        placee = self._placed(source, pages)
        return self._mots["source_rapporte"].format(source=placee) if rapporte else placee

    def _placed(self, source: Source, pages: Sequence[int]) -> str:
        """A source in a sentence, with the number of its exhibit and the pages that are quoted, if it has any."""
        if source.id in self._pieces:
            # Its number tells it from any other: what else it is called is in the list of exhibits.
            nom = self._mots["piece"].format(numero=self._pieces[source.id], source=self._dated(source))
        else:
            nom = self.name(source)
        return self._mots["paginee"].format(source=nom, pages=self._mots["et"].join(map(str, pages))) if pages else nom

    def name(self, source: Source) -> str:
        """A source in a sentence: what it is called, its kind and its date, and its id when another has the same."""
        nom = self._dated(source)
        if source.nom:
            nom = self._mots["nommee"].format(nom=self._masque.hide(source.nom), source=nom)
        return (
            self._mots["reperee"].format(source=nom, id=source.id) if (source.genre, source.date) in self._semblables else nom
        )

    def _dated(self, source: Source) -> str:
        date = date_courte(source.date) if source.date else ""
        return self._mots["datee" if date else "sans_date"].format(source=self._mots[f"source_{source.genre}"], date=date)


def _alike(sources: Iterable[Source]) -> frozenset[object]:
    """The kinds and dates that several sources share."""
    vus: set[object] = set()
    doubles: set[object] = set()
    for source in sources:
        cle = (source.genre, source.date)
        (doubles if cle in vus else vus).add(cle)
    return frozenset(doubles)
