# Ce qu'on peut taper après droits-usagers. Fait d'après ses commandes.
_droits_usagers()
{
    local mot chemin=droits-usagers courant=${COMP_WORDS[COMP_CWORD]} avant=${COMP_WORDS[COMP_CWORD - 1]} mots=
    for mot in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        case "$chemin $mot" in
            @CHEMINS@) chemin="$chemin $mot" ;;
        esac
    done
    case "$chemin $avant" in
@CHOIX@
        *) case "$chemin" in
@MOTS@
        esac ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$mots" -- "$courant")
} &&
    complete -o default -F _droits_usagers droits-usagers
