import type { VendorCall } from './vendor-api';

/** A form in either of its two encodings; the vendors take both. Null when it is neither. */
export async function readForm({ contentType, body }: VendorCall): Promise<Record<string, string> | null> {
  if (contentType.startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(body.toString()));
  }
  if (!contentType.startsWith('multipart/form-data')) return null;
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
