"""Near where help is looked for: a postcode that a letter already says, or that of the body where no home may be told."""

from collections.abc import Sequence

from droits_usagers.domain.demarche.demande import Demande, is_withheld

_CHIFFRES = len("93000")


def place_to_ask(demande: Demande) -> str:
    """The postcode of where the answer goes; where the home is written nowhere, or nothing is said, that of the body."""
    reponse = demande.reponse_a.adresse if demande.reponse_a else ()
    siennes = () if is_withheld(demande) else (reponse, demande.signataire.adresse)
    codes = (postcode_of(adresse) for adresse in (*siennes, demande.organisme.adresse))
    return next(filter(None, codes), "")


def postcode_of(adresse: Sequence[str]) -> str:
    """The postcode of the last line that begins with one; empty when none does.

    >>> postcode_of(("Hôtel du département", "93006 Bobigny cedex")), postcode_of(("chez Awa",))
    ('93006', '')
    """
    debuts = (ligne.split(maxsplit=1)[0] for ligne in reversed(adresse) if ligne.strip())
    return next((mot for mot in debuts if len(mot) == _CHIFFRES and mot.isascii() and mot.isdigit()), "")
