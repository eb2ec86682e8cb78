"""The territories whose public holidays are known: codes of the départements and of the overseas collectivities, by INSEE."""

# 20 was split in 2A and 2B. 984 to 988 (Pacific, southern lands) are left out: the labour code does not give their holidays,
# and the CRPA and the act of 1978 apply there with adaptations this program does not know.
_METROPOLE = {f"{n:02}" for n in range(1, 96)} - {"20"} | {"2A", "2B"}
_OUTRE_MER = {str(n) for n in range(971, 979)}
TERRITOIRES = frozenset(_METROPOLE | _OUTRE_MER)


def is_territoire(code: str) -> bool:
    """True for the code of a known territory (« 93 », « 2A », « 974 »)."""
    return code in TERRITOIRES
