import { Injectable } from '@nestjs/common';
import { UserDirectory } from '../person/user-directory';
import { EventStore, type EventRow } from './event.store';

@Injectable()
export class EventLookup {
  constructor(
    private readonly events: EventStore,
    private readonly users: UserDirectory,
  ) {}

  /** An event of this user; null for another user's. */
  async ofUser(organization: string, organizationUserId: string, publicId: string): Promise<EventRow | null> {
    const user = await this.users.find(organization, { organization_user_id: organizationUserId });
    const event = await this.events.readPublic(organization, publicId);
    return event && event.user_id === user?.row.id ? event : null;
  }
}
