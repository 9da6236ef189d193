import { Flag, ListOf, OneOf, Optional, Text } from '@subjectline/schema';
import { callOf, participantNames, type Call, type ServiceName } from './define';

export class HealthQuestion {
  @OneOf(participantNames) from!: string;
}

export class Health {
  /** Whether the service's own tables can be read and written. */
  @Flag database!: boolean;

  /** Whether JetStream accepts writes. */
  @Optional(Flag) broker?: boolean;

  /** Problems with the keys, for an operator. A key is named by its id. */
  @Optional(Text({ max: 500 })) keys?: string;

  /** Incidents of the stores within the last day, for an operator. */
  @Optional(Text({ max: 500 })) incident?: string;

  /** Warnings for an operator while everything is up. No names of organizations or accounts. */
  @Optional(ListOf(Text({ max: 500 }))) warnings?: string[];
}

/** Every service but the gateway keeps tables, and says whether it can reach them. */
export type StoringServiceName = Exclude<ServiceName, 'gateway'>;

function healthCallOf(owner: StoringServiceName): Call<HealthQuestion, Health> {
  return callOf(owner, { askedBy: ['gateway'], timeoutMs: 2_000 })('health', HealthQuestion, Health);
}

export const healthCalls: Readonly<Record<StoringServiceName, Call<HealthQuestion, Health>>> = {
  config: healthCallOf('config'),
  templates: healthCallOf('templates'),
  identity: healthCallOf('identity'),
  requests: healthCallOf('requests'),
  consents: healthCallOf('consents'),
  dispatch: healthCallOf('dispatch'),
  webhooks: healthCallOf('webhooks'),
};
