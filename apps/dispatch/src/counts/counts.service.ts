import { Injectable } from '@nestjs/common';
import type { CountedMessages, CountMessagesRequest } from '@subjectline/contracts';
import { CountsStore } from './counts.store';

@Injectable()
export class CountsService {
  constructor(private readonly store: CountsStore) {}

  count(request: CountMessagesRequest): Promise<CountedMessages> {
    return this.store.count(request);
  }
}
