import {
  DsarRequest,
  DsarWarning,
  RequestNote,
  type DsarOutcome,
  type DsarWarningReason,
} from '@subjectline/contracts';
import { schemaOf, text, listOf, type HandSchema } from '../openapi/shape';

/** A request as Didomi's API shows it, with the organization that it belongs to. */
export interface DsarResource extends DsarRequest {
  readonly organization_id: string;
}

export interface DsarAnswer extends DsarResource {
  /** What became of none of it, but should be known: a message that had nowhere to go. */
  readonly warnings: readonly { reason: DsarWarningReason }[];
}

export interface NoteResource extends RequestNote {
  readonly organization_id: string;
}

const organization: HandSchema = {
  type: 'object',
  required: ['organization_id'],
  properties: { organization_id: text },
};

export const dsarShape: HandSchema = { allOf: [schemaOf(DsarRequest), organization] };
export const dsarAnswerShape: HandSchema = {
  allOf: [
    schemaOf(DsarRequest),
    organization,
    { type: 'object', required: ['warnings'], properties: { warnings: listOf(DsarWarning) } },
  ],
};
export const noteShape: HandSchema = { allOf: [schemaOf(RequestNote), organization] };

export function toDsarAnswer(organization_id: string, { request, warnings }: DsarOutcome): DsarAnswer {
  return { ...toResource(organization_id, request), warnings };
}

/** The organization right after the id, as Didomi writes it. */
export function toResource<Item extends { id: string }>(
  organization_id: string,
  { id, ...rest }: Item,
): Item & { organization_id: string } {
  return { id, organization_id, ...rest } as Item & { organization_id: string };
}

const address = 'ada@example.com';

export const dsarExample: DsarResource = {
  id: 'pri_0b6c8a58-4f3e-4d0f-9a37-7e4f3a1f2b6d',
  organization_id: 'default',
  organization_user_id: address,
  user_right_id: 'cpra_delete_my_data',
  status: 'unverified',
  request_fields: [{ field_id: 'email', value: address }],
  user: null,
  source: { type: 'DSAR', country: 'FR' },
  metadata: {},
  extra_message_variables: {},
  locale: 'fr',
  redirect_url: 'https://www.example.com/thanks',
  created_at: '2026-03-02T09:30:00.000Z',
  updated_at: '2026-03-02T09:30:00.000Z',
  deadline_at: '2026-04-16T09:30:00.000Z',
  verified_at: null,
  version: 1,
};

export const createExample = {
  organization_user_id: address,
  user_right_id: 'cpra_delete_my_data',
  status: 'unverified',
  request_fields: [{ field_id: 'email', value: address }],
  source: { type: 'DSAR', country: 'FR' },
  locale: 'fr',
  redirect_url: 'https://www.example.com/thanks',
};

export const noteExample: NoteResource = {
  id: 'note_4be3c1c8-8a05-4d6f-9a3b-0a5b7c2d9e11',
  organization_id: 'default',
  request_id: dsarExample.id,
  value: 'Called back, will send a copy of the contract.',
  author: 'cli_6a1f0c2e-93d4-4b1c-8f6e-0a5b7c2d9e11',
  created_at: '2026-03-02T09:40:00.000Z',
  updated_at: '2026-03-02T09:40:00.000Z',
};
