// Properties of events that a question can name: which there are, and whether those that it names are among them.
import type { Question } from '#contract/ask.ts'
import { hasPropertySql, propertyDimension, propertyNamesSql, propertyOf } from '#metrics/properties.ts'
import type { Facts } from '#store/facts.ts'
import { Problem, type ProblemDetail } from '#util/problem.ts'
import { namedDimensions, unknownName } from './check.ts'

/** Names of the properties that recent events carry, in alphabetical order; older and inner ones can be named all the same. */
export async function seenProperties(facts: Facts): Promise<string[]> {
  return (await facts.query<{ name: string }>(propertyNamesSql)).map(({ name }) => name)
}

/** Throws Problem for properties that no event has. */
export async function checkProperties(facts: Facts, question: Question): Promise<void> {
  const details = await Promise.all(
    namedDimensions(question).map(async ({ field, id }) => {
      const property = propertyOf(id)
      return property === undefined || (await isKnown(facts, property)) ? [] : [await unknown(facts, field, property)]
    }),
  )
  const wrong = details.flat()
  if (wrong.length === 0) return
  throw new Problem('unknown_property', wrong.map(({ message }) => message).join(' '), { details: wrong })
}

async function isKnown(facts: Facts, property: string): Promise<boolean> {
  const { sql, params } = hasPropertySql(property)
  return (await facts.query(sql, params)).length > 0
}

async function unknown(facts: Facts, field: string, property: string): Promise<ProblemDetail> {
  const message = `No event has a property ${property}.`
  const names = (await seenProperties(facts)).map(propertyDimension)
  if (names.length === 0) return { field, message, hint: 'Send properties with events, or split by something else.' }
  return unknownName(field, message, propertyDimension(property), names)
}
