// The reference of the collector: a bare node:http handler with the same group commit, and nothing of ours around it.
import { type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type JournalEntry, openJournal } from '#store/journal.ts'

const journal = openJournal(`${process.env['ONECOUNT_DATA']!}/bare.sqlite`, (line) => console.error(line))
let group: { entry: JournalEntry; response: ServerResponse }[] = []
let isWriting = false

async function writeGroups(): Promise<void> {
  if (isWriting) return
  isWriting = true
  while (group.length > 0) {
    const written = group
    group = []
    await journal.append(written.map(({ entry }) => entry))
    for (const { response } of written) response.end('{"accepted":1,"rejected":[]}')
  }
  isWriting = false
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const entry = { receivedAt: Date.now(), events: 1, body: Buffer.concat(chunks).toString() }
    group.push({ entry, response })
    setImmediate(() => void writeGroups())
  })
})
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  console.log(JSON.stringify({ url: `http://127.0.0.1:${port}` }))
})
