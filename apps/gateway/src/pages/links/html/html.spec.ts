import { expect, it } from 'vitest';
import { html } from './html';

const hostile = `"><script>alert('1')</script>&amp;`;

it('escapes every value, between tags and inside attributes', () => {
  expect(html`<p title="${hostile}">${hostile}</p>`.text).toBe(
    '<p title="&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp;">' +
      '&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp;</p>',
  );
});

it('keeps markup, joins lists, and renders nothing for nothing', () => {
  const items = ['a', '<'].map((item) => html`<i>${item}</i>`);
  expect(html`${items}${null}${undefined}${false}${0}`.text).toBe('<i>a</i><i>&lt;</i>0');
});
