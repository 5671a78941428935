// E-mail addresses of people at companies, each its own.
import { type Setting, stream } from '../setting/setting.ts'

const familyNames = 'sato suzuki takahashi tanaka ito watanabe yamamoto nakamura kobayashi kato'.split(' ')
const givenNames = 'haruto yui sota hina ren mei riku aoi yuto sakura takumi rin'.split(' ')

/** The work address of visitor number `index`. */
export function emailOf(setting: Setting, index: number): string {
  const random = stream(setting, `name/${index}`)
  const name = `${random.pick(givenNames)}.${random.pick(familyNames)}${index}`
  return `${name}@company${random.whole(1, 4_000)}-${setting.options.seed}.example`
}

/** An address with a slip in it, another one each time. */
export function mistyped(email: string, time: number): string {
  return email.replace('.', time === 0 ? '' : `.${time}`)
}
