// Words of both languages stand side by side in one file; a browser fetches those of one.
import type { Plugin } from 'vite'

const catalogue = /\/web\/src\/language\/(en|ja)\.tsx$/
const words = /\bwords\.tsx?$/

/**
 * What the catalogue of a language imports from a `words` file becomes a module of that language's own, of which the
 * build keeps what the catalogue uses: without it, both catalogues would share the file, and whoever reads one language
 * would fetch both.
 */
export function oneLanguageEach(): Plugin {
  return {
    name: 'one-language-each',
    enforce: 'pre',
    apply: 'build',
    resolveId: {
      filter: { id: words },
      async handler(source, importer) {
        if (importer === undefined) return null
        const language = catalogue.exec(importer)?.[1] ?? /\?(en|ja)$/.exec(importer)?.[1]
        const found = language && (await this.resolve(source, importer, { skipSelf: true }))
        return found ? `${found.id}?${language}` : null
      },
    },
  }
}
