"""What is said once all of it was decided: what was left, what was taken out, and what became of what was marked."""

from collections.abc import Iterable, Sequence

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.releve.tri import key_of

#: What is marked in a line, and whether the line is left.
Decidee = tuple[Iterable[str], bool]


def told_of_lines(lignes: Iterable[Decidee], textes: Textes) -> str:
    """Of one letter or of many: a thing that one line leaves is left, whatever was taken out elsewhere."""
    say = textes.under("assistant.lignes")
    toutes = [(tuple(marques), laissee) for marques, laissee in lignes]
    releves, laisses = set[str](), dict[str, str]()
    for marques, laissee in toutes:
        for texte in marques:
            releves.add(key_of(texte))
            if laissee:
                laisses.setdefault(key_of(texte), texte)
    bilan = say("sans_releve")
    if releves:
        bilan = say("bilan", bilan=told_of_marked(len(releves), [*laisses.values()], textes, a_qui_trie=True))
    laissees = sum(laissee for _, laissee in toutes)
    return say("decidees", laissees=laissees, retirees=len(toutes) - laissees, bilan=bilan)


def told_of_marked(nombre: int, laisses: Sequence[str], textes: Textes, *, a_qui_trie: bool = False) -> str:
    """How many were found, taken out and left; to who decides (`a_qui_trie`), which ones she left."""
    say = textes.under("ecarts.bilan")
    if not nombre:
        return say("rien")
    retires = nombre - len(laisses)
    sorts = [say("retire" if retires == 1 else "retires", nombre=retires)] if retires else []
    if laisses:
        cle = f"{'laisse' if len(laisses) == 1 else 'laisses'}{'_par_vous' if a_qui_trie else ''}"
        sorts.append(say(cle, nombre=len(laisses), lesquels=", ".join(laisses)))
    releves = say("releve" if nombre == 1 else "releves", nombre=nombre)
    return say("dit", releves=releves, sorts=", ".join(sorts))
