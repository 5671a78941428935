// Operations of the service itself: users, health, migrations.
import { z } from 'zod'
import { departmentsSchema, roleSchema, userSchema } from '../users.ts'
import { type Operation } from './operation.ts'

export const serviceOperations: readonly Operation[] = [
  { method: 'get', path: '/api/v1/me', summary: 'Who is asking?', answer: 'Name, role, and the id of the user.' },
  { method: 'get', path: '/api/v1/users', summary: 'All users.', answer: 'The users, without their links.' },
  {
    method: 'post',
    path: '/api/v1/users',
    summary: 'Add a user.',
    body: { type: 'application/json', schema: userSchema },
    answer: 'The user and the sign-in link; it is shown this once and is good for seven days.',
    status: 201,
  },
  {
    method: 'post',
    path: '/api/v1/users/{user}/link',
    summary: 'Make a user, by name or id, a new sign-in link; the old one and all sessions end.',
    answer: 'The user and the link.',
  },
  {
    method: 'post',
    path: '/api/v1/users/{user}/role',
    summary: 'Change what a user may do.',
    body: { type: 'application/json', schema: roleSchema },
    answer: 'The user.',
  },
  {
    method: 'post',
    path: '/api/v1/users/{user}/departments',
    summary: 'Say for which departments a user may agree to a plan.',
    body: { type: 'application/json', schema: departmentsSchema },
    answer: 'The user.',
  },
  {
    method: 'delete',
    path: '/api/v1/users/{user}',
    summary: 'Remove a user by name or id; the link and all sessions end.',
    answer: 'The user that was removed.',
  },
  {
    method: 'get',
    path: '/api/v1/about',
    summary: 'This installation.',
    answer: 'Version, data folder, addresses, and which engine holds the facts.',
  },
  { method: 'get', path: '/api/v1/checkup', summary: 'Is all well?', answer: 'What was found, and what to do.' },
  {
    method: 'get',
    path: '/api/v1/migrations',
    summary: 'Which migrations are applied.',
    answer: 'The newest applied and the newest known, for each engine.',
  },
  { method: 'get', path: '/api/v1/openapi.json', summary: 'This document.', answer: 'OpenAPI 3.1.' },
  {
    method: 'get',
    path: '/sign-in',
    summary: 'The sign-in link: sets a session cookie and goes to the web app.',
    query: { token: z.string() },
    answer: 'On to the web app.',
    answerType: 'text/html',
    status: 303,
    open: true,
  },
  { method: 'get', path: '/healthz', summary: 'Does the process live?', answer: 'It does.', open: true },
  {
    method: 'get',
    path: '/readyz',
    summary: 'Do both engines answer? 503 with the reasons when not.',
    answer: 'They do.',
    open: true,
  },
  {
    method: 'get',
    path: '/metrics',
    summary: "Numbers in Prometheus' text format; open to this machine only, else with the token.",
    answer: 'Counters and gauges.',
    answerType: 'text/plain',
  },
]
