// What the page says of names and counts at ad platforms, in both languages.
import type { MappingRole } from '#contract/mapping.ts'

export interface MappingWords {
  mapping: string
  mappingHint: string
  mappingFits: string
  mappingMisfits(count: number): string
  mappingTable(platforms: number): string
  mappingNone: string
  mappingIdle(names: string): string
  mappingUncounted(names: string): string
  platform: string
  called: string
  suggested(name: string): string
  role: string
  roles: Record<MappingRole, string>
  reported: string
  ours: string
}

export const mappingEn: MappingWords = {
  mapping: 'At ad platforms',
  mappingHint: 'What each platform calls a point, held against what it reports.',
  mappingFits: 'All that platforms report fits the plan.',
  mappingMisfits: (count) => (count === 1 ? 'One thing does not fit.' : `${count} things do not fit.`),
  mappingTable: (platforms) =>
    platforms === 1 ? 'Names and counts at one platform' : `Names and counts at ${platforms} platforms`,
  mappingNone: 'Nothing of a platform is imported yet. Import an ad report to have it held against the plan.',
  mappingIdle: (names) => `Nothing is imported of ${names}.`,
  mappingUncounted: (names) => `Not counted yet: ${names}.`,
  platform: 'Platform',
  called: 'Called there',
  suggested: (name) => `${name}?`,
  role: 'Role',
  roles: { primary: 'primary', auxiliary: 'auxiliary' },
  reported: 'Reported',
  ours: 'Counted here',
}

export const mappingJa: MappingWords = {
  mapping: '広告媒体との対応',
  mappingHint: '媒体での名前と役割を、媒体の報告と照合します。',
  mappingFits: '媒体の報告は、すべて定義と合っています。',
  mappingMisfits: (count) => `合わない点が${count}件あります。`,
  mappingTable: (platforms) => `${platforms}媒体の名前と件数`,
  mappingNone: '媒体のデータがまだありません。広告レポートを取り込むと、定義と照合します。',
  mappingIdle: (names) => `データのない媒体：${names}`,
  mappingUncounted: (names) => `未集計：${names}`,
  platform: '媒体',
  called: '媒体での名前',
  suggested: (name) => `${name}？`,
  role: '役割',
  roles: { primary: '主', auxiliary: '補助' },
  reported: '媒体の報告',
  ours: '自社計測',
}
