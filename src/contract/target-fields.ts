// Fields that targets, funnels and allocations share.
import { z } from 'zod'

export const name = z.string().trim().min(1, 'is empty; give it a name').max(120)
export const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'is not a month: write 2026-04')
export const pointId = z.string().regex(/^[a-z][a-z0-9_]*$/, 'is not the id of a conversion point')
export const currency = z.string().regex(/^[A-Z]{3}$/, 'is not a currency: write a three-letter code such as JPY')
/** `MM-DD`: the day on which the fiscal year begins; its months begin on that day of the month. */
export const fiscalStart = z
  .string()
  .regex(/^(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$/, 'is not a day that every year has: write 04-01')
  .default('01-01')
export const share = z.number().gt(0).lte(1)
