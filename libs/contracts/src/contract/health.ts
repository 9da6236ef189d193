import { Flag, ListOf, OneOf, Optional, Text } from '@subjectline/schema';
import { byStoringService, callOf, participantNames } from './define';

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

/** Every service that keeps tables says whether it can reach them. */
export const healthCalls = byStoringService((owner) =>
  callOf(owner, { askedBy: ['gateway'], timeoutMs: 2_000 })('health', HealthQuestion, Health),
);
