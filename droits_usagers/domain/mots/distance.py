"""How far apart two words are written."""


def distance(une: str, autre: str) -> int:
    """How many letters to add, take away, change or swap with the next one."""
    avant, ligne = list[int](), list(range(len(autre) + 1))
    for i, signe in enumerate(une, start=1):
        suivante = [i]
        for j, autre_signe in enumerate(autre, start=1):
            cout = min(ligne[j] + 1, suivante[j - 1] + 1, ligne[j - 1] + (signe != autre_signe))
            if i > 1 and j > 1 and signe == autre[j - 2] and une[i - 2] == autre_signe:
                cout = min(cout, avant[j - 2] + 1)
            suivante.append(cout)
        avant, ligne = ligne, suivante
    return ligne[-1]
