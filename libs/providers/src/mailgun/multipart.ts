import { randomUUID } from 'node:crypto';
import type { InlinePicture } from '../provider';

/** The encoding that Mailgun documents for messages; the names of our fields are plain ASCII. */
export function toMultipart(
  fields: Readonly<Record<string, string>>,
  inline?: InlinePicture,
): { type: string; body: string | Buffer } {
  const boundary = `subjectline-${randomUUID()}`;
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const type = `multipart/form-data; boundary=${boundary}`;
  if (!inline) return { type, body: `${parts.join('')}--${boundary}--\r\n` };
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="inline"; filename="${inline.fileName}"\r\ncontent-type: ${inline.type}\r\n\r\n`;
  const body = [Buffer.from(parts.join('') + head), inline.content, Buffer.from(`\r\n--${boundary}--\r\n`)];
  return { type, body: Buffer.concat(body) };
}
