"""How a French word sounds, roughly: « boilo » and « Boileau » are one, « Roche » and « Rocher » are not."""

import re

#: Each spelling of a sound, in their order: a capital is one that no letter alone says.
_SONS = tuple(
    (re.compile(ecrit), son)
    for ecrit, son in (
        ("ph", "f"),
        ("ill", "i"),
        # « mimoza »: one « s » between two vowels is as often written for two.
        ("z", "s"),
        ("s?ch", "C"),
        ("h", ""),
        # « nasional »
        ("(?<=[^s])ti(?=on|al|eu)", "si"),
        ("qu|ck|q|c(?![eiy])", "k"),
        ("c", "s"),
        ("gu(?=[eiy])|g(?![eiy])", "G"),
        ("g", "j"),
        ("(?:eau|au)l?[tdxs]*$", "O"),
        ("eau|au", "O"),
        ("m(?=[pb])", "n"),
        (r"(.)\1", r"\1"),
        # A mute « e » has what stands before it heard.
        ("(?<=..)es?$", "E"),
        ("(?<=[^e])[stdxzp]+$", ""),
        ("aon", "an"),
        ("[ae][iy]n(?![aeiouyE])", "in"),
        ("[ae][iy]", "e"),
        ("en(?![aeiouyE])", "an"),
        ("y", "i"),
        ("E", ""),
        ("O", "o"),
        # « bomarché »: no accent tells it from a mute one.
        ("(?<=..)e$", ""),
        # What two spellings of a sound have left side by side.
        (r"(.)\1", r"\1"),
    )
)


def sound_of(mot: str) -> str:
    """The same for all the ways to write what is heard; `mot` is folded."""
    for ecrit, son in _SONS:
        mot = ecrit.sub(son, mot)
    return mot
