// Builds the web app into dist/web; `npx vite web` serves it while working on it, with the API of a running server.
import { defineConfig } from 'vite'
import { oneLanguageEach } from './build/one-language-each.ts'
import { preloads } from './build/preloads.ts'

const react = { name: 'react', test: /node_modules.(react|react-dom|scheduler)./, priority: 2 }
/** What several pages use is one file: a file more costs more than its bytes. */
const shared = { name: 'shared', test: /src\/(?!explore\/).*\.tsx?$/, minShareCount: 2, priority: 1 }

export default defineConfig({
  root: import.meta.dirname,
  plugins: [oneLanguageEach(), preloads()],
  oxc: { jsx: { runtime: 'automatic' } },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    rolldownOptions: { output: { codeSplitting: { groups: [react, shared] } } },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:4500', '/sign-in': 'http://127.0.0.1:4500' } },
})
