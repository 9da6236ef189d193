import {
  ConsentEvent,
  ConsentEventResult,
  ConsentProof,
  ConsentUser,
  type ConsentChoices,
} from '@subjectline/contracts';
import { objectOf, schemaOf, text, type HandSchema, type Shape } from '../openapi/shape';

/* What the consent routes answer with: their owner's words, and the organization right after the id. */

const withOrganization = (shape: Shape): HandSchema => ({
  allOf: [schemaOf(shape), objectOf({ organization_id: text })],
});

export const eventShape = withOrganization(ConsentEvent);
export const eventAnswerShape = withOrganization(ConsentEventResult);
export const userShape = withOrganization(ConsentUser);
export const proofShape = withOrganization(ConsentProof);
export const proofContentShape: HandSchema = {
  allOf: [proofShape, objectOf({ data: text })],
};

const moment = '2026-03-02T09:30:00.000Z';
const address = 'ada@example.com';
const consents: ConsentChoices = { purposes: [{ id: 'newsletter', enabled: true }] };

/** As the page about templates has it, with a double opt-in. */
export const eventInputExample = {
  user: { organization_user_id: address, metadata: { redirect_url: 'https://www.example.com/thanks' } },
  consents,
  validation: { method: 'email' },
};

export const eventExample: ConsentEvent & { organization_id: string } = {
  id: 'evt_0b6c8a58-4f3e-4d0f-9a37-7e4f3a1f2b6d',
  organization_id: 'default',
  status: 'pending_approval',
  created_at: moment,
  updated_at: moment,
  regulation: 'gdpr',
  user: {
    id: 'usr_4be3c1c8-8a05-4d6f-9a3b-0a5b7c2d9e11',
    organization_user_id: address,
    country: null,
    metadata: { redirect_url: 'https://www.example.com/thanks' },
  },
  consents,
  proofs_id: [],
  delegate: null,
  metadata: null,
  validation: { method: 'email', approvers: [], expires_in: 604_800, redirect_url: null },
  locale: 'en',
  superseded: false,
  decided_at: null,
  rejection_reason: null,
  warnings: [],
  messages_about: 'evt_0b6c8a58-4f3e-4d0f-9a37-7e4f3a1f2b6d',
};

export const userExample: ConsentUser & { organization_id: string } = {
  id: 'usr_4be3c1c8-8a05-4d6f-9a3b-0a5b7c2d9e11',
  organization_id: 'default',
  organization_user_id: address,
  country: 'FR',
  metadata: {},
  created_at: moment,
  updated_at: moment,
  regulation: 'gdpr',
  consents,
};

export const proofExample: ConsentProof & { organization_id: string } = {
  id: 'prf_6a1f0c2e-93d4-4b1c-8f6e-0a5b7c2d9e11',
  organization_id: 'default',
  type: 'application/pdf',
  bytes: 20_480,
  created_at: moment,
};
