"""One document of each kind that the program makes, in a format; everyone in them is invented."""

from dataclasses import replace

from droits_usagers.domain.chiffres.valeurs import BarreChiffres, Graphique, PartieRapport, Rapport, Repere
from droits_usagers.domain.lettre.lettre import Paragraphe, Tableau, Texte
from droits_usagers.domain.notice.traitements import Forme
from droits_usagers.letters.lettre.pieces_pdf import Bordereau, Contenu, ImagePiece, PagesPdf, PieceNumerotee, TextePiece
from droits_usagers.places import Places
from droits_usagers.services.demonstration.papiers import FICHES, load_cas
from droits_usagers.services.droit.fiches import CALENDRIER
from droits_usagers.services.ensemble import Services
from droits_usagers.services.grille.imprimee import FormeGrille
from droits_usagers.services.lettre.courriers import Format, bundle
from droits_usagers.services.notice.notices import Impression
from droits_usagers.services.socle.lecture import read_fiche
from tests.coffres import Horloge
from tests.letters.lettre.test_pieces_pdf import pdf, png
from tests.services.grilles import ECARTS, GRILLE, JOUR

#: A letter handed over at a counter: its receipt and « et après ? » go with it.
_CAS = "adresse-chez-une-amie"
_ADRESSE = "https://www.exemple.fr/vos-donnees"


def services_at(places: Places) -> Services:
    """Those of a program on an invented day."""
    horloge = Horloge()
    return Services(places.without_trace(), horloge.today, horloge.now)


def make_letters(services: Services, format_: Format) -> dict[str, bytes]:
    """A letter, each page that goes with it, a mandat, and fiches."""
    courriers = services.courriers
    cas = {un.id: un for un in load_cas(services.catalogue)}
    kit = courriers.kit(cas[_CAS].demande, cas[_CAS].etapes[0])
    feuilles = {exemplaire.id: exemplaire.document for exemplaire in kit}
    mandat = cas["mandat-a-une-association"]
    feuilles["mandat"] = courriers.kit(mandat.demande, mandat.etapes[0])[0].document
    feuilles |= {f"fiche-{id_}": services.fiches.make(id_) for id_ in ("secret", CALENDRIER)}
    return {id_: courriers.render(feuille, format_).contenu for id_, feuille in feuilles.items()}


def make_notices(services: Services, format_: Format) -> dict[str, bytes]:
    """A notice in every form, on every paper."""
    fiche = read_fiche(services.catalogue.resources / FICHES / "service-social.toml", services.catalogue)
    langues = tuple(langue.code for langue in services.notices.langues())
    return {
        f"notice-{forme}-{papier}": services.notices.render(
            fiche,
            Impression(forme, papier, adresse=_ADRESSE, langues=langues if forme is Forme.LANGUES else ()),
            format_,
        ).contenu
        for forme in Forme
        for papier in (forme.papiers if format_ is Format.PDF else forme.papiers[:1])
    }


def make_grilles(services: Services, format_: Format) -> dict[str, bytes]:
    """A grille d'écarts, alone on its sheet, and its summaries."""
    return {
        f"ecarts-{forme}": services.grilles.render(GRILLE, ECARTS, format_, au=JOUR, forme=forme).contenu
        for forme in FormeGrille
    }


def make_chiffres(services: Services, format_: Format) -> dict[str, bytes]:
    """A report with a chart, a table and a crossing."""
    return {"chiffres": services.chiffres.render(_rapport(), format_)}


def make_bundles(services: Services) -> dict[str, bytes]:
    """What goes together in one PDF: a letter and its pages; exhibits, with pages that were received and without."""
    cas = next(un for un in load_cas(services.catalogue) if un.id == _CAS)
    courriers = services.courriers
    ensemble = bundle(courriers, courriers.kit(cas.demande, cas.etapes[0])).contenus[Format.PDF]
    nos_pieces = ((ImagePiece(png(), "image/png"),), (TextePiece(("Bonjour", "Merci")),), ())
    recues = ((PagesPdf(pdf(), 2),), *nos_pieces)
    typographe = courriers.typographe_pieces
    return {
        "ensemble": ensemble,
        "pieces": typographe.pdf(_bordereau(nos_pieces)),
        "pieces-recues": typographe.pdf(_bordereau(recues)),
    }


def _bordereau(contenus: tuple[tuple[Contenu, ...], ...]) -> Bordereau:
    pieces = tuple(
        PieceNumerotee(f"Pièce n° {rang}", f"Titre {rang}", "ici même", des_contenus)
        for rang, des_contenus in enumerate(contenus, 1)
    )
    entetes = ("Numéro", "Pièce", "Où")
    return Bordereau(titre="Pièces jointes", presentation=("Dossier 2026-0113",), entetes=entetes, page="page", pieces=pieces)


def _rapport() -> Rapport:
    def ligne(*mots: str) -> tuple[tuple[Texte], ...]:
        return tuple((Texte(mot),) for mot in mots)

    barres = (BarreChiffres((Texte("CCAS"),), 30, 12, "30, dont 12 hors délai"),)
    tableau = Tableau(ligne("Organisme", "Demandes"), (ligne("CCAS", "30"), ligne("MDPH", "12")))
    partie = PartieRapport(
        "Par organisme",
        avant=(Paragraphe((Texte("Une phrase."),)),),
        graphique=Graphique(barres, "Diagramme en barres : CCAS, 30.", ("dans le délai", "hors délai")),
        tableau=tableau,
        croise=replace(tableau),
        croise_titre="État par état",
    )
    return Rapport(
        titre="Les demandes suivies",
        sous_titre="Pour le comité",
        pied="Les demandes suivies",
        reperes=(Repere("42", "demandes"),),
        parties=(partie,),
    )
