import { Injectable } from '@nestjs/common';
import {
  AppError,
  Clock,
  type ReadRequestDeadlinesRequest,
  type RequestDeadlines,
} from '@subjectline/contracts';
import { RequestStore } from '../request/request.store';
import { toDeadlines } from './deadlines-view';

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
    return toDeadlines(row, this.clock.now());
  }
}
