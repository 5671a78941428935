// Operations that take events in: events, sources, webhooks and the keys they come with.
import { z } from 'zod'
import { wireEventSchema } from '#contract/event.ts'
import { gapsQuerySchema } from '#contract/gaps.ts'
import { hookProviders, hookSchema, newSecretSchema } from '#contract/hook.ts'
import { recentQuery } from '../events.ts'
import { keySchema } from '../keys.ts'
import { testSchema } from '../sources.ts'
import { type Operation } from './operation.ts'

export const sourceOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/v1/events',
    summary: 'Send events: one, an array, or {events: […]}. Answered when they are on disk.',
    body: {
      type: 'application/json',
      schema: z.union([wireEventSchema, z.array(wireEventSchema), z.object({ events: z.array(wireEventSchema) })]),
    },
    answer: 'How many were accepted, and why others were not.',
    collector: true,
  },
  {
    method: 'get',
    path: '/api/v1/events/recent',
    summary: 'What arrived lately.',
    query: recentQuery,
    answer: 'The newest stored events, and the latest that the collector refused, with the reason.',
  },
  {
    method: 'get',
    path: '/api/v1/events/names',
    summary: 'Names and sources of stored events.',
    answer: 'Names, and sources.',
  },
  {
    method: 'get',
    path: '/api/v1/gaps',
    summary: 'What is missing: breaks with their dates, and how many conversions no source saw.',
    query: gapsQuerySchema.shape,
    answer: 'Findings with cause and remedy, the false alarms to expect, what is watched, and the true numbers.',
  },
  {
    method: 'get',
    path: '/api/v1/sources',
    summary: 'Where data comes from: each source, how it sends, its volume by day, and whether it is well.',
    answer: 'The sources, those first that need a look, with the reason and what to do.',
  },
  {
    method: 'post',
    path: '/api/v1/sources/test',
    summary: 'Send a test event to the collector with a key, as its sender would.',
    body: { type: 'application/json', schema: testSchema },
    answer: 'Its id, and whether the collector took it or why not.',
  },
  { method: 'get', path: '/api/v1/keys', summary: 'All keys.', answer: 'The keys, without the keys themselves.' },
  {
    method: 'post',
    path: '/api/v1/keys',
    summary: 'Make a key.',
    body: { type: 'application/json', schema: keySchema },
    answer: 'The key; it is shown this once.',
    status: 201,
  },
  {
    method: 'delete',
    path: '/api/v1/keys/{key}',
    summary: 'Revoke a key by its name or id.',
    answer: 'The key, revoked.',
  },
  {
    method: 'post',
    path: '/v1/hooks/{provider}/{hook}',
    summary: `Where a provider delivers (${hookProviders.join(', ')}), signed as it signs.`,
    answer: 'How many events were accepted; they are on disk.',
    collector: true,
  },
  { method: 'get', path: '/api/v1/hooks', summary: 'All webhooks.', answer: 'The webhooks, without their secrets.' },
  {
    method: 'post',
    path: '/api/v1/hooks',
    summary: 'Take webhooks of a provider.',
    body: { type: 'application/json', schema: hookSchema },
    answer: 'The webhook; a secret that we made is shown this once.',
    status: 201,
  },
  {
    method: 'post',
    path: '/api/v1/hooks/{hook}/secrets',
    summary: 'Set a new secret; the older one stays in force.',
    body: { type: 'application/json', schema: newSecretSchema },
    answer: 'The webhook; a secret that we made is shown this once.',
  },
  {
    method: 'delete',
    path: '/api/v1/hooks/{hook}/secrets/older',
    summary: 'Refuse all secrets but the newest.',
    answer: 'The webhook.',
  },
  {
    method: 'delete',
    path: '/api/v1/hooks/{hook}',
    summary: 'Take no more deliveries of a webhook, by its name or id.',
    answer: 'The webhook, removed.',
  },
]
