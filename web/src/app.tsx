// The app: who is signed in, what the address asks for, and the page that answers it.
import { type ReactNode, useCallback, useEffect } from 'react'
import type { Extent } from '#contract/ask.ts'
import type { PlanVersion } from '#contract/plan.ts'
import { usePath, useView, type View } from './address.ts'
import { currentPlan, failureOf, getJson } from './api.ts'
import { type Fetched, fetched } from './fetched.tsx'
import { ChannelNames, useLanguage } from './language/language.tsx'
import { OverviewSkeleton } from './overview/overview-skeleton.tsx'
import { type Days, daysOf } from './overview/questions.ts'
import { MeProvider } from './me.tsx'
import { pageCode } from './page-code.ts'
import { type PageId, asksByPeriod, pageOf } from './pages.ts'
import { Boundary, Failed } from './shell/failed.tsx'
import { Palette } from './shell/palette.tsx'
import { Rail } from './shell/rail.tsx'
import { LinkRefused, SignIn } from './shell/sign-in.tsx'
import { type Part, Skeleton } from './shell/skeleton.tsx'
import { Steps } from './shell/steps.tsx'
import { TopBar } from './shell/top-bar.tsx'
import { PlanZone } from './times.tsx'
import { useGoOn } from './use-failure.ts'
import { type Loaded, useLoaded } from './use-loaded.ts'

const SharedPage = fetched(async () => (await import('./explore/shared-page.tsx')).SharedPage)
const { scorecard: Scorecard, overview: Overview, ctas: Ctas, ledger: Ledger, drift: Drift } = pageCode
const { attribution: Attribution, explore: Explore } = pageCode

/** Pages that need neither plan nor counted data. */
const ownPages: Partial<Record<PageId, Fetched<object>>> = {
  definitions: pageCode.definitions,
  events: pageCode.events,
  sources: pageCode.sources,
  glossary: pageCode.glossary,
  import: pageCode.import,
  actions: pageCode.actions,
  alerts: pageCode.alerts,
  reports: pageCode.reports,
  privacy: pageCode.privacy,
  targets: pageCode.targets,
  allocation: pageCode.allocation,
  settings: pageCode.settings,
}

/** What they show while plan and days are on their way, where it is not a sentence, a chart and a table. */
const shapes: Partial<Record<PageId, readonly Part[]>> = {
  scorecard: ['sentence', 'sentence', 'chart', 'rows'],
  ctas: ['sentence', 'short', 'rows'],
  ledger: ['sentence', 'rows'],
}

/** The plan in force and the data's first and last day; extent is null while there is no plan or no data. */
interface Ground {
  plan: PlanVersion | null
  extent: Extent | null
}

export async function readExtent(signal: AbortSignal): Promise<Extent | null> {
  return (await getJson<{ extent: Extent | null }>('/api/v1/ask/extent', signal)).extent
}

/** Both are on their way since the page's first bytes: `index.html` names their addresses. */
function useGround(): { plan: Loaded<PlanVersion | null>; ground: Loaded<Ground> } {
  const plan = useLoaded('plan', currentPlan)
  const extent = useLoaded('extent', readExtent)
  const [planAgain, extentAgain] = [plan.retry, extent.retry]
  const retry = useCallback(() => {
    planAgain()
    extentAgain()
  }, [planAgain, extentAgain])
  const known = plan.data !== undefined && extent.data !== undefined
  const ground: Loaded<Ground> = {
    data: known ? { plan: plan.data!, extent: extent.data! } : undefined,
    error: plan.error ?? extent.error,
    loading: plan.loading || extent.loading,
    retry,
  }
  return { plan, ground }
}

/** The plan's time zone; null where there is none or it cannot be had, undefined while it is on its way. */
function zoneOf({ data, error }: Loaded<PlanVersion | null>): string | null | undefined {
  if (data === undefined) return error && null
  return data?.plan.timezone ?? null
}

