import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent, request as httpsRequest, type RequestOptions } from 'node:https'
import { isIP } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect } from 'node:tls'
import { errorCode } from '../lib/error-code.ts'
import { NetworkError, networkReason } from '../platform/network-error.ts'
import type { ProxyServer } from './proxy.ts'

/** What the transport says about a request, and Node hands on to whoever makes its connection. */
export interface Way extends RequestOptions {
  /** Milliseconds without a byte. */
  readonly timeout: number
  /** Gives up the way to the proxy, too, which `signal` alone does not reach. */
  readonly until: AbortSignal
}

/** A tunnel that stands, or none. */
type Done = (error: Error | null, stream: Duplex) => void

/**
 * Kept-alive connections that lead through a proxy: it is asked to CONNECT, and TLS begins behind it, so that it sees
 * the name of the host and nothing else. Not https-proxy-agent, which waits for a silent proxy for ever, whatever
 * `timeout` and Ctrl-C say.
 */
export class Tunnel extends Agent {
  readonly #proxy: ProxyServer

  constructor(proxy: ProxyServer) {
    super({ keepAlive: true })
    this.#proxy = proxy
  }

  /** Node calls this when no connection is free. */
  override createConnection(options: Way, done: Done): undefined {
    through(this.#proxy, options).then(
      (socket) => done(null, connect({ ...server(options), socket })),
      // Node takes no stream beside an error, whatever its types say.
      (error: Error) => Reflect.apply(done, undefined, [error]),
    )
  }
}

/** Whose certificate is wanted. */
function server({ host, servername }: Way) {
  return { ...(host && { host }), ...(servername && { servername }), ALPNProtocols: ['http/1.1'] }
}

function through(proxy: ProxyServer, options: Way): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const asking = ask(proxy, options)
    asking.once('timeout', () => asking.destroy(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' })))
    asking.once('error', (error) => reject(options.until.aborted ? error : fault(proxy, error, options.timeout)))
    asking.once('connect', (answer: IncomingMessage, socket) => {
      const { statusCode = 0 } = answer
      if (statusCode >= 200 && statusCode < 300) return resolve(socket.setTimeout(0))
      socket.destroy()
      reject(refusal(proxy, statusCode))
    })
    asking.end()
  })
}

function ask({ url, authorization }: ProxyServer, { host, port, timeout, until }: Way): ClientRequest {
  const target = `${host?.includes(':') ? `[${host}]` : host}:${port}`
  return (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
    method: 'CONNECT',
    path: target,
    headers: { host: target, ...(authorization && { 'proxy-authorization': authorization }) },
    // Else Node would want the certificate of the host behind it.
    servername: isIP(url.hostname.replace(/^\[|\]$/g, '')) === 0 ? url.hostname : '',
    agent: false,
    timeout,
    signal: until,
  })
}

/** Names the proxy by its host and its variable, never by its address, which may hold a password. */
function named({ url, from }: ProxyServer): string {
  return `the proxy ${url.host} of ${from}`
}

function fault(proxy: ProxyServer, error: Error, timeout: number): NetworkError {
  const code = errorCode(error) ?? 'ECONNRESET'
  const { reason, hint = wayOut(proxy) } = networkReason(error, code, timeout)
  return new NetworkError(code, `${named(proxy)} cannot be used: ${reason}`, hint)
}

/** A 5xx of a proxy means that it does not reach the host, which may pass; that nothing has left for Gong is sure. */
function refusal(proxy: ProxyServer, status: number): NetworkError {
  if (status >= 500)
    return new NetworkError('EHOSTUNREACH', `${named(proxy)} does not get through (${status})`, wayOut(proxy))
  if (status !== 407) return new NetworkError('ERR_PROXY', `${named(proxy)} refuses the way (${status})`, wayOut(proxy))
  const why = proxy.authorization ? 'does not accept its user name and password' : 'wants a user name and a password'
  return new NetworkError(
    'ERR_PROXY',
    `${named(proxy)} ${why}`,
    `export ${proxy.from}=http://user:password@${proxy.url.host}`,
  )
}

function wayOut({ from }: ProxyServer): string {
  return `mend ${from}, or name the host in NO_PROXY`
}
