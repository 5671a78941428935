// The API token that opens everything: given in the environment, or made once and kept in the data folder.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Settings } from '#util/settings.ts'

function tokenFile(settings: Settings): string {
  return join(settings.dataFolder, 'admin-token')
}

/** The token in force, or undefined when none was given and none has been made. */
export function knownAdminToken(settings: Settings): string | undefined {
  if (settings.adminToken) return settings.adminToken
  const path = tokenFile(settings)
  return existsSync(path) ? readFileSync(path, 'utf8').trim() || undefined : undefined
}

/** The token in force; makes one, readable by the owner only, when there is none. */
export function adminToken(settings: Settings): string {
  const known = knownAdminToken(settings)
  if (known) return known
  mkdirSync(settings.dataFolder, { recursive: true, mode: 0o700 })
  const token = `oc_admin_${randomBytes(24).toString('base64url')}`
  writeFileSync(tokenFile(settings), `${token}\n`, { mode: 0o600 })
  return token
}
