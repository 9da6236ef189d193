import {
  didomiTemplateIds,
  OrganizationId,
  ownPartNames,
  type DidomiTemplateId,
  type OwnPartName,
  type WordingInForce,
} from '@subjectline/contracts';
import { Int, ListOf, Nested, Nullable, OneOf, Text, Timestamp } from '@subjectline/schema';
import { emailId } from './email-id';

/** The content of an e-mail. Null is inherited: from the organization's own wider language, or the shipped wording. */
export class EmailProperties {
  @Nullable(Text({ example: '<p>Please <a href="{{validation_approve_url}}">confirm your choices</a>.</p>' }))
  html!: string | null;
  @Nullable(Text({ example: 'Your choices' })) subject!: string | null;
  @Nullable(Text()) text!: string | null;
  @Nullable(Text()) sms!: string | null;
  @Nullable(ListOf(Text({ example: 'privacy@example.com' }))) reply_to!: readonly string[] | null;
  @Nullable(Text()) from_name!: string | null;
}

export class EmailResource {
  @Text({ example: 'validation-double-optin.en' }) id!: string;
  @OrganizationId organization_id!: string;
  @OneOf(['didomi'], { example: 'didomi' }) type_id!: 'didomi';
  @OneOf(didomiTemplateIds, { example: 'validation-double-optin' }) email_type!: DidomiTemplateId;
  @Text({ example: 'en' }) locale!: string;
  @Int({ example: 1 }) version!: number;
  @Nested(() => EmailProperties) properties!: EmailProperties;
  @Nullable(Timestamp) created_at!: string | null;
  @Nullable(Timestamp) updated_at!: string | null;
}

export class FullEmailResource extends EmailResource {
  /** The effective values: the own ones and, for the others, the inherited ones. */
  @Nested(() => EmailProperties) effective!: EmailProperties;
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

export const createEmailExample = {
  type_id: 'didomi',
  email_type: 'validation-double-optin',
  properties: {
    html: '<p>Please <a href="{{validation_approve_url}}">confirm your choices</a>.</p>',
    subject: 'Your choices',
    reply_to: ['privacy@example.com'],
  },
};
