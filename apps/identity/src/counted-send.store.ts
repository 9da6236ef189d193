import { Injectable } from '@nestjs/common';
import { Clock, type SendBudget } from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';

const rememberedMs = 7 * 86_400_000;
/** More than one use adds. */
const deletedAtOnce = 10;

interface CountedRow {
  spent_budget: SendBudget | null;
}

/** What was decided about messages, by the ids that those who asked gave them. */
@Injectable()
export class CountedSendStore {
  constructor(private readonly clock: Clock) {}

  /** Decides once for each id: who asks again, even meanwhile, gets the first answer. */
  async once(
    transaction: Transaction,
    { organization, id }: { organization: string; id: string },
    decide: () => Promise<SendBudget | null>,
  ): Promise<SendBudget | null> {
    const isNew = await this.claim(transaction, organization, id);
    if (!isNew) return this.read(transaction, organization, id);
    const spent = await decide();
    await transaction.query(
      'update counted_sends set spent_budget = $3 where organization = $1 and id = $2',
      [organization, id, spent],
    );
    return spent;
  }

  private async claim(transaction: Transaction, organization: string, id: string): Promise<boolean> {
    const nowMs = this.clock.nowMs();
    const rows = await transaction.query(
      `with forgotten as (
         delete from counted_sends where ctid = any(array(
           select ctid from counted_sends where counted_at < $4 order by counted_at limit ${deletedAtOnce}
           for update skip locked)))
       insert into counted_sends (organization, id, counted_at) values ($1, $2, $3)
       on conflict do nothing returning 1`,
      [organization, id, new Date(nowMs), new Date(nowMs - rememberedMs)],
    );
    return rows.length > 0;
  }

  /** A statement of its own: it sees what whoever was first has committed. */
  private async read(transaction: Transaction, organization: string, id: string): Promise<SendBudget | null> {
    const [row] = await transaction.query<CountedRow>(
      'select spent_budget from counted_sends where organization = $1 and id = $2',
      [organization, id],
    );
    return row?.spent_budget ?? null;
  }
}
