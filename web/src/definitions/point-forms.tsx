// The most common changes of a plan as forms; they change the text, whose comments stay.
import { type Document, type YAMLMap, isMap, isSeq, parseDocument } from 'yaml'
import type { OncePerUnit } from '#contract/plan.ts'
import { useLanguage } from '../language/language.tsx'
import { useLoaded } from '../use-loaded.ts'
import { loadSuggestions } from './requests.ts'

interface Props {
  text: string
  change: (text: string) => void
}

type Path = readonly (string | number)[]
/** Sets a value of the plan; undefined takes it out. */
type Set = (path: Path, value: unknown) => void

export function PointForms({ text, change }: Props) {
  const { say } = useLanguage()
  const words = say.definitions
  const document = parseDocument(text)
  const points: unknown = document.get('points')
  if (document.errors.length > 0 || !isSeq(points)) return <p className="lighter">{words.unreadable}</p>
  const write = (alter: () => void) => {
    alter()
    change(document.toString({ lineWidth: 0 }))
  }
  const set: Set = (path, value) => write(() => put(document, path, value))
  const toMacro = (chosen: number) =>
    write(() => points.items.forEach((_, index) => put(document, ['points', index, 'tier'], tierOf(index, chosen))))
  return (
    <div className="point-forms">
      <PlanFields document={document} set={set} />
      {points.items.map((point, index) => {
        return isMap(point) ? (
          <PointForm
            key={index}
            point={point}
            set={(path, value) => set(['points', index, ...path], value)}
            toMacro={() => toMacro(index)}
            remove={() => write(() => points.delete(index))}
          />
        ) : null
      })}
      <AddPoint add={(point) => write(() => document.addIn(['points'], document.createNode(point)))} />
    </div>
  )
}

function tierOf(index: number, macro: number): 'macro' | 'micro' {
  return index === macro ? 'macro' : 'micro'
}

function put(document: Document, path: Path, value: unknown): void {
  if (value === undefined) document.deleteIn(path)
  else document.setIn(path, value)
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function PlanFields({ document, set }: { document: Document; set: Set }) {
  const { say } = useLanguage()
  const words = say.definitions
  const { departments, effective, note } = (document.toJS() ?? {}) as Record<string, unknown>
  const names = Array.isArray(departments) ? departments.map(String) : []
  return (
    <fieldset>
      <legend>{words.plan}</legend>
      <label>
        {words.fields['departments']}
        <input
          key={names.join()}
          defaultValue={names.join(', ')}
          placeholder={words.departmentsHint}
          onBlur={({ target: { value } }) => {
            const list = value.split(/[,、]/).flatMap((name) => name.trim() || [])
            if (list.join() !== names.join()) set(['departments'], list.length === 0 ? undefined : list)
          }}
        />
      </label>
      <label>
        {words.fields['effective']}
        <input
          type="date"
          value={textOf(effective)}
          onChange={(event) => set(['effective'], event.target.value || undefined)}
        />
      </label>
      <label>
        {words.fields['note']}
        <input value={textOf(note)} onChange={(event) => set(['note'], event.target.value || undefined)} />
      </label>
    </fieldset>
  )
}

interface PointProps {
  point: YAMLMap
  set: Set
  toMacro: () => void
  remove: () => void
}

function PointForm({ point, set, toMacro, remove }: PointProps) {
  const { say } = useLanguage()
  const words = say.definitions
  const said = point.toJSON() as Record<string, unknown>
  const name = textOf(said['name'])
  return (
    <fieldset>
      <legend>{name || textOf(said['id'])}</legend>
      <label>
        {words.fields['name']}
        <input value={name} onChange={(event) => set(['name'], event.target.value)} />
      </label>
      <label>
        {words.fields['tier']}
        <select
          value={textOf(said['tier'])}
          onChange={(event) => (event.target.value === 'macro' ? toMacro() : set(['tier'], 'micro'))}
        >
          {(['macro', 'micro'] as const).map((tier) => (
            <option key={tier} value={tier}>
              {say.tiers[tier]}
            </option>
          ))}
        </select>
      </label>
      <OncePer rule={said['once_per'] ?? 'event'} set={(rule) => set(['once_per'], rule)} />
      <Worth value={said['value']} set={(value) => set(['value'], value)} />
      <button type="button" className="quiet" onClick={remove}>
        {words.removePoint}
        <span className="hidden"> {name}</span>
      </button>
    </fieldset>
  )
}

/** Not from the contract, whose schemas would come along. */
const units: readonly OncePerUnit[] = ['event', 'order', 'session', 'visitor', 'person']

function OncePer({ rule, set }: { rule: unknown; set: (rule: unknown) => void }) {
  const { say } = useLanguage()
  const words = say.definitions
  const { per, within } =
    typeof rule === 'object' && rule !== null ? (rule as { per: string; within: string }) : { per: rule, within: '' }
  const change = (unit: string, days: string) => set(days === '' ? unit : { per: unit, within: `${days}d` })
  return (
    <>
      <label>
        {words.fields['once_per']}
        <select value={textOf(per)} onChange={(event) => change(event.target.value, daysOf(within))}>
          {units.map((unit) => (
            <option key={unit} value={unit}>
              {words.oncePer[unit]}
            </option>
          ))}
        </select>
      </label>
      {per !== 'event' && (
        <label>
          {words.within}
          <input
            type="number"
            min={1}
            value={daysOf(within)}
            placeholder={words.forEver}
            onChange={(event) => change(textOf(per), event.target.value)}
          />
        </label>
      )}
    </>
  )
}

/** Windows are written in days here; others are changed in the text. */
function daysOf(within: unknown): string {
  return /^(\d+)d$/.exec(textOf(within))?.[1] ?? ''
}

function Worth({ value, set }: { value: unknown; set: (value: unknown) => void }) {
  const { say } = useLanguage()
  const words = say.definitions
  const worth = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
  const isFixed = 'fixed' in worth
  return (
    <>
      <label>
        {words.fields['value']}
        <select
          value={isFixed ? 'fixed' : 'from'}
          onChange={(event) => set(event.target.value === 'fixed' ? { fixed: 0 } : { from: 'value' })}
        >
          <option value="from">{words.valueFrom}</option>
          <option value="fixed">{words.valueFixed}</option>
        </select>
      </label>
      {isFixed && (
        <label>
          {words.amount}
          <input
            type="number"
            min={0}
            value={textOf(worth['fixed'])}
            onChange={(event) => set({ ...worth, fixed: Number(event.target.value) })}
          />
        </label>
      )}
    </>
  )
}

/** What arrives and is not counted yet can be added with one choice. */
function AddPoint({ add }: { add: (point: object) => void }) {
  const { say, format } = useLanguage()
  const words = say.definitions
  const { data } = useLoaded('suggestions', loadSuggestions)
  if (!data || data.length === 0) return null
  return (
    <label className="add-point">
      {words.addPoint}
      <select
        value=""
        onChange={(event) => {
          const { id, name, match, once_per } = data[Number(event.target.value)]!.point
          add({ id, name, tier: 'micro', match, once_per })
        }}
      >
        <option value="" disabled>
          {words.choose}
        </option>
        {data.map(({ point, count }, index) => (
          <option key={point.id} value={index}>
            {words.arrived(point.name, format.count(count))}
          </option>
        ))}
      </select>
    </label>
  )
}
