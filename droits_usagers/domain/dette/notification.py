"""What the letter that claims a sum must say, by the text of the benefit, and what is not on the paper one holds."""

from droits_usagers.domain.demarche.questions import Reponses

#: The questions: what is read on the paper, and whether the whole of it is at hand.
LUES, ENTIERE = "mentions_lues", "lettre_entiere"
#: What the letter must say (CSS R133-9-2, I; CASF R262-92-1, I): the choices of LUES.
MENTIONS = ("nature", "dates", "montant", "motif", "vingt_jours", "retenues", "recours")


def missing_of(reponses: Reponses) -> tuple[str, ...]:
    """What is not on the paper; nothing as long as one does not hold the whole of it, or has not looked at it.

    Nothing is said to be missing from a first page.
    """
    lues = reponses.get(LUES)
    if reponses.get(ENTIERE) is not True or not isinstance(lues, tuple) or not lues:
        return ()
    return tuple(mention for mention in MENTIONS if mention not in lues)
