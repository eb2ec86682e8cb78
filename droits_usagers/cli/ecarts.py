"""`ecarts`: where what is declared and what is done part, from C.toml."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from droits_usagers.cli.aide import Commande
from droits_usagers.cli.controle import TriLignes, confirmer, decider, held_back, name_of, write_document
from droits_usagers.cli.sorties import say, say_remarks, write_json, write_text
from droits_usagers.cli.usage import Chemin
from droits_usagers.domain.controle.cadre import Sortant
from droits_usagers.domain.lettre.lettre import Remarque
from droits_usagers.domain.mots.lecture import readable_key
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.ensemble import Services
from droits_usagers.services.grille.imprimee import FormeGrille
from droits_usagers.services.grille.suites import LETTRES, SANS_CONSTAT, confirmed, demande_of, worth_writing

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.controle.libre import Libre
    from droits_usagers.domain.controle.valeurs import Regle
    from droits_usagers.domain.grille import Ecart, Grille
    from droits_usagers.domain.lettre.lettre import Document, Feuille
    from droits_usagers.domain.releve.tri import PassageTrie, TriReleve
    from droits_usagers.services.grille.imprimee import DocumentGrille
    from droits_usagers.services.lettre.courriers import Format, Rendu

#: What a grille can be written as: documents of its own, and the letters that it begins.
PIECES = "pieces"
_PLAINTE = "plainte_cnil"
#: What lets a file leave as it was read: once changed, it has another, and is shown again.
_MARQUE = re.compile(r"piece-[0-9a-f]{8}")
FORMES = (*(forme.value for forme in FormeGrille), PIECES, *LETTRES)


@click.command("ecarts", cls=Commande)
@click.option("--constats", required=True, type=Chemin())
@click.option("--json", "en_json", is_flag=True)
@click.option("--sortie", type=Chemin(ecrit=True))
@click.option("--forme", type=click.Choice(FORMES), default=FormeGrille.GRILLE.value)
@click.option("--pour", type=click.Choice([une for une in LETTRES if une not in SANS_CONSTAT]), default=_PLAINTE)
@click.option("--remplacer", is_flag=True)
@confirmer
@decider
@click.pass_obj
def ecarts(  # noqa: PLR0913 - one for each option
    services: Services,
    *,
    constats: Path,
    en_json: bool,
    sortie: Path | None,
    forme: str,
    pour: str,
    remplacer: bool,
    confirmees: "frozenset[Regle]",
    tri: TriLignes,
) -> None:
    """Say the findings, worst first, or write the grille, its summary or a letter; what is found is no failure."""
    from droits_usagers.services.grille.ecarts import read_grille, remarks
    from droits_usagers.services.grille.suites import names_found

    catalogue = services.catalogue
    grille = read_grille(constats, catalogue)
    remarques = remarks(grille, catalogue)
    sans_nom = sortie is not None and forme == FormeGrille.SYNTHESE_SANS_NOM
    tri, pieces = _apart(tri, [source.fichier for source in grille.sources if source.fichier] if forme == PIECES else [])
    grille, trouves, passages = _reread(services, grille, TriLignes() if sans_nom else tri)
    if sortie is not None:
        from droits_usagers.cli.courrier import format_of
        from droits_usagers.services.lettre.courriers import Format

        format_ = format_of(sortie)
        with held_back(catalogue.textes, confirmees):
            if forme == PIECES and format_ is not Format.PDF:
                raise ExpectedError(Panne.SORTIE_REFUSEE, fichier=readable_key(sortie.name), attendu=f".{Format.PDF}")
            _hold_title(services, grille, forme)
            if forme == PIECES:
                rendu = _bind(services, grille, trouves, pour=pour, dossier=constats.parent, nom=name_of(sortie), tri=pieces)
            else:
                rendu = _render(
                    services, grille, trouves, format_=format_, forme=forme, nom=name_of(sortie), confirmees=confirmees, tri=tri
                )
        write_document(sortie, rendu.map(lambda un: un.contenu), remplacer=remplacer)
        remarques += rendu.contenu.remarques
        if forme == PIECES and not en_json:
            # Of the grille itself, nothing else is in what is written.
            passages = names_found(grille, catalogue)
    if en_json:
        write_json([_plain(ecart) for ecart in trouves])
    elif sortie is None:
        write_text("\n".join(_lines(trouves, catalogue)))
    _say_masked(services, () if sans_nom else passages, grille.tri)
    say_remarks(remarques, catalogue.textes)


def _render(
    services: Services,
    grille: "Grille",
    trouves: "Sequence[Ecart]",
    *,
    format_: "Format",
    forme: str,
    nom: str,
    confirmees: "frozenset[Regle]",
    tri: TriLignes,
) -> "Libre[Rendu]":
    """The document, or the letter, with what whoever sends it must know. Raises SortieRetenue."""
    if forme not in LETTRES:
        grilles, cadre = services.grilles, replace(services.controle.cadre, confirmees=confirmees)
        document: DocumentGrille
        if forme == FormeGrille.SYNTHESE_SANS_NOM:
            document = _nameless(services, grille, trouves, tri=tri)
        else:
            document = grilles.document(grille, trouves, au=services.today(), forme=FormeGrille(forme))
        sortant = Sortant({"grille": grilles.sheet(document)})
        libre = services.controle.release(document, sortant, cadre, nom=nom)
        return libre.map(lambda un: grilles.written(un, format_))
    voulus = worth_writing(forme, trouves, services.catalogue)
    retenus = confirmed(forme, voulus)
    if not retenus and forme not in SANS_CONSTAT and trouves:
        raise ExpectedError(Panne.CONSTATS_A_CONFIRMER, nombre=str(len(voulus)))
    amorce = LETTRES[forme](grille, retenus, services.catalogue)
    reste = len(voulus) - len(retenus)
    laisses = (Remarque("constats_laisses", (("nombre", str(reste)),)),) if reste else ()
    demande = demande_of(amorce, services.catalogue, services.today())

    def write(lettre: "Document") -> "Rendu":
        rendu = services.courriers.render(lettre, format_)
        return replace(rendu, remarques=(*laisses, Remarque("citations_masquees"), *lettre.remarques, *rendu.remarques))

    return services.departs.document(demande, confirmees=confirmees, nom=nom).map(write)


def _reread(
    services: Services, grille: "Grille", tri: TriLignes
) -> "tuple[Grille, tuple[Ecart, ...], tuple[PassageTrie, ...]]":
    """The grille and its findings in the words that may leave, as was decided, and what was found in what was typed there."""
    from droits_usagers.services.grille.examen import as_decided, examine, found_in

    def find(decide: "TriReleve") -> "tuple[None, tuple[PassageTrie, ...]]":
        return None, found_in(replace(grille, tri=decide), services.catalogue)

    examen = as_decided(examine(grille, services.catalogue), _decided(tri, find), services.catalogue)
    return examen.grille, examen.ecarts, found_in(examen.grille, services.catalogue)


def _hold_title(services: Services, grille: "Grille", forme: str) -> None:
    """Raises ExpectedError SORTIE_RETENUE where the title is taken for someone's name, and nobody decided: all is about it."""
    from droits_usagers.services.grille.examen import undecided_in_title

    textes = services.catalogue.textes
    restent = () if forme == FormeGrille.SYNTHESE_SANS_NOM else undecided_in_title(grille, services.catalogue)
    for un in restent:
        say(textes("cli.controle.ligne", texte=un.texte, releves=textes(f"releve.genre.{un.genre}")))
    if restent:
        quoi = textes("cli.ecarts.titre_masque", titre=grille.titre)
        raise ExpectedError(Panne.SORTIE_RETENUE, quoi=quoi, faire=textes("cli.ecarts.decider"))


