// All that the routes work with, on a data folder of its own; for tests of the API as a whole.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openServices } from '#cli/services.ts'
import type { Services } from '#http/services.ts'
import { type Settings, readSettings } from '#util/settings.ts'

/** Opens them on the embedded engine; one a test file. */
export async function openTestServices(
  settings: Partial<Settings> = {},
): Promise<{ services: Services; close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'onecount-test-'))
  const services = await openServices({ ...readSettings({}), ...settings, dataFolder: folder })
  return {
    services,
    async close() {
      await services.store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
