// The words of a PDF, page by page, as a reader that copies them gets them.
import { extractText, getDocumentProxy } from 'unpdf'

export async function pagesOf(pdf: Uint8Array): Promise<string[]> {
  const document = await getDocumentProxy(new Uint8Array(pdf), { verbosity: 0 })
  const { text } = await extractText(document, { mergePages: false })
  await document.cleanup()
  return text
}
