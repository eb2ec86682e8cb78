"""What is typed meets our sentences with one full stop and a capital, however it begins and ends; the rest is kept."""

import pytest

from droits_usagers.domain.lettre.lettre import Paragraphe
from droits_usagers.letters.lettre.jetons import Jetons, typed
from droits_usagers.letters.lettre.markdown import to_blocks


def said(modele: str, valeur: str) -> str:
    """A paragraph of ours where `@` stands for what was typed."""
    jetons = Jetons()
    (bloc,) = to_blocks(modele.replace("@", jetons.put(typed(valeur))), jetons.valeurs)
    assert isinstance(bloc, Paragraphe)
    return "".join(inline.texte for inline in bloc.contenu if hasattr(inline, "texte"))


@pytest.mark.parametrize(
    ("modele", "valeur", "dit"),
    [
        ("Le service (@). Je demande", "en juin 2020.", "Le service (en juin 2020). Je demande"),
        ("Le service (@). Je demande", "voiture, etc.", "Le service (voiture, etc.). Je demande"),
        ("Le service (@).", "en juin 2020 ?", "Le service (en juin 2020 ?)."),
        ("Un mandat à @ pour agir", "Odile Brassens.", "Un mandat à Odile Brassens pour agir"),
        ("Vers : @. Je", "la mairie !", "Vers : la mairie ! Je"),
        ("Vers : @. Je", "la mairie…", "Vers : la mairie… Je"),
        ("Vers : @. Je", "la mairie (annexe)", "Vers : la mairie (annexe). Je"),
        ("Vers : @. Je", "le « guichet. »", "Vers : le « guichet. » Je"),
        ("C'est illicite. @", "personne ne me l'a dit", "C'est illicite. Personne ne me l'a dit."),
        ("C'est illicite (CRPA). @", "on l'a dit…", "C'est illicite (CRPA). On l'a dit…"),
        ("Il est retiré. Date du retrait : @", "juin 2020", "Il est retiré. Date du retrait : juin 2020."),
        ("Il est retiré. Date du retrait : @", "juin 2020.", "Il est retiré. Date du retrait : juin 2020."),
        ("Envoyez-le. À cette adresse : @", "a@b.fr", "Envoyez-le. À cette adresse : a@b.fr"),
        ("Envoyez-le. @", "iPhone volé", "Envoyez-le. iPhone volé."),
        ("**@.** @", "on l'a dit", "on l'a dit. On l'a dit."),
        ("Celles-ci : @. Celles", "de 2019 ;", "Celles-ci : de 2019. Celles"),
        ("Celles-ci : @, et", "de 2019, ", "Celles-ci : de 2019, et"),
        ("Le rapport (@). Je", "de mars —", "Le rapport (de mars). Je"),
        ("Le rapport : @ ;", "celui de mars :", "Le rapport : celui de mars ;"),
        ("Il est retiré. Date du retrait : @", "juin 2020,", "Il est retiré. Date du retrait : juin 2020."),
        ("Période : @", "en 2020", "Période : en 2020"),
        ("La loi dit :\\\n@", "rien", "La loi dit :rien"),
        ("@", "rien du tout", "rien du tout"),
    ],
)
def test_what_is_typed_is_joined_to_our_sentences(modele: str, valeur: str, dit: str) -> None:
    assert said(modele, valeur) == dit
