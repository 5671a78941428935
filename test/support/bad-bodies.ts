// Bodies that a JSON schema has something against: each field of each object in turn with values of other kinds.

export interface JsonSchema {
  type?: string
  properties?: Record<string, JsonSchema>
  items?: JsonSchema
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  allOf?: JsonSchema[]
  additionalProperties?: JsonSchema | boolean
}

const oddValues: readonly unknown[] = [null, true, 7, -1.5, '', ' ', 'nonsense', 'x'.repeat(3_000), [], [7], [null], {}]

/** As JSON text: values that are no object, and objects of which one field, however deep, is odd. */
export function badBodies(schema: JsonSchema): string[] {
  const whole = [null, 7, 'text', true, []]
  return [...new Set([...whole, ...oddFields(schema)].map((body) => JSON.stringify(body)))]
}

function oddFields(schema: JsonSchema, depth = 4): unknown[] {
  if (depth === 0) return []
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]
  const inBranches = branches.flatMap((branch) => oddFields(branch, depth))
  const inItems = schema.items ? oddFields(schema.items, depth - 1).map((item) => [item]) : []
  if (!schema.properties) return [...inBranches, ...inItems]
  const inFields = Object.entries(schema.properties).flatMap(([name, field]) =>
    [...oddValues, ...oddFields(field, depth - 1)].map((value) => ({ [name]: value })),
  )
  return [{}, { no_such_field: 1 }, ...inFields, ...inBranches, ...inItems]
}
