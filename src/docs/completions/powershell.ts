import type { Domain } from '../../cli/tree.ts'
import { type CompletionNode, type CompletionValue, type CompletionWord, completionNodes, HELP, PAGES } from './spec.ts'

/** Completions for PowerShell 5.1 and later. Typed text is only compared, never expanded. */
export function powershell(domains: readonly Domain[]): string {
  const all = completionNodes(domains)
  return `# PowerShell completion for gong. Generated: gong completion powershell

Register-ArgumentCompleter -Native -CommandName gong -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    # What may follow some words: words and flags with what they do, and the flags that take a value.
    $places = @{
${all.flatMap(nodeCase).join('\n')}
    }

    # What can stand for a flag or an argument of a command; what begins with a colon is true of every command.
    $values = @{
${all.flatMap(values).join('\n')}
    }

${ENGINE}}
`
}

function nodeCase({ path, words, flags }: CompletionNode): string[] {
  const named = flags.flatMap(({ names, help }) => names.map((name) => ({ name, help })))
  const valued = flags.filter(({ value }) => value).flatMap(({ names }) => names)
  const parts = [
    part('words', words.map(described)),
    part('flags', named.map(described)),
    part('valued', valued.map(quoted)),
  ]
  return [`        ${quoted(path)} = @{ ${parts.join('; ')} }`]
}

function part(name: string, items: readonly string[]): string {
  return `${name} = @(${items.join(', ')})`
}

function described({ name, help }: CompletionWord): string {
  return quoted(`${name}:${help}`)
}

/** Quotes text for PowerShell, to which curly apostrophes are quotes, too. */
function quoted(text: string): string {
  return `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`
}

function values({ path, flags, values: args, isLastRepeated, fields }: CompletionNode): string[] {
  const position = (index: number) => (isLastRepeated && index === args.length - 1 ? 'n' : String(index + 1))
  return [
    ...args.flatMap((value, index) => one(`${path}:${position(index)}`, value)),
    ...flags.flatMap(({ names, value }) => names.flatMap((name) => one(`${path}:${name}`, value))),
    ...one(`${path}:--fields`, { how: 'list', of: fields }),
  ]
}

function one(key: string, value: CompletionValue | undefined): string[] {
  if (value === undefined || value.how === 'free' || (value.how === 'list' && value.of.length === 0)) return []
  return [`        ${quoted(key)} = @{ how = '${value.how}'; ${part('of', value.of.map(quoted))} }`]
}

const ENGINE = `    $place = ''
    $flag = $null
    $ended = $false
    $helping = $false
    $index = 1
    $before = ''
    $now = $places['']
    $line = @($commandAst.CommandElements |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition -or ($wordToComplete -eq '' -and $_.Extent.EndOffset -le $cursorPosition) } |
        Select-Object -Skip 1 |
        ForEach-Object { $_.Extent.Text })

    foreach ($word in $line) {
        if ($flag) { $flag = $null }
        elseif (-not $ended -and $word -ceq '--') { $ended = $true }
        elseif (-not $ended -and $word.StartsWith('-')) {
            if ($now.valued -ccontains $word -or $places[''].valued -ccontains $word) { $flag = $word }
        }
        elseif (@($now.words | ForEach-Object { $_.Split(':')[0] }) -cnotcontains $word) { $index += 1 }
        elseif ($word -ceq '${HELP.name}') { $helping = $true }
        else {
            $place = "$place $word".Trim()
            $now = $places[$place]
        }
    }

    $typed = $wordToComplete.TrimStart([char]34, [char]39)
    if (-not $flag -and -not $ended -and $typed.StartsWith('--') -and $typed.Contains('=')) {
        $flag = $typed.Substring(0, $typed.IndexOf('='))
        $before = $flag + '='
        $typed = $typed.Substring($before.Length)
    }

    $how = 'one'
    $offered = @()
    $value = $null
    if ($helping) {
        $offered = @($now.words)
        if ($place -eq '') { $offered += @(${PAGES.map(described).join(', ')}) }
    }
    elseif ($flag) {
        $value = $values["\${place}:$flag"]
        if (-not $value) { $value = $values[":$flag"] }
    }
    elseif (-not $ended -and $typed.StartsWith('-')) {
        $offered = @($now.flags)
        if ($place -ne '') { $offered += @($places[''].flags) }
    }
    elseif ($now.words.Count -gt 0) { $offered = @($now.words) }
    else {
        $value = $values["\${place}:$index"]
        if (-not $value) { $value = $values["\${place}:n"] }
    }
    if ($value) {
        $how = $value.how
        $offered = @($value.of)
    }

    if ($how -eq 'profile') {
        $status = $global:LASTEXITCODE
        try {
            $tool = Get-Command gong -CommandType Application, ExternalScript -ErrorAction Stop | Select-Object -First 1
            $offered = @($null | & $tool profiles list --format tsv --fields name --quiet 2>$null |
                Select-Object -Skip 1 | Where-Object { $_ -match '^[A-Za-z0-9][A-Za-z0-9._-]*$' })
        }
        catch { $offered = @() }
        if ($global:LASTEXITCODE -ne 0) { $offered = @() }
        $global:LASTEXITCODE = $status
    }
    if ($how -eq 'list' -and $typed.Contains(',')) {
        $done = $typed.Substring(0, $typed.LastIndexOf(',') + 1)
        $offered = @($offered | Where-Object { $done.Split(',') -cnotcontains $_ })
        $before += $done
        $typed = $typed.Substring($done.Length)
    }

    foreach ($word in $offered) {
        $name, $help = $word.Split([char[]]@(':'), 2)
        if (-not $name.StartsWith($typed)) { continue }
        if (-not $help) { $help = $name }
        [System.Management.Automation.CompletionResult]::new($before + $name, $name, 'ParameterValue', $help)
    }
`
