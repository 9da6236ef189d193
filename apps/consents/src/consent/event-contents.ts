import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { ConsentWarning, MessageKindId } from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { ConsentVault, type EventContent } from '../person/consent-vault';
import { EventStore, type EventRow, type NewEvent } from './event.store';
import { namedMetadata } from './metadata';

/** Opens what events say, and seals it when an event is written. */
@Injectable()
export class EventContents {
  constructor(
    private readonly store: EventStore,
    private readonly vault: ConsentVault,
  ) {}

  of(event: EventRow): EventContent {
    return this.vault.open('event', event, event.sealed_content);
  }

  /** The variables that templates may use. */
  variablesOf(event: EventRow): Record<string, string> {
    const { metadata, user_metadata } = this.of(event);
    return namedMetadata(metadata, user_metadata).variables;
  }

  /** Null when the id is taken. */
  insert(
    transaction: Transaction,
    event: Omit<NewEvent, 'sealed_content'>,
    content: EventContent,
  ): Promise<EventRow | null> {
    return this.store.insert(transaction, { ...event, sealed_content: this.seal(event, content) });
  }

  update(
    transaction: Transaction,
    event: EventRow,
    changes: Partial<EventContent>,
    proofIds: string[] = event.proof_ids,
  ): Promise<EventRow> {
    const sealed_content = this.seal(event, { ...this.of(event), ...changes });
    return this.store.update(transaction, event, { sealed_content, proof_ids: proofIds });
  }

  /** Records facts about an event that are no change of the event itself. */
  note(
    transaction: Transaction,
    event: EventRow,
    changes: Partial<EventContent>,
    suppressed_by: EventRow['suppressed_by'] = event.suppressed_by,
  ): Promise<EventRow> {
    const sealed_content = this.seal(event, { ...this.of(event), ...changes });
    return this.store.note(transaction, event, { sealed_content, suppressed_by });
  }

  /**
   * Adds the warnings of a call to the event, for later readers.
   * @param resent the kind of message that was just sent again: earlier warnings about it are dropped
   */
  async addWarnings(
    transaction: Transaction,
    event: EventRow,
    warnings: readonly ConsentWarning[],
    resent?: MessageKindId,
  ): Promise<EventRow> {
    const before = this.of(event).warnings ?? [];
    const kept = before.filter(({ email_type }) => !resent || email_type !== resent);
    const isNew = (warning: ConsentWarning) => !kept.some((each) => isDeepStrictEqual(each, warning));
    const all = [...kept, ...warnings.filter(isNew)];
    return isDeepStrictEqual(all, before) ? event : this.note(transaction, event, { warnings: all });
  }

  private seal(owner: Pick<EventRow, 'organization' | 'id'>, content: EventContent): string {
    return this.vault.seal('event', owner, content);
  }
}
