import { Injectable } from '@nestjs/common';
import { messageKindIds, messageKind, type IdentityVerifiedEvent } from '@subjectline/contracts';
import { Batch, Database } from '@subjectline/storage';
import { MessageMetrics, type Converted } from './message-metrics';

type Verified = Pick<IdentityVerifiedEvent, 'organization' | 'about' | 'channel'>;

const codeKinds = messageKindIds.filter((kind) => messageKind(kind).lane === 'codes');
/** A counter is in no hurry: one query for all persons who are verified within this time. */
const gatherMs = 200;

/** Counts the message by which a person was verified: identity knows neither its provider nor its country. */
@Injectable()
export class VerifiedService {
  private readonly counts = new Batch((all: readonly Verified[]) => this.countAll(all), { gatherMs });

  constructor(
    private readonly database: Database,
    private readonly metrics: MessageMetrics,
  ) {}

  async count({ organization, about, channel }: IdentityVerifiedEvent): Promise<void> {
    await this.counts.add({ organization, about, channel });
  }

  private async countAll(verified: readonly Verified[]): Promise<undefined[]> {
    const messages = await this.database.query<Converted>(
      `select sent.* from unnest($1::text[], $2::text[], $3::text[]) as given (organization, about, channel)
       cross join lateral (
         select kind, service_type, channel, country from messages
         where organization = given.organization and about = given.about and channel = given.channel
           and kind = any($4) and service_type is not null
         order by position desc limit 1) as sent`,
      [
        verified.map(({ organization }) => organization),
        verified.map(({ about }) => about),
        verified.map(({ channel }) => channel),
        codeKinds,
      ],
    );
    for (const message of messages) this.metrics.countStage(message, 'verified');
    return verified.map(() => undefined);
  }
}
