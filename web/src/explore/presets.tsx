// The questions that people come with, one click each.
import type { PlanVersion } from '#contract/plan.ts'
import { useLanguage } from '../language/language.tsx'
import { type Asked, few } from './asked.ts'

export const presets = [
  'channels',
  'weeks',
  'funnel',
  'landing',
  'campaigns',
  'devices',
  'platforms',
  'customers',
] as const
export type Preset = (typeof presets)[number]

function askedBy(preset: Preset, plan: PlanVersion): Asked {
  const micros = plan.plan.points.filter(({ tier }) => tier === 'micro')
  const parts: Record<Preset, Pick<Asked, 'metrics' | 'by'> & Partial<Asked>> = {
    channels: { metrics: ['cv', 'cost', 'cpa'], by: ['channel'], compare: 'previous' },
    weeks: { metrics: ['cv', 'cvr.session'], by: ['week'], compare: 'year' },
    funnel: { metrics: ['cv', 'cost', 'cpa'], by: ['point'] },
    landing: { metrics: ['sessions', 'cv', 'cvr.session'], by: ['landing_page'] },
    campaigns: { metrics: ['clicks', 'cpc', 'cv', 'cvr.click', 'cost', 'cpa'], by: ['campaign'], basis: 'click' },
    devices: { metrics: ['sessions', 'cv', 'cvr.session'], by: ['device'] },
    platforms: {
      metrics: ['figure.cv', 'cv', 'cost'],
      by: ['channel'],
      points: micros.slice(0, 1).map(({ id }) => id),
    },
    customers: { metrics: ['customers', 'cac', 'ltv', 'ltv.cac'], by: ['channel'] },
  }
  return { ...few, ...parts[preset] }
}

export function Presets({
  plan,
  asked,
  change,
}: {
  plan: PlanVersion
  asked: Asked
  change: (part: Partial<Asked>) => void
}) {
  const { say } = useLanguage()
  const isAsked = (preset: Preset): boolean => {
    const { metrics, by, points } = askedBy(preset, plan)
    return JSON.stringify([metrics, by, points]) === JSON.stringify([asked.metrics, asked.by, asked.points])
  }
  return (
    <ul className="presets" aria-label={say.explore.presetsLabel}>
      {presets.map((preset) => (
        <li key={preset}>
          <button type="button" aria-pressed={isAsked(preset)} onClick={() => change(askedBy(preset, plan))}>
            {say.explore.presets[preset]}
          </button>
        </li>
      ))}
    </ul>
  )
}
