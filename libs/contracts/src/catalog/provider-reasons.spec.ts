import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { providerReasons } from './provider-reasons';

it('docs/troubleshooting.md says of every reason of a provider what to do', () => {
  const page = readFileSync(join(__dirname, '../../../../docs/troubleshooting.md'), 'utf8');
  const [, table = ''] = page.split('| `provider_reason`');
  const rows = [...(table.split('\n\n')[0] ?? '').matchAll(/^\| `(\w+)`\s*\| \S/gm)].map(([, name]) => name);
  const byName = (one = '', other = ''): number => one.localeCompare(other);
  expect(rows.toSorted(byName)).toEqual(providerReasons.toSorted(byName));
});
