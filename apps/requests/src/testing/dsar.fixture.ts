import { randomBytes } from 'node:crypto';
import { decode, encode } from '@subjectline/bus';
import {
  AppError,
  ChangeDsarRequest,
  check,
  ConfirmRequestByLink,
  CreateDsarRequest,
  CreateLink,
  ReadDisowning,
  ReadDsarRequest,
  ReadLink,
  ReadRequestLog,
  SendNotice,
  StartChallengeInBulk,
  VerifyLink,
  type Address,
  type Call,
  type ChangeDsarRequestRequest,
  type CreateDsarRequestRequest,
  type DsarOutcome,
  type DsarRequest,
  type LinkState,
  type LinkView,
  type MessageKindId,
} from '@subjectline/contracts';
import { openContent, takeTask } from '@subjectline/testing';
import type { Msg } from 'nats';
import { organization, RequestsFixture } from './requests.fixture';

/* Requests of Didomi's API. The fixture answers for identity's links, by their contracts. */

export const person = 'ana@example.com';
export const client = 'cli_didomi';

export interface Told {
  readonly kind: MessageKindId;
  readonly to: Address;
  readonly variables: Record<string, string>;
}

export class DsarFixture {
  /** Identity's links, by their tokens. */
  readonly links = new Map<string, LinkView>();

  /** The subject references that identity says are disowned. */
  readonly disowned = new Set<string>();

  /** Runs before the answer whether a subject is disowned is sent. */
  beforeDisowningAnswer: () => Promise<void> = () => Promise.resolve();

  private constructor(readonly base: RequestsFixture) {}

  static async start(): Promise<DsarFixture> {
    const fixture = new DsarFixture(await RequestsFixture.start());
    fixture.play(ReadDisowning, async ({ about }) => {
      const answer = { disowned: fixture.disowned.has(about) };
      await fixture.beforeDisowningAnswer();
      return answer;
    });
    fixture.play(ReadLink, ({ token }) => fixture.require(token));
    fixture.play(CreateLink, (asked) => {
      const expiresMs = fixture.base.testEnv.clock.nowMs() + asked.lifetime_seconds * 1_000;
      const token = fixture.addLink(asked.about, { return_to: asked.return_to ?? null });
      return { token, expires_at: new Date(expiresMs).toISOString() };
    });
    fixture.play(VerifyLink, ({ token, about }) => {
      const link = fixture.require(token);
      if (link.about !== about) throw new AppError('link_unknown');
      if (link.state !== 'open') throw new AppError(link.state === 'used' ? 'link_used' : 'link_expired');
      fixture.setState(token, 'used');
      const verified_at = fixture.base.testEnv.clock.now().toISOString();
      return { challenge_id: 'cha_played', channel: fixture.base.channel, verified_at };
    });
    return fixture;
  }

  close(): Promise<void> {
    return this.base.close();
  }

  /** @returns the token of a link that was sent */
  addLink(about: string, changes: Partial<LinkView> = {}): string {
    const token = randomBytes(32).toString('base64url');
    this.links.set(token, {
      organization,
      about,
      message_kind: 'request-verify',
      proves: true,
      state: 'open',
      locale: 'en',
      return_to: null,
      ...changes,
    });
    return token;
  }

  setState(token: string, state: LinkState): void {
    this.links.set(token, { ...this.require(token), state });
  }

  create(changes: Partial<CreateDsarRequestRequest> = {}): Promise<DsarOutcome> {
    return this.base.testEnv.bus.ask(CreateDsarRequest, {
      organization,
      organization_user_id: person,
      user_right_id: 'cpra_delete_my_data',
      status: 'verified',
      source: { type: 'DSAR' },
      locale: 'en',
      created_by: client,
      ...changes,
    });
  }

  async created(changes: Partial<CreateDsarRequestRequest> = {}): Promise<string> {
    return (await this.create(changes)).request.id;
  }

  /** A request that waits for its link; the link was queued. */
  async unverified(changes: Partial<CreateDsarRequestRequest> = {}): Promise<string> {
    const id = await this.created({ ...changes, status: 'unverified' });
    await takeTask(this.base.testEnv, StartChallengeInBulk);
    return id;
  }

  /** The person follows the link. */
  async confirm(about: string): Promise<void> {
    const token = this.addLink(about);
    await this.base.testEnv.bus.ask(ConfirmRequestByLink, { organization, about, token });
  }

  change(id: string, changes: Partial<ChangeDsarRequestRequest>): Promise<DsarOutcome> {
    const request = { organization, id, changed_by: client, ...changes };
    return this.base.testEnv.bus.ask(ChangeDsarRequest, request);
  }

  read(id: string): Promise<DsarRequest> {
    return this.base.testEnv.bus.ask(ReadDsarRequest, { organization, id });
  }

  async logOf(id: string): Promise<string[]> {
    const { entries } = await this.base.testEnv.bus.ask(ReadRequestLog, { organization, id });
    return entries.map(({ what, by }) => `${what} by ${by}`);
  }

  /** Takes every queued message. */
  async told(): Promise<Told[]> {
    const told: Told[] = [];
    for (let waiting = await this.base.waitingNotices(); waiting > 0; waiting -= 1) {
      const task = await takeTask(this.base.testEnv, SendNotice);
      const { to, variables } = openContent(this.base.testEnv, task);
      const { kind, skip_reason } = task;
      told.push({ kind, to, variables, ...(skip_reason && { skip_reason }) });
    }
    return told;
  }

  async kindsTold(): Promise<MessageKindId[]> {
    return (await this.told()).map(({ kind }) => kind);
  }

  private require(token: string): LinkView {
    const link = this.links.get(token);
    if (!link) throw new AppError('link_unknown');
    return link;
  }

  private play<Request extends object, Reply extends object>(
    call: Call<Request, Reply>,
    answer: (question: Request) => Reply | Promise<Reply>,
  ): void {
    const respond = async (message: Msg) => {
      try {
        const response = await answer(check(call.request, decode(message.data)));
        message.respond(encode({ response }));
      } catch (error) {
        message.respond(encode({ err: error }));
      }
    };
    const callback = (_error: Error | null, message: Msg) => void respond(message);
    this.base.testEnv.bus.connection.subscribe(call.subject, { callback });
  }
}
