// Which conversion point a platform's own conversions count, as the plan says.
import type { Plan } from '#contract/plan.ts'
import { canonicalPlatform } from '#contract/platforms.ts'

/** The one point that names the platform; of several, the one that is primary there. Undefined where that is open. */
export function claimedPoint(points: Plan['points'], name: string): string | undefined {
  const platform = canonicalPlatform(name)
  const naming = points.filter(({ platforms }) => platforms?.[platform] !== undefined)
  const primary = naming.filter(({ platforms }) => platforms![platform]!['role'] === 'primary')
  return [naming, primary].find(({ length }) => length === 1)?.[0]!.id
}
