"""The grille d'écarts in reading order, without any table: what is read as text, and aloud."""

from collections.abc import Iterator
from typing import Final

from droits_usagers.domain.lettre.lettre import Bloc, Feuille, GabaritUtilise, Intertitre, Ligne, Liste, Paragraphe, Texte
from droits_usagers.letters.grille.valeurs import AncienArticle, ColonneSource, LigneEcart, Marque, Planche

GABARIT: Final = GabaritUtilise("grille", "1", "")
_ENTRE: Final = Texte(" : ")


def sheet(planche: Planche) -> Feuille:
    """The findings, the sources, then what each says, point by point."""
    return Feuille((Texte(planche.titre),), tuple(_blocks(planche)), GABARIT)


def head(planche: Planche) -> Iterator[Bloc]:
    """What is under the title."""
    if planche.sujet:
        yield Paragraphe(planche.sujet)
    yield Paragraphe((Texte(planche.date),))
    yield Paragraphe((Texte(planche.avertissement),))


def described(colonne: ColonneSource) -> Ligne:
    """A source in one line."""
    return Texte(f"{colonne.repere}. {colonne.genre}, {colonne.date}"), *(
        (Texte(", "), *colonne.fichier) * bool(colonne.fichier)
    )


def _blocks(planche: Planche) -> Iterator[Bloc]:
    yield from head(planche)
    yield from _sides(planche) if planche.feuille else _parts(planche)


def _parts(planche: Planche) -> Iterator[Bloc]:
    mots = planche.mots
    yield Intertitre((Texte(mots.ecarts),), 2)
    if not planche.ecarts:
        yield Paragraphe((Texte(mots.rien),))
    for ecart in planche.ecarts:
        yield from _finding(ecart)
    yield Intertitre((Texte(mots.sources),), 2)
    colonnes = [colonne for volet in planche.volets for colonne in volet.colonnes]
    if colonnes:
        yield Liste(tuple((Paragraphe(described(colonne)),) for colonne in colonnes))
    else:
        yield Paragraphe((Texte(mots.sans_source),))
    for volet in planche.volets:
        yield Intertitre((Texte(volet.titre),), 2)
        for rangee in volet.rangees:
            dites = tuple(
                (Paragraphe((Texte(colonne.repere), _ENTRE, *citation)),)
                for colonne, case in zip(volet.colonnes, rangee.cases, strict=True)
                for citation in case.citations
            )
            if dites:
                yield Intertitre((Texte(rangee.point),), 3)
                yield Liste(dites)
    if planche.anciens:
        yield Intertitre((Texte(mots.anciens),), 2)
        yield Liste(
            tuple(
                (Paragraphe((Texte(old.ancien, gras=True), Texte(f" ({old.objet}) : {old.aujourd_hui}. {told(old)}"))),)
                for old in planche.anciens
            )
        )


def _sides(planche: Planche) -> Iterator[Bloc]:
    """One sheet, point by point: what is announced, what is done, the findings."""
    for volet in planche.volets:
        for bande, colonne in zip(volet.bandes, volet.colonnes, strict=True):
            if colonne.fichier:
                yield Paragraphe((Texte(bande.titre), _ENTRE, *colonne.fichier))
        for rangee in volet.rangees:
            yield Intertitre((Texte(rangee.point),), 3)
            for bande, case in zip(volet.bandes, rangee.cases, strict=True):
                dites = (*case.citations, *((Texte(marked(marque)),) for marque in case.marques))
                if dites:
                    yield Paragraphe((Texte(bande.titre, gras=True),))
                    yield Liste(tuple((Paragraphe(dite),) for dite in dites))


def marked(marque: Marque) -> str:
    """« règle non suivie : 2, 5 »."""
    numeros = ", ".join(map(str, marque.numeros))
    return marque.mot + (f"\u00a0: {numeros}" if numeros else "")


def told(ancien: AncienArticle) -> str:
    """What became of it, and the trap."""
    return " ".join(filter(None, (ancien.explication, ancien.piege)))


def _finding(ecart: LigneEcart) -> Iterator[Bloc]:
    entete = f"{ecart.numero}. {ecart.mot}. {ecart.point}"
    sources = f" ({ecart.sources})" if ecart.sources else ""
    titre = (Texte(ecart.titre, gras=True), Texte(". ")) if ecart.titre else ()
    yield Paragraphe((Texte(entete + sources, gras=True), _ENTRE, *titre, *ecart.fait))
    if ecart.droit:
        yield Paragraphe(ecart.droit)
    if ecart.articles:
        yield Paragraphe((Texte(ecart.articles, italique=True),))
    if ecart.demande:
        yield Paragraphe(tuple(Texte(i.texte, gras=True, saisi=True) if isinstance(i, Texte) else i for i in ecart.demande))
