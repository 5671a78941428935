// The app: who is signed in, what the address asks for, and the page that answers it.
import { type ComponentType, Suspense, lazy, useEffect } from 'react'
import type { Extent } from '#contract/ask.ts'
import type { PlanVersion } from '#contract/plan.ts'
import { usePath, useView, type View } from './address.ts'
import { ApiProblem, currentPlan, getJson } from './api.ts'
import { FigureDialog } from './figure/shown-figure.tsx'
import { ChannelNames, useLanguage } from './language/language.tsx'
import { Overview, type OverviewData, OverviewSkeleton } from './overview/overview.tsx'
import { type Days, askOverview, daysOf } from './overview/questions.ts'
import { MeProvider } from './me.tsx'
import { pageModules } from './page-modules.ts'
import { type PageId, asksByPeriod, pageOf } from './pages.ts'
import { Failed } from './shell/failed.tsx'
import { Palette } from './shell/palette.tsx'
import { Rail } from './shell/rail.tsx'
import { SignIn } from './shell/sign-in.tsx'
import { type Part, Skeleton } from './shell/skeleton.tsx'
import { Steps } from './shell/steps.tsx'
import { TopBar } from './shell/top-bar.tsx'
import { type Loaded, useLoaded } from './use-loaded.ts'

const Definitions = lazy(() => pageModules.definitions().then((it) => ({ default: it.Definitions })))
const Attribution = lazy(() => pageModules.attribution().then((it) => ({ default: it.Attribution })))
const Explore = lazy(() => pageModules.explore().then((it) => ({ default: it.Explore })))
const SharedPage = lazy(() => import('./explore/shared-page.tsx').then((it) => ({ default: it.SharedPage })))
const Scorecard = lazy(() => pageModules.scorecard().then((it) => ({ default: it.Scorecard })))
const Drift = lazy(() => pageModules.drift().then((it) => ({ default: it.Drift })))
const Alerts = lazy(() => pageModules.alerts().then((it) => ({ default: it.Alerts })))
const Actions = lazy(() => pageModules.actions().then((it) => ({ default: it.Actions })))
const Ledger = lazy(() => pageModules.ledger().then((it) => ({ default: it.Ledger })))
const Ctas = lazy(() => pageModules.ctas().then((it) => ({ default: it.Ctas })))
const Sources = lazy(() => pageModules.sources().then((it) => ({ default: it.Sources })))
const Events = lazy(() => pageModules.events().then((it) => ({ default: it.Events })))
const Glossary = lazy(() => pageModules.glossary().then((it) => ({ default: it.Glossary })))
const Import = lazy(() => pageModules.import().then((it) => ({ default: it.Import })))
const Privacy = lazy(() => pageModules.privacy().then((it) => ({ default: it.Privacy })))
const Targets = lazy(() => pageModules.targets().then((it) => ({ default: it.Targets })))
const Allocation = lazy(() => pageModules.allocation().then((it) => ({ default: it.Allocation })))
const Reports = lazy(() => pageModules.reports().then((it) => ({ default: it.Reports })))
const Settings = lazy(() => pageModules.settings().then((it) => ({ default: it.Settings })))

/** Pages that need neither plan nor counted data. */
const ownPages: Partial<Record<PageId, ComponentType>> = {
  definitions: Definitions,
  events: Events,
  sources: Sources,
  glossary: Glossary,
  import: Import,
  actions: Actions,
  alerts: Alerts,
  reports: Reports,
  privacy: Privacy,
  targets: Targets,
  allocation: Allocation,
  settings: Settings,
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

/** Both are on their way since the page's first bytes: `index.html` names their addresses. */
async function loadGround(signal: AbortSignal): Promise<Ground> {
  const [plan, { extent }] = await Promise.all([
    currentPlan(signal),
    getJson<{ extent: Extent | null }>('/api/v1/ask/extent', signal),
  ])
  return { plan, extent }
}

/** A link to one answer shows nothing else, whoever opens it. */
export function App() {
  const isShared = usePath().startsWith('/shared/')
  return isShared ? <OneAnswer /> : <WholeApp />
}

function OneAnswer() {
  const { say } = useLanguage()
  return (
    <div className="frame">
      <a className="skip" href="#content">
        {say.nav.skip}
      </a>
      <Rail signedIn={false} />
      <main id="content" tabIndex={-1}>
        <Suspense fallback={null}>
          <SharedPage />
        </Suspense>
      </main>
    </div>
  )
}

function WholeApp() {
  const { say } = useLanguage()
  const [view, change] = useView()
  const page = pageOf(usePath())
  const ground = useLoaded('ground', loadGround)
  const { plan, extent } = ground.data ?? { plan: null, extent: null }
  const days = plan && extent ? daysOf(view, extent, plan.plan) : null
  useEffect(() => {
    document.title = `${say.nav[page]} · Onecount`
  }, [say, page])
  const signedOut = ground.error instanceof ApiProblem && ground.error.status === 401
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
              <Content page={page} ground={ground} view={view} change={change} days={days} />
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
  if (Own) {
    return (
      <Suspense fallback={null}>
        <Own />
      </Suspense>
    )
  }
  if (ground.error) return <Failed error={ground.error} retry={ground.retry} />
  const shape = shapes[page] ?? ['sentence', 'short', 'chart', 'rows']
  const waiting = page === 'overview' ? <OverviewSkeleton /> : <Skeleton title={say.nav[page]} shape={shape} />
  // the scorecard asks for itself, while plan and days are on their way
  if (!ground.data && page !== 'scorecard') return waiting
  if (ground.data && !plan) return <Steps {...say.empty.noPlan} />
  if (ground.data && !days) return <Steps {...say.empty.noData} />
  return (
    <Suspense fallback={waiting}>
      {page === 'scorecard' && <Scorecard isSure={ground.data !== undefined} />}
      {plan && days && (
        <>
          {page === 'overview' && <OverviewPage plan={plan} days={days} view={view} change={change} />}
          {page === 'ctas' && <Ctas plan={plan} days={days} view={view} />}
          {page === 'attribution' && <Attribution plan={plan} days={days} view={view} />}
          {page === 'explore' && <Explore plan={plan} days={days} view={view} />}
          {page === 'ledger' && <Ledger plan={plan} days={days} view={view} />}
          {page === 'drift' && <Drift plan={plan} extent={ground.data!.extent!} />}
        </>
      )}
    </Suspense>
  )
}

interface OverviewProps {
  plan: PlanVersion
  days: Days
  view: View
  change: (part: Partial<View>) => void
}

function OverviewPage({ plan, days, view, change }: OverviewProps) {
  const key = JSON.stringify(['overview', days, view.plan, plan.version])
  const loaded = useLoaded<OverviewData>(key, async (signal) => ({
    plan,
    days,
    answers: await askOverview(days, view, plan.plan.points, signal),
  }))
  if (loaded.error && !loaded.data) return <Failed error={loaded.error} retry={loaded.retry} />
  return (
    <FigureDialog>
      <Overview loaded={loaded} change={change} />
    </FigureDialog>
  )
}
