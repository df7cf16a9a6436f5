#!/usr/bin/env python3
"""completion.py KABAR bash|zsh : the completion of a shell, made of what the built program says of itself
(`kabar help --json`): commands, their options, and what these take: known words, files, languages, commands, topics."""
import json
import os
import re
import subprocess
import sys

BASH = r"""# bash completion for kabar. Made by tools/completion.py: do not edit.

_kabar()
{
    local word at previous command='' options='' takes='' plain=false
    COMPREPLY=()
    word=${COMP_WORDS[COMP_CWORD]}
    previous=${COMP_WORDS[COMP_CWORD-1]}
    # Bash splits words at "=": --sort=newest is three.
    if [[ $word == = ]]; then word=''
    elif [[ $previous == = ]]; then previous=${COMP_WORDS[COMP_CWORD-2]}
    fi
    if ((COMP_CWORD == 1)); then
        mapfile -t COMPREPLY < <(compgen -W '@COMMANDS@ --help --version' -- "$word")
        return
    fi
    command=${COMP_WORDS[1]}
    for ((at = 2; at < COMP_CWORD; at++)); do
        case ${COMP_WORDS[at]} in --) plain=true ;; --exec) [[ $at == $((COMP_CWORD - 1)) ]] || plain=true ;; esac
    done
    case $command in
@CASES@
        *) return ;;
    esac
    $plain || case $command:$previous in
@VALUES@
    esac
    if ! $plain && [[ $word == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options @COMMON@" -- "$word")
        return
    fi
    if [[ $takes == files ]] || $plain; then
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
    elif [[ $takes ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$takes" -- "$word")
    fi
}
complete -F _kabar kabar
"""

ZSH = r"""#compdef kabar
# zsh completion for kabar. Made by tools/completion.py: do not edit.

_kabar()
{
    local context state state_descr line
    typeset -A opt_args
    local -a commands topics common
    commands=(
@COMMANDS@
    )
    topics=(
@TOPICS@
    )
    common=(
@COMMON@
    )
    _arguments -C '(- *)--help[help]' '(- *)--version[version and languages]' '1:command:->command' '*::argument:->argument'
    case $state in
    command) _describe -t commands command commands ;;
    argument)
        case $words[1] in
@CASES@
        esac ;;
    esac
}

_kabar "$@"
"""


def positional(command, listing):
    """What stands behind a command: "files", known words, or nothing that could be told."""
    usage = re.sub(r"--[a-z-]+ [A-Z]+", "", command["usage"])
    if "FILE" in usage or "FEED" in usage:
        return "files"
    if "COMMAND" in command["usage"]:
        return " ".join(known["name"] for known in listing["commands"] + listing["topics"])
    return ""


def taken(option, listing):
    """What an option takes: None (a flag), "files", "commands", a list of words, or "" where nobody can know."""
    if not option["value"]:
        return None
    if option["words"]:
        return option["words"]
    if option["name"] == "--lang":
        return listing["languages"]
    return {"FILE": "files", "CMD ARG...": "commands"}.get(option["value"], "")


def bash_value(pattern, takes):
    reply = {"files": "compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- \"$word\"); ",
             "commands": "mapfile -t COMPREPLY < <(compgen -c -- \"$word\"); ", "": ""}
    said = reply[takes] if isinstance(takes, str) else \
        f"mapfile -t COMPREPLY < <(compgen -W '{' '.join(takes)}' -- \"$word\"); "
    return f"        {pattern}) {said}return ;;"


def bash(listing):
    cases, values = [], []
    for command in listing["commands"]:
        names = " ".join(option["name"] for option in command["options"])
        cases.append(f"        {command['name']}) options='{names}' takes='{positional(command, listing)}' ;;")
        values += [bash_value(f"{command['name']}:{option['name']}", taken(option, listing))
                   for option in command["options"] if taken(option, listing) is not None]
    values += [bash_value(f"*:{option['name']}", taken(option, listing)) for option in listing["options"]
               if taken(option, listing) is not None]
    return {"COMMANDS": " ".join(command["name"] for command in listing["commands"]), "CASES": "\n".join(cases),
            "VALUES": "\n".join(values), "COMMON": " ".join(option["name"] for option in listing["options"])}


def quoted(text):
    return "'" + text.replace("'", "'\\''") + "'"


def zsh_option(option, listing):
    takes, about = taken(option, listing), option["summary"]
    for sign in "\\[]:":
        about = about.replace(sign, "\\" + sign)
    if takes is None:
        return quoted(f"{option['name']}[{about}]")
    act = {"files": "_files", "commands": "_command_names -e", "": " "}[takes] if isinstance(takes, str) else f"({' '.join(takes)})"
    value = option["value"].replace("|", " ").replace(":", "\\:")
    return quoted(f"{option['name']}=[{about}]:{value}:{act}")


def zsh(listing):
    def described(rows):
        return "\n".join("        " + quoted(f"{row['name']}:{row['summary']}") for row in rows)
    cases = []
    for command in listing["commands"]:
        options = [zsh_option(option, listing) for option in command["options"]]
        takes = positional(command, listing)
        operand = "'*:file:_files'" if takes == "files" else "'*:argument: '"
        if takes and takes != "files":
            options, operand = [], "'1:command or topic:{_describe -t commands command commands -- topics}'"
        cases.append(f"        {command['name']}) _arguments -S {' '.join(options + ['$common', operand])} ;;".replace(
            " $common", ' "${common[@]}"'))
    return {"COMMANDS": described(listing["commands"]), "TOPICS": described(listing["topics"]),
            "COMMON": "\n".join("        " + zsh_option(option, listing) for option in listing["options"]),
            "CASES": "\n".join(cases)}


def main():
    kabar, shell = os.path.abspath(sys.argv[1]), sys.argv[2]
    said = subprocess.run([kabar, "help", "--json"], env={**os.environ, "LC_ALL": "C"}, stdout=subprocess.PIPE, check=True)
    listing = json.loads(said.stdout)
    text, parts = (BASH, bash(listing)) if shell == "bash" else (ZSH, zsh(listing))
    for name, part in parts.items():
        text = text.replace(f"@{name}@", part)
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
