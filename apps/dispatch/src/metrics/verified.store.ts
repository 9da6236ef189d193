import { Injectable } from '@nestjs/common';
import { messageKindIds, messageKind, type IdentityVerifiedEvent } from '@subjectline/contracts';
import { BatchColumns, Database } from '@subjectline/storage';
import type { Converted } from './message-metrics';

export type Verified = Pick<IdentityVerifiedEvent, 'organization' | 'about' | 'channel'>;

const codeKinds = messageKindIds.filter((kind) => messageKind(kind).lane === 'codes');
const columns = new BatchColumns<Verified>({ organization: 'text', about: 'text', channel: 'text' }, 1);

@Injectable()
export class VerifiedStore {
  constructor(private readonly database: Database) {}

  /** The last message with a code or link about each, if one was sent. */
  lastMessages(verified: readonly Verified[]): Promise<Converted[]> {
    return this.database.query<Converted>(
      `select sent.* from ${columns.given}
       cross join lateral (
         select kind, service_type, channel, country from messages
         where organization = given.organization and about = given.about and channel = given.channel
           and kind = any($1) and service_type is not null
         order by position desc limit 1) as sent`,
      [codeKinds, ...columns.valuesOf(verified)],
    );
  }
}
