import type { ApiResponseOptions } from '@nestjs/swagger';
import {
  AppError,
  errorCatalogue,
  providerReasonTexts,
  type ErrorCode,
  type ErrorFacts,
} from '@subjectline/contracts';
import type { Answer } from '../http/errors/answer';
import { answers } from '../http/errors/families';
import type { ApiFamily } from '../http/fastify-types';
import { schemaPrefix, type HandSchema, type Reference } from './shape';

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
  label: 'Mailgun',
  position: 12,
};

const vendorRefusal: ErrorFacts = { ...sample, reason: 'key_wrong', why: providerReasonTexts.key_wrong };

const samples: Partial<Record<ErrorCode, ErrorFacts>> = {
  provider_not_accepted: vendorRefusal,
  provider_not_checked: vendorRefusal,
  reports_not_set_up: vendorRefusal,
};

const fides: HandSchema = { type: 'object', required: ['detail'], properties: { detail: {} } };
/** Fides names it otherwise when a caller asks for too much in a short time. */
const fidesLimit: HandSchema = {
  type: 'object',
  required: ['error'],
  properties: { error: { type: 'string' } },
};
const native: HandSchema = {
  type: 'object',
  required: ['type', 'title', 'status'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    /** What a vendor meant by its refusal. */
    reason: { type: 'string' },
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

/** By their names in the document. */
export const errorSchemas = {
  FidesError: fides,
  FidesLimitError: fidesLimit,
  ProblemDetails: native,
  DidomiError: didomi,
} as const;

type ErrorSchema = keyof typeof errorSchemas;

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
      content: { [contentType]: { schema: schemaOfAll(family, here), examples } },
    };
  });
}

function schemaOfAll(
  family: ApiFamily,
  answered: readonly { readonly answer: Answer }[],
): Reference | HandSchema {
  const names = new Set(answered.map(({ answer }) => schemaNameOf(family, answer.body)));
  const [first, ...others] = [...names].map((name) => ({ $ref: schemaPrefix + name }));
  return first && others.length === 0 ? first : { oneOf: first ? [first, ...others] : [] };
}

function schemaNameOf(family: ApiFamily, body: object): ErrorSchema {
  if (family === 'didomi') return 'DidomiError';
  if (family === 'native') return 'ProblemDetails';
  return 'error' in body ? 'FidesLimitError' : 'FidesError';
}

function exampleOf(family: ApiFamily, code: ErrorCode): Answer {
  const problems =
    code === 'invalid' ? [{ path: ['body', 'field'], rule: 'missing', message: 'is required' }] : [];
  return answers[family](new AppError(code, samples[code] ?? sample, problems), undefined);
}
