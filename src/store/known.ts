// "When we knew": a clock of its own for the second time axis. It never goes back, whatever the machine's does.
import type { Control } from './control.ts'

const name = 'known_at'

/**
 * The next instant of knowing (epoch ms): now, or a millisecond after the last one when the machine's clock
 * stands still or was set back. Written down before it is used.
 */
export async function nextKnownAt(control: Control, now: number): Promise<number> {
  return control.transaction().execute(async (transaction) => {
    const last = await transaction.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst()
    const next = Math.max(now, last ? Number(last.value) + 1 : 0)
    await transaction
      .insertInto('settings')
      .values({ name, value: String(next) })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: String(next) }))
      .execute()
    return next
  })
}
