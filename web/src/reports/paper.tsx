// A report as it is sent, read in place: on white paper in either theme, apart from the app's own styles.
import { useEffect, useRef, useState } from 'react'
import { useLanguage } from '../language/language.tsx'

interface Props {
  /** A whole page, as the server wrote it. */
  html: string
  language: 'en' | 'ja'
  label: string
}

/** The first page answers; what follows is opened by whoever wants to know more. */
export function Paper({ html, language, label }: Props) {
  const { say } = useLanguage()
  const host = useRef<HTMLDivElement>(null)
  const [isWhole, setWhole] = useState(false)
  useEffect(() => {
    const { current } = host
    if (!current) return
    const root = current.shadowRoot ?? current.attachShadow({ mode: 'open' })
    const sheet = new DOMParser().parseFromString(html, 'text/html').querySelector('.sheet')
    if (!sheet) return
    if (!isWhole) cutAfterFirstPage(sheet)
    const style = document.createElement('style')
    style.textContent = onPhone
    root.replaceChildren(style, sheet)
  }, [html, isWhole])
  return (
    <section className="paper" aria-label={label}>
      <div ref={host} lang={language} />
      <p className="paper-more">
        <button type="button" className="quiet" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? say.reports.firstPageOnly : say.reports.whole}
        </button>
      </p>
    </section>
  )
}

/** Questions stand above their answers. */
const onPhone = `@media (max-width: 560px) {
  .sheet > table tr, .sheet > table th, .sheet > table td { display: block; width: auto !important }
  .sheet > table th { padding-bottom: 0 !important }
  .sheet > div:has(> svg) { overflow-x: auto }
  .sheet svg { min-width: 520px }
}`

function cutAfterFirstPage(sheet: Element): void {
  const end = [...sheet.children].find((child) => child.getAttribute('style')?.includes('break-after:page'))
  while (end?.nextElementSibling) end.nextElementSibling.remove()
}
