import { startEmulator, type Emulator } from '@subjectline/testing/emulator';
import { VendorFront } from './vendor-front';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface DrilledParts {
  readonly port: number;
  readonly emulator: Emulator;
  readonly front: VendorFront;
}

export const client = { client_id: 'drill', client_secret: 'only-for-the-drill' };
const answerWithinMs = 10_000;

/** All calls come from one address, and all addresses are at one domain. */
export const limitsOff = {
  SUBJECTLINE_RATE_LIMIT_PER_MINUTE: '0',
  SUBJECTLINE_LIMIT_SENDS_PER_DOMAIN: 'off',
} as const;

export function vendorUrls({ url }: VendorFront): Readonly<Record<string, string>> {
  return { SUBJECTLINE_MAILGUN_URL: url, SUBJECTLINE_SENDGRID_URL: url, SUBJECTLINE_TWILIO_URL: url };
}

/** A product that runs, however it was started, with emulated vendors. */
export class Drilled {
  readonly emulator: Emulator;
  readonly front: VendorFront;
  protected readonly port: number;
  private token = '';

  protected constructor({ port, emulator, front }: DrilledParts) {
    this.port = port;
    this.emulator = emulator;
    this.front = front;
  }

  protected static async openVendors(): Promise<Omit<DrilledParts, 'port'>> {
    const emulator = await startEmulator();
    const front = new VendorFront(emulator.url);
    await front.open();
    return { emulator, front };
  }

  protected static async closeVendors({ emulator, front }: Omit<DrilledParts, 'port'>): Promise<void> {
    await front.close();
    await emulator.close();
  }

  /** An answer, or null where there was none. */
  async ask(method: string, path: string, body?: object, headers: object = {}): Promise<Answer | null> {
    try {
      const answer = await fetch(`http://127.0.0.1:${this.port}${path}`, {
        method,
        headers: {
          ...(this.token && { authorization: `Bearer ${this.token}` }),
          ...(body && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(answerWithinMs),
      });
      const text = await answer.text();
      return { status: answer.status, body: text ? JSON.parse(text) : null };
    } catch {
      return null;
    }
  }

  protected async configure(): Promise<void> {
    const form = new URLSearchParams({ grant_type: 'client_credentials', ...client });
    const answer = await fetch(`http://127.0.0.1:${this.port}/api/v1/oauth/token`, {
      method: 'POST',
      body: form,
    });
    const { access_token } = (await answer.json()) as { access_token: string };
    this.token = access_token;
    const details = { domain: 'mg.example.com' };
    await this.set('PUT', '/api/v1/messaging/default', { service_type: 'mailgun', details });
    await this.set('PUT', '/api/v1/messaging/default/mailgun/secret', {
      mailgun_api_key: 'key-of-the-drill',
    });
    await this.set('PATCH', '/api/v1/config', {
      notifications: { notification_service_type: 'mailgun', send_request_receipt_notification: false },
      execution: { subject_identity_verification_required: true },
    });
  }

  private async set(method: string, path: string, body: object): Promise<void> {
    const answer = await this.ask(method, path, body);
    if (answer?.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer)}`);
  }
}
