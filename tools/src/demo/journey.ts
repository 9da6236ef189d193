import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { at, textAt, UnexpectedAnswer, type Answer, type DemoClient, type KeptMessage } from './client';
import { withInbox } from './settings';
import { Story, type Tell } from './story';

const patienceMs = 15_000;
const downloadLink = 'https://files.example.com/e/8f2c';

/**
 * From the form to the download link, with the built-in inbox in the place of a provider.
 * @param interrupted rejects when the story has to end early
 */
export function playJourney(client: DemoClient, tell: Tell, interrupted?: Promise<never>): Promise<void> {
  const person = `ada-${randomBytes(3).toString('hex')}@example.com`;
  const journey = new Journey(client, person, new Story(tell));
  return withInbox(client, tell, () => Promise.race([journey.play(), ...(interrupted ? [interrupted] : [])]));
}

class Journey {
  constructor(
    private readonly client: DemoClient,
    private readonly person: string,
    private readonly story: Story,
  ) {}

  async play(): Promise<void> {
    const id = await this.askForData();
    await this.typeWrongCode(id, await this.readCode());
    await this.approve(id);
    await this.complete(id);
    await this.lookAtRecords(id);
  }

  private async askForData(): Promise<string> {
    this.story.step('A person fills in the form and asks for their data');
    const body = [{ policy_key: 'default_access_policy', identity: { email: this.person } }];
    const answer = await this.ask('POST', '/api/v1/privacy-request', body, { inPublic: true });
    const id = textAt(answer.body, 'succeeded', 0, 'id');
    this.story.answered(answer, `${id} is ${textAt(answer.body, 'succeeded', 0, 'status')}`);
    return id;
  }

  private async readCode(): Promise<string> {
    const { text } = await this.receive(/verification code/i);
    const [code] = /\b\d{6}\b/.exec(text) ?? [];
    if (code === undefined) throw new UnexpectedAnswer('The message holds no code of six digits.');
    return code;
  }

  private async typeWrongCode(id: string, code: string): Promise<void> {
    const path = `/api/v1/privacy-request/${id}/verify`;
    this.story.step('A wrong code costs one of three tries');
    const wrong = { code: code === '111111' ? '222222' : '111111' };
    const refusal = await this.ask('POST', path, wrong, { inPublic: true, expect: 403 });
    this.story.answered(refusal, textAt(refusal.body, 'detail'));

    this.story.step('The right one proves who asked');
    const answer = await this.ask('POST', path, { code }, { inPublic: true });
    this.story.answered(answer, `the request is ${textAt(answer.body, 'status')}`);
    await this.receive(/received your privacy request/i);
  }

  private async approve(id: string): Promise<void> {
    this.story.step('The privacy team approves');
    const answer = await this.ask('PATCH', '/api/v1/privacy-request/administrate/approve', {
      request_ids: [id],
    });
    this.story.answered(answer, `the request is ${textAt(answer.body, 'succeeded', 0, 'status')}`);
    await this.receive(/has been approved/i);
  }

  private async complete(id: string): Promise<void> {
    this.story.step('The service that collects the data reports that it is ready');
    const body = { download_links: [downloadLink], link_days: 5 };
    const answer = await this.ask('POST', `/api/v1/privacy-request/${id}/complete`, body);
    this.story.answered(answer, `the request is ${textAt(answer.body, 'status')}`);
    await this.receive(/data is ready/i);
  }

  private async lookAtRecords(id: string): Promise<void> {
    this.story.step('What the operator sees of the messages: neither address nor text');
    const answer = await this.ask('GET', `/api/v1/messages?about=${id}`);
    const items = at(answer.body, 'items');
    const records = Array.isArray(items) ? (items as unknown[]) : [];
    this.story.answered(answer, `${records.length} messages`);
    for (const record of records) this.story.listed(`${textAt(record, 'state')}  ${textAt(record, 'kind')}`);
  }

  private async ask(
    method: string,
    path: string,
    body?: object,
    { inPublic = false, expect = 200 } = {},
  ): Promise<Answer> {
    this.story.asked(method, path, body);
    const answer = await (inPublic && body
      ? this.client.callInPublic(method, path, body)
      : this.client.call(method, path, body));
    if (answer.status === expect) return answer;
    throw new UnexpectedAnswer(
      `The answer is ${answer.status} and not ${expect}: ${JSON.stringify(answer.body)}`,
    );
  }

  private async receive(phrase: RegExp): Promise<KeptMessage> {
    const deadline = Date.now() + patienceMs;
    while (Date.now() < deadline) {
      const message = (await this.client.inbox()).find(
        ({ to, subject, text }) => to === this.person && phrase.test(`${subject ?? ''}\n${text}`),
      );
      if (message) {
        this.story.received(message);
        return message;
      }
      await pause(100);
    }
    throw new UnexpectedAnswer(
      `No message like ${String(phrase)} came within ${patienceMs / 1_000} seconds.`,
    );
  }
}
