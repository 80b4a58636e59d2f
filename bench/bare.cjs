/** The plainest pull there is: ask, parse, write, and again. */
const http = require('node:http')
const { GONG_BASE_URL: base, GONG_ACCESS_KEY: key, GONG_ACCESS_KEY_SECRET: secret } = process.env
const headers = { authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}` }
const agent = new http.Agent({ keepAlive: true })
const ask = (url) =>
  new Promise((resolve, reject) =>
    http
      .get(url, { headers, agent }, async (answer) => {
        let text = ''
        for await (const piece of answer) text += piece
        resolve(JSON.parse(text))
      })
      .on('error', reject),
  )
const from = new Date(Date.now() - 200 * 86400000).toISOString()
const window = `fromDateTime=${from}&toDateTime=${new Date().toISOString()}`
const pull = async () => {
  for (let cursor = ''; cursor !== undefined; ) {
    const { calls, records } = await ask(`${base}/v2/calls?${window}${cursor && `&cursor=${cursor}`}`)
    process.stdout.write(calls.map((call) => `${JSON.stringify(call)}\n`).join(''))
    cursor = records.cursor
  }
}
void pull()
