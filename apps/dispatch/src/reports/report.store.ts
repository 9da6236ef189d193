import { Injectable } from '@nestjs/common';
import type { Channel, MessageKindId, MessageState } from '@subjectline/contracts';
import { BatchColumns, type Transaction } from '@subjectline/storage';

import { strongestFirst, type Delivery } from '../message/delivery';

/** A message that a vendor reports on. */
export interface ReportedMessage {
  readonly id: string;
  readonly kind: MessageKindId;
  readonly channel: Channel | null;
  readonly country: string | null;
  readonly about: string | null;
  readonly state: MessageState;
  readonly provider_message_id: string | null;
  readonly unknown_attempts: number;
  /** The config of its last try is the one that the report came for. */
  readonly is_last: boolean;
  /** An earlier try went through that config. */
  readonly was_tried: boolean;
}

export interface ReportRow extends Delivery {
  readonly organization: string;
  readonly message_id: string;
  readonly provider_key: string;
  readonly received_at: Date;
}

/** A provider config. */
export interface ConfigName {
  readonly organization: string;
  readonly key: string;
}

export type StoredDelivery = Delivery & { readonly message_id: string };

const rows = new BatchColumns<ReportRow>({
  organization: 'text',
  message_id: 'text',
  provider_key: 'text',
  report_key: 'text',
  status: 'text',
  bounce: 'text',
  reason: 'text',
  code: 'text',
  at: 'timestamptz',
  received_at: 'timestamptz',
});

const deliveryColumns = 'message_id, status, bounce, reason, code, at, report_key';

@Injectable()
export class ReportStore {
  /** @returns whether this token comes for the first time, once more with the same body, or with another one */
  async claimToken(
    transaction: Transaction,
    { organization, key }: ConfigName,
    { token, bodyDigest, now }: { token: string; bodyDigest: string; now: Date },
  ): Promise<'new' | 'repeated' | 'taken'> {
    const values = [organization, key, token];
    const added = await transaction.query(
      `insert into report_tokens (organization, provider_key, token, body_digest, seen_at) values ($1, $2, $3, $4, $5)
       on conflict do nothing returning token`,
      [...values, bodyDigest, now],
    );
    if (added.length > 0) return 'new';
    const [known] = await transaction.query<{ body_digest: string }>(
      'select body_digest from report_tokens where organization = $1 and provider_key = $2 and token = $3',
      values,
    );
    return known?.body_digest === bodyDigest ? 'repeated' : 'taken';
  }

  /** Locks them: reports of one message are stored one after the other. */
  lockMessages(
    transaction: Transaction,
    { organization, key }: ConfigName,
    ids: readonly string[],
  ): Promise<ReportedMessage[]> {
    return transaction.query<ReportedMessage>(
      `select id, kind, channel, country, about, state, provider_message_id, unknown_attempts,
         provider_key is not distinct from $2 as is_last,
         exists (select from attempts where attempts.organization = messages.organization
           and attempts.message_id = messages.id and attempts.provider_key = $2) as was_tried
       from messages where organization = $1 and id = any($3) order by organization, id for no key update`,
      [organization, key, ids],
    );
  }

  /** The report of each message that holds so far, of those for one config. */
  held(
    transaction: Transaction,
    { organization, key }: ConfigName,
    ids: readonly string[],
  ): Promise<StoredDelivery[]> {
    return transaction.query<StoredDelivery>(
      `select distinct on (message_id) ${deliveryColumns} from delivery_reports
       where organization = $1 and provider_key = $2 and message_id = any($3)
       order by message_id, ${strongestFirst}`,
      [organization, key, ids],
    );
  }

  /** @returns those that were not stored before */
  add(transaction: Transaction, reports: readonly ReportRow[]): Promise<StoredDelivery[]> {
    return transaction.query<StoredDelivery>(
      `insert into delivery_reports (${rows.names}) select ${rows.selected} from ${rows.given}
       on conflict do nothing returning ${deliveryColumns}`,
      rows.valuesOf(reports),
    );
  }
}
