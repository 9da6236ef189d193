import { createVerify } from 'node:crypto';
import { parseJson } from '../http/vendor-answer';
import { fieldsOf, readMoment } from '../report';
import { certificateKey } from './certificates';

/** A message of Amazon SNS to an HTTP endpoint. */
export interface SnsMessage {
  readonly type: 'Notification' | 'SubscriptionConfirmation' | 'UnsubscribeConfirmation';
  readonly id: string;
  readonly topic: string;
  readonly message: string;
  readonly at: Date;
  readonly token: string | null;
  readonly version: '1' | '2';
  readonly signature: string;
  readonly certificateUrl: string;
  /** what is signed */
  readonly signed: string;
}

const notified = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'];
const subscribed = ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];
const signedFields = {
  Notification: notified,
  SubscriptionConfirmation: subscribed,
  UnsubscribeConfirmation: subscribed,
} as const;

/** Null: it is none. */
export function readSns(body: string): SnsMessage | null {
  const fields = fieldsOf(parseJson(body));
  const text = (name: string): string | null => {
    const { [name]: value } = fields;
    return typeof value === 'string' ? value : null;
  };
  const type = text('Type') as keyof typeof signedFields;
  const at = readMoment(fields['Timestamp']);
  const [id, topic, message] = [text('MessageId'), text('TopicArn'), text('Message')];
  const [signature, certificateUrl] = [text('Signature'), text('SigningCertURL')];
  const version = text('SignatureVersion');
  if (!at || !Object.hasOwn(signedFields, type) || !isBase64(signature) || !certificateUrl) return null;
  if (!id || !topic || message === null || (version !== '1' && version !== '2')) return null;
  // a subject only where there is one; without any other field nothing of SNS is signed
  const names = signedFields[type].filter((name) => name !== 'Subject' || text(name) !== null);
  const signed = names.map((name) => `${name}\n${text(name) ?? ''}\n`).join('');
  return { type, id, topic, message, at, token: text('Token'), version, signature, certificateUrl, signed };
}

/** In the one form that a signature has: decoding alone would ignore the bits before the padding. */
function isBase64(signature: string | null): signature is string {
  if (signature === null || !/^[A-Za-z0-9+/]{64,1000}={0,2}$/.test(signature)) return false;
  return Buffer.from(signature, 'base64').toString('base64') === signature;
}

/** Whether SNS has signed it, with whatever topic. Throws a `ProviderError` if SNS does not show its certificate. */
export async function isSigned(
  { certificateUrl, version, signed, signature }: SnsMessage,
  baseUrl: string | undefined,
): Promise<boolean> {
  const key = await certificateKey(certificateUrl, baseUrl);
  if (!key) return false;
  const verify = createVerify(version === '1' ? 'RSA-SHA1' : 'RSA-SHA256').update(signed);
  return verify.verify(key, signature, 'base64');
}
