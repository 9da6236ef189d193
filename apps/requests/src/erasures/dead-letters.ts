import { Injectable } from '@nestjs/common';
import { Bus, deadLetters, deleteDeadLetter } from '@subjectline/bus';
import { challengeContext, messageContext, type SealedContent } from '@subjectline/contracts';
import { KeyRing, SealBroken, SoughtPerson } from '@subjectline/storage';

interface Letter {
  readonly organization?: unknown;
  readonly id?: unknown;
  readonly about?: unknown;
  readonly sealed_content?: unknown;
}

interface Scope {
  readonly sealed_person: string;
  readonly subjects: readonly string[];
}

/** Tasks of a person that could not be done, which the broker keeps for an operator. */
@Injectable()
export class DeadLetters {
  constructor(
    private readonly bus: Bus,
    private readonly keys: KeyRing,
  ) {}

  /** @returns how many there were */
  async delete(organization: string, scope: Scope): Promise<number> {
    const person = SoughtPerson.open(this.keys, { organization, ...scope });
    const { connection } = this.bus;
    let deleted = 0;
    for await (const { letter, payload } of deadLetters(connection)) {
      if (!this.isOf(person, payload)) continue;
      await deleteDeadLetter(connection, letter.sequence);
      deleted += 1;
    }
    return deleted;
  }

  private isOf(person: SoughtPerson, payload: unknown): boolean {
    if (typeof payload !== 'object' || payload === null) return false;
    const letter: Letter = payload;
    if (letter.organization !== person.organization) return false;
    return person.isIn(letter) || this.isTo(person, letter);
  }

  private isTo(person: SoughtPerson, { id, about, sealed_content }: Letter): boolean {
    if (typeof sealed_content !== 'string') return false;
    const { organization } = person;
    const contexts = [
      messageContext(organization, String(id)),
      challengeContext(organization, String(about)),
    ];
    return contexts.some((context) => {
      const to = this.recipientIn(sealed_content, context);
      return person.isCalled(to?.email) || person.isCalled(to?.phone_number);
    });
  }

  private recipientIn(sealed: string, context: string): SealedContent['to'] | null {
    try {
      return (this.keys.openJson(sealed, context) as SealedContent).to;
    } catch (error) {
      if (error instanceof SealBroken) return null;
      throw error;
    }
  }
}
