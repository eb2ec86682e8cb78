/* Starts the interpreter that is in « programme », beside this file, isolated from whatever Python the computer has.
 *
 * Compiled twice: with a console, and (-mwindows) without one. PYTHON_DLL is the name of the interpreter's library. Only
 * Py_Main is asked of it, which every version offers: what is delivered may change of Python without this file changing.
 */
#include <windows.h>
#include <stdlib.h>
#include <wchar.h>

typedef int (*Main)(int, wchar_t **);

/* It is its own program, as multiprocessing must know before it is imported: its children are this very file. */
static wchar_t CODE[] = L"import sys; sys.frozen = True; sys.argv[0] = sys.executable; "
                        L"from droits_usagers.__main__ import main; main()";

static int refuse(const wchar_t *why)
{
    wchar_t said[400];

    _snwprintf(said, 399, L"%ls (%lu).\n\nLe programme n'est pas entier. Copiez de nouveau tout son dossier, ou installez-le "
               L"de nouveau. Vos coffres n'ont pas \x00e9t\x00e9 touch\x00e9s.", why, GetLastError());
    said[399] = 0;
#ifdef CONSOLE
    DWORD written;
    HANDLE err = GetStdHandle(STD_ERROR_HANDLE);
    if (!WriteConsoleW(err, said, wcslen(said), &written, NULL)) {
        char bytes[1600];
        int size = WideCharToMultiByte(CP_UTF8, 0, said, -1, bytes, sizeof bytes, NULL, NULL);
        if (size > 1)
            WriteFile(err, bytes, size - 1, &written, NULL);
    }
#else
    MessageBoxW(NULL, said, L"Droits des usagers", MB_OK | MB_ICONWARNING);
#endif
    return 3;
}

int wmain(int argc, wchar_t **argv)
{
    static wchar_t path[32768];
    wchar_t *options[] = {NULL, L"-I", L"-B", L"-X", L"utf8", L"-c", CODE};
    const int given = sizeof options / sizeof *options;
    DWORD length = GetModuleFileNameW(NULL, path, 32700);
    wchar_t *end = length && length < 32700 ? wcsrchr(path, L'\\') : NULL;

    if (!end)
        return refuse(L"L'emplacement du programme est inconnu");
    /* A library is looked for here and in the system, never in the folder one happens to be in, nor along PATH. */
    SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    SetDllDirectoryW(L"");
    wcscpy(end, L"\\programme");
    AddDllDirectory(path);
    wcscat(path, L"\\" PYTHON_DLL);
    HMODULE python = LoadLibraryExW(path, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    if (!python)
        return refuse(L"Il manque " PYTHON_DLL);
    Main run = (Main)(void *)GetProcAddress(python, "Py_Main");
    if (!run)
        return refuse(PYTHON_DLL L" n'est pas le bon");
    wchar_t **all = calloc(argc + given + 1, sizeof *all);
    if (!all)
        return refuse(L"La m\x00e9moire manque");
    options[0] = argv[0];
    memcpy(all, options, sizeof options);
    if (argc > 1)
        memcpy(all + given, argv + 1, (argc - 1) * sizeof *all);
#ifdef CONSOLE
    UINT before = GetConsoleOutputCP();
    SetConsoleOutputCP(CP_UTF8);
    int code = run(argc + given - (argc > 0), all);
    if (before)
        SetConsoleOutputCP(before);
    return code;
#else
    return run(argc + given - (argc > 0), all);
#endif
}
