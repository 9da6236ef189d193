import type { House } from './house.suite';

/* For specs: the links in messages, and the pages behind them. */

/** The link that a message carries, as a mail program opens it, at the address of this house. */
export function linkIn({ html, text }: { html?: string | null; text?: string | null }, house: House): string {
  const [found] = linksIn(html ?? text ?? '', house);
  if (found === undefined) throw new Error('the message holds no link');
  return found;
}

/** Every link of ours in a message or a page. */
export function linksIn(markup: string, house: House): string[] {
  const marked = [...markup.matchAll(/href="([^"]*)"/g)].map(([, address]) => readEntities(address ?? ''));
  const plain = [...markup.matchAll(/https?:\/\/[^\s"<]*\/links\?token=[^\s"<]*/g)].map(
    ([address]) => address,
  );
  const ours = [...marked, ...plain].map(pathOf).filter((path) => path !== null);
  return [...new Set(ours)].map((path) => house.url + path);
}

/** Where a browser goes: it drops line breaks inside an address, and encodes spaces (URL Standard, URL parsing). */
function pathOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { pathname, search } = new URL(address);
  return pathname === '/links' ? pathname + search : null;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

function readEntities(text: string): string {
  return text.replaceAll(/&(?:(amp|lt|gt|quot)|#(\d+)|#x([0-9a-f]+));/gi, (_all, name?: string, ...codes) => {
    const [decimal, hexadecimal] = codes as (string | undefined)[];
    if (name !== undefined) return entities[name.toLowerCase()] ?? '';
    return String.fromCodePoint(
      decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal),
    );
  });
}

export interface Page {
  readonly status: number;
  readonly title: string;
  /** Where it sends on to. */
  readonly location: string | null;
  readonly html: string;
}

export async function look(link: string): Promise<Page> {
  return pageOf(await fetch(link, { redirect: 'manual' }));
}

/** What the button on the page of a link does, with everything that the page's form holds. */
export async function press(link: string, action: string, more: Record<string, string> = {}): Promise<Page> {
  const { html } = await look(link);
  const form = formsIn(html).find((fields) => fields['action'] === action);
  if (!form) throw new Error(`the page has no button that does ${action}`);
  return sendForm(link, { ...form, ...more });
}

export async function sendForm(link: string, fields: Record<string, string>): Promise<Page> {
  const { origin } = new URL(link);
  const body = new URLSearchParams(fields);
  return pageOf(await fetch(`${origin}/links`, { method: 'POST', body, redirect: 'manual' }));
}

function formsIn(html: string): Record<string, string>[] {
  return [...html.matchAll(/<form[\s\S]*?<\/form>/g)].map(([form]) =>
    Object.fromEntries(
      [...form.matchAll(/<input[^>]*name="([^"]*)"[^>]*value="([^"]*)"/g)].map(
        ([, name = '', value = '']) => [name, readEntities(value)],
      ),
    ),
  );
}

async function pageOf(answer: Response): Promise<Page> {
  const html = await answer.text();
  const [, title = ''] = /<h1>([^<]*)<\/h1>/.exec(html) ?? [];
  return { status: answer.status, title, location: answer.headers.get('location'), html };
}
