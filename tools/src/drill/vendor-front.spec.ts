import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from '@subjectline/testing';
import { expect, onTestFinished, test } from 'vitest';
import { VendorFront } from './vendor-front';

test('a call is under way until it has ended, and for 50 ms more', async () => {
  const vendor = createServer((_request, response) => response.end('taken'));
  vendor.listen(0, '127.0.0.1');
  await once(vendor, 'listening');
  const front = new VendorFront(`http://127.0.0.1:${(vendor.address() as AddressInfo).port}`);
  await front.open();
  onTestFinished(async () => {
    await front.close();
    vendor.close();
  });
  const beganMs = Date.now();
  const answer = await fetch(front.url, { headers: { connection: 'close' } });
  expect(await answer.text()).toBe('taken');
  await eventually('the connection is closed', () => Promise.resolve(front.openConnections === 0));
  const endedMs = Date.now();
  expect(front.callsUnderWay(beganMs)).toBe(1);
  expect(front.callsUnderWay(endedMs + 51)).toBe(0);
});
