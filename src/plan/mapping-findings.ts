// What does not fit between plan and platforms, with the likely reason and what to do about it.
import type { MappingFinding } from '#contract/mapping.ts'
import { closest } from '#util/closest.ts'
import { clopperPearson } from '#stats/intervals.ts'
import { plainName } from './library/library.ts'
import type { Mapped, Platform } from './mapping.ts'
import type { Reach } from './mapping-counts.ts'

export function findingsOf(platform: Platform): MappingFinding[] {
  return [
    ...withoutPrimary(platform),
    ...withoutFigures(platform),
    ...unknownNames(platform),
    ...neverReported(platform),
    ...oneAction(platform),
    ...unknownRoles(platform),
    ...farApart(platform),
  ]
}

function withoutPrimary({ platform, name, spends, points }: Platform): MappingFinding[] {
  if (!spends || points.some(({ role }) => role === 'primary')) return []
  const macro = points.find(({ tier }) => tier === 'macro')!
  const event = macro.called[0] ?? macro.suggestion ?? 'NAME'
  return [
    {
      kind: 'no_primary',
      platform,
      points: [],
      what: `${name} costs money and has no primary conversion`,
      cause: 'The plan does not say which point it is to be judged by, so it may bid for anything.',
      todo: `Write at the macro, or at the micro that it bids for: ${setting(platform, event, 'primary')}`,
    },
  ]
}

function setting(platform: string, event: string, role: string): string {
  return `platforms: { ${platform}: { event: ${event}, role: ${role} } }`
}

function withoutFigures({ platform, name, spends, reports, points }: Platform): MappingFinding[] {
  if (!spends || reports) return []
  const point = points.find(({ role }) => role === 'primary') ?? points.find(({ tier }) => tier === 'macro')!
  return [
    {
      kind: 'nothing_reported',
      platform,
      points: [],
      what: `Costs of ${name} are imported, its conversions are not`,
      cause: 'The report has no column of conversions, or nobody said which point it counts.',
      todo: `Import it once more with --map conversions.${point.point}=COLUMN`,
    },
  ]
}

function unknownNames({ platform, name, points, unknown }: Platform): MappingFinding[] {
  return unknown.map((figure): MappingFinding => {
    const names = points.flatMap(({ point, called }) => [point, ...called].map((text) => ({ point, text })))
    const near = closest(
      plainName(figure.name),
      names.map(({ text }) => plainName(text)),
    )
    const meant = names.find(({ text }) => plainName(text) === near)?.point
    const todo =
      meant === undefined
        ? `Name it at the point that it is: ${setting(platform, figure.name, 'auxiliary')}, or leave its column out of the import`
        : `If it is ${meant}, import it with --map conversions.${meant}=COLUMN, or name it there: ${setting(platform, figure.name, 'auxiliary')}`
    return {
      kind: 'unknown_name',
      platform,
      points: meant === undefined ? [] : [meant],
      what: `${name} reports ${count(figure.conversions)} CVs as ${figure.name}, which is no point of the plan`,
      cause: 'It was renamed, or is an action that the plan does not have.',
      todo,
    }
  })
}

function neverReported({ platform, name, reports, points, unknown }: Platform): MappingFinding[] {
  if (!reports) return []
  const silent = points.filter(({ named, reported, ours }) => {
    return named && (reported === null || (reported === 0 && farBelow(0, ours?.low ?? 0)))
  })
  // points with one name between them are reported as one, which the next finding says
  return silent
    .filter((point) => sharing(point, points).length === 0)
    .map((point) => ({
      kind: 'never_reported',
      platform,
      points: [point.point],
      what: `${name} never reported ${point.called[0] ?? point.point} (${point.name})`,
      cause:
        unknown.length > 0
          ? 'The action has another name there, is switched off, or its column was not imported.'
          : 'The action does not exist there, is switched off, or its column was not imported.',
      todo: `Look there whether the action exists and receives anything; then import its column with --map conversions.${point.point}=COLUMN`,
    }))
}

