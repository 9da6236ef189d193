import type { Answer, KeptMessage } from './client';

/** Takes one line of what is told. */
export type Tell = (line: string) => void;

/** What was asked, what came back and what the person got, in lines that can be read at a glance. */
export class Story {
  private steps = 0;

  constructor(private readonly tell: Tell) {}

  step(title: string): void {
    this.steps += 1;
    this.tell(`\n${this.steps}. ${title}`);
  }

  asked(method: string, path: string, body?: object): void {
    this.line('asked', `${method} ${path}${body ? `  ${JSON.stringify(body)}` : ''}`);
  }

  answered({ status }: Answer, what: string): void {
    this.line('answer', `${status}  ${what}`);
  }

  received({ to, subject, text }: KeptMessage): void {
    this.line('arrived', `"${subject ?? 'SMS'}" for ${to}`);
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    for (const line of lines) this.listed(`| ${line}`);
  }

  listed(what: string): void {
    this.line('', what);
  }

  private line(who: string, what: string): void {
    this.tell(`   ${who.padEnd(8)} ${what}`);
  }
}
