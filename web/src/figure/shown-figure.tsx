// A figure on the page that can be opened: its value, its interval in a lighter tone, and the way to its definition.
import { type ReactNode, createContext, useCallback, useContext, useState } from 'react'
import type { Definition, Figure, QuestionInput } from '#contract/ask.ts'
import { useLanguage } from '../language/language.tsx'
import { figureText } from './figure-text.ts'
import { HowCounted } from './how-counted.tsx'

/** A figure with everything that says what it is. */
export interface Shown {
  figure: Figure
  definition: Definition
  /** What it counts: a point's or metric's name. */
  label: string
  /** Where it stands: a channel, a week. */
  place: string
  question: QuestionInput
  /** Values of the dimensions of its row. */
  where: Readonly<Record<string, string>>
}

const OpenContext = createContext<((shown: Shown) => void) | null>(null)

/** Holds the dialog that any figure below can open; `shared`: for a reader who may see nothing but this answer. */
export function FigureDialog({ children, shared = false }: { children: ReactNode; shared?: boolean }) {
  const [shown, setShown] = useState<Shown | null>(null)
  const close = useCallback(() => setShown(null), [])
  return (
    <OpenContext value={setShown}>
      {children}
      {shown && <HowCounted shown={shown} shared={shared} onClose={close} />}
    </OpenContext>
  )
}

/** `inline` inside a sentence, its interval in brackets; `bare` there without it; `cell` in a table; `readout` in a chart's heading. */
type Layout = 'inline' | 'bare' | 'cell' | 'readout'

export function FigureButton(props: { shown: Shown; layout: Layout; tabIndex?: number }) {
  const { shown, layout, tabIndex } = props
  const { format, say } = useLanguage()
  const open = useContext(OpenContext)
  const { value, interval } = figureText(shown.figure, shown.definition, format, say)
  const inSentence = layout === 'inline' || layout === 'bare'
  return (
    <button
      type="button"
      className={`figure figure-${layout}`}
      tabIndex={tabIndex}
      aria-haspopup="dialog"
      title={shown.figure.refused === undefined ? say.how.title : say.told(shown.figure.refused)}
      onClick={() => open?.(shown)}
    >
      {!inSentence && <span className="hidden">{`${shown.label}, ${shown.place}: `}</span>}
      <span className="figure-value">{value}</span>
      {layout === 'inline' && interval && <span className="figure-interval">{` (${interval})`}</span>}
      {!inSentence && <span className="figure-interval">{interval}</span>}
    </button>
  )
}
