import { ListOf, Nested, Text } from '@subjectline/schema';
import { ArrayUnique } from 'class-validator';
import { callOf } from '../contract/define';
import { OrganizationId } from '../values/rules';

const call = callOf('config', { askedBy: ['gateway'] });

/** Keys of fallback provider configs, in order of use. */
export class ProviderFallbacks {
  @ListOf(Text(), { max: 20, rules: [() => ArrayUnique()], example: ['mailgun-eu', 'twilio_email'] })
  email: string[] = [];
  @ListOf(Text(), { max: 20, rules: [() => ArrayUnique()], example: [] }) sms: string[] = [];
}

export class ReadProviderFallbacksRequest {
  @OrganizationId organization!: string;
}

export class SaveProviderFallbacksRequest extends ReadProviderFallbacksRequest {
  @Nested(() => ProviderFallbacks) fallbacks!: ProviderFallbacks;
}

export const ReadProviderFallbacks = call(
  'read-provider-fallbacks',
  ReadProviderFallbacksRequest,
  ProviderFallbacks,
);

/** Replaces both lists. Each key must belong to a config that can send on that channel. */
export const SaveProviderFallbacks = call(
  'save-provider-fallbacks',
  SaveProviderFallbacksRequest,
  ProviderFallbacks,
);
