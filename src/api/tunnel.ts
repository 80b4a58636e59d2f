import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent, request as httpsRequest, type RequestOptions } from 'node:https'
import { isIP } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect } from 'node:tls'
import { errorCode } from '../lib/error-code.ts'
import { NetworkError, networkReason } from '../platform/network-error.ts'
import type { ProxyServer } from './proxy.ts'

/** The options of a request, which Node passes to `createConnection`. */
export interface ConnectionOptions extends RequestOptions {
  /** Idle timeout, milliseconds. */
  readonly timeout: number
  /** Also aborts the connection to the proxy, which `signal` does not. */
  readonly abortSignal: AbortSignal
}

type ConnectionCallback = (error: Error | null, stream: Duplex) => void

/**
 * An agent that tunnels through a proxy by CONNECT, with keep-alive. TLS is end to end: the proxy sees the host name and
 * nothing else. Not https-proxy-agent, which waits for a silent proxy for ever, in spite of `timeout` and Ctrl-C.
 */
export class Tunnel extends Agent {
  readonly #proxy: ProxyServer

  constructor(proxy: ProxyServer) {
    super({ keepAlive: true })
    this.#proxy = proxy
  }

  /** Called by Node when no connection is free. */
  override createConnection(options: ConnectionOptions, done: ConnectionCallback): undefined {
    openTunnel(this.#proxy, options).then(
      (socket) => done(null, connect({ ...tlsOptions(options), socket })),
      // Node wants no stream with an error, in spite of its types.
      (error: Error) => Reflect.apply(done, undefined, [error]),
    )
  }
}

function tlsOptions({ host, servername }: ConnectionOptions) {
  return {
    ...(host && { host }),
    ...(servername && { servername }),
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: true,
  }
}

function openTunnel(proxy: ProxyServer, options: ConnectionOptions): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const outgoing = connectRequest(proxy, options)
    outgoing.once('timeout', () =>
      outgoing.destroy(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' })),
    )
    outgoing.once('error', (error) =>
      reject(options.abortSignal.aborted ? error : proxyFailure(proxy, error, options.timeout)),
    )
    outgoing.once('connect', (answer: IncomingMessage, socket) => {
      const { statusCode = 0 } = answer
      if (statusCode >= 200 && statusCode < 300) return resolve(socket.setTimeout(0))
      socket.destroy()
      reject(connectRefused(proxy, statusCode))
    })
    outgoing.end()
  })
}

function connectRequest(
  { url, authorization }: ProxyServer,
  { host, port, timeout, abortSignal }: ConnectionOptions,
): ClientRequest {
  const target = `${host?.includes(':') ? `[${host}]` : host}:${port}`
  return (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
    method: 'CONNECT',
    path: target,
    headers: { host: target, ...(authorization && { 'proxy-authorization': authorization }) },
    // Else Node would check the proxy's certificate against the name of the target.
    servername: isIP(url.hostname.replace(/^\[|\]$/g, '')) === 0 ? url.hostname : '',
    agent: false,
    timeout,
    signal: abortSignal,
  })
}

/** The proxy by host and variable, without its URL, which may hold a password. */
function describeProxy({ url, variable }: ProxyServer): string {
  return `the proxy ${url.host} of ${variable}`
}

function proxyFailure(proxy: ProxyServer, error: Error, timeout: number): NetworkError {
  const code = errorCode(error) ?? 'ECONNRESET'
  const { reason, hint = proxyHint(proxy) } = networkReason(error, code, timeout)
  return new NetworkError(code, `${describeProxy(proxy)} cannot be used: ${reason}`, hint)
}

/** A 5xx of a proxy means that it cannot reach the host: worth a retry, and nothing was sent to Gong. */
function connectRefused(proxy: ProxyServer, status: number): NetworkError {
  if (status >= 500)
    return new NetworkError(
      'EHOSTUNREACH',
      `${describeProxy(proxy)} does not get through (${status})`,
      proxyHint(proxy),
    )
  if (status !== 407)
    return new NetworkError('ERR_PROXY', `${describeProxy(proxy)} refuses the way (${status})`, proxyHint(proxy))
  const why = proxy.authorization ? 'does not accept its user name and password' : 'wants a user name and a password'
  return new NetworkError(
    'ERR_PROXY',
    `${describeProxy(proxy)} ${why}`,
    `export ${proxy.variable}=http://user:password@${proxy.url.host}`,
  )
}

function proxyHint({ variable }: ProxyServer): string {
  return `mend ${variable}, or name the host in NO_PROXY`
}
