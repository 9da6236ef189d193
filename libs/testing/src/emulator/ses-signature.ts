import { createHash, createHmac } from 'node:crypto';
import type { VendorCall } from './vendor-api';

/** What a role that is assumed is given. */
export const temporaryKey = { id: 'ASIAEMULATEDROLE0001', token: 'token-of-the-emulated-role' } as const;

/** The access keys that the emulated AWS knows, with their secrets. */
export const sesKeys: Readonly<Record<string, string>> = {
  AKIAEMULATEDUSER0001: 'secret/of+the/emulated+user',
  [temporaryKey.id]: 'secret/of+the/emulated+role',
};

const form =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([\w-]+)\/(\w+)\/aws4_request, SignedHeaders=([\w;-]+), Signature=([0-9a-f]{64})$/;

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest();

/** What AWS says of a call that is not signed right (Signature Version 4), or null. */
export function signatureFault(call: VendorCall, service: string): string | null {
  const [, id = '', day = '', region = '', named, signed = '', signature] =
    form.exec(call.authorization) ?? [];
  if (signature === undefined) return 'MissingAuthenticationTokenException';
  const secret = sesKeys[id];
  if (secret === undefined || named !== service) return 'UnrecognizedClientException';
  const isTemporary = id === temporaryKey.id;
  if (isTemporary && call.headers['x-amz-security-token'] !== temporaryKey.token)
    return 'UnrecognizedClientException';
  const names = signed.split(';');
  const headers = names.map((name) => `${name}:${String(call.headers[name] ?? '').trim()}\n`).join('');
  // a path is encoded once more for the signature
  const path = call.path.split('/').map(encodeURIComponent).join('/');
  const canonical = [call.method, path, call.query.toString(), headers, signed, sha256(call.body)].join('\n');
  const scope = `${day}/${region}/${service}/aws4_request`;
  const time = String(call.headers['x-amz-date'] ?? '');
  const text = ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n');
  const key = hmac(hmac(hmac(hmac(`AWS4${secret}`, day), region), service), 'aws4_request');
  const isSigned = ['host', 'x-amz-date'].every((name) => names.includes(name));
  const isRight = hmac(key, text).toString('hex') === signature;
  return isSigned && isRight && time.startsWith(day) ? null : 'InvalidSignatureException';
}
