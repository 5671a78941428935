// The language in use: its messages, and how it writes numbers, money, days and lists.
import { labelOf } from '#contract/channel-label.ts'
import type { ChannelRule } from '#contract/plan.ts'
import { type ReactNode, createContext, useContext, useEffect, useMemo, useState } from 'react'
import { type Format, makeFormat } from './format.ts'
import type { Messages } from './messages.ts'

/** Their own names, and where their words are: a reader of one does not fetch those of the other. */
export const languages = {
  en: { name: 'English', fetch: async (): Promise<Messages> => (await import('./en.tsx')).en },
  ja: { name: '日本語', fetch: async (): Promise<Messages> => (await import('./ja.tsx')).ja },
} as const
export type LanguageCode = keyof typeof languages

/** A language with its words. */
export interface Spoken {
  code: LanguageCode
  say: Messages
}

interface Language extends Spoken {
  format: Format
  choose: (code: LanguageCode) => void
}

const storageKey = 'onecount.language'
const Context = createContext<Language | null>(null)

/** The one that was chosen in this browser, or else the browser's own. */
export function usualLanguage(): LanguageCode {
  const stored = localStorage.getItem(storageKey)
  if (stored === 'en' || stored === 'ja') return stored
  return navigator.language.startsWith('ja') ? 'ja' : 'en'
}

export async function speak(code: LanguageCode): Promise<Spoken> {
  return { code, say: await languages[code].fetch() }
}

export function LanguageProvider({ first, children }: { first: Spoken; children: ReactNode }) {
  const [spoken, setSpoken] = useState(first)
  useEffect(() => {
    document.documentElement.lang = spoken.code
  }, [spoken])
  const language = useMemo<Language>(
    () => ({
      ...spoken,
      format: makeFormat(spoken.code),
      choose(next) {
        localStorage.setItem(storageKey, next)
        // the server sends the words along with the page, and so must know whose
        document.cookie = `onecount_language=${next}; path=/; max-age=31536000; samesite=lax`
        // where its words cannot be had, the page that is loaded anew says why
        speak(next).then(setSpoken, () => location.reload())
      },
    }),
    [spoken],
  )
  return <Context value={language}>{children}</Context>
}

/** Within it, channels are called what the plan's rules call them. */
export function ChannelNames(props: {
  rules: readonly Pick<ChannelRule, 'id' | 'label'>[] | undefined
  children: ReactNode
}) {
  const { rules, children } = props
  const language = useLanguage()
  const named = useMemo<Language>(() => {
    const { code, say } = language
    // the first rule of a channel that gives it a name
    const names = (rules ?? []).toReversed().flatMap((rule) => {
      const label = labelOf(rule)
      return label === null ? [] : [[rule.id, label[code]] as const]
    })
    return { ...language, say: { ...say, channels: { ...say.channels, ...Object.fromEntries(names) } } }
  }, [language, rules])
  return <Context value={named}>{children}</Context>
}

export function useLanguage(): Language {
  const language = useContext(Context)
  if (!language) throw new Error('useLanguage needs a LanguageProvider above it.')
  return language
}
