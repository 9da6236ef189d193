import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { inspect } from 'node:util';
import { eventually } from '@subjectline/testing';
import { startEmulator, type Emulator } from '@subjectline/testing/emulator';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Account, OutgoingMessage, ProviderOptions } from '../provider';
import { closedPort, failureOf, message, never, playClock } from '../provider.suite';
import { smtp } from './';

const to = 'ada.person@example.com';
const secrets = { username: 'mailer', password: 'pass word of smtp' };

let emulator: Emulator;
let ascii: Emulator;
beforeAll(async () => {
  const login = { user: secrets.username, password: secrets.password };
  emulator = await startEmulator({ smtp: { login } });
  ascii = await startEmulator({ smtp: { lacks: ['SMTPUTF8', 'PIPELINING'] } });
});
afterEach(() => {
  emulator.forget();
  ascii.forget();
});
afterAll(() => Promise.all([emulator.close(), ascii.close()]));

interface Given extends ProviderOptions {
  details?: object;
  secrets?: object;
}

function open({ details, secrets: given = secrets, ...options }: Given = {}): Account {
  const own = { host: '127.0.0.1', port: emulator.smtpPort, security: 'none', from: 'privacy@example.com' };
  const account = smtp.open({ details: { ...own, ...details }, secrets: given }, options);
  onTestFinished(() => account.close());
  return account;
}

async function sentWith(fields: Partial<OutgoingMessage>, details?: object, address = to) {
  await open({ details }).send(message(address, fields), never);
  const [sent] = emulator.messages();
  if (!sent) throw new Error('nothing has arrived');
  const { raw = '', ...rest } = sent.fields as { raw?: string; headers?: Record<string, string> };
  return { ...sent, ...rest, raw, head: raw.slice(0, raw.indexOf('\r\n\r\n')) };
}

