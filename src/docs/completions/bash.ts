import type { Domain } from '../../cli/tree.ts'
import { type CompletionNode, type CompletionValue, completionNodes, HELP, PAGES } from './spec.ts'

/**
 * Completions for bash 3.2 and later, without the package bash-completion. Typed text is only compared, never
 * expanded. Without candidates, readline completes files.
 */
export function bash(domains: readonly Domain[]): string {
  const all = completionNodes(domains)
  return `# bash completion for gong. Generated: gong completion bash

# What may follow the words "$1".
__gong_at() {
  words='' valued='' switches=''
  case $1 in
${all.map(nodeCase).join('\n')}
  *) return 1 ;;
  esac
}

# What can stand for the flag or the argument "$2" of the command "$1".
__gong_values() {
  how='' of=''
  case "$1:$2" in
${all.flatMap(values).join('\n')}
  esac
}

${ENGINE}`
}

function nodeCase({ path, words, flags }: CompletionNode): string {
  const valued = flags.filter(({ value }) => value).flatMap(({ names }) => names)
  const switches = flags.filter(({ value }) => !value).flatMap(({ names }) => names)
  const sets = [
    ...set(
      'words',
      words.map(({ name }) => name),
    ),
    ...set('valued', valued),
    ...set('switches', switches),
  ]
  return `  '${path}') ${[...sets, ':'].slice(0, Math.max(1, sets.length)).join(' ')} ;;`
}

function set(name: string, words: readonly string[]): string[] {
  return words.length === 0 ? [] : [`${name}='${words.join(' ')}'`]
}

function values({ path, flags, values: args, isLastRepeated, fields }: CompletionNode): string[] {
  const last = (index: number) => isLastRepeated && index === args.length - 1
  return [
    ...args.flatMap((value, index) => one(`'${path}':${last(index) ? '*[0-9]' : index + 1}`, value)),
    ...flags.flatMap(({ names, value }) =>
      names.flatMap((name) => one(path === '' ? `*:${name}` : `'${path}':${name}`, value)),
    ),
    ...one(`'${path}':--fields`, { how: 'list', of: fields }),
  ]
}

function one(pattern: string, value: CompletionValue | undefined): string[] {
  if (value === undefined || value.how === 'free' || (value.how === 'list' && value.of.length === 0)) return []
  return [`  ${pattern}) how=${value.how}${value.of.length === 0 ? '' : ` of='${value.of.join(' ')}'`} ;;`]
}

const ENGINE = `# The names of the stored profiles, and nothing when they cannot be read.
__gong_profiles() {
  local name
  name=$(command gong profiles list --format tsv --fields name --quiet 2> /dev/null < /dev/null) || return 0
  while IFS= read -r name; do
    [[ $name =~ ^[A-Za-z0-9][A-Za-z0-9._-]*$ ]] && of+=" $name"
  done <<< "$name"
  of=\${of# name}
}

_gong() {
  local IFS=$' \\t\\n'
  local words valued switches how of word piece cur path='' flag='' ended='' helping='' globals before='' index=0 at
  local -a line
  COMPREPLY=()

  # Bash parts --format=json and account:1 into pieces; here they are words again.
  line=('')
  for ((at = 1; at <= COMP_CWORD; at++)); do
    piece=\${COMP_WORDS[at]-}
    word=\${line[\${#line[@]} - 1]}
    if [[ $at -gt 1 && ($piece == [=:]* || $word == *[=:]) ]]; then
      line[\${#line[@]} - 1]=$word$piece
    else
      line+=("$piece")
    fi
  done
  cur=\${line[\${#line[@]} - 1]}

  __gong_at ''
  globals=$valued
  for ((at = 1; at < \${#line[@]} - 1; at++)); do
    word=\${line[at]}
    if [[ -n $flag ]]; then
      flag=''
    elif [[ -z $ended && $word == -- ]]; then
      ended=1
    elif [[ -z $ended && $word == -* ]]; then
      [[ " $valued $globals " == *" $word "* ]] && flag=$word
    elif [[ " $words " != *" $word "* ]]; then
      index=$((index + 1))
    elif [[ $word == ${HELP.name} ]]; then
      helping=1
    else
      path="\${path:+$path }$word"
      __gong_at "$path"
    fi
  done

  if [[ -z $flag && -z $ended && $cur == --*=* ]]; then
    flag=\${cur%%=*}
    cur=\${cur#*=}
  fi
  cur=\${cur#[\\"\\']}
  how=one of=''
  if [[ -n $helping ]]; then
    of=$words
    [[ -z $path ]] && of+=' ${PAGES.map(({ name }) => name).join(' ')}'
  elif [[ -n $flag ]]; then
    __gong_values "$path" "$flag"
  elif [[ -z $ended && $cur == -* ]]; then
    of="$valued $switches"
    if [[ -n $path ]]; then
      __gong_at ''
      of+=" $valued $switches"
    fi
  elif [[ -n $words ]]; then
    of=$words
  else
    __gong_values "$path" "$((index + 1))"
  fi

  [[ $how == profile ]] && __gong_profiles
  if [[ $how == list ]]; then
    [[ $cur == *,* ]] && before=\${cur%,*},
    cur=\${cur##*,}
    compopt -o nospace 2> /dev/null
  fi
  for word in $of; do
    [[ $word == "$cur"* && ",$before" != *",$word,"* ]] && COMPREPLY+=("$before$word")
  done
  return 0
}

complete -o default -F _gong gong
`
