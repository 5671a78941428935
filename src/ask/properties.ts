// Properties of events and attributes of persons that a question can name: which there are, and whether those that it names
// are among them.
import type { Question } from '#contract/ask.ts'
import { hasPersonSql, personNamesSql } from '#metrics/person-attributes.ts'
import { isOffered, personAttributeOf, personDimension } from '#metrics/person-names.ts'
import { hasPropertySql, propertyDimension, propertyNamesSql, propertyOf } from '#metrics/properties.ts'
import type { Facts } from '#store/facts.ts'
import { isOfOnePerson } from '#util/personal-fields.ts'
import { Problem, type ProblemDetail } from '#util/problem.ts'
import { namedDimensions, unknownName } from './check.ts'

/** Names of the properties that recent events carry, in alphabetical order; older and inner ones can be named all the same. */
export async function seenProperties(facts: Facts): Promise<string[]> {
  return (await facts.query<{ name: string }>(propertyNamesSql)).map(({ name }) => name)
}

/** Names of what is told of persons, in alphabetical order, without what tells who somebody is. */
export async function seenPersonAttributes(facts: Facts): Promise<string[]> {
  return (await facts.query<{ name: string }>(personNamesSql)).map(({ name }) => name).filter(isOffered)
}

/** What names are looked up in the data. */
const kinds = [
  {
    code: 'unknown_property',
    nameOf: propertyOf,
    dimensionOf: propertyDimension,
    hasSql: hasPropertySql,
    seen: seenProperties,
    unknown: (name: string) => `No event has a property ${name}.`,
    none: 'Send properties with events, or split by something else.',
  },
  {
    code: 'unknown_person_attribute',
    nameOf: personAttributeOf,
    dimensionOf: personDimension,
    hasSql: hasPersonSql,
    seen: seenPersonAttributes,
    unknown: (name: string) => `No person has an attribute ${name}.`,
    none: 'Send traits with identify, or import leads with such a column.',
  },
] as const
type Kind = (typeof kinds)[number]

/** Throws Problem for properties that no event has, for attributes told of nobody, and for those that tell who somebody is. */
export async function checkProperties(facts: Facts, question: Question): Promise<void> {
  const named = namedDimensions(question)
  checkPersonal(named)
  for (const kind of kinds) {
    const details = await Promise.all(
      named.map(async ({ field, id }) => {
        const name = kind.nameOf(id)
        return name === undefined || (await isKnown(facts, kind, name)) ? [] : [await unknown(facts, kind, field, name)]
      }),
    )
    throwAny(kind.code, details.flat())
  }
}

type Named = ReturnType<typeof namedDimensions>

function checkPersonal(named: Named): void {
  const personal = named.filter(({ id }) => isOfOnePerson(personAttributeOf(id) ?? ''))
  const hint = 'Split by what many people share: industry, plan, company size.'
  const details = personal.map(({ field, id }) => ({ field, message: `${id} tells who somebody is.`, hint }))
  throwAny('personal_attribute', details)
}

function throwAny(code: string, details: readonly ProblemDetail[]): void {
  if (details.length === 0) return
  throw new Problem(code, details.map(({ message }) => message).join(' '), { details: [...details] })
}

async function isKnown(facts: Facts, { hasSql }: Kind, name: string): Promise<boolean> {
  const { sql, params } = hasSql(name)
  return (await facts.query(sql, params)).length > 0
}

async function unknown(facts: Facts, kind: Kind, field: string, name: string): Promise<ProblemDetail> {
  const names = (await kind.seen(facts)).map(kind.dimensionOf)
  const message = kind.unknown(name)
  if (names.length === 0) return { field, message, hint: kind.none }
  return unknownName(field, message, kind.dimensionOf(name), names)
}
