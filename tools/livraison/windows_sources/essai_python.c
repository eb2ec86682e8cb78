/* For the trials only: a plain Python from the folder that is delivered, to run scripts of our own in it. Never delivered. */
#include <windows.h>
#include <wchar.h>

int wmain(int argc, wchar_t **argv)
{
    wchar_t path[4096];

    GetEnvironmentVariableW(L"ESSAI_PROGRAMME", path, 4000);
    AddDllDirectory(path);
    wcscat(path, L"\\" PYTHON_DLL);
    HMODULE python = LoadLibraryExW(path, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    return python ? ((int (*)(int, wchar_t **))(void *)GetProcAddress(python, "Py_Main"))(argc, argv) : 9;
}
