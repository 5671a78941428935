// The left rail: the product's name, its pages, and how it looks and speaks.
import { useState } from 'react'
import { usePath, useView, writeView } from '../address.ts'
import { type LanguageCode, languages, useLanguage } from '../language/language.tsx'
import { useMe } from '../me.tsx'
import { type PageId, type SectionId, pageIcons, pageOf, pagePaths, sections } from '../pages.ts'
import { type Theme, applyTheme, readTheme, themes } from '../theme.ts'
import { Link } from './link.tsx'

export function Rail({ signedIn }: { signedIn: boolean }) {
  const { say } = useLanguage()
  const current = pageOf(usePath())
  const [view] = useView()
  const [open, setOpen] = useState(false)
  return (
    <header className={signedIn && !open ? 'rail closed' : 'rail'}>
      <Link className="brand" href={`/${writeView(view)}`}>
        <img src="/icon.svg" width="22" height="22" alt="" />
        Onecount
      </Link>
      {signedIn && (
        <>
          <button
            type="button"
            className="menu"
            aria-expanded={open}
            aria-controls="pages"
            onClick={() => setOpen(!open)}
          >
            <span className="hidden">{say.nav.menu} </span>
            {say.nav[current]}
            <Icon path={open ? 'M3 10.5 8 5.5l5 5' : 'M3 5.5l5 5 5-5'} />
          </button>
          <nav id="pages" aria-label={say.nav.main} onClick={() => setOpen(false)}>
            {(Object.keys(sections) as SectionId[]).map((section) => (
              <Section key={section} id={section} current={current} search={writeView(view)} />
            ))}
          </nav>
        </>
      )}
      <div className="preferences">
        <WhoIsThis />
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
    </header>
  )
}

function Section({ id, current, search }: { id: SectionId; current: PageId; search: string }) {
  const { say } = useLanguage()
  const heading = say.nav.sections[id]
  return (
    <div role="group" aria-labelledby={heading === null ? undefined : `pages-${id}`}>
      {heading !== null && <p id={`pages-${id}`}>{heading}</p>}
      {sections[id].map((page) => (
        <Link key={page} href={pagePaths[page] + search} aria-current={page === current ? 'page' : undefined}>
          <Icon path={pageIcons[page]} />
          {say.nav[page]}
        </Link>
      ))}
    </div>
  )
}

function Icon({ path }: { path: string }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" aria-hidden="true">
      <path d={path} strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  )
}

/** Whoever came by the admin's link is nobody in particular. */
function WhoIsThis() {
  const { say } = useLanguage()
  const me = useMe()
  if (!me || me.user === null) return null
  return (
    <p className="who">
      {me.name} <small>{say.settings.roles[me.role]}</small>
    </p>
  )
}

function LanguageSwitch() {
  const { code, say, choose } = useLanguage()
  // marked at once; its words come a moment later
  const [chosen, setChosen] = useState(code)
  const change = (next: LanguageCode): void => {
    setChosen(next)
    choose(next)
  }
  return (
    <fieldset className="switch">
      <legend className="hidden">{say.language}</legend>
      {(Object.keys(languages) as LanguageCode[]).map((each) => (
        <label key={each} lang={each} onPointerEnter={() => void languages[each].fetch()}>
          <input type="radio" name="language" checked={each === chosen} onChange={() => change(each)} />
          <span>{languages[each].name}</span>
        </label>
      ))}
    </fieldset>
  )
}

const themeIcons: Record<Theme, string> = {
  system: 'M2.5 3.5h11v7.5h-11zM6 13.5h4',
  light:
    'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6ZM8 1.5v1.4m0 10.2v1.4M1.5 8h1.4m10.2 0h1.4M3.4 3.4l1 1m7.2 7.2 1 1m0-9.2-1 1m-7.2 7.2-1 1',
  dark: 'M13 9.6A5.6 5.6 0 0 1 6.4 3 5.6 5.6 0 1 0 13 9.6Z',
}

function ThemeSwitch() {
  const { say } = useLanguage()
  const [theme, setTheme] = useState(readTheme)
  const change = (next: Theme) => {
    applyTheme(next)
    setTheme(next)
  }
  return (
    <fieldset className="switch">
      <legend className="hidden">{say.theme.label}</legend>
      {themes.map((each) => (
        <label key={each} title={say.theme[each]}>
          <input
            type="radio"
            name="theme"
            aria-label={say.theme[each]}
            checked={each === theme}
            onChange={() => change(each)}
          />
          <span>
            <Icon path={themeIcons[each]} />
          </span>
        </label>
      ))}
    </fieldset>
  )
}
