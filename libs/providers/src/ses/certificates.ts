import { X509Certificate, type KeyObject } from 'node:crypto';
import { ProviderError } from '../provider-error';
import { getFromSns, snsVendor } from './sns-api';

/** Where SNS keeps the certificates that it signs with: no other address is ever called for one. */
const certificatePlace =
  /^https:\/\/(sns\.[a-z]{2}(?:-[a-z]{2,10}){1,3}-\d{1,2}\.amazonaws\.com(?:\.cn)?)(\/SimpleNotificationService-[\da-f]{16,64}\.pem)$/;

/** SNS has one for each region, and changes it once a year or so. */
const maxKnown = 32;
/** A call that only names the right topic can name certificates that are not there: so many are looked for at once. */
const maxAtOnce = 4;

/** What SNS signs with, by where it is. */
const known = new Map<string, KeyObject>();
const underWay = new Map<string, Promise<KeyObject | null>>();

/** The key at an address that a message names; null if it is not one of SNS. */
export async function certificateKey(url: string, baseUrl: string | undefined): Promise<KeyObject | null> {
  const [, host, path] = certificatePlace.exec(url) ?? [];
  return host === undefined || path === undefined ? null : keyAt((baseUrl ?? `https://${host}`) + path);
}

async function keyAt(url: string): Promise<KeyObject | null> {
  const found = known.get(url);
  if (found) return found;
  const asked = underWay.get(url);
  if (asked) return asked;
  if (underWay.size >= maxAtOnce)
    throw new ProviderError({ ...snsVendor, outcome: 'unavailable', code: 'busy' });
  const asking = fetchKey(url).finally(() => underWay.delete(url));
  underWay.set(url, asking);
  const key = await asking;
  if (key) remember(url, key);
  return key;
}

function remember(url: string, key: KeyObject): void {
  const [oldest] = known.keys();
  if (known.size >= maxKnown && oldest !== undefined) known.delete(oldest);
  known.set(url, key);
}

/** Null: there is no certificate. */
async function fetchKey(url: string): Promise<KeyObject | null> {
  const pem = await getFromSns(url).catch((error: unknown) => {
    if (error instanceof ProviderError && isRefusal(error.status)) return null;
    throw error;
  });
  try {
    const key = pem && new X509Certificate(pem).publicKey;
    return key && key.asymmetricKeyType === 'rsa' ? key : null;
  } catch {
    return null;
  }
}

function isRefusal(status: number | undefined): boolean {
  return status !== undefined && status >= 300 && status < 500 && status !== 429;
}
