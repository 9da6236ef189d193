import { Injectable } from '@nestjs/common';
import { applyLatest, Bus } from '@subjectline/bus';
import { ReadDisowning, type LinkReference } from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { PersonMessages } from '../person/person-messages';
import { RequestLogStore } from '../request/request-log.store';
import type { RequestRow } from '../request/request-row';
import { awaitsProof } from '../request/request-status';
import { RequestStore } from '../request/request.store';
import { isCurrentReference, requestIdOf } from '../request/subject-reference';

/** A person says that the request is not theirs, or takes that back. */
@Injectable()
export class DisowningService {
  constructor(
    private readonly store: RequestStore,
    private readonly log: RequestLogStore,
    private readonly messages: PersonMessages,
    private readonly bus: Bus,
  ) {}

  /** For both events: identity knows which of them is the latest. */
  async update({ organization, about }: LinkReference): Promise<void> {
    const id = requestIdOf(about);
    if (!id) return;
    await applyLatest(
      async () => (await this.bus.ask(ReadDisowning, { organization, about })).disowned,
      (disowned) => this.apply({ organization, about }, id, disowned),
    );
  }

  /** Cancels an unverified request, also one that was closed as such. One that was canceled this way becomes unverified again. */
  private async apply({ organization, about }: LinkReference, id: string, disowned: boolean): Promise<void> {
    await this.store.transaction(async (transaction) => {
      const row = await this.store.lock(transaction, organization, id);
      // whose address was replaced did not ask, and the request is not about them
      if (!row || !isCurrentReference(row, about)) return;
      if (disowned && awaitsProof(row)) {
        await this.move(transaction, row, 'disowned', 'canceled');
      }
      if (!disowned && (await this.wasDisowned(transaction, row))) {
        await this.move(transaction, row, 'disowning_taken_back', 'identity_unverified');
      }
    });
  }

  private async move(
    transaction: Transaction,
    row: RequestRow,
    what: string,
    status: 'canceled' | 'identity_unverified',
  ): Promise<void> {
    this.log.add(transaction, row, what, 'person');
    const facts = { not_identified_at: null };
    const moved = this.store.move(transaction, row, status, { by: 'person', facts });
    await this.messages.publishChanged(transaction, moved);
  }

  /** Whether it is canceled, and for this reason alone. */
  private async wasDisowned(transaction: Transaction, row: RequestRow): Promise<boolean> {
    if (row.status !== 'canceled' || row.archived_at) return false;
    return (await this.log.lastBy(transaction, row, 'canceled')) === 'person';
  }
}
