// The shape of the overview while its first answers are on their way.
import { useLanguage } from '../language/language.tsx'
import { Skeleton } from '../shell/skeleton.tsx'

export function OverviewSkeleton() {
  const { say } = useLanguage()
  return (
    <Skeleton
      title={say.overview.title}
      shape={['sentence', 'sentence', 'short', 'short', 'chart', 'panels', 'rows']}
    />
  )
}
