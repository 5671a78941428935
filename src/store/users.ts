// People who sign in: added, listed, changed, removed, and found by their link or their session.
import type { Role, UserEntry } from '#contract/user.ts'
import { newId, sha256 } from '#util/ids.ts'
import { Problem } from '#util/problem.ts'
import { newSecret } from '#util/secret.ts'
import { dayMs } from '#util/duration.ts'
import type { Control } from './control.ts'
import type { UserRow } from './control-tables.ts'

/** A sign-in link works for seven days; the sessions that it began go on. */
export const linkMs = 7 * dayMs

const newToken = (): string => newSecret('oc_u_')

/** Adds a user. The token is for the sign-in link and is not kept. Throws Problem `name_taken`. */
export async function addUser(
  control: Control,
  { name, role, departments = [] }: { name: string; role: Role; departments?: readonly string[] },
  now: number,
): Promise<{ user: UserEntry; token: string }> {
  if (await named(control, name)) {
    const hint = 'Choose another name, or make that user a new link: onecount user link NAME'
    throw new Problem('name_taken', `There is a user named ${name} already.`, {
      status: 409,
      details: [{ field: 'name', message: 'is taken', hint }],
    })
  }
  const token = newToken()
  const row: UserRow = {
    id: newId(now),
    name,
    role,
    hash: sha256(token),
    link_until: now + linkMs,
    created_at: now,
    signed_in_at: null,
    removed_at: null,
    departments: JSON.stringify(departments),
  }
  await control.insertInto('users').values(row).execute()
  return { user: toEntry(row), token }
}

/** Makes a new link: the old one, and every session, ends. Throws Problem `no_such_user`. */
export async function renewLink(
  control: Control,
  nameOrId: string,
  now: number,
): Promise<{ user: UserEntry; token: string }> {
  const row = await live(control, nameOrId)
  const token = newToken()
  const change = { hash: sha256(token), link_until: now + linkMs }
  await control.updateTable('users').set(change).where('id', '=', row.id).execute()
  return { user: toEntry({ ...row, ...change }), token }
}

/** In force from the next request on. Throws Problem `no_such_user`. */
export async function setRole(control: Control, nameOrId: string, role: Role): Promise<UserEntry> {
  const row = await live(control, nameOrId)
  await control.updateTable('users').set({ role }).where('id', '=', row.id).execute()
  return toEntry({ ...row, role })
}

/** Whom the user speaks for when a plan is agreed. Throws Problem `no_such_user`. */
export async function setDepartments(
  control: Control,
  nameOrId: string,
  departments: readonly string[],
): Promise<UserEntry> {
  const row = await live(control, nameOrId)
  const change = { departments: JSON.stringify(departments) }
  await control.updateTable('users').set(change).where('id', '=', row.id).execute()
  return toEntry({ ...row, ...change })
}

/** Ends the link and every session. What the user agreed to keeps the name. Throws Problem `no_such_user`. */
export async function removeUser(control: Control, nameOrId: string, now: number): Promise<UserEntry> {
  const row = await live(control, nameOrId)
  await control.updateTable('users').set({ removed_at: now }).where('id', '=', row.id).execute()
  return toEntry(row)
}

/** Users that are not removed, by name. */
export async function listUsers(control: Control): Promise<UserEntry[]> {
  const rows = await control.selectFrom('users').selectAll().where('removed_at', 'is', null).orderBy('name').execute()
  return rows.map(toEntry)
}

/** A user with the hash that sessions are bound to. */
export interface SessionUser extends Pick<UserEntry, 'id' | 'name' | 'role' | 'departments'> {
  hash: string
}

/** The user whose link this token is, if the link still signs in; it is written down as used. */
export async function userByToken(control: Control, token: string, now: number): Promise<SessionUser | undefined> {
  const row = await control
    .updateTable('users')
    .set({ signed_in_at: now })
    .where('hash', '=', sha256(token))
    .where('link_until', '>', now)
    .where('removed_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
  return row && toSessionUser(row)
}

export async function userById(control: Control, id: string): Promise<SessionUser | undefined> {
  const users = control.selectFrom('users').selectAll().where('removed_at', 'is', null)
  const row = await users.where('id', '=', id).executeTakeFirst()
  return row && toSessionUser(row)
}

async function named(control: Control, name: string): Promise<UserRow | undefined> {
  const users = control.selectFrom('users').selectAll().where('removed_at', 'is', null)
  return users.where((where) => where.or([where('name', '=', name), where('id', '=', name)])).executeTakeFirst()
}

async function live(control: Control, nameOrId: string): Promise<UserRow> {
  const row = await named(control, nameOrId)
  if (row) return row
  throw new Problem('no_such_user', `There is no user named ${nameOrId}.`, {
    status: 404,
    hint: '`onecount user list` shows them.',
  })
}

function toEntry(row: UserRow): UserEntry {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    createdAt: row.created_at,
    signedInAt: row.signed_in_at,
    linkUntil: row.link_until,
    departments: JSON.parse(row.departments) as string[],
  }
}

function toSessionUser(row: UserRow): SessionUser {
  return { ...toEntry(row), hash: row.hash }
}