describe('SMTP', () => {
  it('sends both parts, under a Message-ID of ours', async () => {
    const outgoing = message(to);
    const sent = await open().send(outgoing, never);
    const [arrived] = emulator.messages();
    expect(arrived).toMatchObject({
      to,
      from: 'privacy@example.com',
      subject: 'Your code',
      html: '<p>123456</p>',
      text: '123456',
      fields: { envelopeFrom: 'privacy@example.com', recipients: [to] },
    });
    expect(sent.providerMessageId).toBe(`${outgoing.id}@example.com`);
    expect(arrived?.id).toBe(sent.providerMessageId);
    expect(arrived?.fields).toMatchObject({
      headers: { 'auto-submitted': 'auto-generated', 'x-entity-ref-id': outgoing.id },
    });
  });

  it.each([
    ['Acme', 'Acme'],
    ['Müller, Söhne & Töchter', 'Müller, Söhne & Töchter'],
    [`Acme\r\nBcc: x@example.com`, 'Acme Bcc: x@example.com'],
    ['a <b@example.com>', 'a <b@example.com>'],
    ['é'.repeat(100), 'é'.repeat(100)],
  ])('signs as %j', async (fromName, name) => {
    const { fields, head } = await sentWith({ fromName });
    expect(fields).toMatchObject({ from: { name, address: 'privacy@example.com' } });
    expect(head).not.toMatch(/^(b?cc):/im);
    for (const line of head.split('\r\n')) expect(line.length).toBeLessThanOrEqual(78);
  });

  it.each([
    ['second', 1000, { outcome: 'throttled', reason: 'rate_limited', status: 454 }],
    ['day', 86_400_000, { outcome: 'misconfigured', reason: 'credits_used_up', status: 550 }],
  ] as const)(
    'hears that the quota of a %s is used up, and sends when it has room',
    async (per, ms, failure) => {
      const clock = playClock();
      const account = open();
      emulator.setQuotas('smtp', [{ limit: 2, per }]);
      for (let sent = 0; sent < 2; sent += 1) await account.send(message(to), never);
      expect(await failureOf(account.send(message(to), never))).toMatchObject(failure);
      clock.advance(ms);
      await account.send(message(to), never);
      expect(emulator.messages()).toHaveLength(3);
    },
  );

  it('takes the name of the settings where the message has none', async () => {
    const { fields } = await sentWith({}, { from: 'Shop, Inc. <privacy@example.com>' });
    expect(fields).toMatchObject({ from: { name: 'Shop, Inc.', address: 'privacy@example.com' } });
  });

  it.each([
    [['privacy@example.com', 'DPO <PRIVACY@example.com>', 'dpo@bücher.example'], undefined],
    [undefined, 'default@example.com'],
  ])('sets Reply-To of %j, by default %j', async (replyTo, reply_to) => {
    const { fields } = await sentWith({ replyTo }, { reply_to });
    const expected = replyTo ? ['privacy@example.com', 'dpo@xn--bcher-kva.example'] : [reply_to];
    expect(fields['replyTo']).toMatchObject(expected.map((address) => ({ address })));
  });

  it.each(['Ihr Code läuft ab', 'Code\r\nBcc: x@example.com\r\n\r\nbody', '验证码 '.repeat(40)])(
    'writes the subject %j into one header',
    async (subject) => {
      const sent = await sentWith({ subject });
      expect(sent.subject).toBe(subject.replaceAll(/[\r\n]+/g, ' ').trim());
      expect(sent.head).not.toMatch(/^bcc:/im);
      expect(sent.text).toBe('123456');
    },
  );

  it.each([
    '.',
    '..\r\n.\r\nMAIL FROM:<x@example.com>',
    `first\n.\nlast`,
    `${'x'.repeat(2_000)}\n.`,
    'ünïcode 😀',
  ])('carries the text %j whole', async (text) => {
    const sent = await sentWith({ text, html: undefined });
    expect(sent.text?.replaceAll('\r\n', '\n')).toBe(text.replaceAll('\r\n', '\n'));
    expect(sent.raw).toMatch(/^[\t\r\n\x20-\x7e]*$/);
    expect(emulator.messages()).toHaveLength(1);
  });

  it('writes a domain in A-labels, and letters before the @ where the server takes them', async () => {
    const ascii = await sentWith({}, undefined, 'ada@bücher.example');
    expect(ascii.head).toMatch(/^To: ada@xn--bcher-kva\.example$/m);
    expect(ascii.fields).toMatchObject({ isSmtpUtf8: false });
    emulator.forget();
    const other = await sentWith({}, undefined, 'günther@bücher.example');
    expect(other.head).toMatch(/^To: günther@bücher\.example$/m);
    expect(other.fields).toMatchObject({ isSmtpUtf8: true, recipients: ['günther@bücher.example'] });
  });

  it('refuses letters that the server does not take, and sends to others there', async () => {
    const account = open({ details: { port: ascii.smtpPort } });
    const error = await failureOf(account.send(message('günther@example.com'), never));
    expect(error).toMatchObject({ outcome: 'refused', reason: 'recipient_not_ascii' });
    await account.send(message(to), never);
    expect(ascii.messages()).toMatchObject([{ to }]);
    expect(ascii.smtpConnections.opened).toBe(1);
  });

  it.each([
    'a@example.com>\r\nRCPT TO:<b@example.com',
    '<a@example.com> <b@example.com>',
    'a@example.com\r\nDATA',
  ])('sends nothing to %j', async (address) => {
    const error = await failureOf(open().send(message(address), never));
    expect(error).toMatchObject({ outcome: 'refused', reason: 'recipient_invalid' });
    expect(emulator.messages()).toEqual([]);
  });

  it('needs no login where the server wants none', async () => {
    await open({ details: { port: ascii.smtpPort }, secrets: { username: '', password: '' } }).send(
      message(to),
      never,
    );
    expect(ascii.messages()).toHaveLength(1);
  });

  it('checks the login and delivers nothing', async () => {
    await open().check(never);
    const wrong = open({ secrets: { ...secrets, password: 'another' } });
    const error = await failureOf(wrong.check(never));
    expect(error).toMatchObject({ outcome: 'misconfigured', reason: 'login_refused', status: 535 });
    expect(emulator.messages()).toEqual([]);
  });
});

