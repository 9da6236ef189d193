import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { eventually, freePort, TraceCollector } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useProvider } from '../fixtures/accounts.fixture';
import { Person, phrases, wrongCode } from '../fixtures/person.fixture';
import { at, listAt, Product } from '../fixtures/product.fixture';

const repository = join(__dirname, '..', '..', '..', '..');
const read = (path: string): string => readFileSync(join(repository, path), 'utf8');

let product: Product;
let person: Person;
let metricsUrl: string;
let traces: TraceCollector;
let receiver: Server;
let code: string;

beforeAll(async () => {
  const port = await freePort();
  metricsUrl = `http://127.0.0.1:${port}/metrics`;
  traces = await TraceCollector.start();
  product = await Product.open({
    SUBJECTLINE_METRICS_PORT: String(port),
    OTEL_EXPORTER_OTLP_ENDPOINT: traces.url,
    SUBJECTLINE_WEBHOOK_ALLOW_LOOPBACK: 'true',
  });
  await product.call('POST', '/api/v1/webhooks/endpoints', { url: await startReceiver() });
  await useProvider(product, 'mailgun');
  person = new Person(product, 'email');
  const id = await person.asks();
  code = await person.receivesCode();
  await person.types(wrongCode(code), id);
  await person.types(code, id);
  await person.receives(phrases.receipt);
});
afterAll(async () => {
  await product?.close();
  traces?.close();
  receiver?.close();
});

/** Takes every webhook. */
async function startReceiver(): Promise<string> {
  receiver = createServer((_request, response) => response.writeHead(204).end()).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  return `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks`;
}

async function scrape(): Promise<string> {
  const answer = await fetch(metricsUrl);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  return answer.text();
}

/** The value of one series; the order of labels is that in which they were declared. */
async function valueOf(series: string): Promise<number | undefined> {
  const line = (await scrape()).split('\n').find((one) => one.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length));
}

const becomes = (series: string, value: number): Promise<unknown> =>
  eventually(`${series} is ${value}`, async () => (await valueOf(series)) === value);

const codeKind = 'kind="subject_identity_verification"';
const receiptKind = 'kind="privacy_request_receipt"';

