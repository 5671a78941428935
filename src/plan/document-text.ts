// A document of blocks as Markdown, and as a page that is ready to be printed.
import type { Language } from '#contract/library.ts'
import type { Block } from './document.ts'

export function toMarkdown(blocks: readonly Block[]): string {
  return `${blocks.map(markdownBlock).join('\n\n')}\n`
}

function markdownBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${plain(block.text)}`
    case 'text':
      return plain(block.text)
    case 'facts':
      return block.rows.map(([name, value]) => `- **${plain(name)}**: ${plain(value)}`).join('\n')
    case 'code':
      return fenced(block.text)
  }
}

/** Names that people chose must not turn into emphasis, links or tags. */
function plain(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|]/g, String.raw`\$&`).replaceAll(/\s*\n\s*/g, ' ')
}

/** A fence longer than any run of backticks inside. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}\n${text}\n${fence}`
}

/** A page of its own, without scripts; points are kept together where pages break. */
export function toPage(blocks: readonly Block[], language: Language): string {
  const title = blocks.find((block) => block.kind === 'heading')?.text ?? ''
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${blocks.map(htmlBlock).join('\n')}
</main>
</body>
</html>
`
}

function htmlBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${escaped(block.text)}</h${block.level}>`
    case 'text':
      return `<p>${escaped(block.text)}</p>`
    case 'facts':
      return `<dl>${block.rows.map(([name, value]) => `<div><dt>${escaped(name)}</dt><dd>${escaped(value)}</dd></div>`).join('')}</dl>`
    case 'code':
      return `<pre>${escaped(block.text)}</pre>`
  }
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (letter) => entities[letter]!)
}

const style = `
:root { color-scheme: light; }
body { margin: 0; background: #fff; color: #1b1d22; font: 14px/1.6 system-ui, 'Segoe UI', Roboto, 'Hiragino Sans',
  'Noto Sans JP', 'Noto Sans CJK JP', 'Yu Gothic UI', Meiryo, sans-serif; }
main { max-width: 760px; margin: 0 auto; padding: 40px 24px; }
h1 { margin: 0 0 8px; font-size: 24px; }
h2 { margin: 36px 0 8px; padding-bottom: 4px; border-bottom: 2px solid #23417c; font-size: 17px; }
h3 { margin: 24px 0 8px; font-size: 15px; }
h2, h3 { break-after: avoid; }
dl { margin: 0 0 12px; }
dl div { display: grid; grid-template-columns: 200px minmax(0, 1fr); gap: 16px; padding: 4px 0; border-top: 1px solid #e5e3dd;
  break-inside: avoid; }
dt { color: #4d515a; }
dd { margin: 0; overflow-wrap: anywhere; }
p { margin: 8px 0; }
pre { margin: 4px 0 12px; padding: 10px 14px; border: 1px solid #e5e3dd; border-radius: 6px; background: #f5f4f1;
  font: 12px/1.5 ui-monospace, Menlo, Consolas, 'Noto Sans Mono', monospace; white-space: pre-wrap; overflow-wrap: anywhere;
  break-inside: avoid; }
@media (max-width: 600px) { dl div { grid-template-columns: minmax(0, 1fr); gap: 0; } }
@media print { main { max-width: none; padding: 0; } @page { margin: 18mm; } }
`
