import { describe, expect, it } from 'vitest';
import { languages } from './language';
import { en } from './texts/en';

type Section = Readonly<Record<string, string>>;

const sections = Object.entries(en) as [string, Section][];
const others = Object.entries(languages).filter(([tag]) => tag !== 'en');

function textsOf(tag: string): [string, string][] {
  return (Object.entries(languages[tag] ?? {}) as [string, Section][]).flatMap(([section, texts]) =>
    Object.entries(texts).map(([name, text]): [string, string] => [`${section}.${name}`, text]),
  );
}

const placeholdersOf = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).toSorted();

describe('the text of the pages', () => {
  it('is available in four languages', () => {
    expect(Object.keys(languages)).toEqual(['en', 'fr', 'de', 'es']);
    expect(sections.length).toBeGreaterThan(10);
  });

  it.each(others)('is complete in %s, with the same values', (tag) => {
    const english = new Map(textsOf('en'));
    expect(textsOf(tag).map(([name]) => name)).toEqual([...english.keys()]);
    for (const [name, text] of textsOf(tag)) {
      expect([name, placeholdersOf(text)]).toEqual([name, placeholdersOf(english.get(name) ?? '')]);
    }
  });

  it.each(others)('is not left in English in %s', (tag) => {
    const english = new Map(textsOf('en'));
    const same = textsOf(tag).filter(([name, text]) => text === english.get(name));
    expect(same.map(([name]) => name).filter((name) => !wordsOfBoth.includes(name))).toEqual([]);
  });

  it.each(Object.keys(languages))('is plain text without stray spaces in %s', (tag) => {
    for (const [name, text] of textsOf(tag)) {
      expect([name, text]).toEqual([name, text.trim()]);
      expect([name, /[<>]| {2}|'|"/.test(text)]).toEqual([name, false]);
    }
  });
});

/** Words that two languages share. */
const wordsOfBoth = ['approval.person', 'approval.size', 'choices.vendors', 'choices.no'];
