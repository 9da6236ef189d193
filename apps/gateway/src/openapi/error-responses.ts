import type { ApiResponseOptions } from '@nestjs/swagger';
import { AppError, errorCatalogue, type ErrorCode, type ErrorFacts } from '@subjectline/contracts';
import type { Answer } from '../http/answer';
import { answers } from '../http/families';
import type { ApiFamily } from '../http/fastify-types';
import type { HandSchema } from './shape';

/** Facts for the examples. */
const sample: ErrorFacts = {
  id: 'pri_0b6c8a58-4f3e-4d0f-9a37-7e4f3a1f2b6d',
  status: 'pending',
  service_type: 'mailgun',
  type: 'user_invite',
  reason: 'No email identity supplied.',
  scope: 'messaging:read',
  scopes: 'messaging:delete messaging:read',
  key: 'mailgun',
  name: 'Mailgun',
  position: 12,
};

const fides: HandSchema = { type: 'object', required: ['detail'], properties: { detail: {} } };
const native: HandSchema = {
  type: 'object',
  required: ['type', 'title', 'status'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    errors: { type: 'array', items: { type: 'object' } },
  },
};

const didomi: HandSchema = {
  type: 'object',
  required: ['code', 'name', 'message', 'reason', 'errors'],
  properties: {
    code: { type: 'integer' },
    name: { type: 'string' },
    message: { type: 'string' },
    reason: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { path: { type: 'string' }, rule: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};
const schemas: Readonly<Record<ApiFamily, HandSchema>> = { fides, native, didomi };

/** One response per status, with an example of each code that has it, made by what answers in earnest. */
export function errorResponses(family: ApiFamily, codes: readonly ErrorCode[]): ApiResponseOptions[] {
  const answered = codes.map((code) => ({ code, answer: exampleOf(family, code) }));
  const statuses = [...new Set(answered.map(({ answer }) => answer.status))].toSorted((a, b) => a - b);
  return statuses.map((status) => {
    const here = answered.filter(({ answer }) => answer.status === status);
    const examples = Object.fromEntries(here.map(({ code, answer }) => [code, { value: answer.body }]));
    const contentType = here[0]?.answer.contentType ?? 'application/json';
    return {
      status,
      description: here.map(({ code }) => errorCatalogue[code].title).join('; '),
      content: { [contentType]: { schema: schemas[family], examples } },
    };
  });
}

function exampleOf(family: ApiFamily, code: ErrorCode): Answer {
  const problems =
    code === 'invalid' ? [{ path: ['body', 'field'], rule: 'missing', message: 'is required' }] : [];
  return answers[family](new AppError(code, sample, problems), undefined);
}
