import { Injectable } from '@nestjs/common';
import {
  messageKind,
  messageKindIds,
  type CountVerificationsRequest,
  type VerificationCounts,
} from '@subjectline/contracts';
import { Database } from '@subjectline/storage';

/** A link is never locked, however often it is guessed at. */
const linkKinds = messageKindIds.filter((kind) => messageKind(kind).proofLink !== undefined);

@Injectable()
export class CountsStore {
  constructor(private readonly database: Database) {}

  /** Challenges about the same are one: each new code replaces the one before. */
  count({ organization, from }: CountVerificationsRequest): Promise<VerificationCounts[]> {
    return this.database.query<VerificationCounts>(
      `select kind, channel, count(*)::int as asked,
         (count(*) filter (where verified_at is not null))::int as verified,
         (count(*) filter (where verified_at is null and is_exhausted))::int as exhausted,
         (count(*) filter (where is_disowned))::int as disowned,
         round(percentile_cont(0.5) within group (order by extract(epoch from verified_at - begun_at) * 1000)
           filter (where verified_at is not null))::int as verify_ms_median
       from (
         select min(message_kind) as kind, channel, min(created_at) as begun_at,
           min(case when state = 'verified' then coalesce(first_verified_at, settled_at) else first_verified_at end)
             as verified_at,
           bool_or(state = 'exhausted' or (message_kind <> all($3) and tries >= maximum_tries)) as is_exhausted, bool_or(state = 'disowned') as is_disowned
         from challenges where organization = $1 and created_at >= $2 group by about, channel) counted
       group by kind, channel order by asked desc, kind, channel`,
      [organization, from, linkKinds],
    );
  }
}
