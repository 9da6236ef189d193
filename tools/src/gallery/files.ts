import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  messageKind,
  messageKindIds,
  sampleValues,
  type MessageKindId,
  type Words,
} from '@subjectline/contracts';
import { CompiledWording, smsSegments, withDates } from '@subjectline/rendering';
import { shippedWordings } from '@subjectline/templates';
import { exampleLetterhead } from './example-brand';
import { darkFileOf, darkMail, exhibitPage, fileOf, indexPage, mailFileOf, type Exhibit } from './pages';

/** Renders every shipped message with samples, as it would be sent by an organization that has a brand. */
export async function exhibits(): Promise<Exhibit[]> {
  const shipped = await shippedWordings();
  return messageKindIds.flatMap((kind) =>
    inOrder(shipped.localesOf(kind)).flatMap((locale) => {
      const words = shipped.of(kind, locale);
      return words ? [exhibitOf(kind, locale, words)] : [];
    }),
  );
}

/** Writes a page per message and an index into a folder. */
export async function writeGallery(folder: string): Promise<readonly Exhibit[]> {
  const all = await exhibits();
  await mkdir(join(folder, 'mails'), { recursive: true });
  await writeFile(join(folder, 'index.html'), indexPage(all));
  for (const exhibit of all) {
    await writeFile(join(folder, fileOf(exhibit)), exhibitPage(exhibit));
    await writeFile(join(folder, mailFileOf(exhibit)), exhibit.html);
    await writeFile(join(folder, darkFileOf(exhibit)), darkMail(exhibit));
  }
  return all;
}

function exhibitOf(kind: MessageKindId, locale: string, words: Words): Exhibit {
  const compiled = CompiledWording.compile(words);
  const letterhead = exampleLetterhead;
  const place = { locale, timeZone: letterhead.brand.time_zone };
  const variables = withDates(kind, sampleValues(kind, locale), place);
  const { subject, html, text } = compiled.render('email', variables, { locale, letterhead });
  const sms = compiled.render('sms', variables, { locale, letterhead }).text;
  if (subject === null || html === null) throw new Error(`the mail of ${kind} has no subject or no HTML`);
  const { label } = messageKind(kind);
  return { kind, label, locale, subject, html, text, sms, smsSegments: smsSegments(sms) };
}

/** English first, to compare the others with. */
function inOrder(locales: readonly string[]): string[] {
  return ['en', ...locales.filter((locale) => locale !== 'en').toSorted()];
}
