import type { Domain } from '../../cli/tree.ts'
import { type CompletionNode, type CompletionValue, type CompletionWord, completionNodes, HELP, PAGES } from './spec.ts'

/** Completions for zsh: a file `_gong` in a folder of `fpath`, or sourced. Typed text is only compared, never expanded. */
export function zsh(domains: readonly Domain[]): string {
  const all = completionNodes(domains)
  return `#compdef gong
# zsh completion for gong. Generated: gong completion zsh

# What may follow the words "$1": words and flags with what they do, and the flags that take a value.
__gong_at() {
  subs=() flags=() valued=()
  case $1 in
${all.flatMap(nodeCase).join('\n')}
  esac
}

# What can stand for the flag or the argument "$2" of the command "$1".
__gong_values() {
  how=free of=()
  case "$1:$2" in
${all.flatMap(values).join('\n')}
  esac
}

${ENGINE}`
}

function nodeCase({ path, words, flags }: CompletionNode): string[] {
  const named = flags.flatMap(({ names, help }) => names.map((name) => ({ name, help })))
  const valued = flags.filter(({ value }) => value).flatMap(({ names }) => names)
  const sets = [...set('subs', words.map(described)), ...set('flags', named.map(described)), ...set('valued', valued)]
  return sets.length === 0 ? [] : [`  ('${path}')\n${sets.map((line) => `    ${line}\n`).join('')}    ;;`]
}

function set(name: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`${name}=(${items.join(' ')})`]
}

function described({ name, help }: CompletionWord): string {
  return quoted(`${name}:${help}`)
}

/** Quotes text for zsh. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

function values({ path, flags, values: args, isLastRepeated, fields }: CompletionNode): string[] {
  const pattern = path === '' ? '*' : `'${path}'`
  const position = (index: number) => (isLastRepeated && index === args.length - 1 ? '<->' : String(index + 1))
  return [
    ...args.flatMap((value, index) => one(`${pattern}:${position(index)}`, value)),
    ...flags.flatMap(({ names, value }) => names.flatMap((name) => one(`${pattern}:${name}`, value))),
    ...one(`${pattern}:--fields`, { how: 'list', of: fields }),
  ]
}

function one(pattern: string, value: CompletionValue | undefined): string[] {
  if (value === undefined || value.how === 'free' || (value.how === 'list' && value.of.length === 0)) return []
  return [`  (${pattern}) how=${value.how}${value.of.length === 0 ? '' : ` of=(${value.of.join(' ')})`} ;;`]
}

const ENGINE = `# The names of the stored profiles, and nothing when they cannot be read.
__gong_profiles() {
  local lines
  lines=$(command gong profiles list --format tsv --fields name --quiet 2> /dev/null < /dev/null) || return 0
  of=(\${(f)lines})
  of=(\${(M)of[2,-1]:#[A-Za-z0-9][A-Za-z0-9._-]#})
}

# Files, but not where a path holds more than plain variables: zsh would run a command that stands in it.
__gong_files() {
  [[ $PREFIX == *[\\\`]* || $PREFIX == *\\$[^A-Za-z_]* ]] || _files
}

__gong_offer() {
  setopt localoptions extendedglob
  local -a used
  case $how in
  (profile) __gong_profiles; compadd -- $of ;;
  (one) compadd -- $of ;;
  (list)
    compset -P '*,'
    used=(\${(s:,:)IPREFIX##*=})
    compadd -q -S , -- \${of:|used}
    ;;
  (file) __gong_files ;;
  (free) compset -P @ && __gong_files ;;
  esac
}

_gong() {
  local place flag ended helping word how
  local -i index
  local -a subs flags valued names globals of pages
  __gong_at ''
  globals=($valued)
  for word in "\${(@)words[2,CURRENT-1]}"; do
    names=(\${subs%%:*})
    if [[ -n $flag ]]; then
      flag=''
    elif [[ -z $ended && $word == -- ]]; then
      ended=1
    elif [[ -z $ended && $word == -* ]]; then
      (( \${valued[(Ie)$word]} || \${globals[(Ie)$word]} )) && flag=$word
    elif (( ! \${names[(Ie)$word]} )); then
      (( index += 1 ))
    elif [[ $word == ${HELP.name} ]]; then
      helping=1
    else
      place="\${place:+$place }$word"
      __gong_at "$place"
    fi
  done

  if [[ -z $flag && -z $ended && $PREFIX == --*=* ]]; then
    flag=\${PREFIX%%=*}
    compset -P "\${(b)flag}="
  fi
  if [[ -n $helping ]]; then
    pages=(${PAGES.map(described).join(' ')})
    [[ -z $place ]] && _describe -t pages page pages
    _describe -t commands command subs
  elif [[ -n $flag ]]; then
    __gong_values "$place" "$flag"
    __gong_offer
  elif [[ -z $ended && $PREFIX == -* ]]; then
    _describe -o -t flags flag flags
    [[ -n $place ]] && __gong_at '' && _describe -o -t global-flags 'flag of every command' flags
  elif (( $#subs )); then
    _describe -t commands command subs
  else
    __gong_values "$place" "$(( index + 1 ))"
    __gong_offer
  fi
}

if [[ \${funcstack[1]} == _gong ]]; then
  _gong "$@"
else
  compdef _gong gong
fi
`
