import { Int, Optional, Text } from '@subjectline/schema';
import { defineState, type State } from './define';
import type { StoringServiceName } from './health';

/** How far a service has come, kept in NATS and in PostgreSQL: where they differ, one of them was lost or restored. */
export class StoreMark {
  @Int({ min: 0 }) turn!: number;

  /** Only what takes room. */
  @Optional(Text({ max: 10_000 })) filler?: string;
}

function storeMarkOf(owner: StoringServiceName): State<StoreMark> {
  return defineState({ owner, bucket: `marks-${owner}`, value: StoreMark, readBy: [] });
}

export const storeMarks: Readonly<Record<StoringServiceName, State<StoreMark>>> = {
  config: storeMarkOf('config'),
  templates: storeMarkOf('templates'),
  identity: storeMarkOf('identity'),
  requests: storeMarkOf('requests'),
  consents: storeMarkOf('consents'),
  dispatch: storeMarkOf('dispatch'),
  webhooks: storeMarkOf('webhooks'),
};
