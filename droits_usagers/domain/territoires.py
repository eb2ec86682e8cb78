"""Codes of the territories of the Republic (départements and overseas collectivities), as the INSEE writes them."""

# 20 was split in 2A and 2B. 971 to 978 and 984 to 988: overseas; 979 to 983 and 985 (once Mayotte) are not in use.
_METROPOLE = {f"{n:02}" for n in range(1, 96)} - {"20"} | {"2A", "2B"}
_OUTRE_MER = {str(n) for n in range(971, 979)} | {"984", "986", "987", "988"}


def is_territoire(code: str) -> bool:
    """True for the code of an existing territory (« 93 », « 2A », « 974 »)."""
    return code in _METROPOLE or code in _OUTRE_MER
