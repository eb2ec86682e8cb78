"""Every rule over a grille, then what the user decided: the findings, worst first."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from droits_usagers.domain.grille import acces, buts, conservation, ecrits, formalites, personnes
from droits_usagers.domain.grille.lecture import Lecture, PassageCite, Trouvaille
from droits_usagers.domain.grille.masque import Masque
from droits_usagers.domain.grille.valeurs import (
    RAPPORTES,
    Ecart,
    EcartSaisi,
    Grille,
    Point,
    ReferenceGrille,
    RegleGrille,
    Source,
)
from droits_usagers.domain.mots.dates import date_courte

_LES_REGLES: tuple[Callable[[Lecture], Trouvaille | None], ...] = (
    personnes.refus_sans_aide,
    personnes.opposition_impossible,
    ecrits.rapport_exige,
    personnes.affiche_disparue,
    personnes.usagers_non_informes,
    conservation.conservation_divergente,
    conservation.conservation_illimitee,
    conservation.conservation_depassee,
    ecrits.identifiants_commentaires,
    acces.tout_le_personnel,
    acces.acces_non_prevu,
    acces.comptes_partages,
    ecrits.appreciations,
    ecrits.comptes_rendus_saisis,
    buts.donnees_non_annoncees,
    buts.donnees_sans_finalite,
    buts.finalite_vague,
    buts.usage_securite,
    buts.usage_expulsion,
    buts.usage_autorites,
    buts.evaluation_agents,
    acces.source_non_nommee,
    acces.origine_non_annoncee,
    personnes.mention_absente,
    personnes.affiche_incomplete,
    formalites.absent_du_registre,
    formalites.aipd_absente,
    personnes.refus_sans_reponse,
    acces.parole_non_verifiee,
    acces.tracabilite_absente,
    ecrits.nir_a_justifier,
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
    acces.secret_professionnel,
    acces.securite_insuffisante,
    conservation.conservation_excessive,
    buts.saisie_systematique,
    formalites.autorisation_ancienne,
    formalites.reponse_promise,
    formalites.outil_defaillant,
)
#: Every rule this program knows, by the name under which it is told.
REGLES: Mapping[str, Callable[[Lecture], Trouvaille | None]] = {regle.__name__: regle for regle in _LES_REGLES}

#: What is only told weighs no more than that.
_RAPPORTE = 2
#: What one quotes of each source: the rest is in the grille.
_CITATIONS = 3
#: A finding of the user's own under no rule of ours.
PERSONNEL = "personnel"


def check_ecarts(grille: Grille, reference: ReferenceGrille) -> tuple[Ecart, ...]:
    """The findings, worst first, then in the order of the reference."""
    masque = Masque(reference.civilites, reference.mots)
    trouves = list(_found(grille, reference, masque))
    saisis = [replace(saisi, phrase=masque.hide(saisi.phrase)) for saisi in grille.saisis]
    return tuple(sorted(_decided(trouves, saisis, reference), key=lambda ecart: -ecart.gravite))


def _found(grille: Grille, reference: ReferenceGrille, masque: Masque) -> Iterator[Ecart]:
    lecture = Lecture(grille, reference)
    redacteur = _Redacteur(reference, grille, masque)
    for regle in reference.regles.values():
        trouvaille = REGLES[regle.id](lecture)
        if trouvaille is not None:
            yield redacteur.write(regle, trouvaille)


def _decided(trouves: Iterable[Ecart], saisis: Iterable[EcartSaisi], reference: ReferenceGrille) -> Iterator[Ecart]:
    """What the rules found, reworded or dropped, then what the user adds."""
    par_regle: defaultdict[str, list[EcartSaisi]] = defaultdict(list)
    for saisi in saisis:
        par_regle[saisi.regle or PERSONNEL].append(saisi)
    for ecart in trouves:
        decisions = par_regle.pop(ecart.regle, [])
        if any(saisi.ecarte for saisi in decisions):
            continue
        reformules = [_own(saisi, ecart) for saisi in decisions if saisi.phrase]
        yield from reformules or [replace(ecart, confirme=any(saisi.confirme for saisi in decisions))]
    for id_, decisions in par_regle.items():
        regle = reference.regles.get(id_, RegleGrille(id_, Point.FINALITE, 1, (), ""))
        modele = _finding(regle, (), regle.gravite, fait="")
        yield from (_own(saisi, modele) for saisi in decisions if saisi.phrase and not saisi.ecarte)


def _own(saisi: EcartSaisi, modele: Ecart) -> Ecart:
    """A finding in the user's words; what they did not say is as the rule has it."""
    point, sources = saisi.point or modele.point, saisi.sources or modele.sources
    return replace(
        modele,
        point=point,
        sources=sources,
        gravite=saisi.gravite or modele.gravite,
        articles=saisi.articles or modele.articles,
        fait=saisi.phrase,
        phrase=saisi.phrase,
        confirme=saisi.confirme,
        cases=tuple((source, point) for source in sources) if saisi.point or saisi.sources else modele.cases,
    )


