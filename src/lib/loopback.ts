/** Whether a `hostname` of `URL` is a loopback address. `URL` has normalized every IPv4 address to four parts. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host)
}
