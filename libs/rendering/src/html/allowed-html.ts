/* What an author may use in a body. Allow lists, because a deny list is never complete. */

export const allowedTags: ReadonlySet<string> = new Set(
  `a abbr address b big blockquote br caption center cite code col colgroup dd del div dl dt em font
   h1 h2 h3 h4 h5 h6 hr i ins kbd li mark ol p pre q s samp section small span strong sub sup
   table tbody td tfoot th thead time tr tt u ul var`.split(/\s+/),
);

export const allowedAttributes: ReadonlySet<string> = new Set(
  `abbr align bgcolor border cellpadding cellspacing class color colspan datetime dir face headers height
   href hreflang id lang name nowrap rel role rowspan scope size span start style target title type
   valign value width`.split(/\s+/),
);

/** None of them makes a line or a paragraph. */
export const inlineTags: ReadonlySet<string> = new Set(
  'a abbr b big cite code del em font i ins kbd mark q s samp small span strong sub sup time tt u var'.split(
    ' ',
  ),
);

export function isAllowedAttribute(name: string): boolean {
  return allowedAttributes.has(name) || /^aria-[a-z]+$/.test(name);
}

const functionsInStyle = /(?:^|[^\w-])(?:rgba?|hsla?|calc)\(/gi;

/**
 * What a style says that it may not: something to load (`url(`, `image-set(`, `@import`), an escape that hides it, or a
 * place outside the body.
 */
export function foundInStyle(value: string): string | null {
  const rest = value.replace(functionsInStyle, '');
  const found = /[(\\@\ue000]|\/\*|behavior|binding/i.exec(rest) ?? outOfPlace.exec(rest);
  return found && (found[0] === '\ue000' ? '{{…}}' : found[0].trim());
}

const outOfPlace = /\bposition\s*:\s*(?:fixed|absolute|sticky)/i;

/** The same of a sheet in a head, which is dropped: it may have media queries. */
export function isHarmlessSheet(css: string): boolean {
  return !/[\\<\ue000]|(?:url|image|image-set|src|expression)\s*\(|@import|behavior|binding/i.test(css);
}
