// Attributes of persons by name: a question names one `person.industry`.
import { isOfOnePerson } from '#util/personal-fields.ts'

const prefix = 'person.'

/** The name of a person's attribute that a dimension is; undefined for all other dimensions. */
export function personAttributeOf(dimension: string): string | undefined {
  return dimension.startsWith(prefix) && dimension.length > prefix.length ? dimension.slice(prefix.length) : undefined
}

/** The dimension that an attribute is. */
export function personDimension(name: string): string {
  return `${prefix}${name}`
}

/** What libraries write into a call that tells of a person beside what they know of the person. */
const ofLibrary = /^(\$|(context|group_id|page_name)$)/

/** Whether an attribute is one to offer: not a single person's, and no library's. */
export function isOffered(name: string): boolean {
  return !isOfOnePerson(name) && !ofLibrary.test(name)
}
