// What each request needs: the one place where roles are told apart.
import { type Role, roles } from '#contract/user.ts'
import { Problem } from '#util/problem.ts'

/** Who holds the keys to everything is an admin's business, reading included. */
const adminOnly = /^\/api\/v1\/(hooks|keys|privacy|users)(\/|$)/
/** Questions that are sent by POST because they are long: they change nothing. */
const readByPost =
  /^\/api\/v1\/(allocation|ask(\/sql)?|attribution|target|targets\/reckon|plans\/check|plans\/(drafts\/)?[^/]+\/preview)$/
/** A comment and an agreement are given in one's own name: whether one may is told where the plan is known. */
const ownSay = /^\/api\/v1\/plans\/[^/]+\/(agree|comments)$/
/** Where alerts and reports go is for admins to say; editors see it, to choose from it. */
const whereTo = /^\/api\/v1\/alerts\/(recipients(\/[^/]+)?|settings)$/
/** Rows as they stood in somebody's file, names and addresses included. */
const rawRows = /^\/api\/v1\/imports\/[^/]+\/rejects$/

/** Reading needs a viewer, changing anything an editor; whatever nobody thought of counts as changing. */
export function neededRole(method: string, path: string): Role {
  if (adminOnly.test(path)) return 'admin'
  if (rawRows.test(path)) return 'editor'
  if (whereTo.test(path)) return method === 'GET' || method === 'HEAD' ? 'editor' : 'admin'
  if (method === 'POST' && ownSay.test(path)) return 'viewer'
  const reads = method === 'GET' || method === 'HEAD' || (method === 'POST' && readByPost.test(path))
  return reads ? 'viewer' : 'editor'
}

/** Throws Problem `not_allowed`. */
export function checkRole(own: Role, method: string, path: string): void {
  const needed = neededRole(method, path)
  if (roles.indexOf(own) >= roles.indexOf(needed)) return
  throw new Problem(
    'not_allowed',
    `This is for ${needed === 'admin' ? 'admins' : 'editors and admins'}; your role is ${own}.`,
    {
      status: 403,
      hint: 'An admin can change that: onecount user role NAME ' + needed,
    },
  )
}