function sharing(point: Mapped, points: readonly Mapped[]): Mapped[] {
  const names = new Set(point.called.map(plainName))
  return points.filter((other) => other !== point && other.called.some((name) => names.has(plainName(name))))
}

function oneAction({ platform, name, spends, reports, points }: Platform): MappingFinding[] {
  if (!spends && !reports) return []
  const names = [...new Set(points.flatMap(({ called }) => called.map(plainName)))]
  return names.flatMap((plain): MappingFinding[] => {
    const those = points.filter(({ called }) => called.some((text) => plainName(text) === plain))
    if (those.length < 2) return []
    const called = those[0]!.called.find((text) => plainName(text) === plain)!
    return [
      {
        kind: 'one_action',
        platform,
        points: those.map(({ point }) => point),
        what: `${listed(those.map((point) => point.name))} are all ${called} at ${name}`,
        cause: 'The platform adds them up and cannot tell them apart, in its reports or when it bids.',
        todo: 'Give each an action of its own there, and write that name in the plan.',
      },
    ]
  })
}

function unknownRoles({ platform, name, points }: Platform): MappingFinding[] {
  return points
    .filter(({ named, role }) => named && role === null)
    .map(({ point, name: called, said }) => ({
      kind: 'unknown_role',
      platform,
      points: [point],
      what:
        said === undefined
          ? `The plan does not say which role ${called} has at ${name}`
          : `The plan gives ${called} the role ${JSON.stringify(said)} at ${name}`,
      cause: 'A point is primary where the platform bids for it, and auxiliary where it only watches.',
      todo: 'Write role: primary or role: auxiliary.',
    }))
}

/** How many times as many have to be reported, or counted, beside chance. */
const factor = 2

/**
 * Beyond what dates and windows explain: more than twice as many or less than half. Two Poisson counts, given their sum:
 * the platform's share of it is binomial (Przyborowski and Wilenski 1940), by its exact 99 % interval.
 */
function farApart({ platform, name, points }: Platform): MappingFinding[] {
  return points.flatMap(({ point, name: called, reported, ours, reach }): MappingFinding[] => {
    if (reported === null || ours === null) return []
    // what is never reported is told by a finding of its own
    if (reported === 0) return []
    const more = clopperPearson(reported, reported + ours.high, 0.99).low > factor / (factor + 1)
    if (!more && !farBelow(reported, ours.low)) return []
    const range = ours.low === ours.high ? count(ours.low) : `${count(ours.low)}–${count(ours.high)}`
    return [
      {
        kind: 'far_apart',
        platform,
        points: [point],
        what: `${name} reports ${count(reported)} CVs of ${called}, we count ${range} on its channels`,
        cause: more
          ? 'It claims after views and by a model, or its action fires more often than the point counts.'
          : 'Its tag is missing on a page, consent is refused, or its action is narrower than the point.',
        todo: more
          ? 'Look there whether the action counts each time or once, and with which windows; then try it once by hand.'
          : 'Do the action once after a click on an ad, and look whether the platform receives it.',
        basis: basisOf(reach),
      },
    ]
  })
}

function farBelow(reported: number, ours: number): boolean {
  return ours > 0 && clopperPearson(reported, reported + ours, 0.99).high < 1 / (factor + 1)
}

function basisOf({ dates, window }: Reach): string {
  const date =
    dates.length === 1
      ? dates[0] === 'click'
        ? 'Both by the day of the click'
        : 'Both by the day of the CV'
      : 'By the day of the click and by that of the CV, since the report does not say'
  return window === null ? `${date}.` : `${date}; ours within ${window} days of the click, and by the plan’s lookback.`
}

function count(conversions: number): string {
  return conversions.toLocaleString('en', { maximumFractionDigits: 1 })
}

function listed(names: readonly string[]): string {
  return names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`
}
