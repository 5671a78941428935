// The built web app: its files, and its one page for every address that is the app's own.
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'

/** Files below `assets/` carry a hash of their content in their name. */
const forAYear = 'public, max-age=31536000, immutable'

const isAsset = (path: string): boolean => path.startsWith('/assets/')

/** The first page asks for this as soon as its script runs: it is on its way before. */
const firstQuestion = '</api/v1/scorecard?period=month>; rel=preload; as=fetch; crossorigin=anonymous'

/** @param folder the built app, with its index.html and, beside each text, what it is compressed. */
export function webRoutes(folder: string): Hono {
  const files = serveStatic({ root: folder, precompressed: true })
  const page = serveStatic({ root: folder, path: 'index.html', precompressed: true })
  const routes = new Hono()
  routes.use(async (context, next) => {
    await next()
    if (!context.res.ok) return
    const { pathname, search } = new URL(context.req.url)
    context.res.headers.set('cache-control', isAsset(pathname) ? forAYear : 'no-cache')
    if (pathname === '/' && search === '') context.res.headers.set('link', firstQuestion)
  })
  routes.get('*', files)
  routes.get('*', (context, next) =>
    context.req.header('accept')?.includes('text/html') && !isAsset(context.req.path) ? page(context, next) : next(),
  )
  return routes
}
