"""A copy of start.py that installs nothing, for the tests of what it decides."""


def done(commandes: list[list[str]]) -> list[str]:
    """What was run, in a word each; the list is emptied."""
    mots = {"venv": "venv", "pip": "uv", "uv": "sync", "compileall": "compile"}
    faits = [mots[commande[3]] for commande in commandes]
    commandes.clear()
    return faits
