import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, '..', '..', 'pages', 'preview-frame');
// inline, as a frame of no origin may not load a file of ours
const script = readFileSync(join(folder, 'frame.js'), 'utf8');
const digest = createHash('sha256').update(script).digest('base64');

/**
 * The frame that shows a mail. It has a policy of its own, as a mail's styles are in its markup: nothing but this script
 * runs, nothing is loaded, and it can reach neither our origin nor the page around it.
 */
export const previewFrame = {
  html: `<!doctype html><meta charset="utf-8"><title>Preview</title><script>${script}</script>`,
  policy: [
    "default-src 'none'",
    `script-src 'sha256-${digest}'`,
    "style-src 'unsafe-inline'",
    'img-src data:',
    'sandbox allow-scripts',
    "frame-ancestors 'self'",
  ].join('; '),
} as const;
