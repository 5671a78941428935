// The raw plan, which may have any shape, read field by field.

export type Fields = Record<string, unknown>

/** The fields of a value; none where it is something else. */
export function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}
