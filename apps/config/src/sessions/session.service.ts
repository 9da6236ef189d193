import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  AppError,
  Clock,
  newId,
  sessionDigest,
  sessionIdleMs,
  sessionLifetimeMs,
  type Browser,
  type EndedSessions,
  type EndOwnSessionRequest,
  type OpenedSession,
  type OpenSessionRequest,
  type Session,
  type SessionKey,
  type SessionList,
} from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { SessionAudit, type SessionAction } from './session-audit.service';
import { SessionOwners, type SessionOwner } from './session-owners.service';
import { SessionStore, type SessionRow } from './session.store';

@Injectable()
export class SessionService {
  constructor(
    private readonly store: SessionStore,
    private readonly owners: SessionOwners,
    private readonly audit: SessionAudit,
    private readonly clock: Clock,
  ) {}

  async open({ client_id, client_secret, browser }: OpenSessionRequest): Promise<OpenedSession> {
    return this.openFor(await this.authenticate(client_id, client_secret), browser);
  }

  async use({ digest }: SessionKey): Promise<Session> {
    const { row, owner } = await this.running(digest);
    await this.store.noteUse(row);
    return sessionOf(row, owner);
  }

  async list({ digest }: SessionKey): Promise<SessionList> {
    const { row } = await this.running(digest);
    const rows = await this.store.listRunning(row);
    const items = rows.map((one) => ({
      id: one.id,
      browser: one.browser,
      created_at: one.created_at.toISOString(),
      last_used_at: one.used_at.toISOString(),
      expires_at: endOf(one).toISOString(),
      is_current: one.id === row.id,
    }));
    return { items, total: items.length };
  }

  async end({ digest }: SessionKey): Promise<EndedSessions> {
    const row = await this.store.find(digest);
    if (!row) return { ended: 0 };
    return this.endOne(row);
  }

  async endOwn({ digest, id }: EndOwnSessionRequest): Promise<EndedSessions> {
    const { row } = await this.running(digest);
    const own = (await this.store.listRunning(row)).find((one) => one.id === id);
    return own ? this.endOne(own) : { ended: 0 };
  }

  private async endOne(row: SessionRow): Promise<EndedSessions> {
    const end = (transaction: Transaction) => this.store.end(row.token_digest, transaction);
    return { ended: (await this.audit.record('sign-out', row, end)).length };
  }

  async endAll({ digest }: SessionKey): Promise<EndedSessions> {
    const { row } = await this.running(digest);
    const end = (transaction: Transaction) => this.store.endAll(row, transaction);
    return { ended: (await this.audit.record('sign-out everywhere', row, end)).length };
  }

  /** For an owner who has proved who they are. */
  async openFor(
    owner: SessionOwner,
    browser: Browser,
    action: SessionAction = 'sign-in',
  ): Promise<OpenedSession> {
    const token = randomBytes(32).toString('base64url');
    const now = this.clock.now();
    const row: SessionRow = {
      id: newId('ses'),
      organization: owner.organization,
      owner_kind: owner.owner_kind,
      owner_id: owner.owner_id,
      owner_epoch: owner.owner_epoch,
      token_digest: sessionDigest(token),
      browser,
      created_at: now,
      used_at: now,
      expires_at: new Date(now.getTime() + sessionLifetimeMs),
    };
    await this.audit.record(action, row, async (transaction) => {
      await this.store.insert(row, transaction);
      return [row.id];
    });
    return { token, session: sessionOf(row, owner) };
  }

  private async authenticate(client_id: string, client_secret: string): Promise<SessionOwner> {
    try {
      return await this.owners.authenticate(client_id, client_secret);
    } catch (error) {
      if (error instanceof AppError && error.code === 'wrong_credentials') {
        const known = await this.owners.findClient(client_id);
        await this.audit.recordRefusal({ kind: 'client', known, typed: client_id });
      }
      throw error;
    }
  }

  private async running(digest: string): Promise<{ row: SessionRow; owner: SessionOwner }> {
    const row = await this.store.findRunning(digest);
    const owner = row && (await this.owners.find(row));
    if (!row || !owner) throw new AppError('not_authenticated');
    return { row, owner };
  }
}

function sessionOf(row: SessionRow, owner: SessionOwner): Session {
  const { kind, owner_id, name, role, organization, scopes } = owner;
  return {
    id: row.id,
    kind,
    owner_id,
    name,
    role,
    organization,
    scopes: [...scopes],
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
  };
}

/** When it ends if it is not used again. */
function endOf({ used_at, expires_at }: SessionRow): Date {
  return new Date(Math.min(expires_at.getTime(), used_at.getTime() + sessionIdleMs));
}
