import { Type } from 'class-transformer';
import { IsDefined, IsIn, IsInt, IsOptional, IsString, ValidateNested } from 'class-validator';
import { defineCall } from './define';
import { providerReasons, type ProviderReason } from './provider-reasons';
import { IsAbsentOr, IsOrganization, IsProviderKey } from './rules';
import { Address } from './sealed-content';

export class CheckProviderRequest {
  @IsOrganization()
  organization!: string;

  @IsProviderKey()
  key!: string;
}

export class SendTestMessageRequest {
  @IsOrganization()
  organization!: string;

  /** The config to go through, active or not; the active one when left out, and then nothing is recorded. */
  @IsAbsentOr()
  @IsProviderKey()
  key?: string;

  @IsDefined()
  @ValidateNested()
  @Type(() => Address)
  to!: Address;
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
  @IsString()
  key!: string;

  @IsString()
  service_type!: string;

  /** Null when all went well. */
  @IsOptional()
  @IsIn([...testFailures])
  failure!: TestFailure | null;

  /** How the provider failed, in our words: what a vendor says repeats the address. */
  @IsOptional()
  @IsString()
  explanation!: string | null;

  /** What exactly it refused, where it said so. */
  @IsOptional()
  @IsIn(providerReasons)
  reason!: ProviderReason | null;

  /** With which status the provider refused; null when it did not, or gave no answer. */
  @IsOptional()
  @IsInt()
  status!: number | null;
}

/** Sends a test message right away and tells what became of it. */
export const SendTestMessage = defineCall({
  owner: 'dispatch',
  name: 'send-test-message',
  request: SendTestMessageRequest,
  reply: ProviderTestResult,
  askedBy: ['gateway'],
  // a provider has twelve seconds
  timeoutMs: 15_000,
});

/** Tries the credentials of a config; nothing is delivered to anybody. */
export const CheckProvider = defineCall({
  owner: 'dispatch',
  name: 'check-provider',
  request: CheckProviderRequest,
  reply: ProviderTestResult,
  askedBy: ['gateway'],
  timeoutMs: 15_000,
});
