#!/usr/bin/env python3
"""make_completion.py PROGRAM OUT_FOLDER: writes the completions of bash (`trilat`) and zsh (`_trilat`) from the program's --help.

They offer commands, subcommands, options, and the choices of an option where --help lists them; elsewhere files."""

import sys
from pathlib import Path

import command_help

BASH = """# bash completion for trilat. Made by tools/make_completion.py from the program's own --help.
_trilat() {
  local cur prev path word
  COMPREPLY=()
  cur=${COMP_WORDS[COMP_CWORD]}
  prev=
  if [ "$COMP_CWORD" -gt 0 ]; then prev=${COMP_WORDS[COMP_CWORD-1]}; fi
  # The command is what of the words before names one.
  path=trilat
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$path $word" in
@PATHS@
    esac
  done
  local commands= options= valued=
  case "$path" in
@WORDS@
  esac
  case "$path $prev" in
@CHOICES@
  esac
  if [ "${valued#* $prev }" != "$valued" ]; then
    COMPREPLY=($(compgen -f -- "$cur"))
    return
  fi
  case "$cur" in
    -*) COMPREPLY=($(compgen -W "$options" -- "$cur")) ;;
    *)
      COMPREPLY=($(compgen -W "$commands" -- "$cur"))
      if [ -z "$commands" ]; then COMPREPLY=($(compgen -f -- "$cur")); fi
      ;;
  esac
}
complete -o filenames -F _trilat trilat
"""


def path(command):
    return " ".join(["trilat", *command.words])


def long_names(command):
    return [name for item in command.options for name in item.names]


def bash(top):
    commands = list(top.all())
    paths = [f"      {path(command)!r}) path={path(command)!r} ;;" for command in commands if command.words]
    words, choices = [], []
    for command in commands:
        valued = [name for item in command.options if item.takes_value for name in item.names]
        words.append(f"    {path(command)!r})\n      commands={' '.join(sub.words[-1] for sub in command.subcommands)!r}\n"
                     f"      options={' '.join(long_names(command))!r}\n      valued={(' ' + ' '.join(valued) + ' ')!r} ;;")
        for item in command.options:
            if item.choices:
                matched = "|".join(repr(f"{path(command)} {name}") for name in item.names)
                choices.append(f"    {matched})\n      COMPREPLY=($(compgen -W {' '.join(item.choices)!r} -- \"$cur\"))\n      return ;;")
    return BASH.replace("@PATHS@", "\n".join(paths)).replace("@WORDS@", "\n".join(words)).replace("@CHOICES@", "\n".join(choices))


def zsh_text(text):
    """A text within single quotes and square brackets."""
    for plain, escape in {"\\": "\\\\", "[": "\\[", "]": "\\]", ":": "\\:", "'": "'\\''"}.items():
        text = text.replace(plain, escape)
    return text


def zsh_option(item):
    action = ""
    if item.takes_value:
        name = item.form.split(":")[0].split("=")[0].split()[0].lower()
        action = f":{name}:({' '.join(item.choices)})" if item.choices else f":{name}:_files"
    repeated = "*" if "..." in item.form else ""
    return [f"    '{repeated}{name}[{zsh_text(item.text)}]{action}'" for name in item.names]


def function_name(command):
    return "_" + "_".join(["trilat", *command.words]).replace("-", "_")


def zsh_function(command):
    specs = [spec for item in command.options for spec in zsh_option(item)]
    lines = [f"{function_name(command)}() {{"]
    if not command.subcommands:
        for item in command.positionals:
            many = "*" if "..." in item.form else ""
            specs.append(f"    '{many}:{item.names[0]}:_files'")
        return "\n".join([*lines, "  _arguments -s \\", " \\\n".join(specs), "}"])
    lines += ["  local line state", "  _arguments -C \\", " \\\n".join([*specs, "    '1: :->command'", "    '*:: :->rest'"]),
              "  case $state in", "    command)", "      local -a commands=("]
    lines += [f"        '{sub.words[-1]}:{zsh_text(sub.text)}'" for sub in command.subcommands]
    lines += ["      )", "      _describe command commands ;;", "    rest)", "      case $line[1] in"]
    lines += [f"        {sub.words[-1]}) {function_name(sub)} ;;" for sub in command.subcommands]
    return "\n".join([*lines, "      esac ;;", "  esac", "}"])


def zsh(top):
    functions = [zsh_function(command) for command in top.all()]
    head = "#compdef trilat\n# zsh completion for trilat. Made by tools/make_completion.py from the program's own --help.\n\n"
    return head + "\n\n".join(functions) + '\n\n_trilat "$@"\n'


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    program, out = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    top = command_help.read(program)
    (out / "trilat").write_text(bash(top), encoding="utf-8")
    (out / "_trilat").write_text(zsh(top), encoding="utf-8")


if __name__ == "__main__":
    main()
