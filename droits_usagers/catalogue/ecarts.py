"""What the rules of the grille d'écarts are told (`resources/ecarts/`): its formats are at the head of its files."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from droits_usagers.catalogue.demarches import known, new_id
from droits_usagers.catalogue.fichiers import open_document
from droits_usagers.domain.grille import REGLES, Point, ReferenceGrille, RegleGrille
from droits_usagers.domain.grille.notions import Notion
from droits_usagers.domain.grille.valeurs import LibelleNotion, RubriqueGrille, RubriqueListe
from droits_usagers.domain.mots.durees import Durees
from droits_usagers.domain.mots.lecture import Table
from droits_usagers.domain.mots.typographie import typographie
from droits_usagers.domain.releve.signes import see
from droits_usagers.domain.releve.valeurs import words_of
from droits_usagers.domain.releve.vocabulaire import Connu, LexiqueReleve
from droits_usagers.domain.socle.errors import Panne

_FAMILLES = ("donnees", "acteurs", "provenances", "mentions")
_GRAVITES = range(1, 4)


def load_ecarts(dossier: Path, droit: Collection[str], durees: Durees, *, releve: LexiqueReleve) -> ReferenceGrille:
    """The rules in the order in which they are shown, and the words they look for. Raises ExpectedError (RESSOURCE_ABIMEE)."""
    with open_document(dossier / "mots.toml") as root:
        notions: dict[str, Notion] = {}
        for table in root.tables("notion"):
            id_ = new_id(table, notions)
            notions[id_] = _read_notion(table)
    with open_document(dossier / "familles.toml") as root:
        familles = {famille: tuple(map(_read_libelle, root.tables(famille))) for famille in _FAMILLES}
    with open_document(dossier / "regles.toml") as root:
        regles: dict[str, RegleGrille] = {}
        for table in root.tables("regle"):
            id_ = new_id(table, regles)
            if id_ not in REGLES:
                raise table.refusal(Panne.VALEUR_REFUSEE, "id")
            regles[id_] = _read_regle(table, id_, droit)
        mots = _read_mots(root)
        repere, annee = _read_durees(root)
    with open_document(dossier / "liste.toml") as root:
        rubriques = tuple(map(_read_rubrique, root.tables("rubrique")))
        synonymes = tuple(_read_lists(root, "synonymes"))
        if {une.id for une in rubriques} != set(RubriqueGrille):
            raise root.refusal(Panne.VALEUR_REFUSEE, "rubrique")
    return ReferenceGrille(
        regles,
        notions,
        familles,
        durees=durees,
        mots=mots,
        communs=frozenset(_own_words(_sentences(regles, familles, mots), releve)),
        releve=releve,
        repere=repere,
        annee=annee,
        rubriques=rubriques,
        synonymes=synonymes,
    )


def _sentences(
    regles: Mapping[str, RegleGrille], familles: Mapping[str, Iterable[LibelleNotion]], mots: Mapping[str, str]
) -> Iterator[str]:
    """What the grille says by itself."""
    for une in regles.values():
        yield from (une.titre, une.fait, une.droit, une.demande, une.question)
    yield from (libelle.nom for famille in familles.values() for libelle in famille)
    yield from mots.values()


def _own_words(textes: Iterable[str], lexique: LexiqueReleve) -> Iterator[str]:
    """Their words, but those that may name someone, and those of grammar."""
    for plie in {mot.plie for mot in words_of(see(" ".join(textes)).lu) if not mot.majuscule}:
        if lexique.noms.find(plie) is None and Connu.GRAMMAIRE not in (lexique.ordinaires.find(plie) or Connu.GRAMMAIRE):
            yield plie


def _read_rubrique(table: Table) -> RubriqueListe:
    rubrique = RubriqueListe(
        table.code("id", RubriqueGrille),
        tuple(map(Point, known(table, "points", frozenset(Point)))),
        known(table, "regles", REGLES),
        annonces=table.count("annonces") or 1,
        vus=table.count("vus") or 1,
        notion=table.text("notion"),
        liste=table.boolean("liste"),
    )
    table.close()
    return rubrique


def _read_notion(table: Table) -> Notion:
    notion = Notion(
        table.texts("mots"),
        _read_lists(table, "avec"),
        sauf=table.texts("sauf"),
        meme_nie=table.boolean("meme_nie"),
        ensemble=_read_lists(table, "ensemble"),
        saisine=table.boolean("saisine"),
    )
    table.close()
    return notion


def _read_lists(table: Table, cle: str) -> tuple[tuple[str, ...], ...]:
    listes = table.raw(cle) or []
    if not isinstance(listes, list):
        raise table.refusal(Panne.VALEUR_REFUSEE, cle)
    return tuple(tuple(map(str, liste)) for liste in listes)


def _read_libelle(table: Table) -> LibelleNotion:
    buts, explique = table.texts("buts"), table.texts("explique")
    libelle = LibelleNotion(
        table.text("id", None),
        typographie(table.text("nom", None)),
        Notion(table.texts("mots"), sauf=table.texts("sauf")),
        Notion(buts) if buts else None,
        explique=Notion(explique) if explique else None,
        sensible=table.boolean("sensible"),
        a_expliquer=table.boolean("a_expliquer"),
    )
    table.close()
    return libelle


def _read_regle(table: Table, id_: str, droit: Collection[str]) -> RegleGrille:
    gravite = table.count("gravite")
    if gravite not in _GRAVITES:
        raise table.refusal(Panne.VALEUR_REFUSEE, "gravite")
    dits = {cle: typographie(table.text(cle, None)) for cle in ("titre", "fait", "droit", "demande", "question")}
    points = frozenset(map(Point, known(table, "points", frozenset(Point))))
    regle = RegleGrille(
        id_,
        table.code("point", Point),
        gravite,
        known(table, "articles", droit),
        agents=table.boolean("agents"),
        points=points,
        a_confirmer=typographie(table.text("a_confirmer")),
        **dits,
    )
    table.close()
    return regle


def _read_mots(root: Table) -> Mapping[str, str]:
    table = root.table("mots")
    if table is None:
        raise root.refusal(Panne.CLE_ABSENTE, "mots")
    return {cle: typographie(table.text(cle)) for cle in table}


def _read_durees(root: Table) -> tuple[int, int]:
    table = root.table("durees")
    if table is None:
        raise root.refusal(Panne.CLE_ABSENTE, "durees")
    durees = table.count("repere"), table.count("annee")
    table.close()
    return durees
