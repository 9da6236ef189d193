import { randomUUID } from 'node:crypto';
import {
  AppError,
  challengeContext,
  check,
  DisownLink,
  ReadLink,
  SendCode,
  StartChallenge,
  StartChallengeInBulk,
  VerifyChallenge,
  VerifyLink,
  type Address,
  type Event,
  type SendMessageTask,
  type StartChallengeTask,
} from '@subjectline/contracts';
import { decode, Metrics, readEnv, type Service } from '@subjectline/bus';
import {
  countTasks,
  eventually,
  startTestEnvironment,
  openContent,
  takeTask,
  type TestEnvironment,
} from '@subjectline/testing';
import { start } from '../app';
import { IdentityEnv } from '../env';

/* For specs: identity alone on real servers, asked for codes and guessed at. */

let persons = 0;

/** An address that no other test has: limits are counted by it. */
export function someAddress(): string {
  persons += 1;
  return `person-${persons}@example.com`;
}

export interface SentProof {
  readonly about: string;
  readonly code: string;
  /** What the message's link carries, be it the proof or a way to disown it. */
  readonly token: string;
  readonly to: Address;
  readonly minutes: string;
  readonly expiresAt: string;
  readonly variables: Readonly<Record<string, string>>;
}

export type ChallengeChanges = Partial<Omit<StartChallengeTask, 'sealed_content'>> & {
  address?: Address;
  variables?: Record<string, string>;
};

/** Six digits that are not these. */
export const wrongFor = (code: string): string => (code === '111111' ? '222222' : '111111');

export class IdentityFixture {
  /** Of all replicas. */
  readonly metrics = new Metrics();

  private constructor(
    readonly testEnv: TestEnvironment,
    private services: Service[],
    private settings: Readonly<Record<string, string>>,
  ) {}

  static async start(settings: Readonly<Record<string, string>> = {}): Promise<IdentityFixture> {
    const fixture = new IdentityFixture(await startTestEnvironment(), [], settings);
    await fixture.startReplica();
    return fixture;
  }

  async startReplica(): Promise<void> {
    const { testEnv } = this;
    const env = readEnv(IdentityEnv, { ...testEnv.envFor('identity'), ...this.settings });
    const { metrics } = this;
    this.services.push(await start(env, { clock: testEnv.clock, logDestination: testEnv.log, metrics }));
  }

  /** Every replica ends; the next one finds nothing but the tables. */
  async restart(settings = this.settings): Promise<void> {
    await this.stop();
    this.settings = settings;
    await this.startReplica();
  }

  async close(): Promise<void> {
    await this.stop();
    await this.testEnv.close();
  }

  /** Asks for a code; it need not be sent when this returns. */
  async ask(
    { address, variables = {}, ...changes }: ChallengeChanges = {},
    queue = StartChallenge,
  ): Promise<string> {
    const task = {
      id: `cha_${randomUUID()}`,
      organization: 'default',
      about: `pri_${randomUUID()}`,
      channel: 'email',
      message_kind: 'subject_identity_verification',
      locale: 'en',
      ...changes,
    } as const;
    const context = challengeContext(task.organization, task.about);
    const content = { to: address ?? { email: someAddress() }, variables };
    const sealed_content = this.testEnv.keys.sealJson(content, context);
    await this.testEnv.bus.send(queue, { ...task, sealed_content }, { id: randomUUID() });
    return task.about;
  }

  /** Resolves once every code that was asked for has been dealt with. */
  async settled(): Promise<void> {
    for (const queue of [StartChallenge, StartChallengeInBulk]) {
      await eventually('every challenge is open', async () => (await countTasks(this.testEnv, queue)) === 0);
    }
    await eventually('the outbox is empty', async () => {
      const rows = await this.rows('select 1 from identity.outbox where published_in is null');
      return rows.length === 0;
    });
  }

  /** The next message that goes out. */
  async sent(queue: typeof SendCode = SendCode): Promise<SentProof> {
    for (;;) {
      const task = await takeTask(this.testEnv, queue);
      if (task.skip_reason) this.skipped.push(task);
      else return this.proofIn(task);
    }
  }

  /** Messages that were recorded and not sent, as far as the queue was read. */
  readonly skipped: SendMessageTask[] = [];

  private proofIn(task: SendMessageTask): SentProof {
    const { to, variables } = openContent(this.testEnv, task);
    const { code = '', minutes = '' } = variables;
    const token = /token=([\w-]+)$/m.exec(Object.values(variables).join('\n'))?.[1] ?? '';
    return { about: task.about ?? '', code, token, to, minutes, expiresAt: task.expires_at ?? '', variables };
  }

  /** Takes all codes that have gone out. */
  async allSent(): Promise<SentProof[]> {
    await this.settled();
    const waiting = await countTasks(this.testEnv, SendCode);
    const sent: SentProof[] = [];
    for (let taken = 0; taken < waiting; taken += 1) {
      const task = await takeTask(this.testEnv, SendCode);
      if (task.skip_reason) this.skipped.push(task);
      else sent.push(this.proofIn(task));
    }
    return sent;
  }

  async challenged(changes: ChallengeChanges = {}): Promise<SentProof> {
    await this.ask(changes);
    return this.sent();
  }

  /** How a guess ends: `verified`, or the code of the refusal. */
  async guess(
    about: string,
    code: string,
    {
      organization = 'default',
      client_digest = null,
      also = [],
    }: { organization?: string; client_digest?: string | null; also?: string[] } = {},
  ): Promise<string> {
    const question = { organization, about, also, code, client_digest };
    return endOf(this.testEnv.bus.ask(VerifyChallenge, question), 'verified');
  }

  /** How following a link ends: `verified`, or the code of the refusal. */
  follow({ about, token }: Pick<SentProof, 'about' | 'token'>, organization = 'default'): Promise<string> {
    return endOf(this.testEnv.bus.ask(VerifyLink, { organization, about, token }), 'verified');
  }

  /** How disowning ends: `disowned`, or the code of the refusal. */
  disown({ token }: Pick<SentProof, 'token'>): Promise<string> {
    return endOf(this.testEnv.bus.ask(DisownLink, { token }), 'disowned');
  }

  async linkState({ token }: Pick<SentProof, 'token'>): Promise<string> {
    return (await this.testEnv.bus.ask(ReadLink, { token })).state;
  }

  /** All events of a sort that are about something. */
  async said<Payload extends { about: string }>(event: Event<Payload>, about: string): Promise<Payload[]> {
    await this.settled();
    const stream = this.testEnv.bus.connection.jetstream().consumers;
    const consumer = await stream.get('EVENTS', { filterSubjects: event.subject });
    const events: Payload[] = [];
    const messages = await consumer.fetch({ max_messages: 1_000, expires: 1_000 });
    for await (const message of messages) {
      events.push(check(event.payload, decode(message.data)));
      if (message.info.pending === 0) break;
    }
    return events.filter((said) => said.about === about);
  }

  rows(statement: string): Promise<Record<string, unknown>[]> {
    return this.testEnv.rows(statement);
  }

  private async stop(): Promise<void> {
    const running = this.services;
    this.services = [];
    await Promise.all(running.map((service) => service.close()));
  }
}

function endOf(answer: Promise<unknown>, good: string): Promise<string> {
  return answer.then(
    () => good,
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );
}

export function count(results: readonly string[], wanted: string): number {
  return results.filter((result) => result === wanted).length;
}
