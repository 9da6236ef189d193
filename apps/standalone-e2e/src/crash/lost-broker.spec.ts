import { rm } from 'node:fs/promises';
import { createTopology, readEnv, type Service, type ServiceEnv, type StartOptions } from '@subjectline/bus';
import { start as startConfig, Env as ConfigEnv } from '@subjectline/config';
import { start as startConsents, Env as ConsentsEnv } from '@subjectline/consents';
import type { ClassOf, ServiceName } from '@subjectline/contracts';
import { start as startDispatch, Env as DispatchEnv } from '@subjectline/dispatch';
import { start as startGateway, Env as GatewayEnv, type GatewayService } from '@subjectline/gateway';
import { start as startIdentity, Env as IdentityEnv } from '@subjectline/identity';
import { start as startRequests, Env as RequestsEnv } from '@subjectline/requests';
import { start as startTemplates, Env as TemplatesEnv } from '@subjectline/templates';
import { start as startWebhooks, Env as WebhooksEnv } from '@subjectline/webhooks';
import { eventually, startTestEnvironment, type TestEnvironment } from '@subjectline/testing';
import { startEmulator, type Emulator } from '@subjectline/testing/emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useProvider } from '../fixtures/accounts.fixture';
import { at, HttpClient, listAt, rootClient, textAt } from '../fixtures/product.fixture';

/* NATS loses everything while PostgreSQL is kept: what was accepted before arrives all the same. */

const many = 150;

let testEnv: TestEnvironment;
let emulator: Emulator;
let services: Service[];
let gateway: GatewayService;
let product: HttpClient;

function envOf<Env extends ServiceEnv>(type: ClassOf<Env>, name: ServiceName): Env {
  return readEnv(type, {
    ...testEnv.envFor(name),
    SUBJECTLINE_PORT: '0',
    SUBJECTLINE_RATE_LIMIT_PER_MINUTE: '0',
    SUBJECTLINE_ROOT_CLIENT_ID: rootClient.client_id,
    SUBJECTLINE_ROOT_CLIENT_SECRET: rootClient.client_secret,
    SUBJECTLINE_MAILGUN_URL: emulator.url,
  });
}

// on the clock of the machine: a message that is held or tried again goes on in real time
const options = (): StartOptions => ({ logDestination: testEnv.log });

beforeAll(async () => {
  [testEnv, emulator] = await Promise.all([startTestEnvironment(), startEmulator()]);
  services = await Promise.all([
    startConfig(envOf(ConfigEnv, 'config'), options()),
    startTemplates(envOf(TemplatesEnv, 'templates'), options()),
    startIdentity(envOf(IdentityEnv, 'identity'), options()),
    startRequests(envOf(RequestsEnv, 'requests'), options()),
    startConsents(envOf(ConsentsEnv, 'consents'), options()),
    startWebhooks(envOf(WebhooksEnv, 'webhooks'), options()),
  ]);
  gateway = await startGateway(envOf(GatewayEnv, 'gateway'), options());
  product = new HttpClient(gateway.url);
  await product.signIn();
  await useProvider(product, 'mailgun');
});

afterAll(async () => {
  await gateway?.close();
  await Promise.all((services ?? []).map((service) => service.close()));
  await emulator?.close();
  await testEnv?.close();
});

/** @returns the ids of the requests by the addresses of their persons */
async function ask(name: string): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  const emails = Array.from({ length: many }, (_, index) => `${name}-${index}@example.com`);
  const askNext = async (): Promise<void> => {
    for (let email = emails.pop(); email; email = emails.pop()) {
      const body = [{ policy_key: 'default_access_policy', identity: { email } }];
      const answer = await product.call('POST', '/api/v1/privacy-request', body, { token: null });
      ids.set(email, textAt(answer.body, 'succeeded', 0, 'id'));
    }
  };
  await Promise.all(Array.from({ length: 6 }, askNext));
  return ids;
}

/** What each address has got. */
function arrivals(): Map<string, string[]> {
  const texts = new Map<string, string[]>();
  for (const { to, text = '' } of emulator.messages()) texts.set(to, [...(texts.get(to) ?? []), text]);
  return texts;
}

/** Of the message about a request. */
async function unknownTries(requestId: string): Promise<number> {
  const { body } = await product.call('GET', `/api/v1/messages?about=${requestId}`);
  const message = await product.call('GET', `/api/v1/messages/${textAt(body, 'items', 0, 'id')}`);
  return listAt(message.body, 'tries').filter((one) => at(one, 'outcome') === 'unknown').length;
}

describe('NATS is killed and its folder removed while three hundred codes and notices wait for dispatch', () => {
  let codes: Map<string, string>;
  let notices: Map<string, string>;

  beforeAll(async () => {
    codes = await ask('code');
    await product.change({ execution: { subject_identity_verification_required: false } });
    notices = await ask('notice');
    testEnv.nats.kill();
    await testEnv.nats.exited;
    await rm(testEnv.natsFolder, { recursive: true });
    await testEnv.restartNats();
    // what the provisioner does: services may not
    await createTopology(testEnv.bus.connection);
    services.push(await startDispatch(envOf(DispatchEnv, 'dispatch'), options()));
    await eventually('every person has a message', () => {
      const arrived = arrivals();
      return [...codes.keys(), ...notices.keys()].every((email) => arrived.has(email));
    });
  });

  it('loses nothing, and sends nothing twice but a code whose first try ended unknown', async () => {
    const arrived = arrivals();
    for (const [email, id] of [...codes, ...notices]) {
      const copies = arrived.get(email)?.length ?? 0;
      const allowed = copies === 2 && codes.has(email) ? 1 + (await unknownTries(id)) : 1;
      expect([email, copies]).toEqual([email, allowed]);
    }
  });

  it('keeps the codes right', async () => {
    await product.change({ execution: { subject_identity_verification_required: true } });
    const arrived = arrivals();
    for (const [email, id] of [...codes].slice(0, 20)) {
      const [code] = /\b\d{6}\b/.exec(arrived.get(email)?.[0] ?? '') ?? [];
      const { status } = await product.call('POST', `/api/v1/privacy-request/${id}/verify`, { code });
      expect([email, status]).toEqual([email, 200]);
    }
  });

  it('says in health and log what happened, and is ready', async () => {
    const { status, body } = await product.call('GET', '/health/ready');
    expect([status, at(body, 'status')]).toEqual([200, 'ready']);
    expect(listAt(body, 'warnings')).toContainEqual(
      expect.stringMatching(/^requests: NATS lost messages that were under way/),
    );
    await testEnv.log.line((line) => line.includes('NATS lost messages that were under way'));
  });
});
