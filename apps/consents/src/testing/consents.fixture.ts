import { randomBytes, randomUUID } from 'node:crypto';
import { decode, encode, Metrics, readEnv, type Service } from '@subjectline/bus';
import {
  AppError,
  challengeContext,
  check,
  CreateConsentEvent,
  CreateLink,
  DecideApproval,
  messageKind,
  PublishedWordings,
  ReadConsentUser,
  ReadDisowning,
  ReadLink,
  SealedContent,
  SendNotice,
  Settings,
  StartChallenge,
  StartChallengeInBulk,
  VerifyChallenge,
  VerifyLink,
  wordingKey,
  type Call,
  type ConsentEventInput,
  type ConsentEventResult,
  type DecidedApproval,
  type LinkState,
  type MessageKindId,
  type OrganizationSettings,
  type StartChallengeTask,
} from '@subjectline/contracts';
import {
  countTasks,
  eventually,
  startTestEnvironment,
  openContent,
  shutValues,
  takeAnyTask,
  takeTask,
  type TestEnvironment,
} from '@subjectline/testing';
import { expect } from 'vitest';
import type { Msg } from 'nats';
import { start } from '../app';
import { ConsentsEnv } from '../env';

/* For specs: the consents service alone on real servers; identity is played at its contract. */

/** Both queues of challenges: of persons and of API clients. */
const challengeQueues = [StartChallenge, StartChallengeInBulk];

export const organization = 'default';
export const privacyCenterUrl = 'https://privacy.example.com/preferences?lang=en';
export const rightCode = '482913';

interface PlayedLink {
  readonly challengeId: string;
  readonly organization: string;
  readonly about: string;
  readonly kind: MessageKindId;
  readonly proves: boolean;
  state: LinkState;
}

export interface Asked {
  readonly task: StartChallengeTask;
  readonly content: SealedContent;
  /** What the link in the message would carry. */
  readonly token: string;
}

export class ConsentsEnvironment {
  /** Of all replicas. */
  readonly metrics = new Metrics();

  /** What identity answers to a code. */
  judge: (code: string, about: string) => AppError | null = (code, about) =>
    code === rightCode ? null : new AppError('code_incorrect', { id: about });
  /** Identity does what it is asked, and its answer is lost. */
  losesAnswers = false;
  /** What happens between a link being used up and the answer to it. */
  beforeAnswer: () => Promise<void> = () => Promise.resolve();

  /** What identity calls disowned. */
  readonly disowned = new Set<string>();

  /** What happens between its answer about that being made and being heard. */
  beforeDisowningAnswer: () => Promise<void> = () => Promise.resolve();

  private readonly links = new Map<string, PlayedLink>();
  private services: Service[] = [];

  private constructor(readonly testEnv: TestEnvironment) {}

  static async open(): Promise<ConsentsEnvironment> {
    const environment = new ConsentsEnvironment(await startTestEnvironment());
    await environment.startReplica();
    environment.playIdentity();
    await environment.settings({});
    return environment;
  }

  /** @param newKey in front of those that were there */
  async startReplica(newKey?: string): Promise<void> {
    const { testEnv } = this;
    const settings = testEnv.envFor('consents');
    const keys = [...(newKey ? [newKey] : []), settings.SUBJECTLINE_KEYS].join(',');
    const env = readEnv(ConsentsEnv, { ...settings, SUBJECTLINE_KEYS: keys });
    const { metrics } = this;
    this.services.push(await start(env, { clock: testEnv.clock, logDestination: testEnv.log, metrics }));
  }

  async stopReplicas(): Promise<void> {
    await Promise.all(this.services.splice(0).map((service) => service.close()));
  }

  async close(): Promise<void> {
    await this.stopReplicas();
    const { databaseUrl, keys } = this.testEnv;
    const shut = await shutValues(databaseUrl, keys);
    await this.testEnv.close();
    // whatever was sealed on the way opens with what libs/storage/src/sealing/sealed-columns.ts says of its column
    expect(shut).toEqual([]);
  }

  settings(changes: Partial<OrganizationSettings>, of = organization): Promise<void> {
    return this.testEnv.bus.put(Settings, of, {
      organization: of,
      notification_service_type: 'mailgun',
      active_channels: ['email'],
      send_request_receipt_notification: true,
      send_request_review_notification: true,
      send_request_completion_notification: true,
      subject_identity_verification_required: true,
      disable_consent_identity_verification: false,
      require_manual_request_approval: true,
      privacy_center_url: privacyCenterUrl,
      allowed_origins: ['https://privacy.example.com', 'https://shop.example.com'],
      providers: [],
      fallbacks: { email: [], sms: [] },
      ...changes,
    });
  }

  /** The organization has created its template. */
  createTemplate(kind: MessageKindId, locale = 'en'): Promise<void> {
    return this.testEnv.bus.put(PublishedWordings, wordingKey(organization, kind, locale), {
      organization,
      kind,
      locale,
      version: 1,
      subject: 'Subject',
      html: '<p>Text</p>',
      text: null,
      sms: 'Text',
      from_name: null,
      reply_to: [],
    });
  }

  create(
    input: Partial<ConsentEventInput> = {},
    options: { consent_token?: string; disable_integrations?: boolean; organization?: string } = {},
  ): Promise<ConsentEventResult> {
    const event = { user: { organization_user_id: someone() }, consents: chosen({ news: true }), ...input };
    return this.testEnv.bus.ask(CreateConsentEvent, { organization, event, ...options });
  }

  /** One that waits for its person, and the link they got. */
  async doubleOptIn(
    input: Partial<ConsentEventInput> = {},
  ): Promise<{ event: ConsentEventResult; asked: Asked }> {
    const event = await this.create({ validation: { method: 'email' }, ...input });
    return { event, asked: await this.asked() };
  }

