"""The checker of notices: RGPD 13, 14 and 21(4), LIL 48, CP R625-10, CRPA L311-3-1.

Which articles ask for a mention, which mentions are conditional and which words are vague is data (`resources/mentions/`).
"""

from droits_usagers.domain.notice.controle import MENTIONS, check_notice, missing, unconfirmed
from droits_usagers.domain.notice.valeurs import ConstatMention, Mention, ReferenceMentions, Statut, Vague

__all__ = [
    "MENTIONS",
    "ConstatMention",
    "Mention",
    "ReferenceMentions",
    "Statut",
    "Vague",
    "check_notice",
    "missing",
    "unconfirmed",
]
