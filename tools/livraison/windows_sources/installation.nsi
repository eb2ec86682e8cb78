; The setup of one person: nothing here asks for an administrator, nothing is written outside what is theirs.
; makensis -DLISTE=… -DICONE=… -DVERSION=… -DVERSION4=… -DSORTIE=… -DKIO=… installation.nsi
; As the program, which has no other; and wine runs it where it has 64 bits only.
Target amd64-unicode
SetCompressor /SOLID lzma
SetCompressorDictSize 64
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS Win10

!define NOM "Droits des usagers"
!define CLE "DroitsDesUsagers"
!define DESINSTALLER "Software\Microsoft\Windows\CurrentVersion\Uninstall\${CLE}"

!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "WinVer.nsh"
!include "x64.nsh"
!include "${LISTE}"

Name "${NOM}"
OutFile "${SORTIE}"
InstallDir "$LOCALAPPDATA\Programs\${NOM}"
InstallDirRegKey HKCU "${DESINSTALLER}" "InstallLocation"
BrandingText "${NOM} ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${VERSION4}"
VIAddVersionKey /LANG=1036 "ProductName" "${NOM}"
VIAddVersionKey /LANG=1036 "FileDescription" "Installation de ${NOM}"
VIAddVersionKey /LANG=1036 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1036 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1036 "LegalCopyright" "EUPL-1.2"

; The program that takes all away is written here, and signed as the rest.
!ifdef SIGNER
  !uninstfinalize '"${SIGNER}" "%1"'
!endif

!define MUI_ICON "${ICONE}"
!define MUI_UNICON "${ICONE}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\${NOM}.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "French"

; What is replaced or removed must not be running. « un » is empty or "un."
!macro SeulementSiFerme un
Function ${un}SeulementSiFerme
  encore:
    IfFileExists "$INSTDIR\${NOM}.exe" 0 ferme
    ClearErrors
    FileOpen $0 "$INSTDIR\${NOM}.exe" a
    IfErrors ouvert
    FileClose $0
    FileOpen $0 "$INSTDIR\droits-usagers.exe" a
    IfErrors ouvert
    FileClose $0
    Goto ferme
  ouvert:
    MessageBox MB_RETRYCANCEL|MB_ICONINFORMATION "${NOM} est ouvert, ou son dossier est protégé. Fermez sa fenêtre, puis recommencez." /SD IDCANCEL IDRETRY encore
    SetErrorLevel 2
    Quit
  ferme:
FunctionEnd
!macroend
!insertmacro SeulementSiFerme ""
!insertmacro SeulementSiFerme "un."

Function .onInit
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "${NOM} a besoin de Windows 10 ou plus récent, en 64 bits." /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
FunctionEnd

Section
  Call SeulementSiFerme
  ; An older one takes away exactly what it had brought: no file of it stays among those of this one.
  IfFileExists "$INSTDIR\Desinstaller.exe" 0 neuf
    ExecWait '"$INSTDIR\Desinstaller.exe" /S /MISEAJOUR _?=$INSTDIR'
  neuf:
  SetOverwrite on
  !insertmacro Poser
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\Desinstaller.exe"
  CreateShortcut "$SMPROGRAMS\${NOM}.lnk" "$INSTDIR\${NOM}.exe" "" "$INSTDIR\${NOM}.exe" 0

  WriteRegStr HKCU "Software\Classes\${CLE}.coffre" "" "Coffre de dossiers"
  WriteRegStr HKCU "Software\Classes\${CLE}.coffre\DefaultIcon" "" "$INSTDIR\${NOM}.exe,0"
  WriteRegStr HKCU "Software\Classes\${CLE}.coffre\shell\open\command" "" '"$INSTDIR\${NOM}.exe" "%1"'
  WriteRegStr HKCU "Software\Classes\.coffre" "" "${CLE}.coffre"
  WriteRegStr HKCU "Software\Classes\.coffre\OpenWithProgids" "${CLE}.coffre" ""

  WriteRegStr HKCU "${DESINSTALLER}" "DisplayName" "${NOM}"
  WriteRegStr HKCU "${DESINSTALLER}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${DESINSTALLER}" "DisplayIcon" "$INSTDIR\${NOM}.exe"
  WriteRegStr HKCU "${DESINSTALLER}" "Publisher" "${NOM}"
  WriteRegStr HKCU "${DESINSTALLER}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${DESINSTALLER}" "UninstallString" '"$INSTDIR\Desinstaller.exe"'
  WriteRegStr HKCU "${DESINSTALLER}" "QuietUninstallString" '"$INSTDIR\Desinstaller.exe" /S'
  WriteRegDWORD HKCU "${DESINSTALLER}" "NoModify" 1
  WriteRegDWORD HKCU "${DESINSTALLER}" "NoRepair" 1
  WriteRegDWORD HKCU "${DESINSTALLER}" "EstimatedSize" ${KIO}
  ; Whoever shows files hears of the association at once.
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section "un.programme"
  Call un.SeulementSiFerme
  ; File by file: a coffre or a letter that someone kept here is not ours.
  !insertmacro Oter
  Delete "$INSTDIR\Desinstaller.exe"
  RMDir "$INSTDIR"
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/MISEAJOUR" $1
  IfErrors 0 fini
  Delete "$SMPROGRAMS\${NOM}.lnk"
  DeleteRegKey HKCU "Software\Classes\${CLE}.coffre"
  DeleteRegValue HKCU "Software\Classes\.coffre\OpenWithProgids" "${CLE}.coffre"
  DeleteRegKey /ifempty HKCU "Software\Classes\.coffre\OpenWithProgids"
  ReadRegStr $1 HKCU "Software\Classes\.coffre" ""
  StrCmp $1 "${CLE}.coffre" 0 +2
    DeleteRegValue HKCU "Software\Classes\.coffre" ""
  DeleteRegKey /ifempty HKCU "Software\Classes\.coffre"
  DeleteRegKey HKCU "${DESINSTALLER}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  ; Settings and templates stay unless asked: a tick of the person, or /REGLAGES.
  ClearErrors
  ${GetOptions} $0 "/REGLAGES" $1
  IfErrors 0 effacer
  IfFileExists "$LOCALAPPDATA\droits-usagers\*.*" 0 fini
  MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "Effacer aussi vos réglages et vos modèles de lettres ? Vos coffres restent où ils sont." /SD IDNO IDNO fini
  effacer:
    Delete "$LOCALAPPDATA\droits-usagers\reglages.toml"
    RMDir /r "$LOCALAPPDATA\droits-usagers\gabarits"
    RMDir "$LOCALAPPDATA\droits-usagers"
  fini:
SectionEnd
