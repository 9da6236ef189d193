import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageKindIds } from '@subjectline/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeGallery } from './files';
import { darkFileOf, fileOf, mailFileOf, type Exhibit } from './pages';

let folder: string;
let all: readonly Exhibit[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'subjectline-gallery-'));
  all = await writeGallery(folder);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');

function exhibit(kind: string, locale: string): Exhibit {
  const found = all.find((one) => one.kind === kind && one.locale === locale);
  if (!found) throw new Error(`${kind} is not shown in ${locale}`);
  return found;
}

describe('the gallery', () => {
  test('shows every kind in every language, and leads to each', async () => {
    const index = await read('index.html');
    expect([...new Set(all.map(({ kind }) => kind))]).toEqual(messageKindIds);
    for (const kind of messageKindIds) {
      for (const locale of ['en', 'fr', 'de', 'es']) {
        expect(index).toContain(`href="${fileOf(exhibit(kind, locale))}"`);
      }
    }
  });

  test('shows the mail as it is sent, its text, and what its SMS takes', async () => {
    const shown = exhibit('subject_identity_verification', 'de');
    const page = await read(fileOf(shown));
    expect(page).toContain(`src="${mailFileOf(shown)}"`);
    expect(page).toContain('mit diesem Code');
    expect(page).toContain('SMS (1 segment)');
    const mail = await read(mailFileOf(shown));
    expect(mail).toContain('<html lang="de" dir="ltr">');
    expect(mail).toContain('>482913</p>');
    expect(mail).toContain('@media (prefers-color-scheme:dark)');
    expect(await read(darkFileOf(shown))).toContain('@media all{.sheet{background-color:#15181c');
  });

  test('fills in typed text in the language of the message', () => {
    expect(exhibit('privacy_request_review_deny', 'fr').text).toContain('Aucun compte ne correspond');
    expect(exhibit('request-status-fulfilled-opt-out', 'de').text).toContain('„Ich widerspreche');
    for (const [locale, words] of [
      ['fr', '(accès)'],
      ['de', '(Auskunft)'],
      ['es', '(acceso)'],
    ] as const) {
      const { html, text, sms } = exhibit('privacy_request_receipt', locale);
      for (const part of [html, text, sms]) expect(part).toContain(words);
    }
    for (const { html, text, sms } of all) expect(`${html}${text}${sms}`).not.toMatch(/\{\{|undefined/);
  });
});
