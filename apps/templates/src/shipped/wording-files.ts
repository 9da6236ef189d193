import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultLocale, messageKindIds, type MessageKindId, type Words } from '@subjectline/contracts';

/** The wording that comes with the product, by kind and locale. */
export class ShippedWordings {
  constructor(private readonly words: ReadonlyMap<MessageKindId, ReadonlyMap<string, Words>>) {}

  of(kind: MessageKindId, locale: string): Words | null {
    return this.words.get(kind)?.get(locale) ?? null;
  }

  localesOf(kind: MessageKindId): string[] {
    return [...(this.words.get(kind)?.keys() ?? [])];
  }
}

/** Reads `<kind>/<locale>/{subject,body.html,text,sms}.hbs`. Throws when a kind lacks the default locale. */
export async function readShippedWordings(folder: string): Promise<ShippedWordings> {
  const entries = messageKindIds.map(async (kind) => [kind, await readKind(join(folder, kind))] as const);
  return new ShippedWordings(new Map(await Promise.all(entries)));
}

async function readKind(folder: string): Promise<Map<string, Words>> {
  const locales = await readdir(folder);
  if (!locales.includes(defaultLocale)) throw new Error(`${folder} has no wording in "${defaultLocale}"`);
  const entries = locales.map(async (locale) => [locale, await readWords(join(folder, locale))] as const);
  return new Map(await Promise.all(entries));
}

async function readWords(folder: string): Promise<Words> {
  const present = await readdir(folder);
  // the last line break belongs to the file, not to the wording
  const read = async (name: string) => (await readFile(join(folder, name), 'utf8')).trimEnd();
  const [subject, html, text, sms] = await Promise.all([
    read('subject.hbs'),
    read('body.html.hbs'),
    present.includes('text.hbs') ? read('text.hbs') : null,
    read('sms.hbs'),
  ]);
  return { subject, html, text, sms };
}
