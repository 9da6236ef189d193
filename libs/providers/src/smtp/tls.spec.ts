import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startEmulator, type Emulator } from '@subjectline/testing/emulator';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'subjectline-smtp-tls-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A certificate that signs itself, for one name. */
function certificate(name: string) {
  const [keyFile, certFile] = [join(folder, `${name}.key`), join(folder, `${name}.crt`)];
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`];
  execFileSync('openssl', ['req', ...kind, ...subject, '-keyout', keyFile, '-out', certFile], {
    stdio: 'ignore',
  });
  return { key: readFileSync(keyFile, 'utf8'), cert: readFileSync(certFile, 'utf8'), certFile };
}

/** Node.js reads its certificate authorities when it starts, so each of these is a process of its own. */
const program = `
  const { smtp, details } = JSON.parse(process.argv[1]);
  const { providers } = require(smtp);
  const account = providers.smtp.open({ details, secrets: { username: 'mailer', password: 'word' } }, {});
  const message = { id: 'msg_1', to: 'ada@example.com', subject: 'Code', text: '123456' };
  account.send(message, new AbortController().signal)
    .then(() => ({ outcome: 'sent' }), ({ outcome, reason, code, status }) => ({ outcome, reason, code, status }))
    .then((result) => console.log(JSON.stringify(result)))
    .then(() => account.close());
`;

async function send(details: object, trusted?: string): Promise<unknown> {
  const smtp = join(__dirname, '..', '..', 'dist', 'index.js');
  const given = { host: 'localhost', from: 'privacy@example.com', ...details };
  const env = { PATH: process.env['PATH'], ...(trusted && { NODE_EXTRA_CA_CERTS: trusted }) };
  const args = ['-e', program, JSON.stringify({ smtp, details: given })];
  const { stdout } = await run(process.execPath, args, { env });
  return JSON.parse(stdout);
}

describe('A mail server with TLS', () => {
  let [own, others]: ReturnType<typeof certificate>[] = [];
  let starttls: Emulator;
  beforeAll(async () => {
    [own, others] = [certificate('localhost'), certificate('mail.example.com')];
    starttls = await startEmulator({ smtp: { tls: own } });
  });
  afterAll(() => starttls.close());
  const start = async (tls?: { key: string; cert: string; implicit?: boolean }) => {
    const emulator = await startEmulator({ smtp: { ...(tls && { tls }) } });
    onTestFinished(() => emulator.close());
    return emulator;
  };

  it('is spoken to over STARTTLS, which is the default', async () => {
    expect(await send({ port: starttls.smtpPort }, own?.certFile)).toEqual({ outcome: 'sent' });
    expect(starttls.messages()).toHaveLength(1);
  });

  it('is spoken to in TLS from the first byte', async () => {
    const emulator = await start(own && { ...own, implicit: true });
    const details = { port: emulator.smtpPort, security: 'tls' };
    expect(await send(details, own?.certFile)).toEqual({ outcome: 'sent' });
    expect(emulator.messages()).toHaveLength(1);
  });

  it('gets neither login nor message if its certificate is not trusted, or is of another host', async () => {
    const before = starttls.messages().length;
    expect(await send({ port: starttls.smtpPort })).toMatchObject({
      outcome: 'misconfigured',
      reason: 'tls_failed',
      code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
    const emulator = await start(others);
    expect(await send({ port: emulator.smtpPort }, others?.certFile)).toMatchObject({
      outcome: 'misconfigured',
      reason: 'tls_failed',
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
    expect([starttls.messages().length - before, emulator.messages().length]).toEqual([0, 0]);
  });

  it('gets neither if it has no STARTTLS', async () => {
    const emulator = await start();
    expect(await send({ port: emulator.smtpPort }, own?.certFile)).toMatchObject({
      outcome: 'misconfigured',
      reason: 'tls_failed',
      status: 500,
    });
    expect(emulator.messages()).toEqual([]);
  });

  it('is told from one that speaks another kind of TLS', async () => {
    const details = { port: starttls.smtpPort, security: 'tls' };
    expect(await send(details, own?.certFile)).toMatchObject({
      outcome: 'misconfigured',
      reason: 'tls_failed',
    });
  });
});
