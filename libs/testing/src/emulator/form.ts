import type { VendorCall } from './vendor-api';

/** A form in either of its two encodings; the vendors take both. Null when it is neither. */
export async function readForm({ contentType, body }: VendorCall): Promise<Record<string, string> | null> {
  if (contentType.startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(body.toString()));
  }
  if (!contentType.startsWith('multipart/form-data')) return null;
  const plain = readPlainParts(contentType, body.toString());
  if (plain) return plain;
  try {
    const headers = { 'content-type': contentType };
    const form = await new Response(new Uint8Array(body), { headers }).formData();
    return Object.fromEntries(
      [...form].map(([name, value]) => [name, typeof value === 'string' ? value : value.name]),
    );
  } catch {
    return null;
  }
}

const plainHead = /^content-disposition: form-data; name="([^"]+)"$/i;

/** Parts that are text alone, fast; null where there is anything else. */
function readPlainParts(contentType: string, body: string): Record<string, string> | null {
  const [, boundary] = /boundary="?([^";]+)"?/i.exec(contentType) ?? [];
  if (boundary === undefined) return null;
  const parts = `\r\n${body}`.split(`\r\n--${boundary}`).slice(1, -1);
  const fields: Record<string, string> = {};
  for (const part of parts) {
    const end = part.indexOf('\r\n\r\n');
    const [, name] = plainHead.exec(part.slice(2, end)) ?? [];
    if (name === undefined) return null;
    fields[name] = part.slice(end + 4);
  }
  return fields;
}
