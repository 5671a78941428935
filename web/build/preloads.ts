// What each page needs first, for the server to name before the browser can know: `preloads.json` beside `index.html`.
import { basename } from 'node:path'
import type { Plugin, Rolldown } from 'vite'
import { type PageId, firstQuestions, pagePaths, pages } from '../src/pages.ts'

/** Values of the header `Link`, by language and by the page's path. */
export type Preloads = Record<'en' | 'ja', Record<string, { code: string; questions: string }>>

type Chunk = Rolldown.OutputChunk

/**
 * Writes `preloads.json`. A page's module is called like the page: `importing/import.tsx`; where there is none, the build
 * fails.
 */
export function preloads(): Plugin {
  return {
    name: 'preloads',
    apply: 'build',
    // after Vite has dropped chunks that held nothing but styles
    enforce: 'post',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      const moduleNamed = (name: string): Chunk => {
        const isIt = ({ facadeModuleId: id }: Chunk): boolean =>
          id !== null && /^(.*)\.tsx?$/.exec(basename(id))?.[1] === name
        return chunks.find((chunk) => chunk.isDynamicEntry && isIt(chunk)) ?? this.error(`No module is called ${name}.`)
      }
      const entry = chunks.find(({ isEntry }) => isEntry)!
      const linksOf = (page: PageId, language: 'en' | 'ja') => ({
        code: codeLinks([entry, moduleNamed(language), moduleNamed(page)], chunks),
        questions: (firstQuestions[page] ?? [])
          .map((path) => question(path.replace('{language}', language)))
          .join(', '),
      })
      const all = (language: 'en' | 'ja') => pages.map((page) => [pagePaths[page], linksOf(page, language)])
      const source: Preloads = { en: Object.fromEntries(all('en')), ja: Object.fromEntries(all('ja')) }
      this.emitFile({ type: 'asset', fileName: 'preloads.json', source: JSON.stringify(source) })
    },
  }
}

function question(path: string): string {
  return `<${path}>; rel=preload; as=fetch; crossorigin=anonymous; fetchpriority=low`
}

/** The chunks and all that they import, the largest first, and their styles. */
function codeLinks(wanted: readonly Chunk[], chunks: readonly Chunk[]): string {
  const found = new Set(wanted)
  // a set is walked over what is added meanwhile, too
  for (const { imports } of found) for (const chunk of chunks) if (imports.includes(chunk.fileName)) found.add(chunk)
  const bySize = [...found].toSorted((a, b) => b.code.length - a.code.length)
  const styles = [...found].flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])])
  return [
    ...bySize.map(({ fileName }) => `</${fileName}>; rel=modulepreload; crossorigin=anonymous`),
    ...styles.map((name) => `</${name}>; rel=preload; as=style; crossorigin=anonymous`),
  ].join(', ')
}
