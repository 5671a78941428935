import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { webRoutes } from './web.ts'

const folder = mkdtempSync(join(tmpdir(), 'onecount-web-'))
mkdirSync(join(folder, 'assets'))
writeFileSync(join(folder, 'index.html'), '<title>Onecount</title>')
writeFileSync(join(folder, 'assets', 'app-1234.js'), 'start()')
writeFileSync(join(folder, 'assets', 'app-1234.js.br'), brotliCompressSync('start()'))
afterAll(() => rmSync(folder, { recursive: true }))
const web = webRoutes(folder)

test('A script goes out compressed to who takes it so, and is kept for a year', async () => {
  const answer = await web.request('/assets/app-1234.js', { headers: { 'accept-encoding': 'gzip, br' } })
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-encoding': 'br',
    'content-type': expect.stringContaining('text/javascript'),
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'Accept-Encoding',
  })
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(brotliCompressSync('start()'))
  const plain = await web.request('/assets/app-1234.js')
  expect(plain.headers.get('content-encoding')).toBeNull()
  expect(await plain.text()).toBe('start()')
})

test('Every address of the app is its one page, asked for anew each time', async () => {
  const answer = await web.request('/overview', { headers: { accept: 'text/html' } })
  expect(await answer.text()).toBe('<title>Onecount</title>')
  expect(answer.headers.get('cache-control')).toBe('no-cache')
  expect(answer.headers.get('link')).toBeNull()
  const home = await web.request('/', { headers: { accept: 'text/html' } })
  expect(home.headers.get('link')).toContain('/api/v1/scorecard')
  expect((await web.request('/overview.json')).status).toBe(404)
  // else the page would be kept for a year in the place of a script that is no longer there
  expect((await web.request('/assets/app-0000.js', { headers: { accept: 'text/html' } })).status).toBe(404)
})
