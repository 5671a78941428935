// A service that delivers by itself: its address made on the spot, with a secret of theirs or of ours.
import { type FormEvent, useState } from 'react'
import { hookAddress } from '#contract/connect.ts'
import type { HookProvider, MadeHook } from '#contract/hook.ts'
import { secretOrigin } from '#contract/hook-secret.ts'
import { refusalText, sendJson } from '../api.ts'
import { useLanguage } from '../language/language.tsx'
import { Command } from '../shell/command.tsx'
import { TryIt } from './try-it.tsx'

interface Props {
  provider: HookProvider
  name: string
  collector: string
  mayMake: boolean
  changed: () => void
}

export function ConnectByHook({ provider, name, collector, mayMake, changed }: Props) {
  const { say } = useLanguage()
  const words = say.sources.connecting
  const [made, setMade] = useState<MadeHook | null>(null)
  const take = (hook: MadeHook) => {
    setMade(hook)
    changed()
  }
  if (!made) {
    return (
      <div className="connect-way">
        {mayMake && <MakeHook provider={provider} done={take} />}
        <small>{words.hookMore}</small>
      </div>
    )
  }
  const address = hookAddress(collector, provider, made.path, made.secret)
  const apart = made.secret !== undefined && !address.includes(made.secret)
  return (
    <div className="connect-way">
      <div className="made-key" role="status">
        <p>{words.hookAddress(name)}</p>
        <Command text={address} />
        {made.secret !== undefined && <p>{words.ourSecret}</p>}
        {apart && <Command text={made.secret!} />}
      </div>
      <small>{words.hookMore}</small>
      <TryIt source={made.source} testKey={undefined} about="hook" changed={changed} />
    </div>
  )
}

function MakeHook({ provider, done }: { provider: HookProvider; done: (made: MadeHook) => void }) {
  const { say } = useLanguage()
  const words = say.sources.connecting
  const origin = secretOrigin[provider]
  const [refused, setRefused] = useState<string | null>(null)
  const make = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const secret = String(form.get('secret') ?? '').trim()
    const request = { provider, name: String(form.get('name')).trim(), ...(secret !== '' && { secret }) }
    try {
      done(await sendJson<MadeHook>('/api/v1/hooks', request))
    } catch (error) {
      setRefused(refusalText(error, say))
    }
  }
  return (
    <form className="create-key" onSubmit={(event) => void make(event)}>
      <label className="choice">
        <span>{words.hookName}</span>
        <input name="name" required maxLength={64} size={16} autoComplete="off" defaultValue={provider} />
      </label>
      {(origin === 'theirs' || origin === 'either') && (
        <label className="choice">
          <span>{words.hookSecret}</span>
          <input
            name="secret"
            type="password"
            required={origin === 'theirs'}
            minLength={8}
            size={28}
            autoComplete="off"
            aria-describedby="hook-secret-hint"
          />
        </label>
      )}
      <button type="submit" className="action">
        {words.makeHook}
      </button>
      {(origin === 'theirs' || origin === 'either') && (
        <small id="hook-secret-hint">{words.hookSecretHint[origin]}</small>
      )}
      {refused !== null && <p role="alert">{refused}</p>}
    </form>
  )
}
