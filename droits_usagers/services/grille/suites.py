"""What a grille d'écarts leads to: letters to the CNIL, the DPO or the service, with facts, rule and request side by side."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from droits_usagers.domain.grille import Ecart, Grille, Masque, Source
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.services.grille.ecarts import articles_of, request_of, with_exhibits
from droits_usagers.services.lettre.amorce import Amorce
from droits_usagers.services.lettre.formulaires import Section

if TYPE_CHECKING:
    import datetime as dt

    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.demarche.demande import Demande
    from droits_usagers.domain.demarche.questions import Valeur

#: From this gravity on, a right is denied or a rule is not followed; less is a question.
_REPROCHE = 2
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


#: The letter that asks for what was not seen, and states no finding.
SANS_CONSTAT = "registre_aipd"


def worth_writing(demarche: str, ecarts: Iterable[Ecart]) -> tuple[Ecart, ...]:
    """Those that this letter takes up unless told otherwise: one complains of what is not followed, and asks about the rest."""
    return tuple(ecart for ecart in ecarts if demarche != "plainte_cnil" or ecart.gravite >= _REPROCHE)


def confirmed(demarche: str, ecarts: Iterable[Ecart]) -> tuple[Ecart, ...]:
    """Those that this letter may state: someone looked at each again. What was not seen may be asked for without that."""
    return tuple(ecart for ecart in ecarts if ecart.confirme or demarche == SANS_CONSTAT)


def letter_to_cnil(grille: Grille, ecarts: Sequence[Ecart], catalogue: "Catalogue") -> Amorce:
    """A complaint by an organisation in its own name: the sources as dated facts, then each écart."""
    ecarts, pieces = with_exhibits(grille, confirmed("plainte_cnil", ecarts), catalogue)
    reponses: dict[str, Valeur] = {
        "demarche_initiale": "aucune",
        "ecarts": tuple(_lines(ecarts, catalogue)),
        "constats": tuple(_facts(grille, ecarts, catalogue, pieces=pieces)),
        "siren": grille.organisme.siren,
    }
    return _letter("plainte_cnil", grille, reponses)


def letter_to_dpo(grille: Grille, ecarts: Sequence[Ecart], catalogue: "Catalogue") -> Amorce:
    """Each écart put to the DPO, and no other question."""
    ecarts = confirmed("question_dpo", ecarts)
    reponses: dict[str, Valeur] = {
        "fichier": _title(grille, catalogue),
        "sujets": ("autre",),
        "ecarts": tuple(_lines(ecarts, catalogue)),
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


def collective_letter(grille: Grille, ecarts: Sequence[Ecart], catalogue: "Catalogue") -> Amorce:
    """The same écarts, to whoever heads the body."""
    ecarts = confirmed("lettre_collective", ecarts)
    return _letter(
        "lettre_collective", grille, {"fichier": _title(grille, catalogue), "ecarts": tuple(_lines(ecarts, catalogue))}
    )


#: The letters there are, by the demarche they begin.
LETTRES = {
    "plainte_cnil": letter_to_cnil,
    "question_dpo": letter_to_dpo,
    "registre_aipd": letter_for_documents,
    "lettre_collective": collective_letter,
}


def _title(grille: Grille, catalogue: "Catalogue") -> str:
    """What the processing is called; it names nobody."""
    return Masque(catalogue.ecarts.civilites, catalogue.ecarts.mots).hide(grille.titre)


def document_name(source: Source, catalogue: "Catalogue") -> str:
    """« Annexe 11, note du 11 mars 2009 »."""
    textes, date = catalogue.textes, date_courte(source.date) if source.date else ""
    masque = Masque(catalogue.ecarts.civilites, catalogue.ecarts.mots)
    genre = textes(f"ecarts.genres.{source.genre}")
    quoi = textes("ecarts.piece" if date else "ecarts.piece_sans_date", genre=genre, date=date)
    return ", ".join(filter(None, (masque.hide(source.nom), quoi)))


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


def _lines(ecarts: Iterable[Ecart], catalogue: "Catalogue") -> "Iterator[dict[str, Valeur]]":
    """An écart as a line of the shared screen « ecarts »."""
    for ecart in ecarts:
        dites = {
            "ecart_quoi": ecart.titre or catalogue.textes(f"ecarts.points.{ecart.point}"),
            "ecart_faits": ecart.fait,
            "ecart_regle": _rule(ecart, catalogue),
            "ecart_demande": request_of(ecart, catalogue),
        }
        yield {question: valeur for question, valeur in dites.items() if valeur}


def _rule(ecart: Ecart, catalogue: "Catalogue") -> str:
    """The rule with its articles: in brackets after it, or alone."""
    articles = articles_of(ecart, catalogue)
    if not articles:
        return ecart.droit
    if not ecart.droit:
        return catalogue.textes("ecarts.regle_seule", articles=articles)
    return catalogue.textes("ecarts.regle", droit=ecart.droit.removesuffix("."), articles=articles)


def _facts(
    grille: Grille, ecarts: Iterable[Ecart], catalogue: "Catalogue", *, pieces: "Mapping[str, int]"
) -> "Iterator[dict[str, Valeur]]":
    """The sources that these écarts rest on, as dated facts; one whose document is kept is an enclosure."""
    citees = {source for ecart in ecarts for source in ecart.sources}
    # The letter numbers what is enclosed as it comes.
    for source in sorted(grille.sources, key=lambda source: pieces.get(source.id, len(pieces) + 1)):
        if source.id in citees:
            yield _fact(source, catalogue, pieces)


def _fact(source: Source, catalogue: "Catalogue", pieces: "Mapping[str, int]") -> "dict[str, Valeur]":
    textes = catalogue.textes
    ligne: dict[str, Valeur] = {"constat_quoi": textes(f"ecarts.faits.{source.genre}")}
    if source.date is not None:
        ligne["constat_date"] = source.date
    if source.id in pieces:
        ligne["constat_papier"] = document_name(source, catalogue)
    return ligne
