import { ProtocolError, ProtocolErrorCode, ResourceNotFoundError, Server } from '@modelcontextprotocol/server'
import type { Failure } from '../lib/errors.ts'
import { callTool, type ToolCalls } from './call-tool.ts'
import { listedTools } from './listed-tools.ts'
import { promptInput } from './prompt-input.ts'
import { cutInput, quoteInput } from './quote-input.ts'
import { readNoted } from './read-resource.ts'
import { redactedJson, redactedValue } from './redact.ts'
import { calledIn, UNCHECKED, uriIn } from './request-params.ts'
import type { Session } from './session.ts'
import type { PromptTemplate, ResourceSet } from './tool.ts'

/** What a server has, the same for every session. */
export interface ServerContent extends ToolCalls {
  readonly version: string
  /** For the model: what this server is, and how its tools go together. */
  readonly instructions: string
  readonly resources: ResourceSet
  readonly prompts: readonly PromptTemplate[]
}

/**
 * A server of the Model Context Protocol for one session, over any transport and in either era of the protocol.
 *
 * @param session whose requests are counted, and whose answers are redacted
 */
export function mcpServer(content: ServerContent, session: Session): Server {
  const server = new Server(
    { name: 'gong', title: 'Gong', version: content.version },
    { capabilities: { tools: {}, resources: {}, prompts: {} }, instructions: content.instructions },
  )
  const redacted = <T>(value: T): T => redactedValue(value, session.redact)
  server.setRequestHandler('tools/list', UNCHECKED, () => ({ tools: listedTools(content.tools) }))
  server.setRequestHandler('tools/call', UNCHECKED, async (params, { mcpReq }) => {
    const result = await callTool(content, calledIn(params), session, mcpReq.signal)
    return {
      ...result,
      content: result.content.map((one) => ({ ...one, text: redactedJson(one.text, session.redact) })),
    }
  })
  addResources(server, content, session, redacted)
  addPrompts(server, content.prompts, redacted)
  return server
}

type Redacted = <T>(value: T) => T

function addResources(server: Server, content: ServerContent, session: Session, redacted: Redacted): void {
  const { resources: documents, failureOf } = content
  server.setRequestHandler('resources/list', UNCHECKED, async (_, { mcpReq }) =>
    redacted({ resources: (await documents.list(session, mcpReq.signal)).map((one) => ({ ...one })) }),
  )
  server.setRequestHandler('resources/templates/list', UNCHECKED, () => ({
    resourceTemplates: documents.families.map((one) => ({ ...one })),
  }))
  server.setRequestHandler('resources/read', UNCHECKED, async (params, { mcpReq }) => {
    const uri = uriIn(params)
    try {
      const found = await readNoted(uri, content, session, mcpReq.signal)
      if (found === undefined) throw new ResourceNotFoundError(redacted(cutInput(uri)))
      return { contents: [{ uri, ...found, text: redactedJson(found.text, session.redact) }] }
    } catch (error) {
      if (error instanceof ProtocolError) throw error
      throw unreadable(uri, failureOf(error), redacted)
    }
  })
}

/** Why a document cannot be read; of one that is not there, the address too, by which clients tell it from a fault. */
function unreadable(uri: string, { kind, message, hint }: Failure, redacted: Redacted): ProtocolError {
  const text = redacted(hint === undefined ? message : `${message}; try: ${hint}`)
  if (kind === 'not-found') return new ResourceNotFoundError(redacted(uri), `${redacted(uri)}: ${text}`)
  return new ProtocolError(ProtocolErrorCode.InternalError, text)
}

function addPrompts(server: Server, prompts: readonly PromptTemplate[], redacted: Redacted): void {
  server.setRequestHandler('prompts/list', UNCHECKED, () => ({
    prompts: prompts.map(({ name, title, description, arguments: all }) => ({
      ...{ name, title, description },
      arguments: all.map((one) => ({ ...one })),
    })),
  }))
  server.setRequestHandler('prompts/get', UNCHECKED, (params) => {
    const { name, given } = calledIn(params)
    const prompt = prompts.find((one) => one.name === name)
    if (prompt === undefined)
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, redacted(`there is no prompt ${quoteInput(name)}`))
    const input = promptInput(prompt, given)
    if ('problem' in input) throw new ProtocolError(ProtocolErrorCode.InvalidParams, redacted(input.problem))
    const text = redacted(prompt.text(input.texts))
    return { description: prompt.description, messages: [{ role: 'user', content: { type: 'text', text } }] }
  })
}
