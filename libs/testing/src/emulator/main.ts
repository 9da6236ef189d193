import { startEmulator } from './emulator';
import { reportEvents } from './reports/signed-reports';
import { sesKeys } from './ses-signature';
import { unreadable } from './unreadable';
import { quotaPeriodsOf, refusals } from './vendors';

const defaultPort = 8025;
const defaultSmtpPort = 8026;

async function main(): Promise<void> {
  const port = Number(process.env.EMULATOR_PORT ?? defaultPort);
  const smtp = { port: Number(process.env.EMULATOR_SMTP_PORT ?? defaultSmtpPort) };
  const emulator = await startEmulator({ port, smtp });
  emulator.showTaken(true);
  console.log(`Mailgun, SendGrid, Twilio, Mailchimp and AWS SES are emulated at ${emulator.url}
A mail server is emulated at 127.0.0.1:${emulator.smtpPort}: security none, any user name and password
AWS' access key ${Object.entries(sesKeys)[0]?.join(', its secret ')}

  what arrived, and buttons to make them fail or report: ${emulator.url}/
  what arrived      curl ${emulator.url}/_emulator/messages
  forget it         curl -X DELETE ${emulator.url}/_emulator/messages
  make them fail    curl -X PUT ${emulator.url}/_emulator/behaviour \\
                      -d '{"vendor":"mailgun","answer":429,"retryAfter":2,"times":3}'
                    answer: ok, a status from 300 to 599, failed (Twilio), hang, reset, accept-then-reset,
                            ${unreadable.join(', ')}
                    with a status: refusal (a known one by its name), or says, field, code
                    also: delayMs, share (0..1)

  limit them        curl -X PUT ${emulator.url}/_emulator/quotas \\
                      -d '{"vendor":"ses","quotas":[{"limit":14,"per":"second"},{"limit":200,"per":"day"}]}'
                    what is used: curl ${emulator.url}/_emulator/quotas
                    per:    ${[...quotaPeriodsOf].map(([name, periods]) => `${name}: ${periods.join(', ')}`).join('\n                            ')}

  report to         curl -X PUT ${emulator.url}/_emulator/reports -d '{"vendor":"mailgun","url":"http://…/webhooks/…"}'
                    vendor ses: asks the url to confirm its subscription; Twilio is told with each message
                    keys, and the topic of ses: curl ${emulator.url}/_emulator/report-keys
                    by itself: accepted and delivered, or what the recipient says: bounce@, block@, defer@,
                    complain@, unsubscribe@, suppressed@; a number that ends with 30003 to 30008 or 21610
  report an event   curl -X POST ${emulator.url}/_emulator/reports -d '{"id":"<id of a message>","event":"bounced"}'
                    event: ${reportEvents.join(', ')}

  refusals          ${[...refusals].map(([name, ofVendor]) => `${name}: ${Object.keys(ofVendor).join(', ')}`).join('\n                    ')}
`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void emulator.close());
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
