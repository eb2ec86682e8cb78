"""What a grille d'écarts leads to: letters to the CNIL, the DPO or the service, with facts, rule and request side by side."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from droits_usagers.domain.grille import Ecart, GenreSource, Grille, Masque, Point, Source
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.services.grille.ecarts import articles_named, articles_of, request_of, with_exhibits
from droits_usagers.services.lettre.amorce import Amorce
from droits_usagers.services.lettre.formulaires import Section

if TYPE_CHECKING:
    import datetime as dt

    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.demarche.demande import Demande
    from droits_usagers.domain.demarche.questions import Valeur

#: In characters, a line of a letter; beyond its lines, how much of one a paragraph takes, and a heading.
_LIGNE: Final = 86
_PARAGRAPHE: Final = 0.42
_TITRE: Final = 0.6
#: Of an item of a list, with what stands between two.
_RANGEE: Final = 1.1
#: In lines: a first page below its addresses, and any other, less what headings leave empty at its foot.
_PREMIERE, _SUIVANTE = 33, 47


def lines_of(paragraphes: Iterable[str], *, titre: bool = False) -> float:
    """What these paragraphs take, in lines; `titre`: the first is a heading."""
    return sum(-(-len(texte) // _LIGNE) + _PARAGRAPHE for texte in paragraphes if texte) + _TITRE * titre


def share_of(texte: str) -> float:
    """What this takes, in lines, in the middle of a paragraph."""
    return (len(texte) + 3) / _LIGNE


def listed(noms: Iterable[str]) -> float:
    """What a list takes, in lines: each of its items begins one, and may need more."""
    return sum(_RANGEE * -(-len(nom) // _LIGNE) for nom in noms)


def room_in(pages: int, *, reste: float) -> float:
    """In lines, what is left of so many pages by the rest of the letter."""
    return _PREMIERE + (pages - 1) * _SUIVANTE - reste


def told_in_full(entiers: Sequence[float], nommes: Sequence[float], place: float) -> tuple[int, ...]:
    """The ranks of those that are told in full, the first ones first, when each takes so much in full or named.

    One that is too long for what is left is named, and those after it may still fit.
    """
    pris, gardes = sum(nommes), []
    for rang, (entier, nomme) in enumerate(zip(entiers, nommes, strict=True)):
        if pris - nomme + entier <= place:
            pris += entier - nomme
            gardes.append(rang)
    return tuple(gardes)


#: The gravity of what is only asked.
A_DEMANDER = 1

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.demarche.questions import Valeur
    from droits_usagers.domain.releve.tri import PassageTrie

    #: A line of the shared screen « ecarts », or of that of documents.
    Ligne = Mapping[str, Valeur]


def document_name(source: Source, grille: Grille, catalogue: "Catalogue") -> str:
    """« Annexe 11, note du 11 mars 2009 »."""
    textes, date = catalogue.textes, date_courte(source.date) if source.date else ""
    genre = textes(f"ecarts.genres.{source.genre}")
    quoi = textes("ecarts.piece" if date else "ecarts.piece_sans_date", genre=genre, date=date)
    return ", ".join(filter(None, (_masque(grille, catalogue).hide(source.nom), quoi)))


def names_found(grille: Grille, catalogue: "Catalogue") -> "tuple[PassageTrie, ...]":
    """What is taken out of the names of its documents, or left there."""
    return _masque(grille, catalogue).passages(source.nom for source in grille.sources)


def _masque(grille: Grille, catalogue: "Catalogue") -> Masque:
    # What names the body is hidden there, as it always was; what was decided holds.
    return Masque(catalogue.ecarts, Grille(tri=grille.tri))


def stated(numero: int, ecart: Ecart, catalogue: "Catalogue") -> "Ligne":
    """An écart as a line of the shared screen « ecarts »: what is found, the rule, what is asked.

    What is only asked is under the name of its point: its heading would say it as a fact.
    """
    point = catalogue.textes(f"ecarts.points.{ecart.point}")
    quoi = ecart.titre if ecart.titre and ecart.gravite > A_DEMANDER else point
    regle, demande = _rule(ecart, catalogue), request_of(ecart, catalogue)
    return _line(numero, quoi=quoi, faits=ecart.fait, regle=regle, demande=demande)


def put(numero: int, ecart: Ecart, catalogue: "Catalogue") -> "Ligne":
    """The same as a question: what documents say, without a word of ours, what is asked, and the first article it rests on.

    Under the name of its point: a heading that says what is wrong would be a reproach, or state what is only asked.
    """
    textes, regle = catalogue.textes, catalogue.ecarts.regles.get(ecart.regle)
    articles = articles_named(ecart.articles[:1], catalogue)
    return _line(
        numero,
        quoi=textes(f"ecarts.points.{ecart.point}"),
        faits=textes("ecarts.cites", cites=ecart.cites) if ecart.cites else ecart.fait,
        regle=textes("ecarts.regle_seule", articles=articles) if articles else "",
        demande=regle.question if regle is not None else textes("ecarts.question"),
    )


def _line(numero: int, *, quoi: str, faits: str, regle: str, demande: str) -> "Ligne":
    dites = {
        "ecart_quoi": quoi,
        "ecart_faits": faits,
        "ecart_regle": regle,
        "ecart_demande": demande,
        "ecart_numero": str(numero or ""),
    }
    return {question: valeur for question, valeur in dites.items() if valeur}


def without(question: str, ligne: "Ligne") -> "Ligne":
    """The line that does not answer it."""
    return {autre: valeur for autre, valeur in ligne.items() if autre != question}


def paragraphs(ligne: "Ligne") -> "Iterator[str]":
    """As a complaint lays it out, with what leads each part."""
    for question in ("ecart_quoi", "ecart_faits", "ecart_regle", "ecart_demande"):
        if question in ligne:
            yield f"{'':20}{ligne[question]}"


def question_in(ligne: "Ligne") -> tuple[str, ...]:
    """As a letter of questions does: what is quoted after the heading, then the question on a line of its own."""
    question = f"{ligne.get('ecart_demande', '')} {ligne.get('ecart_regle', '')}"
    quoi = f"{ligne['ecart_quoi']}{'':6}"
    return (f"{quoi}{ligne['ecart_faits']}", question) if "ecart_faits" in ligne else (f"{quoi}{question}",)


def named(lignes: "Iterable[Ligne]", catalogue: "Catalogue") -> str:
    """What each is about, once, with their numbers."""
    numeros: dict[str, list[str]] = {}
    for ligne in lignes:
        numeros.setdefault(str(ligne["ecart_quoi"]), []).append(str(ligne.get("ecart_numero", "")))
    noms = (
        catalogue.textes("ecarts.nomme", titre=titre, numeros=", ".join(siens)) if all(siens) else titre
        for titre, siens in numeros.items()
    )
    return catalogue.ecarts.mots["entre"].join(noms)


def _rule(ecart: Ecart, catalogue: "Catalogue") -> str:
    """The rule with its articles: in brackets after it, or alone."""
    articles = articles_of(ecart, catalogue)
    if not articles:
        return ecart.droit
    if not ecart.droit:
        return catalogue.textes("ecarts.regle_seule", articles=articles)
    return catalogue.textes("ecarts.regle", droit=ecart.droit.removesuffix("."), articles=articles)


def facts_of(
    grille: Grille, ecarts: Iterable[Ecart], catalogue: "Catalogue", *, pieces: "Mapping[str, int]"
) -> "Iterator[dict[str, Valeur]]":
    """The sources that these écarts rest on, as dated facts; one whose document is kept is an enclosure."""
    citees = {source for ecart in ecarts for source in ecart.sources}
    # The letter numbers what is enclosed as it comes.
    for source in sorted(grille.sources, key=lambda source: pieces.get(source.id, len(pieces) + 1)):
        if source.id in citees:
            yield _fact(source, grille, catalogue, pieces=pieces)


def _fact(source: Source, grille: Grille, catalogue: "Catalogue", *, pieces: "Mapping[str, int]") -> "dict[str, Valeur]":
    textes = catalogue.textes
    ligne: dict[str, Valeur] = {"constat_quoi": textes(f"ecarts.faits.{source.genre}")}
    if source.date is not None:
        ligne["constat_date"] = source.date
    if source.id in pieces:
        ligne["constat_papier"] = document_name(source, grille, catalogue)
    return ligne


#: Which documents are asked for (`registre_aipd`, question « documents »), by the rules that show that they were not seen.
_DOCUMENTS = {
    "fiche": {
        "absent_du_registre",
        "registre_a_demander",
        "enquete_hors_registre",
        "finalite_vague",
        "conservation_divergente",
    },
    "aipd": {"aipd_absente", "aipd_a_demander", "appreciations", "perimetre_plus_large"},
    "avis_dpo": {"aipd_absente", "aipd_a_demander"},
    "consultation_cnil": {"aipd_absente", "aipd_a_demander"},
    "historique": {"registre_a_demander", "absent_du_registre"},
    "information": {"affiche_disparue", "affiche_incomplete", "mention_absente", "usagers_non_informes"},
    "statistiques": {"evaluation_agents", "statistiques_annuelles", "statistiques_decisions"},
    "enquete": {"enquete_hors_registre", "absent_du_registre"},
}
#: What is asked for when nothing in particular is missing.
_TOUJOURS = ("fiche", "aipd")


#: The letters that ask for what was not seen, and state no finding: of the body, and of the CNIL.
_DECLARATIONS = "declarations_cnil"
SANS_CONSTAT = frozenset({"registre_aipd", _DECLARATIONS})
_COMITE = "ordre_du_jour_cst"
#: What the CNIL found itself.
_CONSTATS = "constats_cnil"
#: How many pages a letter takes at most, and in lines what is not its findings: its own words, its signature.
_PAGES: "Mapping[str, tuple[int, float]]" = {
    "plainte_cnil": (4, 18),
    "question_dpo": (4, 22),
    "lettre_collective": (2, 24),
    _COMITE: (3, 45),
}
#: What the collective letter asks beside its findings: they ask the rest.
_SUJETS_COLLECTIFS = ("refus",)


def worth_writing(demarche: str, ecarts: Iterable[Ecart], catalogue: "Catalogue") -> tuple[Ecart, ...]:
    """Those that this letter takes up unless told otherwise: one complains of what is not followed, and asks about the rest.

    The comité hears of what touches those who work with the file.
    """
    if demarche == _COMITE:
        return tuple(ecart for ecart in ecarts if _touches_agents(ecart, catalogue))
    # What awaits an answer may be worth it: it is left out because nobody gave one, and counted as such.
    regles = catalogue.ecarts.regles
    return tuple(
        un
        for un in ecarts
        if demarche != "plainte_cnil" or un.gravite > A_DEMANDER or (un.indecis and regles[un.regle].gravite > A_DEMANDER)
    )


def taken_up(demarche: str, ecarts: Sequence[Ecart], catalogue: "Catalogue") -> Sequence[Ecart]:
    """Of those that someone chose, what this letter speaks of: all, but for the comité."""
    return worth_writing(demarche, ecarts, catalogue) if demarche == _COMITE else ecarts


def confirmed(demarche: str, ecarts: Iterable[Ecart]) -> tuple[Ecart, ...]:
    """Those that this letter may state: someone looked at each again. What was not seen may be asked for without that."""
    return tuple(ecart for ecart in ecarts if ecart.confirme or demarche in SANS_CONSTAT)


def letter_to_cnil(grille: Grille, ecarts: Sequence[Ecart], catalogue: "Catalogue") -> Amorce:
    """A complaint by an organisation in its own name: the sources as dated facts, then each écart."""
    dits, pieces = with_exhibits(grille, confirmed("plainte_cnil", ecarts), catalogue)
    # What it found itself is never what is left to the grille.
    dits = tuple(sorted(dits, key=lambda dit: dit[1].regle != _CONSTATS))
    faits = tuple(facts_of(grille, [ecart for _, ecart in dits], catalogue, pieces=pieces))
    lignes = [stated(numero, ecart, catalogue) for numero, ecart in dits]
    entiers = [lines_of(paragraphs(ligne), titre=True) for ligne in lignes]
    autour = listed(str(une[dit]) for dit in ("constat_quoi", "constat_papier") for une in faits if dit in une)
    reponses: dict[str, Valeur] = {
        "demarche_initiale": "aucune",
        "constats": faits,
        "siren": grille.organisme.siren,
    }
    reponses |= _within("plainte_cnil", lignes, catalogue, entiers=entiers, autour=autour)
    return _letter("plainte_cnil", grille, reponses)


def letter_to_dpo(grille: Grille, ecarts: Sequence[Ecart], catalogue: "Catalogue") -> Amorce:
    """Each écart put to the DPO as a question, and no other question: what does not fit is asked without what is quoted."""
    lignes, pieces = _asked("question_dpo", grille, ecarts, catalogue=catalogue)
    lignes = [without("ecart_numero", ligne) for ligne in lignes]
    courtes = [without("ecart_faits", ligne) for ligne in lignes]
    entiers, brefs = ([lines_of(question_in(ligne)) for ligne in unes] for unes in (lignes, courtes))
    entieres = told_in_full(entiers, brefs, _room("question_dpo", listed(str(une["document_cite"]) for une in pieces)))
    reponses: dict[str, Valeur] = {
        "fichier": _title(grille, catalogue),
        "sujets": ("autre",),
        "ecarts": tuple(ligne if rang in entieres else courtes[rang] for rang, ligne in enumerate(lignes)),
        "documents_cites": pieces,
    }
    return _letter("question_dpo", grille, reponses)


def letter_for_documents(grille: Grille, ecarts: Iterable[Ecart], catalogue: "Catalogue") -> Amorce:
    """What was not seen: register, impact assessment, notices, figures."""
    regles = {ecart.regle for ecart in ecarts}
    documents = tuple(document for document, siennes in _DOCUMENTS.items() if regles & siennes)
    reponses: dict[str, Valeur] = {
        "documents": tuple(document for document in _DOCUMENTS if document in {*documents, *_TOUJOURS}),
        "traitements": ({"traitement_quoi": _title(grille, catalogue)},) if grille.titre else (),
    }
    return _letter("registre_aipd", grille, reponses)


def letter_for_declarations(grille: Grille, _ecarts: Iterable[Ecart], catalogue: "Catalogue") -> Amorce:
    """What the CNIL was told of it before 2018, asked of the CNIL: an administrative document as any other."""
    textes = catalogue.textes
    dates = sorted(une.date for une in grille.sources if une.genre is GenreSource.DECLARATION and une.date is not None)
    quoi = ", ".join(filter(None, (_title(grille, catalogue), grille.organisme.nom)))
    if dates:
        et = catalogue.ecarts.mots["et"].join(textes("ecarts.declare_date", date=date_courte(date)) for date in dates)
        quoi = textes("ecarts.declare", quoi=quoi or textes("ecarts.declare_quoi"), dates=et)
    reponses: dict[str, Valeur] = {"documents": ("detenues_cnil",), "traitements": ({"traitement_quoi": quoi},) if quoi else ()}
    cnil = Organisme(textes("ecarts.cnil.nom"), adresse=tuple(textes("ecarts.cnil.adresse").splitlines()))
    return _letter("registre_aipd", replace(grille, organisme=cnil), reponses)


def collective_letter(grille: Grille, ecarts: Sequence[Ecart], catalogue: "Catalogue") -> Amorce:
    """The same questions, to whoever heads the body, in two pages."""
    reponses: dict[str, Valeur] = {"fichier": _title(grille, catalogue), "sujets": _SUJETS_COLLECTIFS}
    return _letter("lettre_collective", grille, reponses | _questions("lettre_collective", grille, ecarts, catalogue=catalogue))


def letter_to_committee(grille: Grille, ecarts: Sequence[Ecart], catalogue: "Catalogue") -> Amorce:
    """To the comité social territorial: what of it touches those who work with the file, as questions for the sitting."""
    siens = worth_writing(_COMITE, ecarts, catalogue)
    reponses: dict[str, Valeur] = {"outil": _title(grille, catalogue)}
    return _letter(_COMITE, grille, reponses | _questions(_COMITE, grille, siens, catalogue=catalogue))


#: The letters there are, by the demarche they begin, or by what they ask of another than the body.
LETTRES = {
    "plainte_cnil": letter_to_cnil,
    "question_dpo": letter_to_dpo,
    "registre_aipd": letter_for_documents,
    _DECLARATIONS: letter_for_declarations,
    "lettre_collective": collective_letter,
    _COMITE: letter_to_committee,
}


def _touches_agents(ecart: Ecart, catalogue: "Catalogue") -> bool:
    regle = catalogue.ecarts.regles.get(ecart.regle)
    return ecart.point is Point.EVALUATION_AGENTS or (regle is not None and regle.agents)


def demande_of(amorce: Amorce, catalogue: "Catalogue", today: "dt.date") -> "Demande":
    """The letter that an amorce begins, as the wizard reads it. Raises LookupError when it begins none."""
    from droits_usagers.services.lettre.amorce import Relais
    from droits_usagers.services.lettre.assistant import Assistant

    assistant, relais = Assistant(catalogue.demarches, lambda: today), Relais()
    relais.give(amorce)
    relais.begin(assistant)
    demande = assistant.demande()
    if demande is None:
        raise LookupError(amorce.demarche)
    return demande


def _letter(demarche: str, grille: Grille, reponses: "dict[str, Valeur]") -> Amorce:
    return Amorce(
        demarche,
        {
            Section.VOUS: {"qualite": Qualite.ORGANISATION.value},
            Section.ORGANISME: _organisme(grille),
            demarche: {question: valeur for question, valeur in reponses.items() if valeur},
        },
    )


def _organisme(grille: Grille) -> "dict[str, Valeur]":
    organisme = grille.organisme
    dites: dict[str, Valeur] = {
        "organisme_nom": organisme.nom,
        "organisme_genre": organisme.genre.value,
        "organisme_service": organisme.service,
        "organisme_adresse": "\n".join(organisme.adresse),
        "organisme_territoire": organisme.territoire,
    }
    return {question: valeur for question, valeur in dites.items() if valeur} if organisme.nom else {}


def _questions(demarche: str, grille: Grille, ecarts: Sequence[Ecart], *, catalogue: "Catalogue") -> "dict[str, Valeur]":
    """The findings as questions, within the pages of the letter, and the documents that they quote."""
    lignes, pieces = _asked(demarche, grille, ecarts, catalogue=catalogue)
    entiers = [lines_of(question_in(ligne)) for ligne in lignes]
    dits = _within(demarche, lignes, catalogue, entiers=entiers, autour=listed(str(une["document_cite"]) for une in pieces))
    return {**dits, "documents_cites": pieces}


def _asked(
    demarche: str, grille: Grille, ecarts: Sequence[Ecart], *, catalogue: "Catalogue"
) -> "tuple[list[Ligne], tuple[Ligne, ...]]":
    """Each finding as a question, and the documents they quote as enclosures."""
    dits, pieces = with_exhibits(grille, confirmed(demarche, ecarts), catalogue)
    sources = {source.id: source for source in grille.sources}
    jointes = tuple({"document_cite": document_name(sources[id_], grille, catalogue)} for id_ in pieces)
    return [put(numero, ecart, catalogue) for numero, ecart in dits], jointes


def _within(
    demarche: str, lignes: "Sequence[Ligne]", catalogue: "Catalogue", *, entiers: Sequence[float], autour: float
) -> "dict[str, Valeur]":
    """What fits the pages of this letter, the gravest first; the rest is counted, named, and referred to the grille.

    Where the grille is not enclosed, its numbers would only be gaps.
    """
    gardes = told_in_full(entiers, [share_of(str(ligne["ecart_quoi"])) for ligne in lignes], _room(demarche, autour))
    reste = [ligne for rang, ligne in enumerate(lignes) if rang not in gardes]
    if not reste:
        return {"ecarts": tuple(without("ecart_numero", ligne) for ligne in lignes)}
    return {
        "ecarts": tuple(lignes[rang] for rang in gardes),
        "ecarts_autres": catalogue.textes("ecarts.autres", nombre=len(reste), noms=named(reste, catalogue)),
        "joindre_grille": True,
    }


def _room(demarche: str, autour: float) -> float:
    pages, propre = _PAGES[demarche]
    return room_in(pages, reste=propre + autour)


def _title(grille: Grille, catalogue: "Catalogue") -> str:
    """What the processing is called; it names nobody."""
    return Masque(catalogue.ecarts, grille).hide(grille.titre)
