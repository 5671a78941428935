// What the settings page says of this installation.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import type { About } from '#contract/about.ts'
import { packageFolder } from '#store/home.ts'
import { collectAddress } from '#util/settings.ts'
import type { Services } from './services.ts'

/** `GET /` below `/api/v1/about`. */
export function aboutRoutes({ store, settings }: Services): Hono {
  const { version } = JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8')) as { version: string }
  const routes = new Hono()
  routes.get('/', (context) => {
    const about: About = {
      version,
      dataFolder: store.home.root,
      publicUrl: settings.publicUrl,
      collectUrl: collectAddress(settings),
      clickhouse: settings.clickhouseUrl ? new URL(settings.clickhouseUrl).host : null,
    }
    return context.json(about)
  })
  return routes
}
