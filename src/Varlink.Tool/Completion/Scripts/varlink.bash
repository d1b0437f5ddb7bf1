# Completion of varlink for bash. To have it in every shell, put this line into ~/.bashrc:
#   source <(varlink completion bash)
_varlink() {
  local line=${COMP_LINE:0:COMP_POINT}
  line=${line#"${line%%[![:space:]]*}"}
  line=${line#*[[:space:]]}
  local word=${line##*[[:space:]]}
  # bash breaks words at colons too: it replaces no more than $2, the last piece of an address.
  local kept=${word%"$2"}
  COMPREPLY=()
  local candidate
  while IFS= read -r candidate; do
    [ -z "$candidate" ] || COMPREPLY+=("${candidate#"$kept"}")
  done < <(varlink '[suggest]' "$line" 2>/dev/null)
  # An address, an interface's name: the word goes on.
  case ${COMPREPLY[0]-} in
    *[/.:]) compopt -o nospace ;;
  esac
}
# Where varlink knows nothing, the names of files.
complete -o default -F _varlink varlink
