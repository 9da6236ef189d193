import { randomUUID } from 'node:crypto';

/** The encoding that Mailgun documents for messages; the names of our fields are plain ASCII. */
export function toMultipart(fields: Readonly<Record<string, string>>): { type: string; body: string } {
  const boundary = `subjectline-${randomUUID()}`;
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return { type: `multipart/form-data; boundary=${boundary}`, body: `${parts.join('')}--${boundary}--\r\n` };
}
