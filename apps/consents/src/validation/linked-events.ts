import { Injectable } from '@nestjs/common';
import { AppError } from '@subjectline/contracts';
import { EventStore, type EventRow } from '../consent/event.store';
import { typeOf } from '../person/subject-reference';
import { ApprovalStore } from './approval.store';

/** Finds the event that a link asks to confirm: the link's subject is the event, or the approval of one approver. */
@Injectable()
export class LinkedEvents {
  constructor(
    private readonly events: EventStore,
    private readonly approvals: ApprovalStore,
  ) {}

  async find(organization: string, subject: string): Promise<EventRow | null> {
    const type = typeOf(subject);
    if (type === 'evt') return this.events.read(organization, subject);
    if (type !== 'apr') return null;
    const approval = await this.approvals.read(organization, subject);
    return approval && this.events.read(organization, approval.event_id);
  }

  async require(organization: string, subject: string): Promise<EventRow> {
    const event = await this.find(organization, subject);
    if (!event) throw new AppError('event_unknown', { id: subject });
    return event;
  }
}
