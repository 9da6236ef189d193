import { exampleOf } from '@subjectline/schema';
import { decode, encode, Metrics, readEnv, type Service } from '@subjectline/bus';
import {
  AppError,
  challengeContext,
  check,
  CountSend,
  TakeSends,
  CreateRequests,
  ListMessages,
  MessageRecord,
  newId,
  ReadRequestDeadlines,
  SealedContent,
  SendNotice,
  Settings,
  StartChallenge,
  StartChallengeInBulk,
  VerifyChallenge,
  VerifyRequest,
  type Address,
  type CountSendRequest,
  type NewRequest,
  type OrganizationSettings,
  type PrivacyRequest,
  type RequestDeadlines,
  type RequestResults,
  type SendLimitName,
  type StartChallengeTask,
  type TakenSends,
  type TakeSendsRequest,
  type VerifyChallengeRequest,
} from '@subjectline/contracts';
import {
  countTasks,
  eventually,
  startTestEnvironment,
  shutValues,
  takeTask,
  type TestEnvironment,
} from '@subjectline/testing';
import { expect } from 'vitest';
import { start } from '../app';
import { RequestsEnv } from '../env';

/* The requests service alone on real servers. The fixture answers for identity and dispatch, by their contracts. */

export const organization = 'default';
export const rightCode = '482913';

export class RequestsFixture {
  /** How identity refuses a code, or null. */
  refuseCode: (question: VerifyChallengeRequest) => AppError | null = ({ code, about }) =>
    code === rightCode ? null : new AppError('code_incorrect', { id: about });
  /** The channel that identity says the code was sent over. */
  channel: 'email' | 'sms' = 'email';

  /** Runs between identity's decision and its answer. */
  beforeAnswer: (question: VerifyChallengeRequest) => Promise<void> = async () => {};

  /** The limit that a counted receipt exceeds, or null. */
  countSend: (question: CountSendRequest) => SendLimitName | AppError | null = () => null;

  /** The messages that exceed the limits of a caller. */
  takeSends: (question: TakeSendsRequest) => TakenSends = () => ({ refused: [] });

  /** The messages about a request, newest first. */
  messagesAbout: (request: string) => MessageRecord[] = () => [];

  /** Identity runs and does not answer the calls about limits. */
  isIdentityStalled = false;

  /** Of all replicas. */
  readonly metrics = new Metrics();

  private constructor(
    readonly testEnv: TestEnvironment,
    private readonly services: Service[],
  ) {}

  static async start(): Promise<RequestsFixture> {
    const testEnv = await startTestEnvironment();
    const fixture = new RequestsFixture(testEnv, []);
    await fixture.startReplica();
    testEnv.bus.connection.subscribe(VerifyChallenge.subject, {
      callback: (_error, message) => {
        const question = check(VerifyChallenge.request, decode(message.data));
        const refusal = fixture.refuseCode(question);
        const verified_at = testEnv.clock.now().toISOString();
        const response = { challenge_id: 'cha_played', channel: fixture.channel, verified_at };
        void fixture
          .beforeAnswer(question)
          .then(() => message.respond(encode(refusal ? { err: refusal } : { response })));
      },
    });
    testEnv.bus.connection.subscribe(CountSend.subject, {
      callback: (_error, message) => {
        if (fixture.isIdentityStalled) return;
        const spent = fixture.countSend(check(CountSend.request, decode(message.data)));
        const answer = spent instanceof AppError ? { err: spent } : { response: { spent_budget: spent } };
        message.respond(encode(answer));
      },
    });
    testEnv.bus.connection.subscribe(TakeSends.subject, {
      callback: (_error, message) => {
        if (fixture.isIdentityStalled) return;
        const question = check(TakeSends.request, decode(message.data));
        message.respond(encode({ response: fixture.takeSends(question) }));
      },
    });
    testEnv.bus.connection.subscribe(ListMessages.subject, {
      callback: (_error, message) => {
        const { about = '' } = check(ListMessages.request, decode(message.data));
        const items = fixture.messagesAbout(about);
        message.respond(encode({ response: { items, total: items.length } }));
      },
    });
    await fixture.settings({});
    return fixture;
  }

  async startReplica(): Promise<void> {
    const { testEnv } = this;
    const env = readEnv(RequestsEnv, { ...testEnv.envFor('requests') });
    this.services.push(
      await start(env, {
        clock: testEnv.clock,
        logDestination: testEnv.log,
        metrics: this.metrics,
      }),
    );
  }

