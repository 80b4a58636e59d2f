import { Failure } from '../../lib/errors.ts'
import { type Assertion, type CharSet, hasChar, isWordChar, matchesNothing, type PatternNode } from './node.ts'

/** A program of a nondeterministic automaton (Thompson). */
type Instruction =
  | { readonly op: 'chars'; readonly set: CharSet }
  | { readonly op: 'assert'; readonly what: Assertion }
  | { readonly op: 'split'; readonly to: readonly [number, number] }
  | { readonly op: 'jump'; readonly to: number }
  | { readonly op: 'match' }

const MAX_INSTRUCTIONS = 3000
/** How many states are remembered; beyond, they are made anew. */
const MAX_STATES = 2000

interface State {
  readonly program: readonly number[]
  /** What stands before it: nothing, a character of a word, or another. */
  readonly before: Before
  /** By the next character; -1 for the end of the text. */
  readonly steps: Map<number, Step>
}

type Before = 'start' | 'word' | 'other'

interface Step {
  readonly isMatch: boolean
  readonly state: State
}

/**
 * Counts the matches of a pattern in a text, none overlapping another. Every character is looked at once, whatever the pattern:
 * all ways of matching are followed at the same time, so that no pattern can take longer than the text is long.
 *
 * @throws Failure `usage` for a pattern that is too large, or that matches where there is nothing
 */
export function countMatches(node: PatternNode, source: string): (text: string) => number {
  if (matchesNothing(node)) throw new Failure('usage', `/${source}/ also matches nothing at all, and so everything`)
  const program = compile(node, source)
  const states = new Map<string, State>()
  const stateOf = (at: readonly number[], before: Before): State => {
    const key = `${before}${at.join()}`
    const known = states.get(key)
    if (known !== undefined) return known
    if (states.size >= MAX_STATES) states.clear()
    const made: State = { program: at, before, steps: new Map() }
    states.set(key, made)
    return made
  }
  const step = (state: State, point: number): Step => {
    const known = state.steps.get(point)
    if (known !== undefined) return known
    const reached = closure(program, state, point)
    const isMatch = reached.some((at) => program[at]?.op === 'match')
    // After a match the search begins anew at this character.
    const from = isMatch ? closure(program, { ...state, program: [0] }, point) : reached
    const next = new Set([0])
    for (const at of from) {
      const one = program[at]
      if (one?.op === 'chars' && point >= 0 && hasChar(one.set, point)) next.add(at + 1)
    }
    const before = point >= 0 && isWordChar(point) ? 'word' : 'other'
    const made = {
      isMatch,
      state: stateOf(
        [...next].toSorted((a, b) => a - b),
        before,
      ),
    }
    state.steps.set(point, made)
    return made
  }
  return (text) => {
    let [state, count] = [stateOf([0], 'start'), 0]
    for (let at = 0; at < text.length; ) {
      const point = text.codePointAt(at) ?? 0
      const taken = step(state, point)
      if (taken.isMatch) count += 1
      state = taken.state
      at += point > 0xffff ? 2 : 1
    }
    return step(state, -1).isMatch ? count + 1 : count
  }
}

/** All instructions that are reached without a character, between what stands before and the next one. */
function closure(
  program: readonly Instruction[],
  { program: from, before }: Omit<State, 'steps'>,
  next: number,
): number[] {
  const reached = new Set<number>()
  const open = [...from]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const one = program[at]
    if (one === undefined || reached.has(at)) continue
    reached.add(at)
    if (one.op === 'jump') open.push(one.to)
    if (one.op === 'split') open.push(...one.to)
    if (one.op === 'assert' && holds(one.what, before, next)) open.push(at + 1)
  }
  return [...reached]
}

function holds(what: Assertion, before: Before, next: number): boolean {
  if (what === 'start') return before === 'start'
  if (what === 'end') return next < 0
  const isBoundary = (before === 'word') !== (next >= 0 && isWordChar(next))
  return isBoundary === (what === 'boundary')
}

function compile(node: PatternNode, source: string): readonly Instruction[] {
  const program: Instruction[] = []
  const push = (one: Instruction): number => {
    if (program.length >= MAX_INSTRUCTIONS)
      throw new Failure('usage', `/${source}/ is too large: repeat less, or in smaller numbers`)
    return program.push(one) - 1
  }
  const optional = (item: PatternNode, isLoop: boolean) => {
    const at = push({ op: 'match' })
    emit(item)
    if (isLoop) push({ op: 'jump', to: at })
    program[at] = { op: 'split', to: [at + 1, program.length] }
  }
  const either = (items: readonly PatternNode[]) => {
    const ends: number[] = []
    for (const [index, item] of items.entries()) {
      const at = index < items.length - 1 ? push({ op: 'match' }) : undefined
      emit(item)
      if (at === undefined) continue
      ends.push(push({ op: 'match' }))
      program[at] = { op: 'split', to: [at + 1, program.length] }
    }
    for (const at of ends) program[at] = { op: 'jump', to: program.length }
  }
  const emit = (one: PatternNode): void => {
    switch (one.kind) {
      case 'chars':
        push({ op: 'chars', set: one.set })
        return
      case 'sequence':
        for (const item of one.items) emit(item)
        return
      case 'either':
        either(one.items)
        return
      case 'repeat':
        for (let times = 0; times < one.min; times += 1) emit(one.item)
        if (one.max === Number.POSITIVE_INFINITY) optional(one.item, true)
        else for (let times = one.min; times < one.max; times += 1) optional(one.item, false)
        return
      default:
        push({ op: 'assert', what: one.kind })
    }
  }
  emit(node)
  push({ op: 'match' })
  return program
}
