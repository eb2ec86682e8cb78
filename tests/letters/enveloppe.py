"""What the window of an envelope shows of a page folded in three, worked out from the sizes on sale (`fenetre`)."""

from droits_usagers.letters.lettre.serrage import Zone

ENVELOPPE = (220.0, 110.0)
PLI = (210.0, 99.0)
#: Width and height of the windows on sale.
FENETRES = ((100.0, 35.0), (100.0, 45.0))
BORD_DROIT = 20.0
BORD_BAS = 20.0


def always_seen() -> Zone:
    """What is seen through every window, wherever the paper has slid: the addressee must be in it."""
    zones = [_window(fenetre) for fenetre in FENETRES]
    jeu = _play()
    return Zone(
        gauche=max(zone.gauche for zone in zones),
        haut=max(zone.haut for zone in zones),
        droite=min(zone.droite for zone in zones) - jeu[0],
        bas=min(zone.bas for zone in zones) - jeu[1],
    )


def ever_seen() -> Zone:
    """What may be seen through some window: nothing but the addressee may be in it."""
    zones = [_window(fenetre) for fenetre in FENETRES]
    jeu = _play()
    return Zone(
        gauche=min(zone.gauche for zone in zones) - jeu[0],
        haut=min(zone.haut for zone in zones) - jeu[1],
        droite=max(zone.droite for zone in zones),
        bas=max(zone.bas for zone in zones),
    )


def _window(fenetre: tuple[float, float]) -> Zone:
    """A window, from the top left corner of its envelope."""
    largeur, hauteur = fenetre
    droite, bas = ENVELOPPE[0] - BORD_DROIT, ENVELOPPE[1] - BORD_BAS
    return Zone(droite - largeur, bas - hauteur, droite, bas)


def _play() -> tuple[float, float]:
    return ENVELOPPE[0] - PLI[0], ENVELOPPE[1] - PLI[1]
