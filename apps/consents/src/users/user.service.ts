import { Injectable } from '@nestjs/common';
import {
  AppError,
  eventsDeletedPerCall,
  defaultRegulation,
  type ChangeConsentUserRequest,
  type ConsentChoices,
  type ConsentUser,
  type ConsentUserList,
  type CreateConsentUserRequest,
  type DeleteConsentUserRequest,
  type DeletedConsentUser,
  type ListConsentUsersRequest,
  type ReadConsentUserRequest,
} from '@subjectline/contracts';
import { CallerService } from '../tokens/caller.service';
import { choicesOf, noChoices } from '../consent/choices';
import { CurrentChoices } from '../consent/current-choices';
import { EventStore } from '../consent/event.store';
import { ProofService } from '../proofs/proof.service';
import { UserDirectory, type KnownUser } from '../person/user-directory';
import { UserStore } from '../person/user.store';

/** Users, each with the choices in force. */
@Injectable()
export class UserService {
  constructor(
    private readonly store: UserStore,
    private readonly events: EventStore,
    private readonly directory: UserDirectory,
    private readonly callers: CallerService,
    private readonly choices: CurrentChoices,
    private readonly proofs: ProofService,
  ) {}

  async read(request: ReadConsentUserRequest): Promise<ConsentUser> {
    const { organization, regulation = defaultRegulation } = request;
    const user = await this.callers.userOf(request);
    if (!user) throw new AppError('user_unknown');
    const choices = await this.choices.of({ organization, user_id: user.row.id, regulation });
    return shown(user, regulation, choices);
  }

  async list(request: ListConsentUsersRequest): Promise<ConsentUserList> {
    const { organization, organization_user_id, regulation = defaultRegulation, skip, limit } = request;
    const slice = { skip, limit };
    const { users, total } = await this.directory.list(organization, { organization_user_id }, slice);
    const ids = users.map(({ row }) => row.id);
    const choices = await this.choices.ofEach(organization, ids, regulation);
    const items = users.map((user, index) => shown(user, regulation, choices[index] ?? choicesOf(noChoices)));
    return { items, total };
  }

  async create({ organization, user }: CreateConsentUserRequest): Promise<ConsentUser> {
    const made = await this.store.transaction(async (transaction) => {
      const admitted = await this.directory.admit(transaction, organization, user);
      if (!admitted.isNew) throw new AppError('conflict', { what: 'user' });
      return admitted;
    });
    return shown(made, defaultRegulation, choicesOf(noChoices));
  }

  async change({ organization, user_id, changes }: ChangeConsentUserRequest): Promise<ConsentUser> {
    const user = await this.store.transaction((transaction) =>
      this.directory.change(transaction, organization, user_id, changes),
    );
    if (!user) throw new AppError('user_unknown');
    const place = { organization, user_id: user.row.id, regulation: defaultRegulation };
    const choices = await this.choices.of(place);
    return shown(user, defaultRegulation, choices);
  }

  /** Deletes a batch of events per call; the call that finds no more of them deletes the user. */
  async delete({ organization, user_id }: DeleteConsentUserRequest): Promise<DeletedConsentUser> {
    return this.store.transaction(async (transaction) => {
      const row = await this.directory.lock(transaction, organization, user_id);
      if (!row) throw new AppError('user_unknown');
      const removed = await this.events.remove(transaction, organization, { userId: row.id });
      await this.proofs.deleteUnused(transaction, organization, removed.proofIds);
      if (removed.count === eventsDeletedPerCall) return { is_gone: false };
      await this.store.delete(transaction, row);
      return { is_gone: true };
    });
  }
}

function shown({ row, person }: KnownUser, regulation: string, consents: ConsentChoices): ConsentUser {
  const { public_id: id, organization_user_id, country, metadata } = person;
  const created_at = row.created_at.toISOString();
  const updated_at = row.updated_at.toISOString();
  return { id, organization_user_id, country, metadata, created_at, updated_at, regulation, consents };
}