describe('A message on its way to a mail server', () => {
  it('may leave once the server is ready for it, and is not there before', async () => {
    const account = open();
    let allow: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      const leave = async () => {
        resolve();
        await new Promise<void>((open) => (allow = open));
      };
      void account.send(message(to), never, leave);
    });
    await asked;
    expect(emulator.smtpConnections.open).toBe(1);
    expect(emulator.messages()).toEqual([]);
    allow();
    await emulator.waitForMessage((one) => one.to === to);
  });

  it('is not sent where it may not leave, and the next one is', async () => {
    const account = open();
    const stop = new Error('in other hands');
    await expect(account.send(message(to), never, () => Promise.reject(stop))).rejects.toBe(stop);
    await account.send(message('next@example.com'), never);
    expect(emulator.messages()).toMatchObject([{ to: 'next@example.com' }]);
  });

  it('is not asked whether it may leave where the server refuses its recipient', async () => {
    emulator.behave({ vendor: 'smtp', answer: 550 });
    let asked = 0;
    await failureOf(open().send(message(to), never, async () => void (asked += 1)));
    expect(asked).toBe(0);
  });

  it.each(['reset', 'accept-then-reset'] as const)('is not guessed about after a %s', async (answer) => {
    emulator.behave({ vendor: 'smtp', answer });
    const error = await failureOf(open().send(message(to), never));
    expect(error).toMatchObject({ outcome: 'unknown', reason: 'vendor_silent', retryable: false });
  });

  it('is not guessed about after a silence', async () => {
    emulator.behave({ vendor: 'smtp', answer: 'hang' });
    const error = await failureOf(open({ timeoutMs: 1_000 }).send(message(to), never));
    expect(error).toMatchObject({ outcome: 'unknown', reason: 'vendor_silent', code: 'ETIMEDOUT' });
  });

  it('is stopped when told to', async () => {
    emulator.behave({ vendor: 'smtp', answer: 'hang' });
    const stop = new AbortController();
    const sending = failureOf(open().send(message(to), stop.signal));
    await emulator.waitForRequest('smtp');
    stop.abort();
    expect(await sending).toMatchObject({ outcome: 'unknown', code: 'aborted' });
  });

  it('does not begin when told to stop before', async () => {
    const error = await failureOf(open().send(message(to), AbortSignal.abort()));
    expect(error).toMatchObject({ outcome: 'unavailable', code: 'aborted' });
    expect(emulator.messages()).toEqual([]);
  });

  it('has not left if there is no server, or no such host', async () => {
    const port = await closedPort();
    const refused = await failureOf(open({ details: { port } }).send(message(to), never));
    expect(refused).toMatchObject({ outcome: 'unavailable', code: 'ECONNREFUSED', retryable: true });
    const details = { host: 'nowhere.invalid', security: 'starttls' };
    const lost = await failureOf(open({ details }).send(message(to), never));
    expect(lost).toMatchObject({ outcome: 'unavailable', reason: 'vendor_unreachable', retryable: true });
  });

  it.each([550, 451, 'reset', 'hang'] as const)(
    'shows neither a secret nor the address after %s',
    async (answer) => {
      emulator.behave({ vendor: 'smtp', answer });
      const error = await failureOf(open({ timeoutMs: 1_000 }).send(message(to), never));
      const shown = [
        JSON.stringify(error),
        error.stack,
        inspect(error, { depth: Infinity, showHidden: true }),
      ].join();
      for (const hidden of [to, '123456', ...Object.values(secrets)]) expect(shown).not.toContain(hidden);
    },
  );
});

describe('The connections to a mail server', () => {
  it('are few, and are used again', async () => {
    const account = open({ details: { max_connections: 3 } });
    expect(account.connections).toBe(3);
    const before = emulator.smtpConnections.opened;
    await Promise.all(Array.from({ length: 60 }, () => account.send(message(to), never)));
    expect(emulator.messages()).toHaveLength(60);
    expect(emulator.smtpConnections.opened - before).toBe(3);
  });

  it('carry another message after one that was refused', async () => {
    const account = open();
    const before = emulator.smtpConnections.opened;
    for (const refusal of ['mailbox_unknown', 'sender_invalid', 'spam']) {
      emulator.behave({ vendor: 'smtp', answer: 550, refusal, times: 1 });
      await failureOf(account.send(message(to), never));
    }
    await account.send(message(to), never);
    expect(emulator.messages()).toHaveLength(1);
    expect(emulator.smtpConnections.opened - before).toBe(1);
  });

  it('are exchanged where the server hung up in between', async () => {
    const sockets: Socket[] = [];
    // answers everything with the same words, and hangs up on the second message of a connection
    const server = createServer((socket) => {
      sockets.push(socket);
      let mails = 0;
      socket.on('error', () => undefined);
      socket.write('220 mail.example.com\r\n');
      socket.on('data', (chunk: Buffer) => {
        const text = chunk.toString();
        if (text.startsWith('MAIL') && ++mails > 1) return void socket.end('421 4.4.2 Idle for too long\r\n');
        if (text.startsWith('DATA')) socket.write('354 go on\r\n');
        else if (/^(EHLO|MAIL|RCPT)/.test(text) || text.endsWith('\r\n.\r\n')) socket.write('250 ok\r\n');
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    const { port } = server.address() as { port: number };
    const account = open({ details: { port }, secrets: {} });
    await account.send(message(to), never);
    await account.send(message(to), never);
    expect(sockets).toHaveLength(2);
  });

  it('are closed with the account, after what is under way', async () => {
    const account = open();
    emulator.behave({ vendor: 'smtp', answer: 'ok', delayMs: 50 });
    const sending = account.send(message(to), never);
    await emulator.waitForRequest('smtp');
    await account.close();
    await sending;
    await eventually('all are closed', () => emulator.smtpConnections.open === 0);
    expect(await failureOf(account.send(message(to), never))).toMatchObject({ outcome: 'unavailable' });
  });
});
