// The engine reads its tables when it is first asked, which takes some tenths of a second: done before anybody waits for it.
import { readExtent } from '#ask/extent.ts'
import type { Services } from '#http/services.ts'

/** Never throws: whoever asks next is told what is wrong. */
export async function warmUp({ store, clock }: Services, report: (message: string) => void): Promise<void> {
  try {
    await readExtent(store, clock())
  } catch (error) {
    report(`The first question failed: ${error instanceof Error ? error.message : String(error)}`)
  }
}