def _finding(regle: RegleGrille, cases: tuple[tuple[str, Point], ...], gravite: int, *, fait: str, phrase: str = "") -> Ecart:
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
        titre=regle.titre,
        cases=cases,
    )


class _Redacteur:
    """Puts findings in sentences."""

    def __init__(self, reference: ReferenceGrille, grille: Grille, masque: Masque) -> None:
        self._mots = reference.mots
        self._masque = masque
        self._semblables = _alike(grille.sources)

    def write(self, regle: RegleGrille, trouvaille: Trouvaille) -> Ecart:
        # A question beside a fact shows nothing more: it is not quoted as if it did.
        cites = tuple(passage for passage in trouvaille.passages if not passage.doute) or trouvaille.passages
        contredits = [passage for passage in trouvaille.contredits if passage not in trouvaille.passages]
        passages = (*cites, *contredits)
        fait = regle.fait.format(citations=self._quotes(cites), **dict(trouvaille.faits))
        gravite = trouvaille.gravite or regle.gravite
        if all(passage.source.genre in RAPPORTES for passage in cites):
            gravite = min(gravite, _RAPPORTE)
        if contredits:
            fait = self._mots["contredit"].format(fait=fait, citations=self._quotes(contredits))
        if gravite > 1 and all(passage.doute for passage in cites):
            # Nobody says that it is so: it is asked, however bad it would be.
            gravite = 1
            fait = self._mots["question"].format(fait=fait)
        phrase = " ".join((fait, regle.droit, self._mots["demande"].format(demande=regle.demande)))
        cases = dict.fromkeys((passage.source.id, passage.point) for passage in passages)
        return _finding(regle, tuple(cases), gravite, fait=fait, phrase=phrase)

    def _quotes(self, passages: Iterable[PassageCite]) -> str:
        """What each source says, with its date, in the order in which it was noted."""
        par_source: defaultdict[Source, list[str]] = defaultdict(list)
        for passage in passages:
            cites = par_source[passage.source]
            if cites and passage.texte.startswith(cites[-1]):
                # A question, then the same with what answers it.
                cites[-1] = passage.texte
            elif len(cites) < _CITATIONS and passage.texte not in cites:
                cites.append(passage.texte)
        return self._mots["entre"].join(
            self._mots["citation"].format(
                textes=self._mots["suite"].join(
                    self._mots["guillemets"].format(texte=texte) for texte in dict.fromkeys(map(self._masque.quote, textes))
                ),
                source=self.name(source),
            )
            for source, textes in par_source.items()
        )

    def name(self, source: Source) -> str:
        """A source in a sentence: its kind and its date, and its id when another has the same."""
        nom = self._mots[f"source_{source.genre}"]
        date = date_courte(source.date) if source.date else ""
        nom = self._mots["datee" if date else "sans_date"].format(source=nom, date=date)
        return (
            self._mots["reperee"].format(source=nom, id=source.id) if (source.genre, source.date) in self._semblables else nom
        )


def _alike(sources: Iterable[Source]) -> frozenset[object]:
    """The kinds and dates that several sources share."""
    vus: set[object] = set()
    doubles: set[object] = set()
    for source in sources:
        cle = (source.genre, source.date)
        (doubles if cle in vus else vus).add(cle)
    return frozenset(doubles)
