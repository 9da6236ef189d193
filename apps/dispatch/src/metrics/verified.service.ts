import { Injectable } from '@nestjs/common';
import { messageKindIds, messageKind, type IdentityVerifiedEvent } from '@subjectline/contracts';
import { Database } from '@subjectline/storage';
import { MessageMetrics, type Converted } from './message-metrics';

const codeKinds = messageKindIds.filter((kind) => messageKind(kind).lane === 'codes');

/** Counts the message by which a person was verified: identity knows neither its provider nor its country. */
@Injectable()
export class VerifiedService {
  constructor(
    private readonly database: Database,
    private readonly metrics: MessageMetrics,
  ) {}

  async count({ organization, about, channel }: IdentityVerifiedEvent): Promise<void> {
    const [message] = await this.database.query<Converted>(
      `select kind, service_type, channel, country from messages
       where organization = $1 and about = $2 and channel = $3 and kind = any($4) and service_type is not null
       order by position desc limit 1`,
      [organization, about, channel, codeKinds],
    );
    if (message) this.metrics.countStage(message, 'verified');
  }
}
