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
const linksOf = (language: string) => ({
  '/': { code: `<${language}.js>`, questions: '</api/v1/scorecard>' },
  '/ledger': { code: `<${language}-ledger.js>`, questions: '' },
})
writeFileSync(join(folder, 'preloads.json'), JSON.stringify({ en: linksOf('en'), ja: linksOf('ja') }))
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
  expect((await web.request('/overview.json')).status).toBe(404)
  // else the page would be kept for a year in the place of a script that is no longer there
  expect((await web.request('/assets/app-0000.js', { headers: { accept: 'text/html' } })).status).toBe(404)
})

test('A page is sent with the names of what it needs first: its code, the words of its reader, and its first question', async () => {
  const linkOf = async (path: string, headers: Record<string, string> = {}) =>
    (await web.request(path, { headers: { accept: 'text/html', ...headers } })).headers.get('link')
  expect(await linkOf('/')).toBe('<en.js>, </api/v1/scorecard>')
  expect(await linkOf('/?period=week')).toBe('<en.js>')
  expect(await linkOf('/ledger/c-1', { 'accept-language': 'ja,en;q=0.8' })).toBe('<ja-ledger.js>')
  expect(await linkOf('/ledger', { 'accept-language': 'ja', cookie: 'onecount_language=en' })).toBe('<en-ledger.js>')
  expect((await web.request('/assets/app-1234.js')).headers.get('link')).toBeNull()
})
