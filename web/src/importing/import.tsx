// Importing a file: dropped, looked at, mapped, taken in with progress; and the imports so far.
import { useState } from 'react'
import type { ImportProgress, ImportResult } from '#contract/import.ts'
import { useLanguage } from '../language/language.tsx'
import { useMay } from '../me.tsx'
import { FailedNote } from '../shell/failed.tsx'
import { TimedTitle } from '../times.tsx'
import { useLoaded } from '../use-loaded.ts'
import { Drop } from './drop.tsx'
import { ImportList } from './list.tsx'
import { Prepare } from './prepare.tsx'
import { type Chosen, listImports, runImport } from './requests.ts'
import { Result, Running } from './run.tsx'
import './import.css'

type Stage =
  | { at: 'drop' }
  | { at: 'prepare'; file: File }
  | { at: 'running'; file: File; progress: ImportProgress | null }
  | { at: 'done'; file: File; result: ImportResult }
  | { at: 'failed'; file: File; error: Error }

export function Import() {
  const { say } = useLanguage()
  const [stage, setStage] = useState<Stage>({ at: 'drop' })
  const [ended, setEnded] = useState(0)
  const editor = useMay('editor')
  const imports = useLoaded(`imports ${ended}`, listImports)
  const run = async (file: File, chosen: Chosen) => {
    setStage({ at: 'running', file, progress: null })
    try {
      const result = await runImport(file, chosen, (progress) => setStage({ at: 'running', file, progress }))
      setStage({ at: 'done', file, result })
    } catch (error) {
      setStage({ at: 'failed', file, error: error as Error })
    }
    setEnded((count) => count + 1)
  }
  const again = () => setStage({ at: 'drop' })
  return (
    <div className="page import">
      <TimedTitle timed={(imports.data?.length ?? 0) > 0}>{say.import.title}</TimedTitle>
      {stage.at === 'drop' && editor === false && <p className="lighter">{say.import.readOnly}</p>}
      {stage.at === 'drop' && editor !== false && (
        <>
          <div className="sentences">
            <p className="first">{say.import.first}</p>
            <p>{say.import.safe}</p>
          </div>
          <Drop take={(file) => setStage({ at: 'prepare', file })} />
        </>
      )}
      {stage.at === 'prepare' && (
        <Prepare
          key={stage.file.name}
          file={stage.file}
          back={again}
          start={(chosen) => void run(stage.file, chosen)}
        />
      )}
      {stage.at === 'running' && <Running file={stage.file} progress={stage.progress} />}
      {stage.at === 'done' && <Result file={stage.file} result={stage.result} again={again} />}
      {stage.at === 'failed' && (
        <>
          <h2>{say.import.failed}</h2>
          <FailedNote error={stage.error} retry={() => setStage({ at: 'prepare', file: stage.file })} />
        </>
      )}
      <ImportList imports={imports} changed={() => setEnded((count) => count + 1)} />
    </div>
  )
}