/** A link to one answer shows nothing else, whoever opens it; the server leaves a link here that signs nobody in. */
export function App() {
  const path = usePath()
  if (path === '/sign-in') return <Alone page={<LinkRefused />} />
  return path.startsWith('/shared/') ? <Alone page={<SharedPage />} /> : <WholeApp />
}

/** A page for whoever comes, signed in or not. */
function Alone({ page }: { page: ReactNode }) {
  const { say } = useLanguage()
  return (
    <div className="frame">
      <a className="skip" href="#content">
        {say.nav.skip}
      </a>
      <Rail signedIn={false} />
      <main id="content" tabIndex={-1}>
        <Boundary>{page}</Boundary>
      </main>
    </div>
  )
}

function WholeApp() {
  const { say } = useLanguage()
  const [view, change] = useView()
  const page = pageOf(usePath())
  const { plan: loadedPlan, ground } = useGround()
  const { plan, extent } = ground.data ?? { plan: null, extent: null }
  const days = plan && extent ? daysOf(view, extent, plan.plan) : null
  useEffect(() => {
    document.title = `${say.nav[page]} · Onecount`
  }, [say, page])
  const signedOut = ground.error && failureOf(ground.error) === 'signed-out'
  useGoOn(signedOut ? 'signed-out' : undefined, ground.retry)
  return (
    <div className="frame">
      <a className="skip" href="#content">
        {say.nav.skip}
      </a>
      {signedOut ? (
        <>
          <Rail signedIn={false} />
          <main id="content" tabIndex={-1}>
            <SignIn />
          </main>
        </>
      ) : (
        <MeProvider>
          <Palette />
          <Rail signedIn />
          <main id="content" tabIndex={-1}>
            {asksByPeriod(page) && <TopBar view={view} change={change} plan={ground.data?.plan} days={days} />}
            <ChannelNames rules={plan?.plan.channels}>
              <PlanZone zone={zoneOf(loadedPlan)}>
                <Boundary key={page}>
                  <Content page={page} ground={ground} view={view} change={change} days={days} />
                </Boundary>
              </PlanZone>
            </ChannelNames>
          </main>
        </MeProvider>
      )}
    </div>
  )
}

interface ContentProps {
  page: PageId
  ground: Loaded<Ground>
  view: View
  change: (part: Partial<View>) => void
  days: Days | null
}

function Content({ page, ground, view, change, days }: ContentProps) {
  const { say } = useLanguage()
  const plan = ground.data?.plan ?? null
  // a target is read from measured rates; its form would only be refused
  if (page === 'targets' && ground.data && !plan) return <Steps {...say.empty.noPlan} />
  const Own = ownPages[page]
  if (Own) return <Own waiting={<Skeleton title={say.nav[page]} shape={['sentence', 'rows']} />} />
  if (ground.error) return <Failed error={ground.error} retry={ground.retry} />
  const shape = shapes[page] ?? ['sentence', 'short', 'chart', 'rows']
  const waiting = page === 'overview' ? <OverviewSkeleton /> : <Skeleton title={say.nav[page]} shape={shape} />
  // the scorecard asks for itself, while plan and days are on their way
  if (!ground.data && page !== 'scorecard') return waiting
  if (ground.data && !plan) return <Steps {...say.empty.noPlan} />
  if (ground.data && !days) return <Steps {...say.empty.noData} />
  if (page === 'scorecard') return <Scorecard isSure={ground.data !== undefined} waiting={waiting} />
  if (!plan || !days) return waiting
  if (page === 'overview') return <Overview {...{ plan, days, view, change, waiting }} />
  if (page === 'ctas') return <Ctas {...{ plan, days, view, waiting }} />
  if (page === 'attribution') return <Attribution {...{ plan, days, view, waiting }} />
  if (page === 'explore') return <Explore {...{ plan, days, view, waiting }} />
  if (page === 'ledger') return <Ledger {...{ plan, days, view, waiting }} />
  return <Drift plan={plan} extent={ground.data!.extent!} waiting={waiting} />
}
