/** Whether a host, as `URL` spells it, is this machine. It has already brought every IPv4 address into four parts. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host)
}
