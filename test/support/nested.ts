// Values nested like messages, for tests that send whatever may come.
import fc from 'fast-check'

/** With fields that readers look for, and some that nobody does. */
export function nestedValue(names: fc.Arbitrary<string>, leaves: fc.Arbitrary<unknown>, texts: fc.Arbitrary<string>) {
  return fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      texts,
      fc.double(),
      leaves,
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.oneof(names, texts), tie('value'), { maxKeys: 8 }),
    ),
  })).value
}
