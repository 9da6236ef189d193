/* global SwaggerUIBundle */

/** Addresses in the document are relative to it; Swagger UI resolves some of them against the page. */
function resolved(spec, base) {
  const absolute = (address) => new URL(address, base).href.replace(/\/$/, '');
  const { clientCredentials } = spec.components.securitySchemes.client.flows;
  clientCredentials.tokenUrl = absolute(clientCredentials.tokenUrl);
  return { ...spec, servers: spec.servers.map((server) => ({ ...server, url: absolute(server.url) })) };
}

/**
 * Swagger UI reads all of the document that it is given, for each part of it that it resolves: with all of ours the page
 * takes three times as long to show anything. A part is resolved with what it refers to, which is schemas.
 */
function resolveNarrowly({ fn: { resolveSubtree } }) {
  return { fn: { resolveSubtree: (spec, at, options) => resolveSubtree(around(spec, at), at, options) } };
}

function around(spec, [section, name]) {
  const { securitySchemes, schemas } = spec.components;
  const paths = section === 'paths' ? { [name]: spec.paths[name] } : {};
  const needed = name === 'schemas' ? schemas : schemasIn(paths, schemas);
  return { ...spec, paths, components: { securitySchemes, schemas: needed } };
}

/** Those that a part refers to, and those that these refer to. */
function schemasIn(part, schemas, found = {}) {
  for (const [, name] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
    if (name in found) continue;
    found[name] = schemas[name];
    schemasIn(schemas[name], schemas, found);
  }
  return found;
}

const darkMode = matchMedia('(prefers-color-scheme: dark)');
const showMode = () => document.documentElement.classList.toggle('dark-mode', darkMode.matches);
showMode();
darkMode.addEventListener('change', showMode);

const answer = await fetch(document.querySelector('link[rel=describedby]').href);
SwaggerUIBundle({
  spec: resolved(await answer.json(), answer.url),
  dom_id: '#documentation',
  // its own badge asks a host on the internet
  validatorUrl: null,
  deepLinking: true,
  plugins: [resolveNarrowly],
});
