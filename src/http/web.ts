// The built web app: its files, and its one page for every address that is the app's own.
import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import { serveStatic as serveContent } from 'hono/serve-static'

/** Files below `assets/` carry a hash of their content in their name. */
const forAYear = 'public, max-age=31536000, immutable'

const isAsset = (path: string): boolean => path.startsWith('/assets/')

/** What the build wrote of each page (web/build/preloads.ts): values of the header `Link`, by language and path. */
type Preloads = Record<'en' | 'ja', Record<string, { code: string; questions: string }>>

/** @param folder the built app, with its index.html and, beside each text, what it is compressed. */
export function webRoutes(folder: string): Hono {
  const assets = serveContent({ root: folder, join, precompressed: true, getContent: readOnce() })
  const files = serveStatic({ root: folder, precompressed: true })
  const page = serveStatic({ root: folder, path: 'index.html', precompressed: true })
  const preloads = JSON.parse(readFileSync(join(folder, 'preloads.json'), 'utf8')) as Preloads
  const routes = new Hono()
  routes.use(async (context, next) => {
    await next()
    if (!context.res.ok) return
    const { headers } = context.res
    headers.set('cache-control', isAsset(context.req.path) ? forAYear : 'no-cache')
    if (!headers.get('content-type')?.includes('text/html')) return
    const links = linksOf(context, preloads)
    if (links) headers.set('link', links)
    headers.append('vary', 'Accept-Language, Cookie')
  })
  routes.get('/assets/*', assets)
  routes.get('*', files)
  routes.get('*', (context, next) =>
    context.req.header('accept')?.includes('text/html') && !isAsset(context.req.path) ? page(context, next) : next(),
  )
  return routes
}

/** Reads a file that never changes; null where there is none. A page asks for a dozen at once. */
function readOnce(): (path: string) => Promise<Uint8Array<ArrayBuffer> | null> {
  const known = new Map<string, Uint8Array<ArrayBuffer>>()
  return async (path) => {
    const kept = known.get(path)
    if (kept || !existsSync(path)) return kept ?? null
    const content = new Uint8Array(await readFile(path))
    known.set(path, content)
    return content
  }
}

/** What the page at this address will need, named before the browser has read its first script; its code comes first. */
function linksOf(context: Context, preloads: Preloads): string | undefined {
  const { pathname, search } = new URL(context.req.url)
  const path = `/${pathname.split('/')[1]}`
  const found = preloads[languageOf(context)][path]
  if (!found) return undefined
  const asksTheUsual = pathname === path && search === '' && found.questions !== ''
  return asksTheUsual ? `${found.code}, ${found.questions}` : found.code
}

/** The language that the app will speak: the one chosen in this browser, or else the browser's first. */
function languageOf(context: Context): 'en' | 'ja' {
  const chosen = getCookie(context, 'onecount_language')
  if (chosen === 'en' || chosen === 'ja') return chosen
  return context.req.header('accept-language')?.startsWith('ja') ? 'ja' : 'en'
}
