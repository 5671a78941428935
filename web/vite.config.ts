// Builds the web app into dist/web; `npx vite web` serves it while working on it, with the API of a running server.
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  oxc: { jsx: { runtime: 'automatic' } },
  build: { outDir: '../dist/web', emptyOutDir: true, target: 'es2022' },
  server: { proxy: { '/api': 'http://127.0.0.1:4500', '/sign-in': 'http://127.0.0.1:4500' } },
})
