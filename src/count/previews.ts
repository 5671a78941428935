// Definitions of drafts, counted beside everything else: whoever looks at a draft waits, and nobody else does.
import type { Control } from '#store/control.ts'
import type { DefinitionRow } from '#store/control-tables.ts'
import { nextKnownAt } from '#store/known.ts'
import type { Store } from '#store/store.ts'
import type { Clock } from '#util/clock.ts'
import { Turns } from '#util/turns.ts'
import { dropAbandoned } from './abandoned.ts'
import { derivedBatch } from './behind.ts'
import type { ReportProgress } from './catch-up.ts'
import type { CountedPoint } from './count-point.ts'
import { compareAll } from './count-whole.ts'
import { markCounted, toCountedPoint } from './definitions.ts'
import { writeDifference } from './ledger-store.ts'

export class Previews {
  readonly #store: Store
  readonly #clock: Clock
  /** Whoever writes to the ledger takes a turn. */
  readonly #counting: Turns
  readonly #own = new Turns()
  #underway: string | undefined

  constructor(store: Store, clock: Clock, counting: Turns) {
    this.#store = store
    this.#clock = clock
    this.#counting = counting
  }

  /** The definition that is being counted here, which nobody else may begin. */
  get underway(): string | undefined {
    return this.#underway
  }

  /** Counts definitions that have not been counted yet, and drops those that nobody wants any more. */
  count(hashes: readonly string[], progress: ReportProgress): Promise<void> {
    return this.#own.run(async () => {
      await this.#counting.run(() => dropAbandoned(this.#store, this.#clock()))
      for (const hash of hashes) {
        this.#underway = hash
        try {
          await this.#countOne(hash, progress)
        } finally {
          this.#underway = undefined
        }
      }
    })
  }

  /** Runs work that may not go on while anything is counted here. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    return this.#own.run(work)
  }

  /**
   * Compares without a turn, and takes one to write, part by part. What was ruled by hand or by which rules visits are made
   * may have changed meanwhile: then it is compared again. New batches are left to the next count, as for every definition.
   */
  async #countOne(hash: string, progress: ReportProgress): Promise<void> {
    const { control } = this.#store
    for (;;) {
      const row = await readDefinition(control, hash)
      if (!row || row.counted_at !== null) return
      const ruled = await ruledBy(control)
      const to = await derivedBatch(control)
      /** @returns false, when it has to be compared again. */
      const write = (work: () => Promise<void>): Promise<boolean> =>
        this.#counting.run(async () => {
          if ((await readDefinition(control, hash))?.counted_at !== null) return true
          if ((await ruledBy(control)) !== ruled) return false
          await work()
          return true
        })
      const written = await this.#writeAll({ point: toCountedPoint(row), to, progress }, write)
      if (written && (await write(() => markCounted(control, [row], to, this.#clock())))) return
    }
  }

  async #writeAll(
    { point, to, progress }: { point: CountedPoint; to: number; progress: ReportProgress },
    write: (work: () => Promise<void>) => Promise<boolean>,
  ): Promise<boolean> {
    const { control, facts } = this.#store
    const tell = (done: number, total: number): void => progress({ what: point.point.name, done, total })
    const knownAt = await nextKnownAt(control, this.#clock())
    for await (const difference of compareAll(this.#store, point, { to, knownAt, progress: tell })) {
      const written = await write(async () =>
        writeDifference(facts, difference, await nextKnownAt(control, this.#clock())),
      )
      if (!written) return false
    }
    return true
  }
}

function readDefinition(control: Control, hash: string): Promise<DefinitionRow | undefined> {
  return control.selectFrom('definitions').selectAll().where('hash', '=', hash).executeTakeFirst()
}

/** Names what decides counting beside the definitions and the data. */
async function ruledBy(control: Control): Promise<string> {
  const rulings = await control
    .selectFrom('rulings')
    .select(({ fn }) => fn.sum('revision').as('revisions'))
    .executeTakeFirst()
  const settings = await control
    .selectFrom('settings')
    .selectAll()
    .where('name', 'not in', ['known_at', 'derived_batch'])
    .orderBy('name')
    .execute()
  return JSON.stringify([rulings, settings])
}
