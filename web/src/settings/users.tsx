// People who sign in: added with a link that is shown once, given roles, removed.
import { type FormEvent, useState } from 'react'
import { type InvitedUser, type Role, type UserEntry, roles } from '#contract/user.ts'
import { call, getJson, refusalText, sendJson } from '../api.ts'
import { useLanguage } from '../language/language.tsx'
import { useMe } from '../me.tsx'
import { Command } from '../shell/command.tsx'
import { Confirm } from '../shell/confirm.tsx'
import { FailedNote } from '../shell/failed.tsx'
import { type Column, Table } from '../table/table.tsx'
import { useTimes } from '../times.tsx'
import { useLoaded } from '../use-loaded.ts'

const users = '/api/v1/users'

type Asked = { what: 'link' | 'remove'; user: UserEntry }

export function Users() {
  const { say } = useLanguage()
  const times = useTimes()
  const words = say.settings
  const [changes, setChanges] = useState(0)
  const [invited, setInvited] = useState<InvitedUser | null>(null)
  const [asked, setAsked] = useState<Asked | null>(null)
  const { data, error, retry } = useLoaded(`users ${changes}`, (signal) =>
    getJson<{ users: UserEntry[] }>(users, signal),
  )
  const changed = () => setChanges((count) => count + 1)
  const columns = useColumns(setAsked, changed)
  const show = (user: InvitedUser) => {
    setInvited(user)
    changed()
  }
  return (
    <section>
      <header className="section-head">
        <h2 id="users-title">{words.users}</h2>
        <span className="lighter">{words.usersHint}</span>
      </header>
      {invited ? (
        <div className="made-key" role="status">
          <p>{words.linkShown(invited.name, times.instant(invited.linkUntil))}</p>
          <Command text={invited.link} />
          <button type="button" className="action" onClick={() => setInvited(null)}>
            {words.kept}
          </button>
        </div>
      ) : (
        <AddUser done={show} />
      )}
      {error && <FailedNote error={error} retry={retry} stale={data !== undefined} />}
      {!data && !error && <div className="bone bone-row" />}
      {data?.users.length === 0 && <p className="lighter">{words.noUsers}</p>}
      {data && data.users.length > 0 && (
        <Table label={{ id: 'users-title' }} columns={columns} rows={data.users} keyOf={({ id }) => id} />
      )}
      {asked && <Ask asked={asked} close={() => setAsked(null)} show={show} changed={changed} />}
    </section>
  )
}

function AddUser({ done }: { done: (user: InvitedUser) => void }) {
  const { say } = useLanguage()
  const words = say.settings
  const [role, setRole] = useState<Role>('viewer')
  const [refused, setRefused] = useState<string | null>(null)
  const add = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    try {
      done(await sendJson<InvitedUser>(users, { name: new FormData(event.currentTarget).get('user'), role }))
    } catch (error) {
      setRefused(refusalText(error, say))
    }
  }
  return (
    <form className="create-key" onSubmit={(event) => void add(event)}>
      <label className="choice">
        <span>{words.userName}</span>
        <input name="user" required maxLength={64} size={24} autoComplete="off" />
      </label>
      <label className="choice">
        <span>{words.role}</span>
        <select value={role} onChange={(event) => setRole(event.target.value as Role)}>
          {roles.map((each) => (
            <option key={each} value={each}>
              {words.roles[each]}
            </option>
          ))}
        </select>
      </label>
      <span className="lighter">{words.roleHints[role]}</span>
      <button type="submit" className="action">
        {words.addUser}
      </button>
      {refused !== null && <p role="alert">{refused}</p>}
    </form>
  )
}

