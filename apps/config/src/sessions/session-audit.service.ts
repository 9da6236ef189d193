import { Injectable } from '@nestjs/common';
import { defaultOrganization, type AuditActor, type NewAuditEntry } from '@subjectline/contracts';
import { digestsToStore, KeyRing, type Transaction } from '@subjectline/storage';
import { AuditService } from '../audit/audit.service';
import type { OwnerName, SessionRow } from './session.store';

export type SignInAction = 'sign-in' | 'sign-in by invitation' | 'sign-in by OpenID Connect';
export type SessionAction = SignInAction | 'sign-out' | 'sign-out everywhere';

/** Who tried to sign in: the name that they gave is kept as a keyed digest. */
interface Attempt {
  readonly kind: AuditActor['kind'];
  /** Null: there is none of that name. */
  readonly known: { readonly id: string; readonly organization: string } | null;
  readonly typed: string | null;
}

/** Entries of the audit trail about sessions of the console. */
@Injectable()
export class SessionAudit {
  constructor(
    private readonly audit: AuditService,
    private readonly keys: KeyRing,
  ) {}

  /** @param work the ids of the sessions that it began or ended: of two sign-outs at once one ends any */
  record(
    action: SessionAction,
    { organization, ...owner }: OwnerName & Pick<SessionRow, 'organization'>,
    work: (transaction: Transaction) => Promise<readonly string[]>,
  ): Promise<readonly string[]> {
    return this.audit.add(organization, work, (ids) =>
      ids.length > 0 ? entryOf(action, actorOf(owner), { targets: ids.slice(0, maxTargets) }) : null,
    );
  }

  /** A refusal of an unknown name is recorded in the default organization, since a caller may name any. */
  async recordRefusal({ kind, known, typed }: Attempt, action: SignInAction = 'sign-in'): Promise<void> {
    const organization = known?.organization ?? defaultOrganization;
    const persons = digestsToStore(this.keys, organization, typed === null ? [] : [typed]);
    const entry = entryOf(action, { kind, id: known?.id ?? 'unknown' }, { persons });
    await this.audit.add(
      organization,
      async () => {},
      () => entry,
      'refused',
    );
  }
}

const maxTargets = 500;

function actorOf({ owner_kind, owner_id }: OwnerName): AuditActor {
  return { kind: owner_kind === 'operator' ? 'operator' : 'client', id: owner_id };
}

function entryOf(
  action: SessionAction,
  actor: AuditActor,
  { targets = [], persons = [] }: Partial<Pick<NewAuditEntry, 'targets' | 'persons'>>,
): NewAuditEntry {
  return { kind: 'sign_in', actor, action, targets, persons, fields: [], request_id: null };
}
