// What an answer can be saved as.
import { z } from 'zod'

/** `definitions` is the CSV that belongs beside `csv`: by which definition each metric was counted, and its total. */
export const exportFormats = ['json', 'csv', 'definitions', 'parquet'] as const
export type ExportFormat = (typeof exportFormats)[number]

export const exportQuerySchema = z.strictObject({ format: z.enum(exportFormats).optional() })

/** What the ledger can be saved as: JSON lines hold every sighting, the others name their records. */
export const ledgerFormats = ['jsonl', 'csv', 'parquet'] as const
export type LedgerFormat = (typeof ledgerFormats)[number]
