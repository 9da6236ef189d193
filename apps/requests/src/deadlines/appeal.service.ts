import { Injectable } from '@nestjs/common';
import { AppError, Clock, type RecordAppealRequest, type RequestDeadlines } from '@subjectline/contracts';
import { RequestLogStore } from '../request/request-log.store';
import { RequestStore } from '../request/request.store';
import { clockOf, toDeadlines } from './deadlines-view';
import { receivedAt, requireReceivedAt } from './received';
import { appealedClock } from './request-clock';

/** Dates the answers to appeals. What is decided of them is staff's affair. */
@Injectable()
export class AppealService {
  constructor(
    private readonly store: RequestStore,
    private readonly log: RequestLogStore,
    private readonly clock: Clock,
  ) {}

  record({ organization, id, received_at, recorded_by }: RecordAppealRequest): Promise<RequestDeadlines> {
    const now = this.clock.now();
    requireReceivedAt(received_at, ['received_at'], now);
    return this.store.transaction(async (transaction) => {
      const row = await this.store.lock(transaction, organization, id);
      if (!row) throw new AppError('request_unknown', { id });
      const refusal = (why: string) => new AppError('appeal_refused', { id, why });
      const clock = clockOf(row);
      if (clock.appealed_at) return toDeadlines(row, now);
      const appealed = appealedClock(clock, receivedAt(received_at, now));
      if (!appealed) throw refusal(`${clock.law ?? 'the policy'} knows no appeal`);
      if (row.status !== 'denied') throw refusal(`the request is ${row.status}, not denied`);
      this.log.add(transaction, row, 'appealed', recorded_by);
      return toDeadlines(this.store.saveClock(transaction, row, appealed), now);
    });
  }
}