function useColumns(ask: (asked: Asked) => void, changed: () => void): Column<UserEntry>[] {
  const { say } = useLanguage()
  const times = useTimes()
  const words = say.settings
  const me = useMe()
  return [
    {
      id: 'name',
      head: words.userName,
      by: ({ name }) => name,
      cell: ({ id, name }) => (
        <>
          {name} {id === me?.user && <small>{words.you}</small>}
        </>
      ),
    },
    {
      id: 'role',
      head: words.role,
      by: ({ role }) => roles.indexOf(role),
      cell: (user) => <RoleChoice user={user} changed={changed} />,
    },
    {
      id: 'departments',
      head: words.agreesFor,
      cell: (user) => <Departments user={user} changed={changed} />,
    },
    {
      id: 'made',
      head: words.added,
      by: ({ createdAt }) => createdAt,
      cell: ({ createdAt }) => times.instant(createdAt),
    },
    {
      id: 'signed-in',
      head: words.signedIn,
      by: ({ signedInAt }) => signedInAt,
      cell: ({ signedInAt }) => (signedInAt === null ? words.never : times.instant(signedInAt)),
    },
    {
      id: 'actions',
      head: '',
      number: true,
      cell: (user) => (
        <span>
          <button type="button" className="quiet" onClick={() => ask({ what: 'link', user })}>
            {words.newLink}
            <span className="hidden"> {user.name}</span>
          </button>{' '}
          <button type="button" className="quiet" onClick={() => ask({ what: 'remove', user })}>
            {words.removeUser}
            <span className="hidden"> {user.name}</span>
          </button>
        </span>
      ),
    },
  ]
}

function RoleChoice({ user, changed }: { user: UserEntry; changed: () => void }) {
  const { say } = useLanguage()
  const words = say.settings
  const [refused, setRefused] = useState<string | null>(null)
  const change = async (role: string) => {
    try {
      await sendJson(`${users}/${user.id}/role`, { role })
      changed()
    } catch (error) {
      setRefused(refusalText(error, say))
    }
  }
  return (
    <span>
      <select
        aria-label={`${words.role}: ${user.name}`}
        value={user.role}
        onChange={(event) => void change(event.target.value)}
      >
        {roles.map((each) => (
          <option key={each} value={each}>
            {words.roles[each]}
          </option>
        ))}
      </select>
      {refused !== null && <small role="alert"> {refused}</small>}
    </span>
  )
}

/** For whom the user may agree to a plan; saved when the field is left. */
function Departments({ user, changed }: { user: UserEntry; changed: () => void }) {
  const { say } = useLanguage()
  const words = say.settings
  const [refused, setRefused] = useState<string | null>(null)
  const known = user.departments.join(', ')
  const save = async (text: string) => {
    if (text === known) return
    try {
      const departments = text.split(/[,、]/).flatMap((name) => name.trim() || [])
      await sendJson(`${users}/${user.id}/departments`, { departments })
      changed()
    } catch (error) {
      setRefused(refusalText(error, say))
    }
  }
  if (user.role === 'admin') return words.allDepartments
  return (
    <span>
      <input
        key={known}
        className="departments"
        aria-label={`${words.agreesFor}: ${user.name}`}
        placeholder={words.noDepartment}
        defaultValue={known}
        onBlur={(event) => void save(event.target.value)}
      />
      {refused !== null && <small role="alert"> {refused}</small>}
    </span>
  )
}

interface AskProps {
  asked: Asked
  close: () => void
  show: (user: InvitedUser) => void
  changed: () => void
}

function Ask({ asked: { what, user }, close, show, changed }: AskProps) {
  const { say } = useLanguage()
  const words = say.settings
  if (what === 'link') {
    const renew = async () => show(await sendJson<InvitedUser>(`${users}/${user.id}/link`))
    return (
      <Confirm
        title={words.newLinkTitle(user.name)}
        action={words.newLink}
        cancel={words.keepUser}
        run={renew}
        close={close}
      >
        <p>{words.newLinkText}</p>
      </Confirm>
    )
  }
  const remove = async () => {
    await call(`${users}/${user.id}`, { method: 'DELETE' })
    changed()
  }
  return (
    <Confirm
      title={words.removeTitle(user.name)}
      action={words.removeUser}
      cancel={words.keepUser}
      run={remove}
      close={close}
    >
      <p>{words.removeText}</p>
    </Confirm>
  )
}
