import Handlebars from 'handlebars';
import { describe, expect, it } from 'vitest';
import { flatten, readTemplate } from './template';
import { asHtml, asText, write } from './write';

const hostile: [template: string, named: RegExp][] = [
  ['{{{code}}}', /\{\{\{code\}\}\} would leave a value unescaped/],
  ['{{&code}}', /would leave a value unescaped/],
  ['{{> footer}}', /partials/],
  ['{{#> footer}}x{{/footer}}', /partials/],
  ['{{* decorate}}', /decorators/],
  ['{{#* inline "x"}}x{{/inline}}', /decorators/],
  ['{{lookup this "code"}}', /\{\{lookup …\}\}: the only helper is urlencode/],
  ['{{log code}}', /\{\{log …\}\}/],
  ['{{code color="red"}}', /the only helper is urlencode/],
  ['{{if code}}', /\{\{if …\}\}/],
  ['{{urlencode}}', /takes one name/],
  ['{{urlencode code minutes}}', /takes one name/],
  ['{{urlencode (lookup this "code")}}', /"\(…\)" is not the name/],
  ['{{urlencode "code"}}', /"code" is not the name/],
  ['{{#each code}}x{{/each}}', /\{\{#each\}\}: the only blocks/],
  ['{{#with code}}x{{/with}}', /\{\{#with\}\}/],
  ['{{#code}}x{{/code}}', /\{\{#code\}\}/],
  ['{{^code}}x{{/code}}', /\{\{#code\}\}/],
  ['{{#if}}x{{/if}}', /\{\{#if name\}\} takes one name/],
  ['{{#if code minutes}}x{{/if}}', /takes one name/],
  ['{{#if code includeZero=true}}x{{/if}}', /takes one name/],
  ['{{#if (eq code "1")}}x{{/if}}', /"\(…\)" is not the name/],
  ['{{#if code as |c|}}x{{/if}}', /block parameters/],
  ['{{code.length}}', /"code\.length" is not the name/],
  ['{{code/length}}', /"code\/length"/],
  ['{{../code}}', /"\.\.\/code"/],
  ['{{./code}}', /"\.\/code"/],
  ['{{this}}', /"this"/],
  ['{{this.code}}', /"this\.code"/],
  ['{{.}}', /"\."/],
  ['{{@root.code}}', /"@root\.code"/],
  ['{{#if @index}}x{{/if}}', /"@index"/],
  ['{{__proto__}}', /"__proto__" is not the name/],
  ['{{[a b]}}', /"a b"/],
  ['{{1}}', /"1"/],
  ["{{'a'}}", /"a" is not the name/],
  ["{{{'{'}}}", /would leave a value unescaped/],
  ['{{true}}', /"true"/],
  ['{{null}}', /"null"/],
  ['{{undefined}}', /"undefined"/],
  ['{{{{raw}}}}{{code}}{{{{/raw}}}}', /raw blocks/],
  ['{{{{if code}}}}{{code}}{{{{/if}}}}', /raw blocks/],
  ['\\{{code}}', /a backslash before \{\{/],
  ['{{', /cannot be read: Parse error on line 1/],
  ['{{#if code}}x', /cannot be read/],
  ['{{#if code}}x{{/unless}}', /cannot be read: if doesn't match unless/],
  ['\ue0000\ue001', /private-use character/],
  ['&#xE000;0&#x0e001;', /private-use character/],
  ['&#57344;0&#57345', /private-use character/],
];

describe('a template', () => {
  it.each(hostile)('is refused when it says %j', (template, named) => {
    expect(readTemplate(template).problems.join('\n')).toMatch(named);
  });

  it.each([
    ['blocks in blocks', '{{#if a}}'.repeat(11) + '{{/if}}'.repeat(11), 'blocks are nested deeper than 10'],
    ['many blocks', '{{#if a}}'.repeat(6_000) + '{{/if}}'.repeat(6_000), 'it has more than 300 conditions'],
    ['many branches', `{{#if a}}${'{{ else if b}}'.repeat(6_000)}{{/if}}`, 'it has more than 300 conditions'],
    ['many values', '{{a}}'.repeat(1_001), 'it has more than 1000 tags ({{…}})'],
  ])('is refused before it costs much to read: %s', (_what, template, problem) => {
    expect(readTemplate(template).problems).toEqual([problem]);
  });

  it('is told everything that is wrong with it at once', () => {
    expect(readTemplate('{{{a}}} {{> b}} {{c.d}}').problems).toHaveLength(3);
  });
});

const values: Record<string, string>[] = [
  {},
  { a: '', b: '' },
  { a: 'x' },
  { a: 'x', b: '0' },
  { a: `<b class="q">'&=\`</b>`, b: '{{a}}' },
  JSON.parse('{"__proto__": "p", "constructor": "c", "a": "{{{b}}}"}') as Record<string, string>,
];

const templates = [
  'plain',
  'Hello {{a}}, {{ b }}!',
  '{{#if a}}A {{a}}{{else}}none{{/if}}',
  '{{#unless a}}no a{{else}}{{a}}{{/unless}}',
  '{{#if a}}1{{else if b}}2{{else}}3{{/if}}',
  '{{^if a}}without{{/if}}',
  'line\n{{#if a}}\n  inside\n{{/if}}\nafter',
  'x {{~a~}} y {{! a comment }}{{!-- {{b}} --}}',
  '{{#if a}}{{#unless b}}{{a}}{{/unless}}{{/if}}',
  '{{constructor}}',
];

describe('what the language keeps of Handlebars', () => {
  it.each(templates)('comes out as Handlebars would have it: %j', (template) => {
    const { pieces, problems } = readTemplate(template);
    expect(problems).toEqual([]);
    for (const variables of values) {
      const own: Record<string, string> = Object.assign(Object.create(null), variables);
      expect(write(pieces, variables, asHtml)).toBe(Handlebars.compile(template)(own));
      expect(write(pieces, variables, asText)).toBe(Handlebars.compile(template, { noEscape: true })(own));
    }
  });

  it('encodes a value for an address so that it can neither end nor extend it', () => {
    const { pieces } = readTemplate('https://example.com/?q={{urlencode a}}');
    const variables = { a: `a b&c=d#e/?"'()*!é\ud800` };
    expect(write(pieces, variables, asHtml)).toBe(
      'https://example.com/?q=a%20b%26c%3Dd%23e%2F%3F%22%27%28%29%2A%21%C3%A9%EF%BF%BD',
    );
  });
});

describe('a brace', () => {
  it.each([
    ["{{'{'}}{{a}}{{'}'}}", '{x}'],
    ["{{'{{'}}a}}", '{{a}}'],
    ["\\\\{{'{'}}{{'{'}}{{'{'}}a}}}", '\\{{{a}}}'],
    ["{{'{'}}{{'{'}}! none}}", '{{! none}}'],
  ])('is written as %s to be read as %s', (template, read) => {
    const { pieces, problems } = readTemplate(template);
    expect(problems).toEqual([]);
    expect(write(pieces, { a: 'x' }, asText)).toBe(read);
  });
});

describe('a template without its conditions', () => {
  it('shows what is there when nothing is absent', () => {
    const source =
      '{{#if a}}A {{a}}{{else}}none{{/if}}{{#unless b}}no{{else}}, {{urlencode b}}{{/unless}}.{{! x }}';
    expect(flatten(source)).toEqual({ texts: ['A ', ', ', '.'], names: ['a', 'b'] });
    expect(flatten('')).toEqual({ texts: [''], names: [] });
    expect(flatten('{{#if a}}A{{else}}B{{/if}}{{#if b}} {{b}}{{/if}}', ['a'])).toEqual({
      texts: ['B ', ''],
      names: ['b'],
    });
  });
});
