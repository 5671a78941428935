// What the linter holds us to. The borders between folders come from scripts/borders.js.
import { closedDoors, drivers, folders, reasons } from './scripts/borders.js'

function border(folder) {
  const doors = closedDoors(folder).map((other) => ({
    group: [`#${other}/**`, `**/../${other}/**`, `../${other}/**`, `**/src/${other}/**`],
    message: `${folder} may not import ${other}: ${reasons[folder]}.`,
  }))
  const engines = {
    group: drivers.flatMap((name) => [name, `${name}/*`]),
    message: 'Only src/store may know a driver; add what is missing there.',
  }
  return {
    files: { web: ['web/src/**'], tag: ['tag/**'] }[folder] ?? [`src/${folder}/**`],
    rules: {
      'no-restricted-imports': ['error', { patterns: folder === 'store' ? doors : [...doors, engines] }],
    },
  }
}

const limits = {
  'max-lines': ['error', { max: 400 }],
  'max-lines-per-function': ['error', { max: 60 }],
}

/** One entry after the other, each complete in itself: longer than a file of code may be. */
const tables = [
  'src/metrics/catalogue.ts',
  'src/metrics/words.ts',
  'src/plan/library/*.ts',
  'src/metrics/glossary/*.ts',
]

export default {
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'promise', 'vitest', 'react'],
  categories: { correctness: 'error', suspicious: 'error' },
  rules: {
    ...limits,
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    // JSX needs no React in scope since the automatic runtime
    'react/react-in-jsx-scope': 'off',
    // answers of engines, files and the wire are typed where they arrive
    'typescript/no-unsafe-type-assertion': 'off',
    // `Database.Statement` is how libsql names its types
    'import/no-named-as-default-member': 'off',
    // a helper stands where it is used, even when it needs nothing from there
    'unicorn/consistent-function-scoping': 'off',
    // our interfaces write functions as methods; none of them uses `this`
    'typescript/unbound-method': 'off',
    // engines answer large numbers as text or as numbers, whatever the type says
    'typescript/no-unnecessary-type-conversion': 'off',
    // the compiler checks returns; these two guess
    'typescript/consistent-return': 'off',
    // `=== false` also says: not undefined
    'typescript/no-unnecessary-boolean-literal-compare': 'off',
    'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    'no-unmodified-loop-condition': 'off',
    'promise/always-return': 'off',
    // a cell of an answer is a dimension's text or a figure; which, the column says
    'typescript/no-base-to-string': 'off',
    // an assertion may have a message, stand in a helper, or depend on the engine at hand
    'vitest/valid-expect': ['error', { maxArgs: 2 }],
    'vitest/expect-expect': 'off',
    'vitest/no-conditional-expect': 'off',
    'vitest/no-standalone-expect': 'off',
    'vitest/no-disabled-tests': 'off',
    'vitest/valid-title': 'off',
    // a type that callers give is used once by its nature
    'typescript/no-unnecessary-type-parameters': 'off',
    // these two see refs and effects of the React compiler, which is not used
    'react/refs': 'off',
    'react/exhaustive-effect-dependencies': 'off',
    'import/no-unassigned-import': ['error', { allow: ['**/*.css'] }],
    'typescript/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
  },
  overrides: [
    ...[...folders, 'web', 'tag'].map(border),
    {
      files: ['**/*.test.{ts,tsx}', 'test/**'],
      rules: { 'max-lines': 'off', 'max-lines-per-function': 'off', 'typescript/no-explicit-any': 'off' },
    },
    { files: tables, rules: { 'max-lines': 'off' } },
    { files: ['*.config.{js,ts}', '**/vite.config.ts'], rules: { 'import/no-default-export': 'off' } },
  ],
  ignorePatterns: ['dist', 'node_modules', 'coverage'],
}
