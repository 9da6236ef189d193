import { Injectable } from '@nestjs/common';
import { Bus, deadLetterOf, deadLettersOf, deleteDeadLetter } from '@subjectline/bus';
import type {
  DeadLetter,
  DeadLetterReference,
  DeadLetters,
  ListDeadLettersRequest,
} from '@subjectline/contracts';

/** Dead letters of an organization, of whatever service they are. */
@Injectable()
export class DeadLetterService {
  constructor(private readonly bus: Bus) {}

  list(request: ListDeadLettersRequest): Promise<DeadLetters> {
    return deadLettersOf(this.bus, request);
  }

  read(reference: DeadLetterReference): Promise<DeadLetter> {
    return deadLetterOf(this.bus, reference);
  }

  async discard(reference: DeadLetterReference): Promise<DeadLetter> {
    const letter = await deadLetterOf(this.bus, reference);
    await deleteDeadLetter(this.bus.connection, letter.sequence);
    return letter;
  }
}
