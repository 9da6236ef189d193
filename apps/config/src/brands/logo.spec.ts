import { logoPng } from '@subjectline/testing';
import { expect, it } from 'vitest';
import { readLogo } from './logo';

it('is not completed by what lies behind it in memory', () => {
  const brokenOff = Buffer.from(logoPng, 'base64').subarray(0, 18).toString('base64');
  // small buffers share pieces of memory, which are used again without being wiped
  const other = Buffer.alloc(3_000, 0x01).toString('base64');
  const refusals = Array.from({ length: 20_000 }, () => {
    Buffer.from(other, 'base64');
    try {
      return readLogo(brokenOff).logo_width;
    } catch (error) {
      return error;
    }
  });
  const said = new Set(refusals.map((refusal) => JSON.stringify(refusal)));
  expect([...said]).toEqual([expect.stringMatching(/PNG, JPEG/)]);
});
