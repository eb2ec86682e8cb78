"""Someone must not know where a person is, or may not: which addresses are printed nowhere, and what stands for them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from droits_usagers.domain.demarche.demande import Demande, MoyenPartage, is_protected, is_withheld
from droits_usagers.domain.mots.mentions_adresse import cut_mention
from droits_usagers.domain.mots.pliage import words
from droits_usagers.domain.personnes.personnes import Personne, Qualite

# « 93006 Bobigny cedex 2 »: the town, without what only the post reads.
_VILLE = re.compile(r"\d{5}\s+(?P<ville>\D+?)(?:\s+cedex\b.*)?", re.IGNORECASE)

#: What stands before a name, as it is written or said.
_DEVANT = frozenset({"m", "mr", "mme", "mlle", "monsieur", "madame", "mademoiselle", "chez"})


def is_called(personne: Personne, texte: str) -> bool:
    """True when a text is nothing but the name of this person, in whatever order and with whatever civility."""
    dit = set(words(texte)) - _DEVANT
    return bool(dit) and any(dit == set(words(nom)) - _DEVANT for nom in (personne.nom_complet, personne.denomination))


def hides_concerne(demande: Demande) -> bool:
    """True if the address of the person concerned is printed nowhere."""
    return is_withheld(demande)


def hides_auteur(demande: Demande) -> bool:
    """True if the address of the author is printed nowhere.

    Whoever acts by mandate lives elsewhere, and may be where the answer goes; a parent or an heir would give the home away.
    """
    auteur, concerne = demande.auteur, demande.concerne
    if auteur is None or auteur.personne.adresse_protegee:
        return is_withheld(demande)
    meme = concerne is not None and bool(concerne.adresse) and _folded(concerne.adresse) == _folded(auteur.personne.adresse)
    return is_withheld(demande) and (auteur.qualite is not Qualite.MANDATAIRE or meme)


def protected_addresses(demande: Demande) -> tuple[tuple[str, ...], ...]:
    """The addresses that nothing may show, each as its lines; none twice."""
    return tuple(dict.fromkeys(filter(None, _hidden(demande))))


def changes_access(demande: Demande) -> bool:
    """True if the body is asked to change who opens the account: wanted, and someone else does."""
    return is_protected(demande) and demande.changer_acces and MoyenPartage.COMPTE in demande.ouverts


def homes_of(demande: Demande) -> tuple[tuple[str, ...], ...]:
    """Where the people of it live or get their mail, each as its lines: none is the address of a body."""
    personnes = (demande.concerne, demande.auteur.personne if demande.auteur else None)
    chez = [personne.adresse for personne in personnes if personne is not None]
    return tuple(filter(None, (*chez, demande.reponse_a.adresse if demande.reponse_a else ())))


def without_protection(demande: Demande) -> Demande:
    """The same, as its one page that bears the address reads it."""
    concerne = None if demande.concerne is None else replace(demande.concerne, adresse_protegee=False)
    auteur = demande.auteur
    if auteur is not None:
        auteur = replace(auteur, personne=replace(auteur.personne, adresse_protegee=False))
    return replace(demande, concerne=concerne, auteur=auteur, reponse_a=None, domicile=None)


def without_mention(adresse: Sequence[str], mentions: Sequence[str]) -> tuple[tuple[str, ...], bool]:
    """The address as people write it in a table, without what says that nobody may read it; and whether that was said.

    >>> without_mention(("Adresse protégée", "93000 Bobigny"), ("adresse protégée",))
    ((), True)
    >>> without_mention(("12 rue des Lilas (protégée)",), ("protégée",))
    (('12 rue des Lilas',), True)
    """
    coupees = [cut_mention(ligne, mentions) for ligne in adresse]
    lignes = [ligne for ligne, _ in coupees]
    if lignes == list(adresse):
        return tuple(adresse), False
    restent, dite = tuple(filter(None, lignes)), any(dite for _, dite in coupees)
    # A town that comes with nothing else is not where someone is to be written to.
    return (restent if lignes[0] or len(restent) > 1 or not dite else ()), dite


def place_of(demande: Demande) -> str:
    """Where a letter is written from: what was said, or the town of the reply where the home is not written."""
    if not is_withheld(demande):
        return demande.lieu
    return town_of(demande.reponse_a.adresse) if demande.reponse_a else ""


def is_elsewhere(demande: Demande) -> bool:
    """True if the answer goes somewhere named: letters show that place, and no home."""
    return demande.reponse_a is not None and bool(demande.reponse_a.nom or demande.reponse_a.adresse)


def town_of(adresse: Sequence[str]) -> str:
    """The town in the last line of an address that has a postcode; empty when none has.

    >>> town_of(("Hôtel du département", "93006 Bobigny cedex")), town_of(("chez Awa",))
    ('Bobigny', '')
    """
    found = (_VILLE.fullmatch(ligne.strip()) for ligne in reversed(adresse))
    return next((trouve["ville"].strip() for trouve in found if trouve), "")


def _hidden(demande: Demande) -> Iterator[tuple[str, ...]]:
    if demande.concerne is not None and hides_concerne(demande):
        yield demande.concerne.adresse
    if demande.auteur is not None and hides_auteur(demande):
        yield demande.auteur.personne.adresse


def _folded(adresse: Sequence[str]) -> tuple[str, ...]:
    return tuple(words(" ".join(adresse)))
