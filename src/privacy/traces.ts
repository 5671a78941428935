// What the control store holds of a person: merges and splits by hand, and what imports wrote down.
import type { Control } from '#store/control.ts'
import type { ImportRow } from '#store/control-tables.ts'
import type { Found } from './find.ts'
import { kindOf, valueOf } from './walk.ts'

const placeholder = '[erased]'

/** Merges and splits of nothing but the person's sightings are undone and tell nothing; of others they keep the rest. */
export async function eraseRulings(
  control: Control,
  {
    identifiers,
    by,
    erasedSightings,
  }: { identifiers: readonly string[]; by: string; erasedSightings: readonly string[] },
  now: number,
): Promise<void> {
  const own = new Set(identifiers)
  const gone = new Set(erasedSightings)
  const without = (json: string, set: ReadonlySet<string>): string[] =>
    (JSON.parse(json) as string[]).filter((each) => !set.has(each))
  for (const row of await control.selectFrom('rulings').selectAll().execute()) {
    const homes = without(row.homes, own)
    const [sightings, others] = [without(row.sightings, gone), without(row.others, gone)]
    // what is filed under others' identifiers alone may still name a sighting of the person's
    const isSame = (after: readonly string[], before: string): boolean => after.length === lengthOf(before)
    if (isSame(homes, row.homes) && isSame(sightings, row.sightings) && isSame(others, row.others)) continue
    const isEmpty = sightings.length === 0 || others.length === 0
    const undone = isEmpty && row.undone_at === null ? { undone_at: now, undone_by: by } : {}
    const lists = {
      homes: JSON.stringify(isEmpty ? [] : homes),
      sightings: JSON.stringify(isEmpty ? [] : sightings),
      others: JSON.stringify(isEmpty ? [] : others),
    }
    await control
      .updateTable('rulings')
      .set({ ...lists, ...undone, why: placeholder })
      .where('id', '=', row.id)
      .execute()
  }
}

const lengthOf = (json: string): number => (JSON.parse(json) as string[]).length

/** What results of imports quote: ids of records that an undo left, values that could not be read, names of files. */
export async function eraseFromImports(control: Control, { identifiers, whom }: Found): Promise<void> {
  const ids = identifiers.filter((key) => !['email', 'phone'].includes(kindOf(key))).map(valueOf)
  const texts = [...ids, ...whom.texts]
  const cleanJson = (json: string): string => JSON.stringify(withoutTexts(JSON.parse(json), texts))
  for (const { id, file_name, options, result, undo } of await control.selectFrom('imports').selectAll().execute()) {
    const fresh: Pick<ImportRow, 'file_name' | 'options' | 'result' | 'undo'> = {
      file_name: withoutTexts(file_name, texts) as string,
      options: cleanJson(options),
      result: result === null ? null : cleanJson(result),
      undo: undo === null ? null : cleanJson(undo),
    }
    const isSame =
      fresh.file_name === file_name && fresh.options === options && fresh.result === result && fresh.undo === undo
    if (!isSame) await control.updateTable('imports').set(fresh).where('id', '=', id).execute()
  }
}

/** A shorter id is an ordinary word or number in a sentence; it is taken out where it stands first, as records are named. */
const tellingLength = (word: string): number => (/^\d+$/.test(word) ? 6 : 4)

/** The value with every text in it freed of these; numbers and names of fields stay. */
export function withoutTexts(value: unknown, texts: readonly string[]): unknown {
  if (typeof value === 'string') return texts.reduce(withoutWord, value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => withoutTexts(item, texts))
  return Object.fromEntries(
    Object.entries(value).map(([field, item]) => {
      const names = field === 'what' && typeof item === 'string' && texts.includes(item.split(' ')[0]!)
      return [field, names ? placeholder : withoutTexts(item, texts)]
    }),
  )
}

function withoutWord(text: string, word: string): string {
  if (word.length < tellingLength(word)) return text
  const pattern = word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return text.replaceAll(new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, 'gu'), placeholder)
}