describe('the metrics of a journey', () => {
  it.each([
    [`subjectline_messages_accepted_total{${codeKind},lane="codes"}`, 1],
    [`subjectline_messages_accepted_total{${receiptKind},lane="notices"}`, 1],
    [`subjectline_messages_ended_total{${codeKind},provider="mailgun",state="sent",reason="none"}`, 1],
    [`subjectline_tries_total{${receiptKind},provider="mailgun",outcome="sent"}`, 1],
    ['subjectline_try_seconds_count{provider="mailgun",outcome="sent"}', 2],
    [`subjectline_challenges_total{${codeKind},channel="email"}`, 1],
    [`subjectline_verifications_total{${codeKind},channel="email",outcome="verified"}`, 1],
    [`subjectline_verifications_total{${codeKind},channel="email",outcome="incorrect"}`, 1],
    [
      'subjectline_http_requests_total{method="POST",route="/api/v1/privacy-request/:id/verify",status="403"}',
      1,
    ],
    [`subjectline_conversions_total{${codeKind},provider="mailgun",country="none",stage="sent"}`, 1],
    [`subjectline_conversions_total{${codeKind},provider="mailgun",country="none",stage="verified"}`, 1],
    ['subjectline_queue_messages{service="dispatch",queue="task.dispatch.send-code.v1",state="waiting"}', 0],
    ['subjectline_outbox_messages{service="requests"}', 0],
    ['subjectline_database_connections{service="identity",state="waiting"}', 0],
    ['subjectline_http_calls{callers="others",state="waiting"}', 0],
  ])('%s is %d', async (series, value) => {
    await eventually(`${series} is ${value}`, async () => (await valueOf(series)) === value);
  });

  it('count the codes whose tries are used up, and what limits keep back', async () => {
    const other = new Person(product, 'email');
    const id = await other.asks();
    const code = await other.receivesCode();
    for (let guess = 0; guess < 3; guess += 1) await other.types(wrongCode(code), id);
    for (let asked = 0; asked < 5; asked += 1) await other.asks();
    await becomes(`subjectline_lock_outs_total{${codeKind},channel="email"}`, 1);
    await eventually('a code was kept back', async () => {
      return ((await valueOf('subjectline_sends_suppressed_total{limit="identifier"}')) ?? 0) > 0;
    });
  });

  it('count what vendors report, and what is refused', async () => {
    const { emulator, url } = product;
    const [message] = emulator.messages();
    if (!message) throw new Error('no message has arrived');
    // codes of the test before may still leave: no report but these two
    emulator.reportByItself(false);
    emulator.reportTo('mailgun', `${url}/webhooks/default/mailgun/mailgun`);
    expect(await emulator.report({ message, event: 'delivered' })).toMatchObject({ status: 406 });
    const { mailgun: mailgun_webhook_signing_key } = emulator.reportKeys;
    const key = { mailgun_webhook_signing_key };
    await product.call('PUT', '/api/v1/messaging/config/mailgun/secret', key);
    expect(await emulator.report({ message, event: 'delivered' })).toMatchObject({ status: 200 });
    await becomes('subjectline_delivery_reports_total{provider="mailgun",status="delivered"}', 1);
    await becomes('subjectline_delivery_reports_refused_total{provider="mailgun",cause="signature"}', 1);
    await becomes(
      `subjectline_conversions_total{${codeKind},provider="mailgun",country="none",stage="delivered"}`,
      1,
    );
    emulator.reportByItself(true);
  });

  it('count text messages by the country of their number', async () => {
    await useProvider(product, 'twilio_text');
    const variables = { code: '123456', minutes: '10' };
    const message = {
      kind: 'subject_identity_verification',
      to: { phone_number: '+33612345678' },
      variables,
    };
    expect(await product.call('POST', '/api/v1/messages', { ...message, channel: 'sms' })).toMatchObject({
      status: 202,
    });
    await becomes(
      `subjectline_conversions_total{${codeKind},provider="twilio_text",country="FR",stage="sent"}`,
      1,
    );
    await useProvider(product, 'mailgun');
  });

  it('are counted over time for the console, by kind, provider and country', async () => {
    // the wrong guesses of above: one person was verified, one locked out
    const report = await eventually('every message is settled', async () => {
      const { body } = await product.call('GET', '/api/v1/reports?days=1');
      return at(body, 'messages', 'all', 'waiting') === 0 && body;
    });
    const counted = listAt(report, 'messages', 'kinds');
    expect(counted.find((row) => at(row, 'kind') === 'privacy_request_receipt')).toMatchObject({
      messages: 1,
      sent: 1,
      failed: 0,
      undelivered: 0,
      send_ms_median: expect.any(Number) as number,
    });
    expect(listAt(report, 'messages', 'countries')).toMatchObject([{ country: 'FR', messages: 1, sent: 1 }]);
    const total = at(report, 'messages', 'all', 'messages');
    expect(listAt(report, 'messages', 'days')).toMatchObject([{ messages: total }]);
    const providers = listAt(report, 'messages', 'providers');
    expect(providers).toContainEqual(
      expect.objectContaining({ provider_key: 'mailgun', channel: 'email', delivered: 1 }),
    );
    expect(providers).toContainEqual(
      expect.objectContaining({ provider_key: 'twilio_text', channel: 'sms', sent: 1 }),
    );
    expect(listAt(report, 'verifications')).toEqual([
      {
        kind: 'subject_identity_verification',
        channel: 'email',
        asked: expect.any(Number) as number,
        verified: 1,
        exhausted: 1,
        disowned: 0,
        verify_ms_median: expect.any(Number) as number,
      },
    ]);
    expect((await product.call('GET', '/api/v1/reports?days=91')).status).toBe(422);
  });

  it('count what a vendor is asked about a message that may have left', async () => {
    product.emulator.behave({ vendor: 'mailgun', answer: 'accept-then-reset', times: 1 });
    await new Person(product, 'email').asks();
    const series = 'subjectline_inquiries_total{provider="mailgun",answer="';
    await eventually('the vendor is asked', async () => (await scrape()).includes(series));
  });

  it('count no call any more whose caller has left before its answer', async () => {
    const calls = Array.from({ length: 40 }, async () => {
      const leaving = new AbortController();
      const call = fetch(`${product.url}/api/v1/privacy-request`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify([{ policy_key: 'none', identity: { email: 'ada@example.com' } }]),
        signal: leaving.signal,
      });
      setImmediate(() => leaving.abort());
      await call.catch(() => undefined);
    });
    await Promise.all(calls);
    for (const state of ['running', 'waiting'])
      await becomes(`subjectline_http_calls{callers="others",state="${state}"}`, 0);
  });

  it('tell of an account that does not work, and of what is held for it', async () => {
    product.emulator.behave({ vendor: 'mailgun', answer: 401 });
    for (let asked = 0; asked < 3; asked += 1) await new Person(product, 'email').asks();
    await becomes(
      'subjectline_circuit_open{organization="default",provider_key="mailgun",reason="misconfigured"}',
      1,
    );
    await becomes('subjectline_messages_held{lane="codes"}', 3);
    expect(await valueOf('subjectline_messages_held{lane="notices"}')).toBe(0);
    expect(await valueOf('subjectline_messages_held_oldest_seconds{lane="codes"}')).toBeGreaterThanOrEqual(0);
  });

  it('say how many requests are overdue, and how many receipts', async () => {
    const identity = { email: 'late@example.com' };
    const request = { policy_key: 'default_access_policy', identity, location: 'US-CA' };
    const received_at = new Date(product.testEnv.clock.nowMs() - 50 * 86_400_000).toISOString();
    await product.call('POST', '/api/v1/privacy-request/authenticated', [
      { ...request, received_at },
      request,
    ]);
    await becomes('subjectline_requests_overdue{law="us_ca"}', 1);
    await eventually('its receipt is missed', async () => {
      // the rounds go by the clock of the product
      product.testEnv.clock.advance(60_000);
      return (await valueOf('subjectline_requests_unacknowledged{law="us_ca"}')) === 1;
    });
  });

  it('hold nothing of a person', async () => {
    const text = await scrape();
    expect(text).not.toContain('@');
    expect(text).not.toMatch(/\b(pri|msg|cha|req)_[0-9a-f]/);
  });

  it('tell of the process', async () => {
    expect(await valueOf('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
  });

  it('are on a port that knows no other path', async () => {
    expect((await fetch(metricsUrl.replace('/metrics', '/health'))).status).toBe(404);
  });

  it('are those of docs/metrics.md, each with its type and its labels', async () => {
    const shown = new Map<string, [type: string, labels: string[]]>();
    for (const [, name = '', type = ''] of (await scrape()).matchAll(/^# TYPE (subjectline_\w+) (\w+)$/gm))
      shown.set(name, [type, []]);
    for (const [, name = '', labels = ''] of (await scrape()).matchAll(/^(subjectline_\w+)\{([^}]*)\}/gm)) {
      const known = shown.get(name.replace(/_(bucket|sum|count)$/, '')) ?? shown.get(name);
      for (const [, label = ''] of labels.matchAll(/(\w+)="/g))
        if (label !== 'le' && !known?.[1].includes(label)) known?.[1].push(label);
    }
    const rows = read('docs/metrics.md').matchAll(
      /^\| `(subjectline_\w+)`\s*\| (\w+)\s*\| ([\w, ]+?)\s*\|/gm,
    );
    const documented = [...rows].map(([, name = '', type = '', labels = '']) => {
      return [name, [type, labels.split(', ')]] as const;
    });
    const sorted = (entries: Iterable<readonly [string, unknown]>) =>
      [...entries].toSorted(([one], [other]) => one.localeCompare(other));
    expect(sorted(documented)).toEqual(sorted(shown));
  });
});

describe.each(['alerts.yml', 'grafana-dashboard.json'])('deploy/monitoring/%s', (file) => {
  it('names metrics that exist', async () => {
    const text = await scrape();
    const named = new Set(read(`deploy/monitoring/${file}`).match(/\b(subjectline|nodejs)_\w+/g));
    expect(named.size).toBeGreaterThan(8);
    const missing = [...named].filter((name) => !text.includes(`\n${name}{`) && !text.includes(`\n${name} `));
    expect(missing).toEqual([]);
  });
});

describe('the traces of a journey', () => {
  const namesOf = async (name: string, fits: (attributes: object) => boolean = () => true) => {
    const span = await traces.waitFor(name, (one) => one.name === name && fits(one.attributes));
    return (await traces.pathOf(span)).map(({ service, name }) => `${service.split('-')[1]} ${name}`);
  };

  it('lead from the HTTP call over calls, tasks and transactions to the vendor', async () => {
    const path = await namesOf('send message');
    expect(path.at(-1)).toBe('gateway POST /api/v1/privacy-request');
    expect(path).toEqual(
      expect.arrayContaining([
        'dispatch send message',
        'dispatch task.dispatch.send-code.v1',
        'identity transaction',
        'requests transaction',
        'requests call.requests.create.v1',
        'gateway call.requests.create.v1',
      ]),
    );
    const sent = traces.spans.find(({ name }) => name === 'send message');
    expect(sent?.attributes).toEqual({
      'subjectline.provider': 'mailgun',
      'subjectline.message_kind': 'subject_identity_verification',
      'subjectline.channel': 'email',
      'subjectline.outcome': 'sent',
    });
  });

  it('show the writes that messages share, before and after the vendor is called', async () => {
    const sent = await traces.waitFor('a sent message', ({ name }) => name === 'send message');
    const shared = () =>
      traces.spans.filter(({ name, traceId }) => name === 'batched transaction' && traceId === sent.traceId);
    await eventually('both are there', () => shared().length >= 2);
    const parents = await Promise.all(shared().map(async (one) => (await traces.pathOf(one))[1]?.name));
    expect(parents).toEqual(expect.arrayContaining(['send message', 'task.dispatch.send-code.v1']));
    for (const { attributes } of shared())
      expect(Number(attributes['db.operation.batch.size'])).toBeGreaterThan(0);
  });

  it('lead to the webhook that says what happened', async () => {
    const path = await namesOf('send webhook', (attributes) =>
      Object.values(attributes).includes('verification.succeeded'),
    );
    expect(path.slice(0, 2)).toEqual(['webhooks send webhook', 'webhooks event.identity.verified.v1']);
    expect(path.at(-1)).toBe('gateway POST /api/v1/privacy-request/:id/verify');
    const { attributes } = await traces.waitFor('it', ({ name }) => name === 'send webhook');
    expect(attributes).toMatchObject({
      'subjectline.outcome': 'delivered',
      'http.response.status_code': 204,
    });
  });

  it('say that a call was refused, by the code of its error alone', async () => {
    const path = await namesOf('call.requests.verify.v1', (attributes) => 'error.type' in attributes);
    expect(path.at(-1)).toBe('gateway POST /api/v1/privacy-request/:id/verify');
  });

  it('link a delivery report to the call of the vendor that it is about', async () => {
    const report = await traces.waitFor('a report', ({ name, links }) => {
      return name === 'delivery report' && links.length > 0;
    });
    const path = await traces.pathOf(report);
    expect(path.at(-1)?.name).toBe('POST /webhooks/:organization/:provider/:config_key');
    const [link] = report.links;
    const sent = traces.spans.find(({ spanId }) => spanId === link?.spanId);
    expect(sent).toMatchObject({ name: 'send message', traceId: link?.traceId });
    expect((await traces.pathOf(sent as never)).at(-1)?.name).toBe('POST /api/v1/privacy-request');
  });

  it('go on with the next try of a message that was held', async () => {
    product.emulator.behave({ vendor: 'mailgun', answer: 'ok' });
    await useProvider(product, 'mailgun');
    const next = await traces.waitFor('a second try', ({ name, traceId, spanId }) => {
      const isOther = (one: { name: string; traceId: string; spanId: string }) =>
        one.name === 'send message' && one.traceId === traceId && one.spanId !== spanId;
      return name === 'send message' && traces.spans.some(isOther);
    });
    expect((await traces.pathOf(next)).at(-1)?.name).toBe('POST /api/v1/privacy-request');
  });

  it('do not begin with what a stranger sends along', async () => {
    const traceId = 'a'.repeat(32);
    await product.call('GET', '/api/v1/laws', undefined, {
      headers: { traceparent: `00-${traceId}-${'b'.repeat(16)}-01` },
    });
    await traces.waitFor('the call', ({ name }) => name === 'GET /api/v1/laws');
    expect(traces.text).not.toContain(traceId);
  });

  it('are named in log lines', () => {
    const [{ traceId } = { traceId: 'none' }] = traces.spans.filter(({ name }) => name === 'send message');
    expect(product.testEnv.log.text).toContain(`"traceId":"${traceId}"`);
  });

  it('hold nothing of a person, no code, token or id', () => {
    expect(traces.spans.length).toBeGreaterThan(50);
    for (const planted of [person.address, code, '@', 'example.com', 'Bearer', 'late@'])
      expect(traces.text).not.toContain(planted);
    expect(traces.text).not.toMatch(/\b(pri|msg|cha|req|lnk|whe|whd)_[0-9a-f]/);
  });
});
