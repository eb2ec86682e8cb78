"""Every byte of a coffre, in clear, free space included: what someone who has the phrase could find in it.

The engine only shows live rows, so the pages are decrypted here: SQLCipher 4, AES-256 in CBC mode (FIPS 197). By the library of
the system, which is quick; plainly, in Python, where there is none, and once in the tests to know that both say the same.
"""

import ctypes
import ctypes.util
import hashlib
import itertools
from functools import cache
from pathlib import Path

from droits_usagers.vault.driver import PAGE_SIZE, SALT_SIZE
from tests.coffres import CANARI, KDF_RAPIDE, PHRASE

_BLOCK = 16
#: At the end of each page: the initialisation vector, then the HMAC-SHA512.
_RESERVED = 80
_ROUNDS = 14


def _double(x: int) -> int:
    return (x << 1) ^ (0x11B if x & 0x80 else 0)


def _times(x: int, facteur: int) -> int:
    produit = 0
    while facteur:
        produit ^= x * (facteur & 1)
        x, facteur = _double(x), facteur >> 1
    return produit


def _sbox() -> list[int]:
    puissances = list(itertools.accumulate(range(255), lambda x, _: x ^ _double(x), initial=1))[:255]
    rang = {valeur: exposant for exposant, valeur in enumerate(puissances)}
    inverses = [0, *(puissances[-rang[x] % 255] for x in range(1, 256))]
    return [x ^ 0x63 ^ _rotated(x, 1) ^ _rotated(x, 2) ^ _rotated(x, 3) ^ _rotated(x, 4) for x in inverses]


def _rotated(x: int, bits: int) -> int:
    return ((x << bits) | (x >> (8 - bits))) & 0xFF


SBOX = _sbox()
INVERSE = [SBOX.index(x) for x in range(256)]
#: Column of the inverse MixColumns, as one number, for each byte once substituted back.
_MELANGES = [
    [int.from_bytes(bytes(_times(x, (14, 9, 13, 11)[ligne - rang]) for ligne in range(4)), "big") for x in range(256)]
    for rang in range(4)
]


def _unmix(mot: int) -> int:
    return _MELANGES[0][mot >> 24] ^ _MELANGES[1][mot >> 16 & 255] ^ _MELANGES[2][mot >> 8 & 255] ^ _MELANGES[3][mot & 255]


def _round_keys(cle: bytes) -> list[list[int]]:
    """The keys of the inverse cipher, in the order they are used."""
    mots = [int.from_bytes(cle[debut : debut + 4], "big") for debut in range(0, 32, 4)]
    constante = 1
    while len(mots) < 4 * (_ROUNDS + 1):
        mot = mots[-1]
        if len(mots) % 8 == 0:
            mot = _substituted(((mot << 8) | (mot >> 24)) & 0xFFFFFFFF) ^ (constante << 24)
            constante = _double(constante)
        elif len(mots) % 8 == 4:
            mot = _substituted(mot)
        mots.append(mots[-8] ^ mot)
    tours = [mots[debut : debut + 4] for debut in range(0, len(mots), 4)][::-1]
    return [tours[0], *([_unmix(mot) for mot in tour] for tour in tours[1:-1]), tours[-1]]


def _substituted(mot: int) -> int:
    return int.from_bytes(bytes(SBOX[octet] for octet in mot.to_bytes(4, "big")), "big")


def _decrypt_block(bloc: bytes, cles: list[list[int]]) -> bytes:
    etat = [int.from_bytes(bloc[4 * c : 4 * c + 4], "big") ^ cles[0][c] for c in range(4)]
    for cle in cles[1:-1]:
        etat = [
            _MELANGES[0][INVERSE[etat[c] >> 24]]
            ^ _MELANGES[1][INVERSE[etat[c - 1] >> 16 & 255]]
            ^ _MELANGES[2][INVERSE[etat[c - 2] >> 8 & 255]]
            ^ _MELANGES[3][INVERSE[etat[c - 3] & 255]]
            ^ cle[c]
            for c in range(4)
        ]
    octets = bytes(INVERSE[etat[c - ligne] >> (24 - 8 * ligne) & 255] for c in range(4) for ligne in range(4))
    return _xor(octets, b"".join(mot.to_bytes(4, "big") for mot in cles[-1]))


def _xor(a: bytes, b: bytes) -> bytes:
    return bytes(x ^ y for x, y in zip(a, b, strict=True))


def _in_python(chiffre: bytes, vecteur: bytes, cle: bytes) -> bytes:
    cles, precedent, clairs = _round_keys(cle), vecteur, []
    for debut in range(0, len(chiffre), _BLOCK):
        bloc = chiffre[debut : debut + _BLOCK]
        clairs.append(_xor(_decrypt_block(bloc, cles), precedent))
        precedent = bloc
    return b"".join(clairs)


@cache
def _library() -> ctypes.CDLL | None:
    """OpenSSL, which Python itself links to nearly everywhere."""
    nom = ctypes.util.find_library("crypto")
    if nom is None:
        return None
    crypto = ctypes.CDLL(nom)
    crypto.EVP_CIPHER_CTX_new.restype = crypto.EVP_aes_256_cbc.restype = ctypes.c_void_p
    return crypto


def _by_library(crypto: ctypes.CDLL, chiffre: bytes, vecteur: bytes, cle: bytes) -> bytes:
    contexte = ctypes.c_void_p(crypto.EVP_CIPHER_CTX_new())
    clair, fait = ctypes.create_string_buffer(len(chiffre) + _BLOCK), ctypes.c_int()
    try:
        assert crypto.EVP_DecryptInit_ex(contexte, ctypes.c_void_p(crypto.EVP_aes_256_cbc()), None, cle, vecteur) == 1
        crypto.EVP_CIPHER_CTX_set_padding(contexte, 0)
        assert crypto.EVP_DecryptUpdate(contexte, clair, ctypes.byref(fait), chiffre, len(chiffre)) == 1
        assert fait.value == len(chiffre)
    finally:
        crypto.EVP_CIPHER_CTX_free(contexte)
    return clair.raw[: fait.value]


def decrypted(chemin: Path, phrase: str = PHRASE, *, plainly: bool = False) -> bytes:
    """The pages of a coffre made by the tests, in clear."""
    contenu = chemin.read_bytes()
    cle = hashlib.pbkdf2_hmac("sha512", phrase.encode(), contenu[:SALT_SIZE], KDF_RAPIDE, 32)
    crypto = None if plainly else _library()
    pages: list[bytes] = []
    for debut in range(0, len(contenu), PAGE_SIZE):
        page = contenu[debut + (SALT_SIZE if debut == 0 else 0) : debut + PAGE_SIZE]
        chiffre, vecteur = page[:-_RESERVED], page[-_RESERVED : -_RESERVED + _BLOCK]
        pages.append(_in_python(chiffre, vecteur, cle) if crypto is None else _by_library(crypto, chiffre, vecteur, cle))
    return b"".join(pages)


def holds_canary(contenu: bytes) -> bool:
    """In any of the forms it is stored: as text, folded for searching, or as JSON in ASCII."""
    en_json = CANARI.encode("ascii", "backslashreplace").replace(b"\\x", b"\\u00")
    return any(forme in contenu for forme in (CANARI.encode(), b"zephyrine", en_json))
