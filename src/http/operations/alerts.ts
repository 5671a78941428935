// Operations on alerts and on who is told of them.
import {
  acknowledgeSchema,
  alertSettingsSchema,
  muteSchema,
  newRecipientSchema,
  recipientChangeSchema,
} from '#contract/alerts.ts'
import type { Operation } from './operation.ts'

const json = 'application/json'

export const alertOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/alerts',
    summary: 'Alerts, open ones first.',
    answer: 'Each with its numbers, when it was last looked, and what could not be looked at.',
  },
  {
    method: 'post',
    path: '/api/v1/alerts/check',
    summary: 'Look now.',
    answer: 'Alerts as they are then; messages are on their way.',
  },
  {
    method: 'get',
    path: '/api/v1/alerts/{id}',
    summary: 'An alert.',
    answer: 'Its history, and the messages that told of it with each attempt to deliver them.',
  },
  {
    method: 'post',
    path: '/api/v1/alerts/{id}/acknowledge',
    summary: 'Take an alert on: nobody is told of it again.',
    body: { type: json, schema: acknowledgeSchema },
    answer: 'The alert.',
  },
  {
    method: 'post',
    path: '/api/v1/alerts/{id}/mute',
    summary: 'Let an alert be for some days; 0: until it closes.',
    body: { type: json, schema: muteSchema },
    answer: 'The alert.',
  },
  {
    method: 'delete',
    path: '/api/v1/alerts/{id}/mute',
    summary: 'Hear of it again.',
    answer: 'The alert.',
  },
  {
    method: 'get',
    path: '/api/v1/alerts/settings',
    summary: 'Quiet hours, what passes in them, reminders.',
    answer: 'The settings.',
  },
  {
    method: 'put',
    path: '/api/v1/alerts/settings',
    summary: 'Set quiet hours, what passes in them, reminders.',
    body: { type: json, schema: alertSettingsSchema },
    answer: 'The settings.',
  },
  {
    method: 'get',
    path: '/api/v1/alerts/messages',
    summary: 'Messages, the latest first.',
    answer: 'Each with its state and every attempt to deliver it.',
  },
  {
    method: 'get',
    path: '/api/v1/alerts/recipients',
    summary: 'Who is told of alerts and reports.',
    answer: 'Each with its rules; never what gives access to it.',
  },
  {
    method: 'post',
    path: '/api/v1/alerts/recipients',
    summary: 'Add a recipient by e-mail, Slack or webhook.',
    body: { type: json, schema: newRecipientSchema },
    answer: 'The recipient; the secret of a webhook, where we made it, this once.',
    status: 201,
  },
  {
    method: 'put',
    path: '/api/v1/alerts/recipients/{recipient}',
    summary: 'Change which alerts a recipient gets, and in which language.',
    body: { type: json, schema: recipientChangeSchema },
    answer: 'The recipient.',
  },
  {
    method: 'delete',
    path: '/api/v1/alerts/recipients/{recipient}',
    summary: 'Remove a recipient; what waits for it is not sent.',
    answer: 'The recipient as it was.',
  },
  {
    method: 'post',
    path: '/api/v1/alerts/recipients/{recipient}/test',
    summary: 'Send a test and wait for its outcome.',
    answer: 'The message with its attempt.',
  },
]
