import { Int, Optional, Text } from '@subjectline/schema';
import { byStoringService, defineState } from './define';

/** How far a service has come, kept in NATS and in PostgreSQL: where they differ, one of them was lost or restored. */
export class StoreMark {
  @Int({ min: 0 }) turn!: number;

  /** Only what takes room. */
  @Optional(Text({ max: 10_000 })) filler?: string;
}

export const storeMarks = byStoringService((owner) =>
  defineState({ owner, bucket: `marks-${owner}`, value: StoreMark, readBy: [] }),
);
