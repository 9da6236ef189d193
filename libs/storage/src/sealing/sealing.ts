import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { parseKeys, type InstallationKey } from '@subjectline/bus';

/** One version of the key. `id` is written beside everything it seals. */
interface Key {
  readonly id: string;
  readonly seal: Buffer;
  readonly digest: Buffer;
  readonly root: Buffer;
}

const ivBytes = 12; // NIST SP 800-38D: 96 bits
const tagBytes = 16;

/** What was to be opened is damaged, was sealed for something else, or with a key that is not on the ring. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

/**
 * The keys of the installation: the first seals, all of them open, so that a new key can be put in front while what
 * the old one sealed stays readable. From every key come separate ones for sealing and for digests (HKDF, RFC 5869).
 */
export class KeyRing {
  private readonly keys: readonly [Key, ...Key[]];

  private constructor(keys: readonly [Key, ...Key[]]) {
    this.keys = keys;
  }

  /** @param text `<id>:<32 bytes in base64>`, several separated by commas. Throws without showing any of it. */
  static parse(text: string): KeyRing {
    const [first, ...rest] = parseKeys(text);
    return new KeyRing([keyOf(first), ...rest.map(keyOf)]);
  }

  /** Their ids, the one that seals first. */
  get ids(): readonly [string, ...string[]] {
    const [first, ...rest] = this.keys;
    return [first.id, ...rest.map(({ id }) => id)];
  }

  /** A ring of one of these keys. */
  only(id: string): KeyRing {
    const key = this.keys.find((candidate) => candidate.id === id);
    if (!key) throw new Error(`the key ring has no key "${id}"`);
    return new KeyRing([key]);
  }

  /**
   * Seals a text with AES-256-GCM. `context` says what it is for and has to be given again to open it, so that a
   * sealed text moved to another place stays shut.
   */
  seal(plain: string, context: string): string {
    const [key] = this.keys;
    const iv = drawIv();
    const cipher = createCipheriv('aes-256-gcm', key.seal, iv);
    cipher.setAAD(Buffer.from(context));
    const sealed = Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${key.id}.${sealed.toString('base64url')}`;
  }

  open(sealed: string, context: string): string {
    const [id, body] = sealed.split('.', 2);
    const key = this.keys.find((candidate) => candidate.id === id);
    const bytes = Buffer.from(body ?? '', 'base64url');
    if (!key || bytes.length < ivBytes + tagBytes) throw new SealBroken('no key on the ring opens this');
    try {
      const decipher = createDecipheriv('aes-256-gcm', key.seal, bytes.subarray(0, ivBytes));
      decipher.setAAD(Buffer.from(context));
      decipher.setAuthTag(bytes.subarray(-tagBytes));
      const plain = Buffer.concat([decipher.update(bytes.subarray(ivBytes, -tagBytes)), decipher.final()]);
      return plain.toString('utf8');
    } catch {
      throw new SealBroken('it is damaged or was sealed for something else');
    }
  }

  /** Whether `open` would succeed. */
  opens(sealed: string, context: string): boolean {
    try {
      this.open(sealed, context);
      return true;
    } catch (error) {
      if (error instanceof SealBroken) return false;
      throw error;
    }
  }

  sealJson(value: object, context: string): string {
    return this.seal(JSON.stringify(value), context);
  }

  openJson(sealed: string, context: string): unknown {
    return JSON.parse(this.open(sealed, context)) as unknown;
  }

  /** A keyed digest (HMAC-SHA-256) of some parts, to look up or to compare. No part can run into the next. */
  digest(purpose: string, ...parts: readonly string[]): string {
    return digestWith(this.keys[0], purpose, parts);
  }

  /** The digests under every key on the ring, the first one first: what an older key wrote is still found. */
  digests(purpose: string, ...parts: readonly string[]): [string, ...string[]] {
    const [first, ...older] = this.keys;
    return [digestWith(first, purpose, parts), ...older.map((key) => digestWith(key, purpose, parts))];
  }

  /** Whether `digest` was made of these parts by any key on the ring; takes the same time whatever they are. */
  matches(digest: string, purpose: string, ...parts: readonly string[]): boolean {
    const given = Buffer.from(digest);
    let found = false;
    for (const key of this.keys) {
      const expected = Buffer.from(digestWith(key, purpose, parts));
      if (expected.length === given.length && timingSafeEqual(expected, given)) found = true;
    }
    return found;
  }

  /** A key of its own for another purpose, such as signing tokens; by the ids on the ring, the current one first. */
  derive(purpose: string): readonly { readonly id: string; readonly key: Buffer }[] {
    return this.keys.map(({ id, root }) => ({ id, key: expand(root, purpose) }));
  }
}

let drawn = Buffer.alloc(0);

/** Random bytes are cheap, asking the system for them is not: enough for many seals are drawn at once. */
function drawIv(): Buffer {
  if (drawn.length < ivBytes) drawn = randomBytes(ivBytes * 256);
  const iv = drawn.subarray(0, ivBytes);
  drawn = drawn.subarray(ivBytes);
  return iv;
}

function keyOf({ id, root }: InstallationKey): Key {
  return { id, root, seal: expand(root, 'seal'), digest: expand(root, 'digest') };
}

function expand(root: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', root, '', `subjectline ${purpose}`, 32));
}

function digestWith(key: Key, purpose: string, parts: readonly string[]): string {
  const hmac = createHmac('sha256', key.digest);
  for (const part of [purpose, ...parts]) hmac.update(`${Buffer.byteLength(part)}:${part},`);
  return `${key.id}.${hmac.digest('base64url')}`;
}
