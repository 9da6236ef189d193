import {
  ownPartNames,
  type DidomiTemplateId,
  type OwnPartName,
  type WordingInForce,
} from '@subjectline/contracts';
import { listOf, nullableText, objectOf, text, type HandSchema } from '../openapi/shape';
import { emailId } from './email-id';

/** What an e-mail says. Null is inherited: from a wider language of the organization's own, or from what we ship. */
export interface EmailProperties {
  readonly html: string | null;
  readonly subject: string | null;
  readonly text: string | null;
  readonly sms: string | null;
  readonly reply_to: readonly string[] | null;
  readonly from_name: string | null;
}

export interface EmailResource {
  readonly id: string;
  readonly organization_id: string;
  readonly type_id: 'didomi';
  readonly email_type: DidomiTemplateId;
  readonly locale: string;
  readonly version: number;
  readonly properties: EmailProperties;
  readonly created_at: string | null;
  readonly updated_at: string | null;
}

export interface FullEmailResource extends EmailResource {
  /** What a person gets: the own values, and what is inherited for the others. */
  readonly effective: EmailProperties;
}

export function toEmail(kind: DidomiTemplateId, wording: WordingInForce): EmailResource {
  const { organization, locale, version, own_parts, created_at, updated_at } = wording;
  return {
    id: emailId({ kind, locale }),
    organization_id: organization,
    type_id: 'didomi',
    email_type: kind,
    locale,
    version,
    properties: partsOf(wording, own_parts),
    created_at,
    updated_at,
  };
}

export function toFullEmail(kind: DidomiTemplateId, wording: WordingInForce): FullEmailResource {
  return { ...toEmail(kind, wording), effective: partsOf(wording, ownPartNames) };
}

function partsOf(wording: WordingInForce, names: readonly OwnPartName[]): EmailProperties {
  const part = <Name extends OwnPartName>(name: Name) => (names.includes(name) ? wording[name] : null);
  return {
    html: part('html'),
    subject: part('subject'),
    text: part('text'),
    sms: part('sms'),
    reply_to: part('reply_to'),
    from_name: part('from_name'),
  };
}

const properties = objectOf({
  html: nullableText,
  subject: nullableText,
  text: nullableText,
  sms: nullableText,
  reply_to: { ...listOf(text), nullable: true },
  from_name: nullableText,
});
const emailFields = {
  id: text,
  organization_id: text,
  type_id: text,
  email_type: text,
  locale: text,
  version: { type: 'integer' },
  properties,
  created_at: nullableText,
  updated_at: nullableText,
} satisfies Record<string, HandSchema>;

export const emailShape = objectOf(emailFields);
export const fullEmailShape = objectOf({ ...emailFields, effective: properties });

const own: EmailProperties = {
  html: '<p>Please <a href="{{validation_approve_url}}">confirm your choices</a>.</p>',
  subject: 'Your choices',
  text: null,
  sms: null,
  reply_to: ['privacy@example.com'],
  from_name: null,
};

export const emailExample: EmailResource = {
  id: 'validation-double-optin.en',
  organization_id: 'default',
  type_id: 'didomi',
  email_type: 'validation-double-optin',
  locale: 'en',
  version: 1,
  properties: own,
  created_at: '2026-03-02T09:30:00.000Z',
  updated_at: '2026-03-02T09:30:00.000Z',
};

export const fullEmailExample: FullEmailResource = {
  ...emailExample,
  effective: { ...own, sms: 'Confirm your choices: {{validation_approve_url}}' },
};

export const createEmailExample = {
  type_id: 'didomi',
  email_type: emailExample.email_type,
  properties: { html: own.html, subject: own.subject, reply_to: own.reply_to },
};
