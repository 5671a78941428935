// The built web app: its files, and its one page for every address that is the app's own.
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono } from 'hono'

/** Files below `assets/` carry a hash of their content in their name. */
const forAYear = 'public, max-age=31536000, immutable'

/** @param folder the built app, with its index.html. */
export function webRoutes(folder: string): Hono {
  const cache = (path: string, context: Context): void => {
    context.header('cache-control', path.startsWith(join(folder, 'assets')) ? forAYear : 'no-cache')
  }
  const files = serveStatic({ root: folder, onFound: cache })
  const page = serveStatic({ root: folder, path: 'index.html', onFound: cache })
  const routes = new Hono()
  routes.get('*', files)
  routes.get('*', (context, next) =>
    context.req.header('accept')?.includes('text/html') ? page(context, next) : next(),
  )
  return routes
}
