"""From what is typed about a processing to its fiche, and back: each answer is kept under the id of its question.

What each field holds says how it is shown and read (`domain/notice/champs.py`). Each check of a poster is typed beside the
posters, not inside them: it names its poster, as `names_of` calls it.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from droits_usagers.domain.demarche.questions import Reponses, Valeur, filled_lines, is_blank
from droits_usagers.domain.notice import Mention
from droits_usagers.domain.notice.champs import ChampFiche, Sorte, champs_of
from droits_usagers.domain.notice.traitements import A_DEMANDER, Affichage, ControleAffiche, FicheTraitement, is_colour
from droits_usagers.services.notice.formulaire import INCONNU, SANS_OBJET
from droits_usagers.services.notice.joints import months, names_of


def answers_of(fiche: FicheTraitement) -> dict[str, Valeur]:
    """What to show in the questions for a fiche to be read in them."""
    return _answers(fiche)


def _answers(objet: object, prefixe: str = "") -> dict[str, Valeur]:
    """The same for any of its values; what is typed apart is said by what holds it."""
    lues: dict[str, Valeur] = {}
    for champ in champs_of(type(objet)):
        valeur = getattr(objet, champ.nom)
        if valeur is not None and not champ.lien:
            lues |= _said(champ, valeur, f"{prefixe}{champ.nom}")
    return {id_: valeur for id_, valeur in lues.items() if not is_blank(valeur)}


def _said(champ: ChampFiche, valeur: Any, id_: str) -> dict[str, Valeur]:  # noqa: ANN401 - any of the values of a fiche
    match champ.sorte:
        case Sorte.TABLE if valeur is A_DEMANDER:
            return {f"{champ.prefixe}_{nom}": INCONNU for nom in champ.entier}
        case Sorte.TABLE:
            return _answers(valeur, f"{champ.prefixe}_")
        case Sorte.AFFICHES:
            return _posters_said(valeur)
        case Sorte.MENTIONS:
            return {SANS_OBJET + mention: (mention,) for mention in valeur}
        case Sorte.ORIGINES:
            return {id_: valeur}
        case _:
            return {id_: INCONNU if valeur is A_DEMANDER else _shown(champ, valeur)}


def _shown(champ: ChampFiche, valeur: Any) -> Valeur:  # noqa: ANN401 - any of the values of a fiche
    match champ.sorte:
        case Sorte.OUI | Sorte.JOUR:
            shown: Valeur = valeur
            return shown
        case Sorte.CODE:
            return str(valeur.name.lower())
        case Sorte.CODES:
            return tuple(code.name.lower() for code in valeur)
        case Sorte.LISTE:
            return "\n".join(valeur)
        case Sorte.LIGNES:
            return tuple(_answers(ligne, f"{champ.prefixe}_") for ligne in valeur)
        case _:
            return str(valeur)


def _posters_said(affichages: Sequence[Affichage]) -> dict[str, Valeur]:
    lignes = tuple(_answers(affichage, "affichage_") for affichage in affichages)
    controles = tuple(
        {"controle_affiche": nom, **_answers(controle, "controle_")}
        for nom, affichage in zip(names_of(lignes), affichages, strict=True)
        for controle in affichage.controles
    )
    return {"affichages": lignes, "controles": controles}


def fiche_of(
    reponses: Reponses, mentions: Iterable[Mention], modele: type[FicheTraitement] = FicheTraitement
) -> FicheTraitement:
    """The fiche these answers describe. Lines left blank are none."""
    declarees = tuple(mention.id for mention in mentions if not is_blank(reponses.get(SANS_OBJET + mention.id)))
    fiche: FicheTraitement = _made(modele, reponses)
    return replace(fiche, sans_objet=declarees)


def _made(modele: type[Any], reponses: Reponses, prefixe: str = "") -> Any:  # noqa: ANN401 - one of that type
    """What is declared not to apply, and what is typed apart, is not read here."""
    champs = (champ for champ in champs_of(modele) if champ.sorte is not Sorte.MENTIONS and not champ.lien)
    lus = ((champ.nom, _read(champ, reponses, f"{prefixe}{champ.nom}")) for champ in champs)
    return modele(**{nom: valeur for nom, valeur in lus if valeur is not None})


def _read(champ: ChampFiche, reponses: Reponses, id_: str) -> Any:  # noqa: ANN401 - what the field holds
    valeur = reponses.get(id_)
    match champ.sorte:
        case Sorte.TABLE:
            return _table(champ, reponses)
        case Sorte.AFFICHES:
            return _posters(reponses)
        case _ if champ.inconnu and valeur == INCONNU:
            return A_DEMANDER
        case Sorte.LIGNES:
            return tuple(_made(champ.modele, ligne, f"{champ.prefixe}_") for ligne in filled_lines(valeur))
        case _:
            return _typed(champ, valeur)


def _table(champ: ChampFiche, reponses: Reponses) -> Any:  # noqa: ANN401 - what the field holds
    """To be asked when all that can be asked of the whole is, and nothing else is said of it; None when nothing is."""
    prefixe = f"{champ.prefixe}_"
    dites = {cle for cle, valeur in reponses.items() if cle.startswith(prefixe) and not is_blank(valeur)}
    if dites == {f"{prefixe}{nom}" for nom in champ.entier} and all(reponses[cle] == INCONNU for cle in dites):
        return A_DEMANDER
    table = _made(champ.modele, reponses, prefixe)
    return None if table == champ.modele() else table


def _typed(champ: ChampFiche, valeur: Valeur | None) -> Any:  # noqa: ANN401 - what the field holds
    match champ.sorte:
        case Sorte.OUI:
            return valeur if isinstance(valeur, bool) else None
        case Sorte.JOUR:
            return valeur if isinstance(valeur, dt.date) else None
        case Sorte.ORIGINES:
            return valeur if isinstance(valeur, tuple) else ()
        case Sorte.CODES:
            codes = valeur if isinstance(valeur, tuple) else ()
            return tuple(champ.codes[code.upper()] for code in codes if isinstance(code, str))
        case _:
            return _worded(champ, valeur.strip() if isinstance(valeur, str) else "")


def _worded(champ: ChampFiche, texte: str) -> Any:  # noqa: ANN401 - what the field holds
    match champ.sorte:
        case Sorte.CODE:
            return champ.codes[texte.upper()] if texte else None
        case Sorte.LISTE:
            return tuple(ligne.strip() for ligne in texte.splitlines() if ligne.strip())
        case Sorte.MOIS:
            return months(texte)
        case Sorte.COULEUR:
            return texte if is_colour(texte) else ""
        case _:
            return texte


def _posters(reponses: Reponses) -> tuple[Affichage, ...]:
    """A check without a day or a finding is none yet; one of a poster that is not listed lists it."""
    lignes = filled_lines(reponses.get("affichages"))
    controles = tuple(_checks(filled_lines(reponses.get("controles"))))
    noms = names_of(lignes)
    ailleurs = dict.fromkeys(affiche for affiche, _ in controles if affiche and affiche not in noms)
    lignes = (*lignes, *({"affichage_lieu": nom} for nom in ailleurs))
    return tuple(
        replace(
            _made(Affichage, ligne, "affichage_"),
            controles=tuple(controle for affiche, controle in controles if affiche == nom),
        )
        for nom, ligne in zip((*noms, *ailleurs), lignes, strict=True)
    )


def _checks(lignes: Sequence[Reponses]) -> Iterator[tuple[str, ControleAffiche]]:
    requis = [f"controle_{champ.nom}" for champ in champs_of(ControleAffiche) if champ.requis]
    for ligne in lignes:
        if not any(is_blank(ligne.get(id_)) for id_ in requis) and isinstance(ligne["controle_date"], dt.date):
            affiche = ligne.get("controle_affiche")
            yield affiche.strip() if isinstance(affiche, str) else "", _made(ControleAffiche, ligne, "controle_")
