import { Int, Nested, Nullable, OneOf, Optional, Text } from '@subjectline/schema';
import { callOf } from '../contract/define';
import { providerReasons, type ProviderReason } from '../catalog/provider-reasons';
import { OrganizationId, ProviderKey } from '../values/rules';
import { Address } from './sealed-content';

const call = callOf('dispatch', { askedBy: ['gateway'] });

export class CheckProviderRequest {
  @OrganizationId organization!: string;
  @ProviderKey key!: string;
}

export class SendTestMessageRequest {
  @OrganizationId organization!: string;

  /** The config to test, active or not. Default: the active one, without recording the result. */
  @Optional(ProviderKey) key?: string;
  @Nested(() => Address) to!: Address;
}

/** Why a test went wrong before a provider was asked, or that the provider failed. */
export const testFailures = [
  'details_invalid',
  'secrets_missing',
  'secrets_invalid',
  'no_email',
  'no_phone_number',
  'country_disabled',
  'no_wording',
  'provider_failed',
] as const;
export type TestFailure = (typeof testFailures)[number];

export class ProviderTestResult {
  @Text() key!: string;
  @Text() service_type!: string;

  /** Null on success. */
  @Nullable(OneOf(testFailures)) failure!: TestFailure | null;

  /** How the provider failed, in our words: what a vendor says repeats the address. */
  @Nullable(Text()) explanation!: string | null;

  /** The details of its refusal, if given. */
  @Nullable(OneOf(providerReasons)) reason!: ProviderReason | null;

  /** The provider's HTTP status; null if it did not refuse or did not respond. */
  @Nullable(Int()) status!: number | null;
}

/** Sends a test message at once and returns the result. */
export const SendTestMessage = call('send-test-message', SendTestMessageRequest, ProviderTestResult, {
  // a provider has twelve seconds
  timeoutMs: 15_000,
});

/** Checks the credentials of a config without delivering a message. */
export const CheckProvider = call('check-provider', CheckProviderRequest, ProviderTestResult, {
  timeoutMs: 15_000,
});
