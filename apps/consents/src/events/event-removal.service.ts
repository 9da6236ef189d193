import { Injectable } from '@nestjs/common';
import {
  AppError,
  type DeleteConsentEventRequest,
  type DeleteConsentEventsRequest,
  type DeletedConsentEvents,
} from '@subjectline/contracts';
import { EventStore, type EventSelection } from '../consent/event.store';
import { UserDirectory } from '../person/user-directory';
import { UserStore } from '../person/user.store';
import { ProofService } from '../proofs/proof.service';

@Injectable()
export class EventRemovalService {
  constructor(
    private readonly store: EventStore,
    private readonly users: UserStore,
    private readonly directory: UserDirectory,
    private readonly proofs: ProofService,
  ) {}

  async delete({ organization, id }: DeleteConsentEventRequest): Promise<DeletedConsentEvents> {
    const event = await this.store.readPublic(organization, id);
    const removed = event ? await this.remove(organization, { userId: event.user_id }, event.id) : null;
    if (!removed?.deleted) throw new AppError('event_unknown', { id });
    return removed;
  }

  /** Deletes all matching events. Succeeds if there are none. */
  async deleteAll(request: DeleteConsentEventsRequest): Promise<DeletedConsentEvents> {
    const { organization, user_id, organization_user_id, statuses, regulation } = request;
    const user = await this.directory.find(organization, { user_id, organization_user_id });
    if (!user) return { deleted: 0 };
    return this.remove(organization, { userId: user.row.id, statuses, regulation });
  }

  /**
   * Locks the user, so that no other change reads choices that are about to go. With the last event goes their
   * address, and with its last event a document.
   */
  private async remove(
    organization: string,
    selection: EventSelection,
    id: string | null = null,
  ): Promise<DeletedConsentEvents> {
    return this.store.transaction(async (transaction) => {
      const user = await this.users.lock(transaction, organization, selection.userId);
      const { count, proofIds } = await this.store.remove(transaction, organization, selection, id);
      await this.proofs.deleteUnused(transaction, organization, proofIds);
      if (user && count > 0 && !(await this.store.hasAny(transaction, organization, user.id))) {
        await this.directory.forgetEmail(transaction, user);
      }
      return { deleted: count };
    });
  }
}
