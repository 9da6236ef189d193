import type { ApiResponseOptions } from '@nestjs/swagger';
import { AppError, errorCatalogue, type ErrorCode, type ErrorFacts } from '@subjectline/contracts';
import { fidesAnswer } from '../fides/fides-errors';
import type { Answer } from '../http/answer';
import type { Family } from '../http/fastify-types';
import { problemAnswer } from '../native/problem-details';
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

const detail: HandSchema = { type: 'object', required: ['detail'], properties: { detail: {} } };
const problem: HandSchema = {
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

/** One response per status, with an example of each code that has it, made by what answers in earnest. */
export function errorResponses(family: Family, codes: readonly ErrorCode[]): ApiResponseOptions[] {
  const statuses = [...new Set(codes.map((code) => errorCatalogue[code].status))].toSorted((a, b) => a - b);
  return statuses.map((status) => {
    const here = codes.filter((code) => errorCatalogue[code].status === status);
    const answers = here.map((code) => [code, exampleOf(family, code)] as const);
    const examples = Object.fromEntries(answers.map(([code, { body }]) => [code, { value: body }]));
    const contentType = answers[0]?.[1].contentType ?? 'application/json';
    return {
      status,
      description: here.map((code) => errorCatalogue[code].title).join('; '),
      content: { [contentType]: { schema: family === 'fides' ? detail : problem, examples } },
    };
  });
}

function exampleOf(family: Family, code: ErrorCode): Answer {
  const problems =
    code === 'invalid' ? [{ path: ['body', 'field'], rule: 'missing', message: 'is required' }] : [];
  const error = new AppError(code, sample, problems);
  return family === 'fides' ? fidesAnswer(error, undefined) : problemAnswer(error);
}
