// The Definitions page while it is being loaded.
import { useLanguage } from '../language/language.tsx'
import { Skeleton } from '../shell/skeleton.tsx'

export function Bones() {
  const { say } = useLanguage()
  return <Skeleton title={say.definitions.title} shape={['sentence', 'short', 'chart']} />
}
