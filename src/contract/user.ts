// People who sign in, and what each role may do.

/** Each may do what those before it may: read and ask; import, and change plans; make keys and users. */
export const roles = ['viewer', 'editor', 'admin'] as const
export type Role = (typeof roles)[number]