def _nameless(services: Services, grille: "Grille", trouves: "Sequence[Ecart]", *, tri: TriLignes) -> "DocumentGrille":
    """Says on stderr each thing that was found, whether it is taken out or left, then how many."""
    from droits_usagers.services.grille.anonymat import bilan_of

    entiers = services.grilles.whole(grille, trouves)

    def write(decide: "TriReleve") -> "tuple[Feuille, tuple[PassageTrie, ...]]":
        return services.grilles.nameless(grille, entiers, au=services.today(), tri=decide)

    document, passages = write(_decided(tri, write))
    _say_passages(services, passages)
    say(bilan_of(passages, services.catalogue.textes, a_qui_trie=True))
    return document


def _say_masked(services: Services, passages: "Sequence[PassageTrie]", tri: "TriReleve") -> None:
    """What is taken out and what someone left; how to decide, where nobody did."""
    from droits_usagers.domain.releve.tri import RIEN_DE_TRIE

    dits = [un for un in passages if not un.laisse or un.cle in tri.laisses]
    _say_passages(services, dits)
    if dits and tri == RIEN_DE_TRIE:
        say(services.catalogue.textes("cli.ecarts.decider"))


def _say_passages(services: Services, passages: "Sequence[PassageTrie]") -> None:
    """Each thing, taken out or left, with its sentences."""
    textes = services.catalogue.textes
    for un in passages:
        quoi = textes("releve.marque" if un.marque else f"releve.genre.{un.genre}")
        if un.nombre > 1:
            quoi = textes("grille.retires.fois", quoi=quoi, nombre=un.nombre)
        phrases = textes("cli.ecarts.puis").join(dict.fromkeys(" ".join(phrase.split()) for phrase, _ in un.phrases))
        say(textes("cli.ecarts.laisse" if un.laisse else "cli.ecarts.retire", texte=un.texte, quoi=quoi, phrase=phrases))


