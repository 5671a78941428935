// What the control store holds of a person: merges and splits by hand, and what imports wrote down.
import type { Control, ImportRow } from '#store/control.ts'
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
    const isTouched = homes.length < (JSON.parse(row.homes) as string[]).length
    if (!isTouched) continue
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

/** What results of imports quote: ids of records that an undo left, values that could not be read, names of files. */
export async function eraseFromImports(control: Control, { identifiers, whom }: Found): Promise<void> {
  const ids = identifiers.filter((key) => ['user', 'lead', 'order', 'deal', 'payment', 'visitor'].includes(kindOf(key)))
  const texts = [...ids.map(valueOf), ...whom.texts].toSorted((a, b) => b.length - a.length)
  const clean = (text: string): string => texts.reduce(withoutWord, text)
  for (const { id, file_name, options, result, undo } of await control.selectFrom('imports').selectAll().execute()) {
    const fresh: Pick<ImportRow, 'file_name' | 'options' | 'result' | 'undo'> = {
      file_name: clean(file_name),
      options: clean(options),
      result: result === null ? null : clean(result),
      undo: undo === null ? null : clean(undo),
    }
    const isSame =
      fresh.file_name === file_name && fresh.options === options && fresh.result === result && fresh.undo === undo
    if (!isSame) await control.updateTable('imports').set(fresh).where('id', '=', id).execute()
  }
}

/** The text, as it stands or as JSON writes it, but not as a part of another word. */
function withoutWord(text: string, word: string): string {
  const plain = JSON.stringify(word).slice(1, -1)
  const pattern = plain.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return text.replaceAll(new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, 'gu'), placeholder)
}
