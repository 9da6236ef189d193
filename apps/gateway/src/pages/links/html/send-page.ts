import type { AppError } from '@subjectline/contracts';
import type { FastifyReply } from 'fastify';
import type { PageBrand } from './brand';
import { documentOf, type PageContent } from './document';
import { languageOf, type Language } from '../language';
import { failurePage } from '../views/states';

interface PageOptions {
  /** The sites besides ours that a form of the page may end at. */
  readonly formTargets?: readonly string[];
  readonly brand?: PageBrand | null;
}

export function sendPage(
  reply: FastifyReply,
  content: PageContent,
  language: Language,
  { formTargets = [], brand = null }: PageOptions = {},
): void {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    ...(brand?.logo ? ["img-src 'self'"] : []),
    ["form-action 'self'", ...new Set(formTargets)].join(' '),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  void reply
    .status(content.status)
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-language': language.tag,
      'content-security-policy': policy.join('; '),
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
      vary: 'accept-language',
    })
    .send(documentOf(content, language, brand));
}

/** An error where a page was asked for. */
export function sendFailure(reply: FastifyReply, error: AppError, acceptLanguage: string | undefined): void {
  const language = languageOf(null, acceptLanguage);
  sendPage(reply, failurePage(language.texts, error), language);
}
