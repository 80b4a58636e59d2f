import { SaxesParser } from 'saxes'
import { Failure } from '../lib/errors.ts'
import type { Archive } from './archive.ts'
import { notReadable } from './not-readable.ts'

/** What is told about a part while it is read. Names are without a prefix. */
export interface XmlHandlers {
  onStart?(name: string, attributes: Attributes, parent: string | undefined): void
  onText?(text: string): void
  onEnd?(name: string): void
}

/** By name as it stands there, with its prefix. */
export type Attributes = { readonly [name: string]: string }

/** Neither a workbook has such depths, nor such a long text or value. */
const MAX_DEPTH = 100
const MAX_TOKEN_CHARACTERS = 2_000_000

/**
 * Parses a part of a workbook, chunk by chunk; yields after each. A missing part has nothing in it. Entities of its own are refused, so that none is expanded.
 *
 * @throws Failure `usage` for what is no XML, and for names and texts that are endless
 */
export async function* parseXml(archive: Archive, path: string, handlers: XmlHandlers): AsyncGenerator<void> {
  const { what } = archive
  const feed = xmlFeed(handlers, (problem) => notReadable(what, `${path} in it ${problem}`))
  if (!archive.paths.has(path)) return
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of archive.chunks(path)) {
      feed.write(decoder.decode(chunk, { stream: true }))
      yield
    }
    feed.end(decoder.decode())
  } catch (error) {
    throw error instanceof Failure ? error : notReadable(what, `${path} in it is damaged`, error)
  }
}

/** Parses all of a part. */
export async function parseWhole(archive: Archive, path: string, handlers: XmlHandlers): Promise<void> {
  for await (const _ of parseXml(archive, path, handlers));
}

function xmlFeed({ onStart, onText, onEnd }: XmlHandlers, failure: (problem: string) => Failure) {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false })
  const open: string[] = []
  let unanswered = 0
  parser.on('doctype', () => {
    throw failure('declares a document type')
  })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    unanswered = 0
    const local = localName(name)
    onStart?.(local, attributes, open.at(-1))
    if (open.push(local) > MAX_DEPTH) throw failure('is nested too deeply')
  })
  parser.on('closetag', () => {
    unanswered = 0
    const name = open.pop()
    if (name !== undefined) onEnd?.(name)
  })
  if (onText) {
    parser.on('text', onText)
    parser.on('cdata', onText)
  }
  return {
    write(text: string) {
      unanswered += text.length
      if (unanswered > MAX_TOKEN_CHARACTERS) throw failure('has a text without an end')
      parser.write(text)
    },
    end(text: string) {
      parser.write(text)
      parser.close()
    },
  }
}

function localName(name: string): string {
  const at = name.indexOf(':')
  return at < 0 ? name : name.slice(at + 1)
}
