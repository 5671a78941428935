// The server's sentences in another language. The server speaks English; its sentence is the key of the catalogue.

/** English as the server says it → the same in another language; see `makeTold` for its placeholders. */
export type Catalogue = Readonly<Record<string, string>>

/** A sentence in the language of the reader; one that the catalogue does not know stays as it is. */
export type Told = (sentence: string) => string

/**
 * In a key, `{name}` is any text, left as it is (`There is no conversion {id}.`); `{=rule}` is words of the server, told
 * in turn, without which the sentence is not known; `{value}` is one value of a rule: in quotes, or without blanks;
 * `{values}` several of them with ` or ` between; `{list}` any texts with ` and ` between. Of several keys that fit, the
 * one with the most letters of its own is meant; words of the server, which must be known, weigh as six.
 */
export function makeTold(catalogue: Catalogue): Told {
  let patterns: readonly Pattern[] | undefined
  const find = (sentence: string): string | undefined => {
    if (Object.hasOwn(catalogue, sentence)) return catalogue[sentence]
    for (const { fits, words, translation } of (patterns ??= patternsOf(catalogue))) {
      const values = Object.entries(fits.exec(sentence)?.groups ?? {})
      const told = values.map(([name, value]) => [name, words.includes(name) ? find(value) : plain(name, value)])
      if (told.length > 0 && told.every(([, value]) => value !== undefined)) {
        return fill(translation, Object.fromEntries(told) as Record<string, string>)
      }
    }
    return undefined
  }
  const plain = (name: string, value: string): string => {
    const joint = joints.find(([kind]) => name.startsWith(kind))?.[1]
    return joint === undefined ? value : value.replaceAll(joint, catalogue[joint] ?? joint)
  }
  return (sentence) => find(sentence) ?? sentence
}

/** What stands between the parts of a placeholder that holds several. */
const joints = [
  ['values', ' or '],
  ['list', ' and '],
] as const

interface Pattern {
  fits: RegExp
  words: readonly string[]
  translation: string
}

/** Those that are to be tried first come first. Made when first asked for: readers of English need none. */
function patternsOf(catalogue: Catalogue): Pattern[] {
  return Object.keys(catalogue)
    .filter((key) => key.includes('{'))
    .map((key) => ({ key, fits: patternOf(key), words: wordsIn(key), translation: catalogue[key]! }))
    .toSorted((a, b) => weightOf(b) - weightOf(a))
}

function fill(translation: string, values: Readonly<Record<string, string>>): string {
  return translation.replaceAll(/\{(\w+)\}/g, (hole, name: string) => values[name] ?? hole)
}

const placeholder = /\{=?(\w+)\}/g

function wordsIn(key: string): string[] {
  return [...key.matchAll(/\{=(\w+)\}/g)].map(([, name]) => name!)
}

function weightOf({ key, words }: { key: string; words: readonly string[] }): number {
  return key.replaceAll(placeholder, '').length + (words.length > 0 ? 6 : 0)
}

const oneValue = String.raw`(?:"[^"]*"|\S+)`

function patternOf(key: string): RegExp {
  const own = key.split(placeholder)
  const parts = own.map((part, index) => (index % 2 === 0 ? escaped(part) : `(?<${part}>${textOf(part)})`))
  return new RegExp(`^${parts.join('')}$`, 's')
}

function textOf(name: string): string {
  if (name.startsWith('values')) return `${oneValue}(?: or ${oneValue})*`
  return name.startsWith('value') ? oneValue : '.+?'
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)
}
