import type { Domain } from '../../cli/tree.ts'
import { type CompletionNode, type CompletionValue, type CompletionWord, completionNodes, HELP, PAGES } from './spec.ts'

/** Completions for fish 3 and later. Typed text is only compared, never expanded. */
export function fish(domains: readonly Domain[]): string {
  const all = completionNodes(domains)
  return `# fish completion for gong. Generated: gong completion fish

# What may follow some words: words and flags with what they do, and the flags that take a value.
function __gong_at --no-scope-shadowing
    set words
    set flags
    set valued
    switch $argv[1]
${all.flatMap(nodeCase).join('\n')}
    end
end

# What can stand for a flag or an argument (2) of a command (1).
function __gong_values --no-scope-shadowing
    set how free
    set of
    switch $argv[1]:$argv[2]
${all.flatMap(values).join('\n')}
    end
end

${ENGINE}`
}

function nodeCase({ path, words, flags }: CompletionNode): string[] {
  const named = flags.flatMap(({ names, help }) => names.map((name) => ({ name, help })))
  const valued = flags.filter(({ value }) => value).flatMap(({ names }) => names)
  const sets = [...set('words', words.map(described)), ...set('flags', named.map(described)), ...set('valued', valued)]
  return sets.length === 0 ? [] : [choice(quoted(path), sets)]
}

function choice(pattern: string, lines: readonly string[]): string {
  return [`        case ${pattern}`, ...lines.map((line) => `            ${line}`)].join('\n')
}

function set(name: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`set ${name} ${items.join(' ')}`]
}

function described({ name, help }: CompletionWord): string {
  return quoted(`${name}:${help}`)
}

/** Quotes text for fish. */
function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`
}

function values({ path, flags, values: args, isLastRepeated, fields }: CompletionNode): string[] {
  const pattern = path === '' ? '*' : path
  const position = (index: number) => (isLastRepeated && index === args.length - 1 ? '*' : String(index + 1))
  // The first match counts, and a repeated argument would match the names of flags as numbers.
  return [
    ...flags.flatMap(({ names, value }) => names.flatMap((name) => one(`${pattern}:${name}`, value))),
    ...one(`${pattern}:--fields`, { how: 'list', of: fields }),
    ...args.flatMap((value, index) => one(`${pattern}:${position(index)}`, value)),
  ]
}

function one(pattern: string, value: CompletionValue | undefined): string[] {
  if (value === undefined || value.how === 'free' || (value.how === 'list' && value.of.length === 0)) return []
  return [choice(quoted(pattern), [`set how ${value.how}`, ...set('of', value.of)])]
}

const ENGINE = `# The names of the stored profiles, and nothing when they cannot be read.
function __gong_profiles
    set -l names (command gong profiles list --format tsv --fields name --quiet 2>/dev/null </dev/null)
    or return
    string match -r -- '^[A-Za-z0-9][A-Za-z0-9._-]*$' $names[2..]
end

function __gong_complete
    set -l words
    set -l flags
    set -l valued
    set -l how one
    set -l of
    set -l place ''
    set -l flag
    set -l ended
    set -l helping
    set -l index 1
    set -l before ''
    set -l line (commandline -opc)
    set -l cur (commandline -ct | string collect)

    __gong_at ''
    set -l globals $valued
    for word in $line[2..]
        if set -q flag[1]
            set flag
        else if not set -q ended[1]; and contains -- "$word" --
            set ended yes
        else if not set -q ended[1]; and string match -q -- '-*' "$word"
            contains -- "$word" $valued $globals; and set flag "$word"
        else if not contains -- "$word" (string replace -r -- ':.*' '' $words)
            set index (math $index + 1)
        else if contains -- "$word" ${HELP.name}
            set helping yes
        else
            set place (string trim -- "$place $word")
            __gong_at $place
        end
    end

    if not set -q flag[1]; and not set -q ended[1]; and string match -qr -- '^--[^=]*=' "$cur"
        set flag (string replace -r -- '=.*' '' "$cur" | string collect)
        set cur (string replace -r -- '^[^=]*=' '' "$cur" | string collect)
        set before $flag=
    end
    set cur (string replace -r -- '^["\\']' '' "$cur" | string collect)

    if set -q helping[1]
        set of $words
        test -z "$place"; and set -a of ${PAGES.map(described).join(' ')}
    else if set -q flag[1]
        __gong_values "$place" $flag
    else if not set -q ended[1]; and string match -q -- '-*' "$cur"
        set of $flags
        if test -n "$place"
            __gong_at ''
            set -a of $flags
        end
    else if set -q words[1]
        set of $words
    else
        __gong_values "$place" $index
    end

    switch $how
        case profile
            set of (__gong_profiles)
        case file
            for path in (__fish_complete_path "$cur")
                printf '%s\\n' $before$path
            end
        case free
            if string match -q -- '@*' "$cur"
                for path in (__fish_complete_path (string sub -s 2 -- "$cur"))
                    printf '%s\\n' $before@$path
                end
            end
        case list
            set -l used (string split , -- "$cur")
            set -e used[-1]
            for word in $used
                set before "$before$word,"
            end
            for word in $of
                contains -- $word $used; or printf '%s\\n' $before$word
            end
            return
    end
    for word in $of
        printf '%s\\n' $before(string replace : \\t -- $word)
    end
end

complete -c gong -f -a '(__gong_complete)'
`
