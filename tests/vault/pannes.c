/* A disk and a memory that fail when they are told to: the k-th call of a kind, on a file of one folder, gives an error and does
   nothing. Loaded before the C library (LD_PRELOAD); told what to do, from Python, through the functions that begin by « panne ».
*/
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum { ECRIRE = 1, ASSURER = 2, NOMMER = 4, OUVRIR = 8, TAILLER = 16, ALLOUER = 32, LIRE = 64 };

static char dossier[PATH_MAX];
static unsigned long moteur_debut, moteur_fin;
static int genres, erreur, pour_de_bon;
static long rang, vus;

void panne_armer(const char *ou, int quoi, long k, int erreur_rendue, int toujours)
{
    snprintf(dossier, sizeof dossier, "%s", ou);
    vus = 0;
    rang = k;
    erreur = erreur_rendue;
    pour_de_bon = toujours;
    genres = quoi;
}

long panne_desarmer(void)
{
    genres = 0;
    return vus;
}

/* Only what the engine asks for fails: Python itself does not survive every refusal. */
void panne_moteur(unsigned long debut, unsigned long fin)
{
    moteur_debut = debut;
    moteur_fin = fin;
}

static int echoue(int genre)
{
    if (!(genres & genre))
        return 0;
    vus++;
    if (rang && (vus == rang || (pour_de_bon && vus > rang))) {
        errno = erreur;
        return 1;
    }
    return 0;
}

static int dans(const char *chemin)
{
    return chemin && strncmp(chemin, dossier, strlen(dossier)) == 0 && !strstr(chemin, ".verrou");
}

static int chez_nous(int fd)
{
    char lien[64], chemin[PATH_MAX];
    if (!genres)
        return 0;
    snprintf(lien, sizeof lien, "/proc/self/fd/%d", fd);
    ssize_t longueur = readlink(lien, chemin, sizeof chemin - 1);
    if (longueur < 0)
        return 0;
    chemin[longueur] = 0;
    return dans(chemin);
}

#define VRAI(type, nom, ...) \
    static type (*vrai)(__VA_ARGS__); \
    if (!vrai) \
        vrai = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, nom)

