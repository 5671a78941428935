// Users over HTTP: add, list, change, remove; and who is asking.
import { Hono } from 'hono'
import { z } from 'zod'
import { type InvitedUser, type UserEntry, roles } from '#contract/user.ts'
import { addUser, listUsers, removeUser, renewLink, setDepartments, setRole } from '#store/users.ts'
import { readJson } from './read-json.ts'
import type { Services } from './services.ts'
import { signInLink, whoAsks } from './session.ts'

const role = z.enum(roles, `must be ${roles.join(', ')}`)
const name = z.string().trim().min(1, 'is empty; give it a name').max(64, 'is longer than 64 characters; shorten it')
const departments = z.array(z.string().trim().min(1).max(64)).max(50)
export const userSchema = z.strictObject({
  name,
  role: role.default('viewer'),
  departments: departments.default([]),
})
export const departmentsSchema = z.strictObject({ departments })
export const roleSchema = z.strictObject({ role })

const refusal = { code: 'invalid_user', message: 'Nothing was changed.' }

/** Routes below `/api/v1/users`. */
export function userRoutes({ store, clock, settings }: Services): Hono {
  const { control } = store
  const invited = ({ user, token }: { user: UserEntry; token: string }): InvitedUser => ({
    ...user,
    link: signInLink(settings, token),
  })
  const routes = new Hono()
  routes.get('/', async (context) => context.json({ users: await listUsers(control) }))
  routes.post('/', async (context) => {
    return context.json(invited(await addUser(control, await readJson(context, userSchema, refusal), clock())), 201)
  })
  routes.post('/:user/link', async (context) => {
    return context.json(invited(await renewLink(control, context.req.param('user'), clock())))
  })
  routes.post('/:user/role', async (context) => {
    const wanted = await readJson(context, roleSchema, refusal)
    return context.json(await setRole(control, context.req.param('user'), wanted.role))
  })
  routes.post('/:user/departments', async (context) => {
    const wanted = await readJson(context, departmentsSchema, refusal)
    return context.json(await setDepartments(control, context.req.param('user'), wanted.departments))
  })
  routes.delete('/:user', async (context) => {
    return context.json(await removeUser(control, context.req.param('user'), clock()))
  })
  return routes
}

/** `GET /` below `/api/v1/me`. */
export function meRoutes(): Hono {
  return new Hono().get('/', (context) => context.json(whoAsks(context)))
}
