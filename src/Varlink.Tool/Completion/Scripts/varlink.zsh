#compdef varlink
# Completion of varlink for zsh. To have it in every shell, put this line into ~/.zshrc, behind compinit:
#   source <(varlink completion zsh)
_varlink() {
  local line="${(j: :)words[2,CURRENT-1]}"
  [[ -z $line ]] || line+=' '
  local -a candidates=("${(@f)$(varlink '[suggest]' "$line$PREFIX" 2>/dev/null)}")
  candidates=(${candidates:#})
  if (( ! $#candidates )); then
    # Where varlink knows nothing, the names of files.
    _files
    return
  fi
  # An address, an interface's name: the word goes on.
  local -a open=(${(M)candidates:#*[/.:]}) whole=(${candidates:#*[/.:]})
  compadd -S '' -a open
  compadd -a whole
}
compdef _varlink varlink
