import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { eventually } from '../eventually';
import { startEmulator, type Emulator } from './emulator';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.forget());
afterAll(() => emulator.close());

const authorization = `Basic ${Buffer.from('api:key').toString('base64')}`;
const mail = { from: 'a@example.com', to: 'ada.person@example.com', subject: 'Hello', text: 'Hi <there>' };

const postForm = (body: FormData | URLSearchParams, headers: Record<string, string> = { authorization }) =>
  fetch(`${emulator.url}/v3/mg.example.com/messages`, { method: 'POST', headers, body });

function multipart(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

const control = (path: string, method: string, body?: unknown) =>
  fetch(`${emulator.url}/_emulator/${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

describe('The emulator', () => {
  it.each([
    ['multipart', () => multipart(mail)],
    ['urlencoded', () => new URLSearchParams(mail)],
  ])('takes a %s form', async (_encoding, form) => {
    const answer = await postForm(form());
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ id: expect.stringMatching(/^<.+@mg\.example\.com>$/) });
    const { from, to, subject, text } = mail;
    expect(emulator.messages()).toMatchObject([{ vendor: 'mailgun', from, to, subject, text }]);
  });

  it('refuses a call without a key', async () => {
    expect((await postForm(multipart(mail), {})).status).toBe(401);
  });

  it('refuses a message with nothing in it', async () => {
    const { text: _text, ...empty } = mail;
    expect((await postForm(multipart(empty))).status).toBe(400);
  });

  it('shows over HTTP what arrived, and forgets it', async () => {
    await postForm(multipart(mail));
    expect(await (await control('messages', 'GET')).json()).toMatchObject([{ to: mail.to }]);
    expect((await control('messages', 'DELETE')).status).toBe(204);
    expect(emulator.messages()).toEqual([]);
  });

  it('shows what arrived to people, without running it', async () => {
    await postForm(multipart(mail));
    const page = await (await fetch(emulator.url)).text();
    expect(page).toContain(mail.to);
    expect(page).toContain('Hi &lt;there&gt;');
  });

  describe('its page', () => {
    const send = (form: string, values: Record<string, string>, headers: Record<string, string> = {}) =>
      fetch(`${emulator.url}/_emulator/page/${form}`, {
        method: 'POST',
        body: new URLSearchParams(values),
        headers,
        redirect: 'manual',
      });
    const pageText = async () => (await fetch(emulator.url)).text();

    it('makes a vendor refuse in its own words, be slow or limit, and brings all back to normal', async () => {
      const refusing = { vendor: 'mailgun', answer: 'recipient_invalid', times: '1', seconds: '' };
      expect((await send('behaviour', refusing)).status).toBe(303);
      expect(await pageText()).toContain('answer 400, refusal recipient_invalid, times 1');
      expect((await postForm(multipart(mail))).status).toBe(400);
      expect((await postForm(multipart(mail))).status).toBe(200);
      await send('behaviour', { vendor: 'mailgun', answer: '429', seconds: '7' });
      const limited = await postForm(multipart(mail));
      expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7']);
      await send('behaviour', { vendor: 'ses', answer: 'slow' });
      expect(await pageText()).toContain('answer ok, delayMs 10000');
      emulator.setQuotas('mailgun', [{ limit: 1, per: 'day' }]);
      expect((await send('recover', {})).headers.get('location')).toBe('/');
      expect((await pageText()).match(/>normal</g)).toHaveLength(5);
      for (let sent = 0; sent < 2; sent += 1) expect((await postForm(multipart(mail))).status).toBe(200);
    });

    it.each<Record<string, string>>([
      { vendor: 'pigeon', answer: 'hang' },
      { vendor: 'mailgun', answer: 'sing' },
      { vendor: 'mailgun', answer: 'hang', times: '0' },
      { vendor: 'mailgun', answer: 'slow', seconds: 'long' },
    ])('does not take %j', async (values) => {
      expect((await send('behaviour', values)).status).toBe(400);
    });

    it('reports on a message, and says when no one takes the report', async () => {
      await postForm(multipart(mail));
      expect(await pageText()).toContain('set up delivery reports');
      const [{ id } = { id: '' }] = emulator.messages();
      emulator.reportTo('mailgun', `${emulator.url}/absent`);
      const refused = (await send('report', { id, event: 'bounced' })).headers.get('location');
      expect(refused).toBe('/?reported=404');
      expect(await (await fetch(emulator.url + refused)).text()).toContain('refused with status 404');
      emulator.reportTo('mailgun', 'http://127.0.0.1:1/');
      expect((await send('report', { id, event: 'bounced' })).headers.get('location')).toBe('/?reported=0');
      expect((await send('report', { id: 'none', event: 'bounced' })).status).toBe(400);
    });

    it('is the only one whose forms are taken', async () => {
      const foreign = await send('recover', {}, { 'sec-fetch-site': 'cross-site' });
      expect(foreign.status).toBe(403);
      expect((await send('dance', {})).status).toBe(404);
    });
  });

  it('fails as often as it is told', async () => {
    const behaviour = { vendor: 'mailgun', answer: 429, times: 2, retryAfter: 3 };
    expect((await control('behaviour', 'PUT', behaviour)).status).toBe(204);
    const first = await postForm(multipart(mail));
    expect([first.status, first.headers.get('retry-after')]).toEqual([429, '3']);
    expect((await postForm(multipart(mail))).status).toBe(429);
    expect((await postForm(multipart(mail))).status).toBe(200);
  });

  it.each([{ answer: 'sing' }, { answer: 500, vendor: 'pigeon' }, { answer: 500, times: -1 }, null])(
    'does not behave as %j',
    async (behaviour) => {
      expect((await control('behaviour', 'PUT', behaviour)).status).toBe(400);
    },
  );

  it('takes as many messages as its quota has room for, and says what is used', async () => {
    const quotas = [
      { limit: 2, per: 'minute' },
      { limit: 100, per: 'day' },
    ];
    expect((await control('quotas', 'PUT', { vendor: 'mailgun', quotas })).status).toBe(204);
    let at = Date.parse('2026-11-28T09:00:00Z');
    emulator.now = () => new Date(at);
    onTestFinished(() => {
      emulator.now = () => new Date();
    });
    const statuses = [];
    for (let sent = 0; sent < 3; sent += 1) statuses.push((await postForm(multipart(mail))).status);
    expect(statuses).toEqual([200, 200, 429]);
    expect(await (await control('quotas', 'GET')).json()).toEqual({
      mailgun: [
        { limit: 2, per: 'minute', used: 2, freesAt: at + 60_000 },
        { limit: 100, per: 'day', used: 2, freesAt: null },
      ],
    });
    at += 60_000;
    expect((await postForm(multipart(mail))).status).toBe(200);
    expect((await control('quotas', 'PUT', { vendor: 'mailgun', quotas: [] })).status).toBe(204);
    expect(await (await control('quotas', 'GET')).json()).toEqual({});
  });

  it.each([
    null,
    { vendor: 'pigeon', quotas: [] },
    { vendor: 'ses' },
    { vendor: 'ses', quotas: [{ limit: 0, per: 'day' }] },
    { vendor: 'ses', quotas: [{ limit: 1.5, per: 'day' }] },
    { vendor: 'ses', quotas: [{ limit: 5, per: 'queue' }] },
  ])('knows no quota such as %j', async (given) => {
    const answer = await control('quotas', 'PUT', given);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({
      message: expect.stringMatching(/^(vendor is one of|quotas is a list)/),
    });
  });

  it('waits for a message that has not come yet, and says when none came', async () => {
    const waiting = emulator.waitForMessage((one) => one.to === mail.to, 10_000);
    await postForm(multipart(mail));
    expect(await waiting).toMatchObject({ subject: 'Hello' });
    await expect(emulator.waitForMessage((one) => one.to === 'x', 1)).rejects.toThrow('no such message');
  });

  it('reports on a message, by itself and when it is told to', async () => {
    const taken: string[] = [];
    const server = createServer((request, response) => {
      request.on('data', (chunk: Buffer) => taken.push(chunk.toString()));
      request.on('end', () => response.end());
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/webhooks`;
    const eventsOf = () =>
      taken.map((body) => (JSON.parse(body) as { 'event-data': { event: string } })['event-data'].event);
    expect((await control('reports', 'PUT', { vendor: 'mailgun', url })).status).toBe(204);
    await postForm(multipart({ ...mail, to: 'bounce@example.com' }));
    await eventually('two reports', () => taken.length === 2);
    expect(eventsOf()).toEqual(['accepted', 'failed']);
    const [{ id } = { id: '' }] = emulator.messages();
    expect(await (await control('reports', 'POST', { id, event: 'complained' })).json()).toEqual({
      answered: 200,
    });
    expect(eventsOf()).toContain('complained');
    expect((await control('reports', 'POST', { id, event: 'teleported' })).status).toBe(400);
    expect((await control('reports', 'PUT', { vendor: 'pigeon', url })).status).toBe(400);
    expect(await (await control('report-keys', 'GET')).json()).toEqual(emulator.reportKeys);
    server.close();
  });

  it('ends while a client still hangs', async () => {
    const other = await startEmulator();
    other.behave({ answer: 'hang' });
    const hanging = fetch(`${other.url}/v3/mg.example.com/messages`, {
      method: 'POST',
      headers: { authorization },
      body: multipart(mail),
    }).catch((error: unknown) => error);
    await other.waitForRequest('mailgun');
    await other.close();
    expect(await hanging).toBeInstanceOf(Error);
  });
});
