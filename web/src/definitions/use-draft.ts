// A draft while it is being edited: saved a moment after the last letter, and never over what somebody else saved.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Draft } from '#contract/plan-life.ts'
import { ApiProblem } from '../api.ts'
import { saveDraft } from './requests.ts'

const pauseMs = 800

export type Saving = 'saved' | 'changed' | 'saving' | 'conflict' | 'failed'

export interface EditedDraft {
  text: string
  saving: Saving
  revision: number
  error: Error | undefined
  change: (text: string) => void
  /** Saves what is not saved yet; gives the revision, or throws what stands in the way. */
  save: () => Promise<number>
}

export function useDraft(draft: Draft): EditedDraft {
  const [text, setText] = useState(draft.text)
  const [saving, setSaving] = useState<Saving>('saved')
  const [error, setError] = useState<Error>()
  const [revision, setRevision] = useState(draft.revision)
  const known = useRef({ text: draft.text, saved: draft.text, revision: draft.revision })
  const running = useRef<Promise<number>>(Promise.resolve(draft.revision))

  const save = useCallback(() => {
    const saveOnce = async (): Promise<number> => {
      const { text: wanted, saved, revision: read } = known.current
      if (wanted === saved) return read
      setSaving('saving')
      try {
        const stored = await saveDraft(draft.id, wanted, read)
        Object.assign(known.current, { saved: wanted, revision: stored.revision })
        setRevision(stored.revision)
        setError(undefined)
        setSaving(known.current.text === wanted ? 'saved' : 'changed')
        return stored.revision
      } catch (problem) {
        const conflict = problem instanceof ApiProblem && problem.status === 409
        setError(problem as Error)
        setSaving(conflict ? 'conflict' : 'failed')
        throw problem
      }
    }
    // one at a time, each with the revision that the one before it made
    const next = running.current.catch(() => undefined).then(saveOnce)
    running.current = next
    return next
  }, [draft.id])

  const change = useCallback((next: string) => {
    known.current.text = next
    setText(next)
    setSaving((state) => (state === 'conflict' ? state : 'changed'))
  }, [])

  useEffect(() => {
    if (saving !== 'changed') return
    // what is refused is told by `saving`
    const timer = setTimeout(() => void save().catch(() => undefined), pauseMs)
    return () => clearTimeout(timer)
  }, [saving, text, save])

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (known.current.text !== known.current.saved) event.preventDefault()
    }
    window.addEventListener('beforeunload', warn)
    return () => {
      window.removeEventListener('beforeunload', warn)
      void save().catch(() => undefined)
    }
  }, [save])

  return { text, saving, revision, error, change, save }
}
