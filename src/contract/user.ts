// People who sign in, and what each role may do.

/** Each may do what those before it may: read and ask; import, and change plans; make keys and users. */
export const roles = ['viewer', 'editor', 'admin'] as const
export type Role = (typeof roles)[number]

/** A user as listed; times are epoch milliseconds. */
export interface UserEntry {
  id: string
  name: string
  role: Role
  createdAt: number
  /** When the link was last used; null when it never was. */
  signedInAt: number | null
  /** Until when the link signs in. */
  linkUntil: number
  /** For whom the user may agree to a plan. */
  departments: string[]
}

/** A user with the link that signs in: the only time that it is shown. */
export interface InvitedUser extends UserEntry {
  link: string
}

/** Who asks: a person, a script with a key, or whoever holds the admin token (`user` null). */
export interface Me {
  name: string
  role: Role
  /** Id of the user who is signed in. */
  user: string | null
  /** For whom the user may agree to a plan; an admin may for all. */
  departments: string[]
}
