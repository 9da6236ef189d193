import { OneOf, Text, Timestamp } from '@subjectline/schema';
import { defineEvent } from '../contract/define';
import { exampleIds } from '../values/example-ids';
import { OrganizationId } from '../values/rules';
import { consentEventStatuses, type ConsentEventStatus } from './consent-events';

export class ConsentChangedEvent {
  @OrganizationId organization!: string;

  /** As in `/v1/consents/events/{id}`. */
  @Text({ example: exampleIds.consentEvent }) id!: string;
  @OneOf(consentEventStatuses, { example: 'confirmed' }) status!: ConsentEventStatus;
  @Text({ example: 'gdpr' }) regulation!: string;
  @Timestamp changed_at!: string;
}

/** A consent event was stored, decided, reopened, or says something else now. */
export const ConsentChanged = defineEvent({
  owner: 'consents',
  name: 'changed',
  payload: ConsentChangedEvent,
  heardBy: ['webhooks'],
});
