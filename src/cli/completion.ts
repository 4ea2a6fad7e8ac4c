import { EXPORT_FORMS } from '../exports/forms';
import { COMMAND_INFOS, COMMANDS, optionsOf, type CommandInfo, type Shell } from './commands';

/**
 * The library knows no completions, so they are made here, from the same table as everything else: each script has the commands and
 * their options in it and starts nothing while somebody types.
 */
const SCRIPTS: Readonly<Record<Shell, () => string>> = { bash, zsh, fish, powershell };
const FORMS = Object.keys(EXPORT_FORMS).join(' ');

/** A script for a shell that completes commands, options, forms and files. */
export function completionText(shell: Shell): string {
  return SCRIPTS[shell]();
}

const dashed = (name: string): string =>
  optionsOf(name)
    .map((option) => `--${option}`)
    .join(' ');
/** What may stand behind a command besides files. */
const wordsOf = ({ name, words = [] }: CommandInfo): string => (name === 'help' ? COMMANDS : words).join(' ');
const LINE = '\n';
const filesOf = ({ takesFiles }: CommandInfo): string => `files=${takesFiles ? 'yes' : "''"}`;
const zshCase = (info: CommandInfo): string =>
  `    ${info.name}) options=(${dashed(info.name)}); others=(${wordsOf(info)}); ${filesOf(info)} ;;`;
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

function bash(): string {
  return `_faultboard() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} options='' words='' files=''
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '${COMMANDS.join(' ')} --help --version' -- "$cur"))
    return
  fi
  if [ "$prev" = --as ]; then
    COMPREPLY=($(compgen -W '${FORMS}' -- "$cur"))
    return
  fi
  case \${COMP_WORDS[1]} in
${COMMAND_INFOS.map((info) => `    ${info.name}) options='${dashed(info.name)}' words='${wordsOf(info)}' ${filesOf(info)} ;;`).join(LINE)}
  esac
  case $cur in
    -*) COMPREPLY=($(compgen -W "$options" -- "$cur")) ;;
    *) COMPREPLY=($(compgen -W "$words" -- "$cur")); [ -z "$files" ] || COMPREPLY+=($(compgen -f -- "$cur")) ;;
  esac
}
complete -o filenames -F _faultboard faultboard
`;
}

function zsh(): string {
  return `_faultboard() {
  local -a options others
  local files=''
  if (( CURRENT == 2 )); then
    compadd -- ${COMMANDS.join(' ')} --help --version
    return
  fi
  if [[ \${words[CURRENT-1]} == --as ]]; then
    compadd -- ${FORMS}
    return
  fi
  case \${words[2]} in
${COMMAND_INFOS.map(zshCase).join(LINE)}
  esac
  if [[ $PREFIX == -* ]]; then
    compadd -- $options
    return
  fi
  (( $#others )) && compadd -- $others
  [[ -n $files ]] && _files
}
compdef _faultboard faultboard
`;
}

function fish(): string {
  const first = "complete -c faultboard -n '__fish_use_subcommand' -f";
  const behind = (name: string): string => `complete -c faultboard -n '__fish_seen_subcommand_from ${name}'`;
  const text = (meaning: string): string => `'${meaning.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  return `${COMMAND_INFOS.flatMap((info) => [
    `${first} -a ${info.name} -d ${text(info.summary)}`,
    ...(info.takesFiles ? [] : [`${behind(info.name)} -f${wordsOf(info) === '' ? '' : ` -a '${wordsOf(info)}'`}`]),
    ...info.options.map(([flags, help]) => {
      const [, name, value] = /^--([\w-]+)(?: <(.*)>)?$/.exec(flags) ?? [];
      const needs = name === 'as' ? ` -x -a '${FORMS}'` : value === undefined ? '' : ' -x';
      return `${behind(info.name)} -l ${name}${needs} -d ${text(help)}`;
    }),
  ]).join('\n')}
`;
}

function powershell(): string {
  return `Register-ArgumentCompleter -Native -CommandName faultboard -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $typed = @($commandAst.CommandElements | ForEach-Object { $_.ToString() })
  $known = @{
${COMMAND_INFOS.map((info) => `    ${quoted(info.name)} = ${quoted(`${dashed(info.name)} ${wordsOf(info)}`.trim())}`).join('\n')}
  }
  $behind = if ($wordToComplete) { $typed[$typed.Count - 2] } else { $typed[$typed.Count - 1] }
  $words = if ($behind -eq '--as') { ${quoted(FORMS)} }
    elseif ($typed.Count -gt 1 -and $known.ContainsKey($typed[1])) { $known[$typed[1]] }
    else { ${quoted(COMMANDS.join(' '))} }
  $words -split ' ' | Where-Object { $_ -like "$wordToComplete*" } |
    ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
}
`;
}