def _decided(tri: TriLignes, write: "Callable[[TriReleve], tuple[object, tuple[PassageTrie, ...]]]") -> "TriReleve":
    """What was said of the lines, by their keys. Raises ExpectedError LIGNE_ABSENTE (`texte`) for what none of them says."""
    from droits_usagers.domain.mots.pliage import is_said
    from droits_usagers.domain.releve.tri import RIEN_DE_TRIE, key_of, said_as

    decide = RIEN_DE_TRIE
    if not tri.decides:
        return decide
    marques = {key_of(dit): dit for dit in tri.retires}
    for cle in filter(None, marques):
        decide = decide.mark(cle)
    _, passages = write(decide)
    for cle, dit in marques.items():
        if not any(is_said(cle, key_of(un.texte)) for un in passages):
            raise ExpectedError(Panne.LIGNE_ABSENTE, texte=dit)
    for dit in tri.laisses:
        ligne = said_as(dit, passages)
        if not ligne:
            raise ExpectedError(Panne.LIGNE_ABSENTE, texte=dit)
        if not any(is_said(cle, key_of(ligne)) for cle in marques):
            decide = decide.leave(ligne)
    return decide


def _apart(tri: TriLignes, fichiers: Collection[str]) -> tuple[TriLignes, TriLignes]:
    """What was said of lines, and what was said of these files, by their names or by the marks of what is in them."""
    siens = {dit for dit in (*tri.laisses, *tri.retires) if fichiers and (dit in fichiers or _MARQUE.fullmatch(dit))}
    des_lignes = (tuple(dit for dit in dits if dit not in siens) for dits in (tri.laisses, tri.retires))
    des_fichiers = (tuple(dit for dit in dits if dit in siens) for dits in (tri.laisses, tri.retires))
    return TriLignes(*des_lignes), TriLignes(*des_fichiers)


def _bind(
    services: Services, grille: "Grille", trouves: "Sequence[Ecart]", *, pour: str, dossier: Path, nom: str, tri: TriLignes
) -> "Libre[Rendu]":
    """The exhibits, from the documents beside the file, as was decided. Raises SortieRetenue, ExpectedError PIECES_A_VOIR."""
    from droits_usagers.services.dossier.pieces import RelevePieces, tell_found
    from droits_usagers.services.grille.documents import Documents
    from droits_usagers.services.grille.pieces import remarks_of
    from droits_usagers.services.lettre.courriers import Rendu

    documents = Documents(lambda contenu, _nom: contenu)
    documents.begin(dossier)
    # Those of the letter, under its numbers; of everything that is confirmed, where it would say nothing.
    siens = confirmed(pour, worth_writing(pour, trouves, services.catalogue)) or trouves
    releve, textes, fichiers = RelevePieces(), services.catalogue.textes, {un.id: un.fichier for un in grille.sources}
    for vue in services.relieur.look(grille, siens, documents.read, releve=releve):
        fichier, marque = fichiers[vue.reference], f"piece-{vue.empreinte[:8]}"
        if {fichier, marque} & {*tri.retires}:
            releve.decidees[vue.cle] = False
        elif marque in tri.laisses:
            releve.decidees[vue.cle] = True
        elif vue.lue.asks:
            quoi, nom_montre = textes("masse.trouve_puis").join(tell_found(vue.lue, textes)), readable_key(fichier)
            say(textes("cli.ecarts.piece", rang=vue.rang, titre=vue.titre, fichier=nom_montre, quoi=quoi, marque=marque))
    if releve.a_decider:
        say(textes("cli.ecarts.decider_pieces"))
    faites = services.relieur.bind(grille, siens, documents.read, au=services.today(), releve=releve)
    libre = services.controle.release_texts(faites.contenu, faites.titres, id_="pieces", nom=nom)
    return libre.map(lambda contenu: Rendu(contenu, remarks_of(faites)))


def _plain(ecart: "Ecart") -> dict[str, object]:
    return {
        "regle": ecart.regle,
        "point": ecart.point.value,
        "sources": list(ecart.sources),
        "gravite": ecart.gravite,
        "articles": list(ecart.articles),
        "phrase": ecart.phrase,
        "confirme": ecart.confirme,
        "a_confirmer": [{"passage": id_, "texte": dit, "question": ecart.a_dire} for id_, dit in ecart.a_confirmer],
    }


def _lines(trouves: "Sequence[Ecart]", catalogue: "Catalogue") -> Iterator[str]:
    """The same in words."""
    from droits_usagers.services.grille.ecarts import articles_of

    textes = catalogue.textes
    yield textes("cli.ecarts.verdict", nombre=len(trouves)) if trouves else textes("ecarts.rien")
    for ecart in trouves:
        yield ""
        gravite = textes(f"ecarts.gravites.{ecart.gravite}")
        yield textes("cli.ecarts.ligne", point=textes(f"ecarts.points.{ecart.point}"), gravite=gravite, regle=ecart.regle)
        yield textes("cli.ecarts.phrase", phrase=ecart.phrase)
        if ecart.articles:
            yield textes("cli.ecarts.phrase", phrase=articles_of(ecart, catalogue))