  /** Stops the service, and starts it again once something is done. */
  async restart(meanwhile: () => Promise<unknown>): Promise<void> {
    await Promise.all(this.services.splice(0).map((service) => service.close()));
    await meanwhile();
    await this.startReplica();
  }

  async close(): Promise<void> {
    await Promise.all(this.services.map((service) => service.close()));
    const { databaseUrl, keys } = this.testEnv;
    const shut = await shutValues(databaseUrl, keys);
    await this.testEnv.close();
    // every sealed value opens with the context that libs/storage/src/sealing/sealed-columns.ts has for its column
    expect(shut).toEqual([]);
  }

  settings(changes: Partial<OrganizationSettings>): Promise<void> {
    return this.testEnv.bus.put(Settings, organization, {
      organization,
      notification_service_type: 'mailgun',
      active_channels: ['email'],
      send_request_receipt_notification: true,
      send_request_review_notification: true,
      send_request_completion_notification: true,
      subject_identity_verification_required: true,
      disable_consent_identity_verification: false,
      require_manual_request_approval: true,
      providers: [],
      fallbacks: { email: [], sms: [] },
      ...changes,
    });
  }

  create(changes: Partial<NewRequest> = {}, submitted_by: string | null = null): Promise<RequestResults> {
    const request = {
      policy_key: 'default_access_policy',
      identity: { email: 'ana@example.com' },
      ...changes,
    };
    return this.testEnv.bus.ask(CreateRequests, {
      organization,
      requests: [request],
      submitted_by,
      locale: 'en',
    });
  }

  async created(
    changes: Partial<NewRequest> = {},
    submitted_by: string | null = null,
  ): Promise<PrivacyRequest> {
    const [request] = (await this.create(changes, submitted_by)).succeeded;
    if (!request) throw new Error('it was not created');
    return request;
  }

  /** A request that waits for its code; the code was queued. */
  async unverified(changes: Partial<NewRequest> = {}): Promise<string> {
    const { id } = await this.created(changes);
    await takeTask(this.testEnv, StartChallenge);
    return id;
  }

  /** A request whose person is verified and has the receipt. */
  async verified(changes: Partial<NewRequest> = {}): Promise<string> {
    const id = await this.unverified(changes);
    await this.testEnv.bus.ask(VerifyRequest, { organization, id, code: rightCode });
    await takeTask(this.testEnv, SendNotice);
    return id;
  }

  deadlinesOf(id: string): Promise<RequestDeadlines> {
    return this.testEnv.bus.ask(ReadRequestDeadlines, { organization, id });
  }

  contentOf({ about, sealed_content }: StartChallengeTask): SealedContent {
    const context = challengeContext(organization, about);
    return check(SealedContent, this.testEnv.keys.openJson(sealed_content, context));
  }

  addressIn(task: StartChallengeTask): Address {
    return this.contentOf(task).to;
  }

  /** The number of queued codes, once the outbox is empty. */
  async waitingChallenges(): Promise<number> {
    await this.published();
    const queues = [StartChallenge, StartChallengeInBulk].map((queue) => countTasks(this.testEnv, queue));
    return (await Promise.all(queues)).reduce((sum, count) => sum + count, 0);
  }

  async waitingNotices(): Promise<number> {
    await this.published();
    return countTasks(this.testEnv, SendNotice);
  }

  /** Back to the default laws, also where they are kept for a second. */
  async forgetLaws(): Promise<void> {
    await this.rows('delete from requests.law_tables');
    this.testEnv.clock.advance(1_000);
  }

  rows<Row extends object>(statement: string, values: unknown[] = []): Promise<Row[]> {
    return this.testEnv.rows<Row>(statement, values);
  }

  private async published(): Promise<void> {
    await eventually('the outbox is empty', async () => {
      const rows = await this.rows('select 1 from requests.outbox where published_in is null');
      return rows.length === 0;
    });
  }
}

/** The error code of a refused call. */
export async function refusalOf(answer: Promise<unknown>): Promise<string> {
  return answer.then(
    () => 'not refused',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );
}

/** A code of which the vendor says that it bounced. */
export function bouncedCode(changes: Partial<MessageRecord> = {}): MessageRecord {
  const at = '2026-01-05T10:00:00.000Z';
  return {
    ...exampleOf(MessageRecord),
    id: newId('msg'),
    kind: 'subject_identity_verification',
    channel: 'email',
    state: 'sent',
    reason: null,
    provider_reason: null,
    delivery: { status: 'bounced', bounce: 'hard', reason: null, code: null, at },
    ...changes,
  };
}
