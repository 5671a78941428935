// The language in use: its messages, and how it writes numbers, money, days and lists.
import { labelOf } from '#contract/channel-label.ts'
import type { ChannelRule } from '#contract/plan.ts'
import { type ReactNode, createContext, useContext, useEffect, useMemo, useState } from 'react'
import { en } from './en.tsx'
import { type Format, makeFormat } from './format.ts'
import { ja } from './ja.tsx'
import type { Messages } from './messages.ts'

export const languages = { en: { messages: en, name: 'English' }, ja: { messages: ja, name: '日本語' } } as const
export type LanguageCode = keyof typeof languages

interface Language {
  code: LanguageCode
  say: Messages
  format: Format
  choose: (code: LanguageCode) => void
}

const storageKey = 'onecount.language'
const Context = createContext<Language | null>(null)

function initialLanguage(): LanguageCode {
  const stored = localStorage.getItem(storageKey)
  if (stored === 'en' || stored === 'ja') return stored
  return navigator.language.startsWith('ja') ? 'ja' : 'en'
}

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [code, setCode] = useState(initialLanguage)
  useEffect(() => {
    document.documentElement.lang = code
  }, [code])
  const language = useMemo<Language>(
    () => ({
      code,
      say: languages[code].messages,
      format: makeFormat(code),
      choose(next) {
        localStorage.setItem(storageKey, next)
        setCode(next)
      },
    }),
    [code],
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
