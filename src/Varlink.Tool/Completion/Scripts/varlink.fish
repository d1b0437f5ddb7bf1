# Completion of varlink for fish. To have it in every shell:
#   varlink completion fish > ~/.config/fish/completions/varlink.fish
function __varlink_complete
    set -l line (commandline -cp | string replace -r '^\s*\S+\s' '')
    set -l candidates (varlink '[suggest]' "$line" 2>/dev/null | string match -v '')
    if set -q candidates[1]
        printf '%s\n' $candidates
    else
        # Where varlink knows nothing, the names of files.
        __fish_complete_path (commandline -ct)
    end
end
complete -c varlink -f -a '(__varlink_complete)'
