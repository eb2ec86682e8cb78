"""What is said once letters are made: where they are, what was left aside, what is still to be done by hand."""

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.envois.chantier import Chantier
from droits_usagers.services.socle.ecriture import require_there
from droits_usagers.services.socle.pannes import sentence_of

#: Dossiers whose exhibits are said one by one.
_MANQUES_DITS = 3
#: Dossiers left aside that are named.
_RETENUES_DITES = 12


def made_where(chantier: Chantier, textes: Textes) -> list[str]:
    """Where they are; that one is not there any more, if it is so."""
    fichiers = [*chantier.fichiers] or [fait.fichier for fait in chantier.faits if fait.fichier is not None]
    if not fichiers:
        return []
    try:
        preuve = require_there(*fichiers)
    except ExpectedError as error:
        return [sentence_of(error, textes)]
    un = fichiers[0]
    if chantier.fichiers:
        return [textes.promise("masse.fait_fichier", preuve, fichier=un.name, dossier=un.parent)]
    return [textes.promise("masse.fait_ou", preuve, dossier=un.parent)]


def left_to_do(chantier: Chantier, textes: Textes) -> list[str]:
    """What was left aside, and the exhibits someone has to add."""
    return [*_held_back(chantier, textes), *_missing(chantier, textes)]


def _held_back(chantier: Chantier, textes: Textes) -> list[str]:
    references = tuple(chantier.retenues)
    if not references:
        return []
    dites = ", ".join(references[:_RETENUES_DITES])
    suite = textes("masse.retenues_autres", nombre=len(references) - _RETENUES_DITES)
    return [textes("masse.retenues", references=dites), *([suite] if len(references) > _RETENUES_DITES else [])]


def _missing(chantier: Chantier, textes: Textes) -> list[str]:
    suite = chantier.suite
    if suite is None:
        return []
    manques = suite.manques
    dits = [
        textes("masse.manque", reference=manque.reference, rangs=", ".join(map(str, manque.rangs)))
        for manque in manques[:_MANQUES_DITS]
    ]
    dits += [
        textes(f"masse.pieces_{pourquoi}", reference=manque.reference, rangs=", ".join(map(str, rangs)))
        for manque in manques[:_MANQUES_DITS]
        for pourquoi, rangs in (("retenues", manque.retenues), ("ecartees", manque.ecartees))
        if rangs
    ]
    if len(manques) > _MANQUES_DITS:
        dits.append(textes("masse.manques_autres", nombre=len(manques) - _MANQUES_DITS))
    if len(suite.fichiers) < len(chantier.faits):
        dits.append(textes("masse.annule_pieces", fait=len(suite.fichiers), total=len(chantier.faits)))
    return dits
