import { Nullable, OneOf, Optional, Text } from '@subjectline/schema';
import { ProviderConfig } from './providers';
import { callOf } from '../contract/define';
import { channels, type Channel } from '../catalog/messages';
import { OrganizationId } from '../values/rules';

const call = callOf('config', { askedBy: ['gateway'] });

export class ReadActiveProviderRequest {
  @OrganizationId organization!: string;
  @Optional(OneOf(channels)) channel?: Channel;
}

/** Why the active provider cannot send, in the order of the checks. */
export const providerIssues = [
  'none_active',
  'details_invalid',
  'secrets_missing',
  'secrets_invalid',
] as const;
export type ProviderIssue = (typeof providerIssues)[number];

export class ProviderReadiness {
  @Nullable(Text()) service_type!: string | null;
  @Nullable(OneOf(providerIssues)) issue!: ProviderIssue | null;
}

export const ReadActiveProvider = call('read-active-provider', ReadActiveProviderRequest, ProviderConfig);

/** Structural: no credential is tried. */
export const CheckActiveProvider = call(
  'check-active-provider',
  ReadActiveProviderRequest,
  ProviderReadiness,
);
