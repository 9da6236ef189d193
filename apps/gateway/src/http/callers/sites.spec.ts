import { EventEmitter } from 'node:events';
import type { Server } from 'node:http';
import { Socket } from 'node:net';
import { createLogger } from '@subjectline/bus';
import { LogCapture, TestClock } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestGateway } from '../../testing/test-gateway.fixture';
import { CallerWindows } from './caller-windows';
import { ClientAddresses } from './client-address';
import { ConnectionLimits } from './connection-limits';
import { siteOf } from './site';

/* A caller with an IPv6 site has 65,536 networks to call from. */

/** Addresses in different networks of one site. */
const networks = (count: number, site = '2001:db8:1') =>
  Array.from({ length: count }, (_, index) => `${site}:${index.toString(16)}::1`);

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await TestGateway.start({
    SUBJECTLINE_RATE_LIMIT_PER_MINUTE: '2',
    SUBJECTLINE_FAILED_SIGN_INS_PER_MINUTE: '1',
  });
});
afterAll(() => gateway?.close());

const from = async (ip: string, path = '/openapi.json', method = 'GET', body?: string) =>
  fetch(gateway.url + path, {
    method,
    headers: { 'x-forwarded-for': ip, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body }),
  });
const statusesOf = (answers: readonly Response[]) => answers.map(({ status }) => status);

describe('the site of an address', () => {
  it.each([
    ['2001:db8:1:2::/64', '2001:db8:1::/48'],
    ['2001:db8:0:0::/64', '2001:db8:0::/48'],
    ['203.0.113.5', null],
  ])('%s is %s', (address, site) => expect(siteOf(address)).toBe(site));
});

describe('calls of one IPv6 site', () => {
  it('are limited together to sixteen times those of an address', async () => {
    const answers = [];
    for (const ip of networks(40)) answers.push(await from(ip));
    const refused = statusesOf(answers).filter((status) => status === 429);
    expect(statusesOf(answers.slice(0, 32))).not.toContain(429);
    expect(refused).toHaveLength(8);
    expect(Number(answers.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await from('2001:db8:2:1::1')).status).not.toBe(429);
    expect((await from('203.0.113.7')).status).not.toBe(429);
    gateway.testEnv.clock.advance(60_000);
    expect((await from('2001:db8:1:1::1')).status).not.toBe(429);
  });

  it('are limited for each address as before', async () => {
    const answers = [];
    for (let calls = 0; calls < 3; calls += 1) answers.push(await from('2001:db8:3::1'));
    expect(statusesOf(answers).map((status) => status === 429)).toEqual([false, false, true]);
  });

  it('fail to sign in sixteen times as often as those of an address, at once too', async () => {
    const wrong = JSON.stringify({ type: 'api-key', key: 'nobody', secret: 'wrong-wrong-wrong' });
    const answers = await Promise.all(
      networks(30, '2001:db8:4').map((ip) => from(ip, '/v1/sessions', 'POST', wrong)),
    );
    expect(statusesOf(answers).filter((status) => status === 429)).toHaveLength(14);
  });
});

describe('counts', () => {
  it('of a site are kept, from however many networks it calls', () => {
    const windows = new CallerWindows(60_000, new TestClock(), () => ({ calls: 0 }));
    for (const address of networks(20_000).map((ip) => ip.replace('::1', '::/64'))) {
      for (const { window } of windows.of(address)) window.calls += 1;
    }
    const [site] = windows.of('2001:db8:1:ffff::/64');
    expect(site?.window.calls).toBe(20_000);
  });
});

describe('connections of one IPv6 site', () => {
  it('are limited together to sixteen times those of an address', () => {
    const server = new EventEmitter();
    const limits = { max: 1_000, maxPerAddress: 2 };
    const logger = createLogger('spec', { destination: new LogCapture() });
    new ConnectionLimits(new ClientAddresses(), limits, logger).listenTo(server as Server);
    const connect = (remoteAddress: string): Socket => {
      const socket = Object.defineProperty(new Socket(), 'remoteAddress', { value: remoteAddress });
      server.emit('connection', socket);
      return socket;
    };
    const opened = networks(40).map(connect);
    expect(opened.map(({ destroyed }) => destroyed).indexOf(true)).toBe(32);
    expect(opened.filter(({ destroyed }) => destroyed)).toHaveLength(8);
    expect(connect('2001:db8:2::1').destroyed).toBe(false);
    opened[0]?.emit('close');
    expect(connect('2001:db8:1:fff::1').destroyed).toBe(false);
    expect(connect('2001:db8:1:ffe::1').destroyed).toBe(true);
  });
});
