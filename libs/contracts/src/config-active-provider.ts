import { IsIn, IsOptional, IsString } from 'class-validator';
import { ProviderConfig } from './config-providers';
import { defineCall } from './define';
import { channels, type Channel } from './messages';
import { IsOrganization } from './rules';

export class ReadActiveProviderRequest {
  @IsOrganization()
  organization!: string;

  @IsOptional()
  @IsIn([...channels])
  channel?: Channel;
}

/** Why the active provider cannot send, in the order in which it is checked. */
export const providerHoles = [
  'none_active',
  'details_invalid',
  'secrets_missing',
  'secrets_invalid',
] as const;
export type ProviderHole = (typeof providerHoles)[number];

export class ProviderReadiness {
  @IsOptional()
  @IsString()
  service_type!: string | null;

  @IsOptional()
  @IsIn([...providerHoles])
  hole!: ProviderHole | null;
}

export const ReadActiveProvider = defineCall({
  owner: 'config',
  name: 'read-active-provider',
  request: ReadActiveProviderRequest,
  reply: ProviderConfig,
  askedBy: ['gateway'],
});

/** Structural: no credential is tried. */
export const CheckActiveProvider = defineCall({
  owner: 'config',
  name: 'check-active-provider',
  request: ReadActiveProviderRequest,
  reply: ProviderReadiness,
  askedBy: ['gateway'],
});