  decide(
    { task, token }: Asked,
    decision: 'approve' | 'reject' = 'approve',
    reason: string | null = null,
  ): Promise<DecidedApproval> {
    return this.testEnv.bus.ask(DecideApproval, { organization, about: task.about, token, decision, reason });
  }

  /** The next message that asks for a proof. */
  async asked(): Promise<Asked> {
    const task = await takeAnyTask(this.testEnv, challengeQueues);
    const context = challengeContext(task.organization, task.about);
    const content = check(SealedContent, this.testEnv.keys.openJson(task.sealed_content, context));
    const token = this.link(task.organization, task.about, task.message_kind, task.id);
    return { task, content, token };
  }

  async notice(): Promise<{ kind: MessageKindId; about: string | undefined; content: SealedContent }> {
    const task = await takeTask(this.testEnv, SendNotice);
    return { kind: task.kind, about: task.about, content: openContent(this.testEnv, task) };
  }

  /** How many messages were asked for and not yet taken, once all that is to be published is. */
  async waiting(): Promise<number> {
    await eventually('the outbox is empty', async () => {
      const rows = await this.rows('select 1 from consents.outbox where published_in is null');
      return rows.length === 0;
    });
    const counts = [...challengeQueues, SendNotice].map((queue) => countTasks(this.testEnv, queue));
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  }

  /** Takes the tasks that are left, by their kinds, so that a spec leaves none behind. */
  async leftOver(): Promise<string[]> {
    await this.waiting();
    const kinds: string[] = [];
    for (const queue of challengeQueues) {
      while ((await countTasks(this.testEnv, queue)) > 0) kinds.push((await this.asked()).task.message_kind);
    }
    while ((await countTasks(this.testEnv, SendNotice)) > 0) kinds.push((await this.notice()).kind);
    return kinds;
  }

  /** What holds for a user: the purposes by their ids. */
  async current(organization_user_id: string): Promise<Record<string, boolean | null | undefined>> {
    const { consents } = await this.testEnv.bus.ask(ReadConsentUser, { organization, organization_user_id });
    return Object.fromEntries((consents.purposes ?? []).map(({ id, enabled }) => [id, enabled]));
  }

  link(
    of: string,
    about: string,
    kind: MessageKindId = 'validation-double-optin',
    challengeId = `cha_${randomUUID()}`,
  ): string {
    const token = randomBytes(32).toString('base64url');
    for (const known of this.links.values()) {
      if (known.organization === of && known.about === about && known.state === 'open')
        known.state = 'expired';
    }
    this.links.set(token, {
      challengeId,
      organization: of,
      about,
      kind,
      proves: messageKind(kind).proofLink !== undefined,
      state: 'open',
    });
    return token;
  }

  setLink(token: string, state: LinkState): void {
    const link = this.links.get(token);
    if (link) link.state = state;
  }

  rows<Row extends object>(statement: string, values: unknown[] = []): Promise<Row[]> {
    return this.testEnv.rows<Row>(statement, values);
  }

  private playIdentity(): void {
    const verified = (challenge_id: string) => ({
      challenge_id,
      channel: 'email' as const,
      verified_at: this.testEnv.clock.now().toISOString(),
    });
    this.answer(
      VerifyChallenge,
      ({ code, about }) => this.judge(code, about) ?? verified(`cha_${randomUUID()}`),
    );
    this.answer(VerifyLink, async ({ organization: of, about, token }) => {
      const link = this.links.get(token);
      if (!link || link.organization !== of || link.about !== about) return new AppError('link_unknown');
      if (link.state !== 'open') return new AppError(link.state === 'used' ? 'link_used' : 'link_expired');
      link.state = 'used';
      await this.beforeAnswer();
      return this.losesAnswers ? new AppError('unavailable') : verified(link.challengeId);
    });
    this.answer(ReadDisowning, async ({ about }) => {
      const answer = { disowned: this.disowned.has(about) };
      await this.beforeDisowningAnswer();
      return answer;
    });
    this.answer(ReadLink, ({ token }) => {
      const link = this.links.get(token);
      if (!link) return new AppError('link_unknown');
      const { kind: message_kind, challengeId: _challengeId, ...rest } = link;
      return { ...rest, message_kind, locale: 'en', return_to: null };
    });
    this.answer(CreateLink, ({ organization: of, about, message_kind, lifetime_seconds }) => {
      const expires_at = new Date(this.testEnv.clock.nowMs() + lifetime_seconds * 1_000).toISOString();
      return { token: this.link(of, about, message_kind), expires_at };
    });
  }

  private answer<Request extends object, Reply extends object>(
    call: Call<Request, Reply>,
    reply: (request: Request) => Reply | AppError | Promise<Reply | AppError>,
  ): void {
    const respond = async (message: Msg) => {
      const answer = await reply(check(call.request, decode(message.data)));
      message.respond(encode(answer instanceof AppError ? { err: answer } : { response: answer }));
    };
    const callback = (_error: Error | null, message: Msg) => void respond(message);
    this.testEnv.bus.connection.subscribe(call.subject, { callback });
  }
}

let persons = 0;

/** An address that no other test has. */
export function someone(): string {
  persons += 1;
  return `person-${persons}@example.com`;
}

export function chosen(purposes: Record<string, boolean | null>) {
  return { purposes: Object.entries(purposes).map(([id, enabled]) => ({ id, enabled })) };
}

/** What a refused call was refused with. */
export async function refusalOf(answer: Promise<unknown>): Promise<string> {
  return answer.then(
    () => 'not refused',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );
}
