import { Injectable } from '@nestjs/common';
import {
  AppError,
  Clock,
  type ReadRequestDeadlinesRequest,
  type RequestDeadlines,
} from '@subjectline/contracts';
import { daysLeftOf } from '../request/request-view';
import type { RequestRow } from '../request/request-row';
import { RequestStore } from '../request/request.store';

/** The dates of one request. */
@Injectable()
export class DeadlineService {
  constructor(
    private readonly store: RequestStore,
    private readonly clock: Clock,
  ) {}

  async read({ organization, id }: ReadRequestDeadlinesRequest): Promise<RequestDeadlines> {
    const row = await this.store.read(organization, id);
    if (!row) throw new AppError('request_unknown', { id });
    return this.viewOf(row);
  }

  private viewOf(row: RequestRow): RequestDeadlines {
    const { id, clock, deadline_at } = row;
    if (!clock) throw new AppError('deadlines_unknown', { id });
    const { term: _term, holidays: _holidays, appeal_due: _appealDue, pauses, ...dates } = clock;
    const due_date = deadline_at.toISOString();
    return { id, ...dates, pauses: [...pauses], due_date, days_left: daysLeftOf(row, this.clock.now()) };
  }
}
