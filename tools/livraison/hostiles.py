"""Templates that someone made to harm: what is delivered refuses each in one sentence, and lets nothing of it out."""

_DIX = "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]"
#: What the program says of a template that it had to end.
_ARRETE = "demande trop de travail"


def _nested(fois: int, dedans: str) -> str:
    return f"{{% for a in {_DIX} %}}" * fois + dedans + "{% endfor %}" * fois


#: Nothing in these is forbidden: only the limited process ends them, by what they compute or by what they say.
DEMESURES = {"sans_fin": _nested(9, ""), "bavard": _nested(6, "x" * 20)}
HOSTILES = {
    **DEMESURES,
    "memoire": "{{ 'x' * 9999999999 }}",
    "evasion": "{{ cycler.__init__.__globals__.os.system('echo PRIS > PRIS') }}",
    "classes": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "fichier": '{% include "/etc/passwd" %}',
    "recursion": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
}


def is_refused(nom: str, code: int, dit: str) -> bool:
    """In one sentence, that names nothing of the program's insides; for those that it had to end, that says so."""
    une_phrase = code in {2, 3} and len(dit.strip().splitlines()) == 1 and "Traceback" not in dit
    return une_phrase and (nom not in DEMESURES or _ARRETE in dit)
