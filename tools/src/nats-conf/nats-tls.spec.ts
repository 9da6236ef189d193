import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { natsConfiguration, parseNatsUrl } from '@subjectline/bus';
import { startNats, type LocalServer } from '@subjectline/embedded';
import { connect, ErrorCode } from 'nats';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { natsUsers } from './text';

const run = promisify(execFile);
const program = join(__dirname, '..', '..', '..', 'libs', 'bus', 'dist', 'provision.main.js');
const passwords = Object.fromEntries(natsUsers.map((user) => [user, `word-of-${user}`]));

interface Broker {
  readonly server: LocalServer;
  readonly certificate: string;
}

let folder: string;
let plain: LocalServer;
let ours: Broker;
let ofAnother: Broker;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'subjectline-nats-tls-'));
  const dir = join(folder, 'plain');
  plain = await startNats({ dir, configuration: natsConfiguration(passwords) });
  ours = await withTls('ours', 'IP:127.0.0.1');
  ofAnother = await withTls('another', 'DNS:broker.example.com,DNS:localhost');
});
afterAll(async () => {
  for (const server of [plain, ours?.server, ofAnother?.server]) await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A broker that takes TLS alone, with a certificate that it signed itself. */
async function withTls(name: string, subjectAltName: string): Promise<Broker> {
  const dir = join(folder, name);
  await mkdir(dir);
  const [key, certificate] = [join(folder, `${name}.key`), join(folder, `${name}.crt`)];
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const subject = ['-days', '2', '-subj', '/CN=nats', '-addext', `subjectAltName=${subjectAltName}`];
  await run('openssl', ['req', ...kind, ...subject, '-keyout', key, '-out', certificate]);
  const tls = `tls { cert_file: ${JSON.stringify(certificate)}, key_file: ${JSON.stringify(key)} }`;
  const configuration = `${natsConfiguration(passwords)}\n${tls}\n`;
  return { server: await startNats({ dir, configuration }), certificate };
}

const urlOf = ({ port }: LocalServer, scheme = 'tls') =>
  `${scheme}://provisioner:word-of-provisioner@127.0.0.1:${port}`;
const provision = (NATS_URL: string, trusted?: string) =>
  run(process.execPath, [program], { env: { NATS_URL, ...(trusted && { NODE_EXTRA_CA_CERTS: trusted }) } });

/** Why the program says that it does not connect; it goes on trying. */
async function reasonOf(NATS_URL: string, trusted?: string): Promise<unknown> {
  const env = { NATS_URL, ...(trusted && { NODE_EXTRA_CA_CERTS: trusted }) };
  const child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const { msg, reason } = JSON.parse(line) as { msg: string; reason: unknown };
      if (msg === 'NATS cannot be reached; trying again') return reason;
    }
    return undefined;
  } finally {
    if (child.kill('SIGKILL')) await once(child, 'exit');
  }
}

describe('a broker named by tls://', () => {
  test('is spoken to over TLS once its certificate is trusted', async () => {
    const { stdout } = await provision(urlOf(ours.server), ours.certificate);
    expect(stdout).toBe('streams, consumers and buckets are there\n');
  });

  test('may be one of several', async () => {
    const away = urlOf({ ...ours.server, port: 1 });
    const { stdout } = await provision(`${away},${urlOf(ours.server)}`, ours.certificate);
    expect(stdout).toBe('streams, consumers and buckets are there\n');
  });

  test('is refused when it offers no TLS: no password is sent in clear', async () => {
    const attempt = connect({ ...parseNatsUrl(urlOf(plain)), reconnect: false });
    await expect(attempt).rejects.toMatchObject({ code: ErrorCode.ServerOptionNotAvailable });
    expect(await reasonOf(urlOf(plain))).toBe(ErrorCode.ServerOptionNotAvailable);
  });

  test('is refused when its certificate is not trusted, or is for another name', async () => {
    expect(await reasonOf(urlOf(ours.server))).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
    const forAnother = await reasonOf(urlOf(ofAnother.server), ofAnother.certificate);
    expect(forAnother).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
  });
});

describe('a broker named by nats://', () => {
  test('is spoken to as before', async () => {
    const { stdout } = await provision(urlOf(plain, 'nats'));
    expect(stdout).toBe('streams, consumers and buckets are there\n');
  });
});

describe('a broker named by anything else', () => {
  test.each(['http://127.0.0.1:4222', '127.0.0.1:4222', 'ws://127.0.0.1', 'tls://', ''])(
    'is refused: %s',
    (url) => {
      expect(() => parseNatsUrl(url)).toThrow('NATS_URL must be an address such as nats://');
    },
  );
});
