// Who is told of alerts and reports: added, changed, removed; where and how to reach them is sealed.
import {
  type AlertKind,
  type NewRecipient,
  type Recipient,
  type RecipientKind,
  type Rules,
  alertKinds,
  alertRules,
} from '#contract/alerts.ts'
import type { Language } from '#contract/library.ts'
import { newId } from '#util/ids.ts'
import { Problem } from '#util/problem.ts'
import type { Control } from './control.ts'
import type { RecipientRow } from './control-tables.ts'
import type { HookPlace } from './hooks.ts'
import { seal, unseal } from './seal.ts'

type OfKind<Kind extends RecipientKind> = Extract<NewRecipient, { kind: Kind }>

/** Where and how to send: all of it is sealed, since addresses give access too. */
export type Target =
  | Pick<OfKind<'email'>, 'kind' | 'host' | 'port' | 'security' | 'user' | 'password' | 'from' | 'to'>
  | Pick<OfKind<'slack'>, 'kind' | 'url'>
  | (Pick<OfKind<'webhook'>, 'kind' | 'url'> & { secret: string })

interface Given {
  name: string
  language: Language
  rules: Rules
  /** As it may be shown. */
  address: string
  target: Target
  by: string
}

/** Throws Problem `name_taken`. */
export async function addRecipient({ control, keyFile }: HookPlace, given: Given, now: number): Promise<Recipient> {
  const { name, language, rules, address, target, by } = given
  if ((await rowsInForce(control)).some((row) => row.name === name)) {
    throw new Problem('name_taken', `There is a recipient named ${name} already.`, {
      status: 409,
      details: [{ field: 'name', message: 'is taken', hint: 'Choose another name, or remove that one first.' }],
    })
  }
  const id = newId(now)
  const row: RecipientRow = {
    id,
    name,
    kind: target.kind,
    language,
    address,
    by,
    created_at: now,
    removed_at: null,
    target: seal(keyFile, id, JSON.stringify(target)),
    rules: JSON.stringify(rules),
  }
  await control.insertInto('recipients').values(row).execute()
  return toRecipient(row)
}

/** Those in force, oldest first. */
export async function listRecipients(control: Control): Promise<Recipient[]> {
  return (await rowsInForce(control)).map(toRecipient)
}

/** Throws Problem `unknown_recipient`. */
export async function recipientNamed(control: Control, nameOrId: string): Promise<Recipient> {
  return toRecipient(await rowNamed(control, nameOrId))
}

/** How to reach a recipient; undefined when the key file is gone or another one. Throws Problem `unknown_recipient`. */
export async function targetOf({ control, keyFile }: HookPlace, nameOrId: string): Promise<Target | undefined> {
  const { id, target } = await rowNamed(control, nameOrId)
  const text = unseal(keyFile, id, target)
  return text === undefined ? undefined : (JSON.parse(text) as Target)
}

/** Names of those in force, and of those among them whose secret cannot be opened. */
export async function readableRecipients({
  control,
  keyFile,
}: HookPlace): Promise<{ all: string[]; unreadable: string[] }> {
  const rows = await rowsInForce(control)
  const unreadable = rows.filter(({ id, target }) => unseal(keyFile, id, target) === undefined)
  return { all: rows.map(({ name }) => name), unreadable: unreadable.map(({ name }) => name) }
}

/** Rules that are not named stay as they are. Throws Problem `unknown_recipient`. */
export async function changeRecipient(
  control: Control,
  nameOrId: string,
  change: { language?: Language | undefined; rules?: Rules | undefined },
): Promise<Recipient> {
  const row = await rowNamed(control, nameOrId)
  const rules = JSON.stringify({ ...(JSON.parse(row.rules) as Rules), ...change.rules })
  const set = { rules, language: change.language ?? row.language }
  await control.updateTable('recipients').set(set).where('id', '=', row.id).execute()
  return toRecipient({ ...row, ...set })
}

/** What gave access to it is gone, and what waits for it is not sent any more. Throws Problem `unknown_recipient`. */
export async function removeRecipient(control: Control, nameOrId: string, now: number): Promise<Recipient> {
  const row = await rowNamed(control, nameOrId)
  await control.transaction().execute(async (transaction) => {
    const set = { target: '', removed_at: now }
    await transaction.updateTable('recipients').set(set).where('id', '=', row.id).execute()
    const given = { state: 'given_up', next_at: null, body: '' } as const
    const waiting = transaction.updateTable('messages').set(given).where('recipient', '=', row.id)
    await waiting.where('state', '=', 'waiting').execute()
  })
  return toRecipient(row)
}

async function rowsInForce(control: Control): Promise<RecipientRow[]> {
  return control.selectFrom('recipients').selectAll().where('removed_at', 'is', null).orderBy('id').execute()
}

async function rowNamed(control: Control, nameOrId: string): Promise<RecipientRow> {
  const row = (await rowsInForce(control)).find(({ id, name }) => name === nameOrId || id === nameOrId)
  if (row) return row
  throw new Problem('unknown_recipient', `There is no recipient named ${nameOrId}.`, {
    status: 404,
    hint: '`onecount alert recipient list` shows them.',
  })
}

function toRecipient(row: RecipientRow): Recipient {
  const { id, name, kind, language, address, by, created_at } = row
  const own = JSON.parse(row.rules) as Rules
  const rules = Object.fromEntries(
    alertKinds.map((rule) => {
      const threshold = own[rule]?.threshold ?? alertRules[rule].threshold?.usual ?? null
      return [rule, { on: own[rule]?.on ?? true, threshold }]
    }),
  ) as Record<AlertKind, { on: boolean; threshold: number | null }>
  return { id, name, kind, language, address, rules, by, createdAt: created_at }
}
