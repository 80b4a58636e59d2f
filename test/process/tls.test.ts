import { createServer, type Socket } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { at, gong } from '../support/built-tool.ts'

it.each([
  ['speaks no TLS', (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'), 'what answers does not speak TLS'],
  ['hangs up', (socket: Socket) => socket.end(), 'the connection broke off'],
])('a server that %s in answer to TLS is told of in words', async (_, answer, said) => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined).once('data', () => answer(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  const port = address instanceof Object ? address.port : 0
  const { exit, err } = await gong('users list --no-retry', { env: at(`https://localhost:${port}`) })
  expect([exit, err]).toEqual([7, expect.stringContaining(`gave no whole answer: ${said}\n`)])
})
