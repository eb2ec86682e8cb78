"""What a grille puts in the answers of a letter: its findings as lines, stated or asked, and its sources as dated facts."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from droits_usagers.domain.grille import Ecart, Grille, Masque, Source
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.services.grille.ecarts import articles_named, articles_of, request_of

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
