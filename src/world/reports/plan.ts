// The plan of the sample company.
import { dayName } from '../setting/calendar.ts'
import { company } from '../setting/company.ts'
import type { Setting } from '../setting/setting.ts'

const words = {
  en: {
    deal_won: ['Paid deals', 'The contract is signed and billed; everything before it is hope.'],
    whitepaper: ['Whitepaper downloads', 'The first time somebody gives a work address.'],
    webinar: ['Webinar registrations', 'Half an hour of attention, promised.'],
    trial: ['Trials and demo requests', 'The step that sales works on.'],
    pilot: ['Paid pilots', 'A month paid by card is the first money, before any contract.'],
  },
  ja: {
    deal_won: ['有料契約', '契約と請求が済んだ時点。それより前はまだ見込み。'],
    whitepaper: ['ホワイトペーパーDL', '初めて会社のメールアドレスを預けてくれた時点。'],
    webinar: ['ウェビナー申込', '30分の関心を約束してくれた時点。'],
    trial: ['トライアル・デモ申込', '営業が対応を始める段階。'],
    pilot: ['有料パイロット', 'カード払いの1か月。契約の前の最初の入金。'],
  },
} as const

/** In force from the first day. */
export function planYaml({ options, span }: Setting): string {
  const say = words[options.language ?? 'en']
  return `timezone: ${company.timezone}
currency: ${company.currency}
week_start: monday
effective: ${dayName(span, 0)}
points:
  - id: deal_won
    name: ${say.deal_won[0]}
    tier: macro
    category: purchase
    match: { deal: { stage: won } }
    once_per: event
    value: { from: value, currency: ${company.currency} }
    lookback: { click: 90d }
    platforms:
      google_ads: { conversion_action: Contract signed, role: primary }
      meta: { event: Purchase, role: auxiliary }
    why: ${say.deal_won[1]}
  - id: whitepaper
    name: ${say.whitepaper[0]}
    tier: micro
    category: lead
    match: { event: whitepaper_downloaded }
    once_per: person
    why: ${say.whitepaper[1]}
  - id: webinar
    name: ${say.webinar[0]}
    tier: micro
    category: lead
    match: { event: webinar_registered }
    once_per: person
    why: ${say.webinar[1]}
  - id: trial
    name: ${say.trial[0]}
    tier: micro
    category: lead
    match: { event: [trial_started, demo_requested] }
    once_per: person
    platforms:
      google_ads: { conversion_action: Trial or demo, role: auxiliary }
      meta: { event: StartTrial, role: primary }
      ly_search: { conversion: Trial or demo, role: primary }
    why: ${say.trial[1]}
  - id: pilot
    name: ${say.pilot[0]}
    tier: micro
    category: purchase
    match: { event: order_completed }
    once_per: order
    value: { from: value, currency: ${company.currency} }
    why: ${say.pilot[1]}
`
}