ssize_t write(int fd, const void *quoi, size_t n)
{
    VRAI(ssize_t, "write", int, const void *, size_t);
    return chez_nous(fd) && echoue(ECRIRE) ? -1 : vrai(fd, quoi, n);
}
ssize_t pwrite(int fd, const void *quoi, size_t n, off_t ou)
{
    VRAI(ssize_t, "pwrite", int, const void *, size_t, off_t);
    return chez_nous(fd) && echoue(ECRIRE) ? -1 : vrai(fd, quoi, n, ou);
}
ssize_t pwrite64(int fd, const void *quoi, size_t n, off64_t ou)
{
    VRAI(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
    return chez_nous(fd) && echoue(ECRIRE) ? -1 : vrai(fd, quoi, n, ou);
}
ssize_t read(int fd, void *ou, size_t n)
{
    VRAI(ssize_t, "read", int, void *, size_t);
    return chez_nous(fd) && echoue(LIRE) ? -1 : vrai(fd, ou, n);
}
ssize_t pread(int fd, void *ou, size_t n, off_t de)
{
    VRAI(ssize_t, "pread", int, void *, size_t, off_t);
    return chez_nous(fd) && echoue(LIRE) ? -1 : vrai(fd, ou, n, de);
}
ssize_t pread64(int fd, void *ou, size_t n, off64_t de)
{
    VRAI(ssize_t, "pread64", int, void *, size_t, off64_t);
    return chez_nous(fd) && echoue(LIRE) ? -1 : vrai(fd, ou, n, de);
}
ssize_t sendfile(int vers, int de, off_t *ou, size_t n)
{
    VRAI(ssize_t, "sendfile", int, int, off_t *, size_t);
    return chez_nous(vers) && echoue(ECRIRE) ? -1 : vrai(vers, de, ou, n);
}
ssize_t sendfile64(int vers, int de, off64_t *ou, size_t n)
{
    VRAI(ssize_t, "sendfile64", int, int, off64_t *, size_t);
    return chez_nous(vers) && echoue(ECRIRE) ? -1 : vrai(vers, de, ou, n);
}
ssize_t copy_file_range(int de, off64_t *a, int vers, off64_t *b, size_t n, unsigned drapeaux)
{
    VRAI(ssize_t, "copy_file_range", int, off64_t *, int, off64_t *, size_t, unsigned);
    return chez_nous(vers) && echoue(ECRIRE) ? -1 : vrai(de, a, vers, b, n, drapeaux);
}
int fsync(int fd)
{
    VRAI(int, "fsync", int);
    return chez_nous(fd) && echoue(ASSURER) ? -1 : vrai(fd);
}
int fdatasync(int fd)
{
    VRAI(int, "fdatasync", int);
    return chez_nous(fd) && echoue(ASSURER) ? -1 : vrai(fd);
}
int ftruncate(int fd, off_t taille)
{
    VRAI(int, "ftruncate", int, off_t);
    return chez_nous(fd) && echoue(TAILLER) ? -1 : vrai(fd, taille);
}
int ftruncate64(int fd, off64_t taille)
{
    VRAI(int, "ftruncate64", int, off64_t);
    return chez_nous(fd) && echoue(TAILLER) ? -1 : vrai(fd, taille);
}
int rename(const char *de, const char *a)
{
    VRAI(int, "rename", const char *, const char *);
    return dans(a) && echoue(NOMMER) ? -1 : vrai(de, a);
}
int renameat(int d1, const char *de, int d2, const char *a)
{
    VRAI(int, "renameat", int, const char *, int, const char *);
    return dans(a) && echoue(NOMMER) ? -1 : vrai(d1, de, d2, a);
}
int link(const char *de, const char *a)
{
    VRAI(int, "link", const char *, const char *);
    return dans(a) && echoue(NOMMER) ? -1 : vrai(de, a);
}
int linkat(int d1, const char *de, int d2, const char *a, int drapeaux)
{
    VRAI(int, "linkat", int, const char *, int, const char *, int);
    return dans(a) && echoue(NOMMER) ? -1 : vrai(d1, de, d2, a, drapeaux);
}
int unlink(const char *quoi)
{
    VRAI(int, "unlink", const char *);
    return dans(quoi) && echoue(NOMMER) ? -1 : vrai(quoi);
}
int mkdir(const char *quoi, mode_t mode)
{
    VRAI(int, "mkdir", const char *, mode_t);
    return dans(quoi) && echoue(NOMMER) ? -1 : vrai(quoi, mode);
}

static int mode_de(int drapeaux, va_list reste)
{
    return drapeaux & O_CREAT ? va_arg(reste, int) : 0;
}

#define OUVERTURE(nom) \
    int nom(const char *chemin, int drapeaux, ...) \
    { \
        VRAI(int, #nom, const char *, int, ...); \
        va_list reste; \
        va_start(reste, drapeaux); \
        int mode = mode_de(drapeaux, reste); \
        va_end(reste); \
        return dans(chemin) && echoue(OUVRIR) ? -1 : vrai(chemin, drapeaux, mode); \
    }
OUVERTURE(open)
OUVERTURE(open64)

#define OUVERTURE_DANS(nom) \
    int nom(int d, const char *chemin, int drapeaux, ...) \
    { \
        VRAI(int, #nom, int, const char *, int, ...); \
        va_list reste; \
        va_start(reste, drapeaux); \
        int mode = mode_de(drapeaux, reste); \
        va_end(reste); \
        return dans(chemin) && echoue(OUVRIR) ? -1 : vrai(d, chemin, drapeaux, mode); \
    }
OUVERTURE_DANS(openat)
OUVERTURE_DANS(openat64)

extern void *__libc_malloc(size_t);
extern void *__libc_realloc(void *, size_t);
static int pour_le_moteur(void *retour)
{
    unsigned long ou = (unsigned long)retour;
    return genres & ALLOUER && ou >= moteur_debut && ou < moteur_fin && echoue(ALLOUER);
}
void *malloc(size_t n)
{
    return pour_le_moteur(__builtin_return_address(0)) ? NULL : __libc_malloc(n);
}
void *realloc(void *p, size_t n)
{
    return pour_le_moteur(__builtin_return_address(0)) ? NULL : __libc_realloc(p, n);
}
