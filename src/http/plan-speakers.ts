// Who may agree, and for whom: an admin for everybody, a user for the departments that an admin gave it.
import type { PlanVersion } from '#contract/plan.ts'
import type { Me } from '#contract/user.ts'
import { Problem } from '#util/problem.ts'

/**
 * The department that somebody's agreement is for: the one named, or the only one that they may speak for; undefined
 * leaves it to the store. Throws Problem `not_allowed`, `not_your_department`.
 */
export function departmentOf({ role, user, departments }: Me, version: PlanVersion, named: string | undefined) {
  if (role === 'admin') return named
  const wanted = version.plan.departments
  if (user === null) throw notAllowed(role)
  if (wanted.length === 0 && role === 'viewer') throw forEditors()
  if (wanted.length === 0) return named
  const own = wanted.filter((name) => departments.includes(name))
  const meant = named ?? (own.length === 1 ? own[0] : undefined)
  if (meant !== undefined && own.includes(meant)) return meant
  if (meant !== undefined && !wanted.includes(meant)) return meant
  if (meant === undefined && own.length > 1) return undefined
  throw notYours(meant ?? wanted.join(', '), departments)
}

/** Keys of scripts read; people say what they think. Throws Problem `not_allowed`. */
export function checkMayComment({ role, user }: Me): void {
  if (role === 'viewer' && user === null) throw notAllowed(role)
}

function notAllowed(role: string): Problem {
  return new Problem('not_allowed', `This is for people who sign in, and for editors; your role is ${role}.`, {
    status: 403,
    hint: 'An admin can change that: onecount user role NAME editor',
  })
}

function forEditors(): Problem {
  return new Problem('not_allowed', 'This plan names no departments, so editors and admins agree to it.', {
    status: 403,
    hint: 'An admin can make you one (onecount user role NAME editor), or propose a plan that names departments.',
  })
}

function notYours(department: string, own: readonly string[]): Problem {
  const whom = own.length === 0 ? 'nobody' : own.join(', ')
  return new Problem('not_your_department', `You may agree for ${whom}, and not for ${department}.`, {
    status: 403,
    hint: 'An admin can change that: onecount user departments NAME DEPARTMENT',
  })
}
