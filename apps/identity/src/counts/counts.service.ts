import { Injectable } from '@nestjs/common';
import type { CountedVerifications, CountVerificationsRequest } from '@subjectline/contracts';
import { CountsStore } from './counts.store';

@Injectable()
export class CountsService {
  constructor(private readonly store: CountsStore) {}

  async count(request: CountVerificationsRequest): Promise<CountedVerifications> {
    return { items: await this.store.count(request) };
  }
}
